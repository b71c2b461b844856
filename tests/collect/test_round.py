"""All teams in one run: each server sees one asker, and no team stops the others."""

import pytest

from retro.collect.gate import Gate
from tests.collect.office import Busy, Office, changes
from tests.world import faults

SIX = dict.fromkeys(("ash", "beech", "cedar", "elm", "fir", "oak"), 30)
ONE_EACH = {name: (name,) for name in SIX}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("CYCLE", "TEAM", "LANES", "RATE", "DRY_RUN", "RETRO_CONTACT"):
        monkeypatch.delenv(name, raising=False)


def test_six_teams_have_four_lanes_between_them_and_not_each(tmp_path, capsys):
    with Busy(changes(**SIX), wait=0.01) as server:
        office = Office(tmp_path, server, **ONE_EACH)

        assert office("--lanes=4") == 0

    assert server.most == 4
    assert all(len(office.numbers(name)) == 30 for name in SIX)
    assert "6\xa0retrospectives: 6 collected\n" in capsys.readouterr().err


def test_one_lane_is_one_request_at_a_time_for_all_teams(tmp_path):
    with Busy(changes(**SIX), wait=0.002) as server:
        assert Office(tmp_path, server, **ONE_EACH)() == 0

    assert server.most == 1


def test_the_bytes_are_those_of_teams_that_are_collected_one_by_one(tmp_path):
    with Busy(changes(**SIX)) as server:
        alone = Office(tmp_path / "alone", server, **ONE_EACH)
        for name in SIX:
            assert alone(f"--team={name}") == 0
        together = Office(tmp_path / "together", server, **ONE_EACH)
        assert together("--lanes=3") == 0

    assert all(alone.files(name) == together.files(name) for name in SIX)


def test_the_rate_is_kept_over_all_teams_and_lanes():
    clock, begun = [100.0], []

    def sleep(seconds):
        clock[0] += seconds

    gate = Gate(lambda: clock[0], sleep, lanes=4, rate=2)
    for n in range(6):
        if n == 3:
            gate.shut(7)
        gate.wait()
        begun.append(clock[0] - 100)

    assert begun == [0, 0.5, 1, 8, 8.5, 9]


def test_a_server_that_wants_to_be_left_alone_is_so_by_every_team(tmp_path, capsys):
    put_off = faults.refusal(429, "Quota", Retry_After="3600")
    with Busy(changes(**SIX), faults={9: put_off}) as server:
        office = Office(tmp_path, server, **ONE_EACH)

        assert office() == 4
        assert len(server.log) == 10

    said = capsys.readouterr().err
    assert "left alone until 13:00 UTC on 2016-04-20" in said
    assert said.count("run the same command then") == 6 - said.count(": collected\n")


def test_a_team_that_fails_stops_no_other_and_is_told_with_its_reason(tmp_path, capsys):
    with Busy(changes(**SIX)) as server:
        office = Office(tmp_path, server, **ONE_EACH)
        office.write("elm", ("nowhere",))
        (tmp_path / "content/fir/team.yaml").write_text("gerrit: 3\n")

        assert office() == 3

    said = capsys.readouterr().err
    assert "6\xa0retrospectives: 4 collected and 2 failed\n" in said
    assert f"retro: elm/mitaka: {server.url}: there is no project openstack/nowhere" in said
    assert "fir/team.yaml" in said
    assert [name for name in SIX if office.snapshot(name).exists()] == [
        "ash",
        "beech",
        "cedar",
        "oak",
    ]


def test_a_team_of_which_nothing_moved_is_told_as_unchanged(tmp_path, capsys):
    with Busy(changes(ash=3, elm=3)) as server:
        office = Office(tmp_path, server, ash=("ash",), elm=("elm",))
        office()
        office.server._changes[0]["updated"] = "2016-04-19 00:00:00.000000000"
        assert office() == 0

    assert "2\xa0retrospectives: 1 collected and 1 unchanged\n" in capsys.readouterr().err
