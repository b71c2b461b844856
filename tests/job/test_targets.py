"""Which retrospectives an order means, and that all faults of what was written come in one run."""

import pytest

from retro.errors import ContentError, UsageError
from retro.faults import every
from retro.job.order import Order
from retro.job.targets import everything, named, readable, targets

SERVER = "https://review.example.org"

TEAM = f"title: A team\ngerrit:\n  server: {SERVER}\n  projects: [a/b]\n"
OWN = "dates: {start: 2021-04-15, release: 2021-10-06}\n"


@pytest.fixture
def begun(tmp_path):
    """Return a writer of content/: teams with the cycles that each has begun."""

    def write(**teams):
        for key, cycles in teams.items():
            for name in cycles:
                folder = tmp_path / key / name
                folder.mkdir(parents=True)
                (folder / "cycle.yaml").write_text(OWN)
            (tmp_path / key).mkdir(exist_ok=True)
            (tmp_path / key / "team.yaml").write_text(TEAM)
        return tmp_path

    return write


def meant(folder, **words):
    return [target.path for target in targets(Order(content=folder, **words))]


def refused(folder, **words):
    with pytest.raises(UsageError) as told:
        targets(Order(content=folder, **words))
    return str(told.value)


def faults(made, folder, **words):
    with pytest.raises(ContentError) as told:
        made(Order(content=folder, **words))
    return [(error.where.removeprefix(f"{folder}/"), error.what) for error in told.value.each]


def test_without_a_team_those_are_meant_that_have_begun_the_cycle(begun):
    folder = begun(nova=["dawn", "noon"], glance=["noon"], zuul=["dusk"])

    assert meant(folder, cycle="noon") == ["glance/noon", "nova/noon"]
    assert meant(folder, cycle="dusk") == ["zuul/dusk"]
    assert meant(folder, cycle="noon", team="nova") == ["nova/noon"]


def test_a_team_that_is_named_or_alone_needs_not_have_begun_a_cycle_of_the_calendar(begun):
    folder = begun(nova=["dawn"])
    assert meant(folder, cycle="mitaka") == ["nova/mitaka"]

    begun(glance=["mitaka"])
    assert meant(folder, cycle="mitaka", team="nova") == ["nova/mitaka"]


def test_a_cycle_that_no_team_has_begun_is_answered_with_those_that_are(begun):
    said = refused(begun(nova=["dawn"], glance=["noon"]), cycle="mitaka")

    assert "no team" in said
    assert "make new" in said
    assert "dawn (nova), noon (glance)" in said


def test_without_a_cycle_those_of_content_are_listed_and_else_the_calendars(begun):
    teams = {key: ["noon"] for key in "abcd"} | {"e": ["dusk", *map(str, range(20))]}
    said = refused(begun(**teams))

    assert "noon (4 teams)" in said
    assert "(e) and 10 more" in said
    assert "mitaka" in refused(begun(f=[]), team="f")


def test_every_fault_of_every_file_is_told_in_one_run(begun):
    folder = begun(nova=["noon"], glance=["noon"])
    (folder / "nova/team.yaml").write_text(
        TEAM + "  ci: {names: '('}\n  stable: '['\nrole: 1\nx: 1\n"
    )
    (folder / "glance/noon/cycle.yaml").write_text("roster: none\neditions: {start: 2021-05-05}\n")
    (folder / "glance/noon/flow.md").write_text("{one\n\n![two](https://example.org/x.png)\n")
    (folder / "glance/noon/bugs.md").write_text("---\ntitel: x\norder: y\n---\nWords.\n")

    found = faults(targets, folder, cycle="noon")

    assert [where for where, _ in found] == [
        "glance/noon/cycle.yaml:1",
        "glance/noon/bugs.md:2",
        "glance/noon/bugs.md:3",
        "glance/noon/flow.md:1",
        "glance/noon/flow.md:3",
        "nova/team.yaml:5",
        "nova/team.yaml:8",
    ]


def test_rules_are_all_held_once_the_shapes_are_right(begun):
    folder = begun(glance=["noon"])
    (folder / "glance/noon/cycle.yaml").write_text(
        OWN + "editions: {start: 2021-05-05, release: 2021-06-06}\n"
        "promises:\n  - {priority: A, url: 'ftp://x'}\n  - {priority: B, url: 'https://x.org/1'}\n"
    )

    found = [where for where, _ in faults(targets, folder, cycle="noon")]

    assert found == [f"glance/noon/cycle.yaml:{line}" for line in (2, 2, 4, 4, 5)]


def test_a_fault_of_a_team_is_told_once_for_all_its_cycles(begun):
    folder = begun(nova=["dawn", "noon"])
    (folder / "nova/team.yaml").write_text(TEAM + "x: 1\n")

    def read(order):
        return every(lambda names: named(order, *names), everything(order))

    assert len(faults(read, folder)) == 1


def test_a_cycle_that_nobody_can_date_stops_no_other_ones_home_page(begun):
    folder = begun(nova=["noon"], glance=["typo"])
    (folder / "glance/typo/cycle.yaml").write_text("ffe: []\n")
    said = []

    found = [target.path for target in readable(Order(content=folder), (), said.append)]

    assert found == ["nova/noon"]
    assert said[0].startswith('left out of the home page: there is no cycle "typo"')
