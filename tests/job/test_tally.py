"""Several retrospectives in one order: one that fails leaves the others alone, and all is told."""

import os
import shutil
import signal

import pytest

from retro.cli import main
from retro.errors import ContentError, ProgramError, RetroError, SnapshotError, SourceError
from retro.job import build, targets
from retro.job.tally import Tally, lasting
from tests import golden
from tests.places import places

NOBODY = "http://127.0.0.1:9"


def run(home, *words):
    return main([*words, *places(words[0], home)], sleep=lambda _: None)


@pytest.fixture
def said():
    return []


def done(said, many, *, seconds=60.0, failing=(), error=SnapshotError):
    """Do so many, each of them taking some seconds."""
    times = iter(range(1000))
    tally = Tally("built", said.append, lambda: next(times) * seconds, among=many)
    tally.begin(many)
    for number in range(1, many + 1):
        with tally.of(f"team{number}/dusk"):
            if number in failing:
                raise error("It is cut.")
    return tally


def test_how_far_it_is_and_how_long_the_rest_takes_is_said_after_each(said):
    done(said, 4, failing=[2])

    assert said == [
        "1 of 4, about 3 min left",
        "2 of 4, about 2 min left",
        "3 of 4, about 1 min left",
        "4 of 4",
    ]


def test_at_the_end_all_are_summed_up_and_the_first_error_carries_the_others(said):
    with pytest.raises(SnapshotError) as told:
        done(said, 4, failing=[2, 3]).end(unchanged=5)

    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in said[-3:]] == [
        "9 retrospectives: 2 built, 5 unchanged and 2 failed",
        "  failed: team2/dusk: It is cut.",
        "  failed: team3/dusk: It is cut.",
    ]
    assert told.value.status == 5


def test_one_alone_is_not_summed_up(said):
    done(said, 1).end(unchanged=0)

    assert said == []


def test_a_fault_of_this_program_is_one_retrospectives_alone_where_there_are_others(said):
    with pytest.raises(RetroError, match="KeyError") as told:
        done(said, 2, failing=[1], error=KeyError).end(unchanged=0)

    assert told.value.where == "team1/dusk"
    assert said[-1].startswith("  failed: team1/dusk: a fault of this program")
    with pytest.raises(KeyError):
        done(said, 1, failing=[1], error=KeyError)


def test_an_error_of_the_disk_is_told_with_the_retrospective_that_met_it(said):
    with pytest.raises(RetroError, match="No space") as told:
        done(said, 2, failing=[1], error=lambda _: OSError(28, "No space")).end(unchanged=0)

    assert told.value.where == "team1/dusk"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "less than 1 min"), (89, "about 1 min"), (3600, "about 60 min"), (5400, "about 1.5 h")],
)
def test_how_long_something_takes_is_said_roughly(seconds, said):
    assert lasting(seconds) == said


@pytest.mark.usefixtures("no_pictures")
def test_a_team_whose_words_can_not_be_read_stops_no_other(home, capsys):
    golden.content(home / "content", "nova")
    (home / "content/nova/dusk/cycle.yaml").write_text("ffe: {\n")

    assert run(home, "build", "--cycle=dusk") == ContentError.status
    assert (home / "output/lantern/dusk/index.html").exists()
    assert "failed: nova/dusk" in capsys.readouterr().err


def failing(monkeypatch, module, name, team, fault=KeyError):
    """Let a function that is given a team's key or its target fail at that team."""
    real = getattr(module, name)

    def whole(order, *about):
        if team in (about[0], getattr(about[0], "path", "")):
            raise fault("a bug")
        return real(order, *about)

    monkeypatch.setattr(module, name, whole)


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(
    ("module", "name", "team"),
    [
        (targets, "named", "nova"),
        (build.stamps, "fresh", "nova/dusk"),
        (build, "_retrospective", "nova/dusk"),
    ],
    ids=["read", "looked at", "built alone"],
)
def test_a_fault_of_this_program_in_one_of_several_teams_stops_no_other(
    home, capsys, monkeypatch, module, name, team
):
    golden.content(home / "content", "nova")
    if name == "_retrospective":
        assert run(home, "build", "--cycle=dusk", "--team=lantern") == 0
    capsys.readouterr()
    failing(monkeypatch, module, name, team)

    assert run(home, "build", "--cycle=dusk") == ProgramError.status == 6
    assert (home / "output/lantern/dusk/index.html").exists()
    assert (home / "output/index.html").exists()
    told = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 retrospectives: 1 " in told
    assert "failed: nova/dusk: a fault of this program, KeyError" in told
    with pytest.raises(KeyError):
        run(home, "build", "--cycle=dusk", "--team=nova")


@pytest.mark.usefixtures("no_pictures")
def test_a_fault_in_the_pages_over_all_leaves_the_summary(home, capsys, monkeypatch):
    golden.content(home / "content", "nova")
    monkeypatch.setattr("retro.job.site.many_cycles.pages", lambda *_: {}["a bug"])

    assert run(home, "build", "--cycle=dusk") == 6
    assert "2\N{NO-BREAK SPACE}retrospectives: 2 built" in capsys.readouterr().err


@pytest.mark.usefixtures("no_pictures")
def test_a_fault_while_files_are_read_stops_no_other_from_being_collected(home, monkeypatch):
    golden.content(home / "content", "nova")
    failing(monkeypatch, targets, "named", "nova")

    assert run(home, "build", "--cycle=dusk", "--collect") == 6
    assert (home / "output/lantern/dusk/index.html").exists()


@pytest.mark.usefixtures("no_pictures")
def test_a_process_that_is_killed_takes_no_other_team_with_it(home, capsys, monkeypatch):
    golden.content(home / "content", "nova")
    real = build._retrospective

    def killed(order, target, *given):
        if target.team.key == "lantern":
            os.kill(os.getpid(), signal.SIGKILL)
        real(order, target, *given)

    monkeypatch.setattr(build, "_retrospective", killed)

    assert run(home, "build", "--cycle=dusk", "--jobs=2") != 0
    assert (home / "output/nova/dusk/index.html").exists()
    assert "failed: lantern/dusk: its process was killed" in capsys.readouterr().err


@pytest.mark.usefixtures("no_pictures")
def test_a_team_that_can_not_be_collected_stops_no_other_from_being_built(home, capsys):
    there = home / "content/nova"
    golden.content(home / "content", "nova")
    shutil.rmtree(there / "dusk/snapshot")
    settings = there / "team.yaml"
    settings.write_text(settings.read_text().replace("https://gerrit.example.org", NOBODY))

    assert run(home, "build", "--cycle=dusk", "--collect") == SourceError.status
    assert (home / "output/lantern/dusk/index.html").exists()
    assert NOBODY.removeprefix("http://") in capsys.readouterr().err
