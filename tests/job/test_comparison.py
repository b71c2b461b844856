"""A number is held against the cycle before, as many days before its own release."""

import json
from datetime import date
from pathlib import Path

import pytest

from retro.job.answers import quietly
from retro.job.order import Order
from retro.job.site import comparison, cycle_before, stamps
from retro.job.sources import sources_now
from retro.job.targets import named
from retro.model.facts import Before, Fact, Report
from retro.record.reading import read
from retro.record.target import Target
from tests.golden import content

DAWN = """\
dates: {start: 2021-02-22, release: 2021-03-19, milestones: {M-1: 2021-03-03}}
roster: [{account: "2"}]
"""
"""The cycle before dusk: a week earlier, over the same changes."""

SHORT = "dates: {start: 2021-02-22, release: 2021-02-26}\n"


@pytest.fixture
def order(tmp_path) -> Order:
    content(tmp_path / "content")
    return Order(content=tmp_path / "content", output=tmp_path / "output", team="lantern")


@pytest.fixture
def two(order) -> Order:
    content(order.content, name="dawn", written=DAWN)
    return order


def dusk(order: Order) -> Target:
    return named(order, "lantern", "dusk")


def report(order: Order, edition: str = "final", told: list[str] | None = None) -> Report:
    found = read(dusk(order))
    say = (told if told is not None else []).append
    earlier = comparison.opened(order, quietly(order, dusk(order), print), say)
    alone = found.report(*found.moments.edition(edition, None))
    return comparison.linked(order, earlier, comparison.compare(earlier, alone))


def past(order: Order, edition: str = "final") -> Before:
    found = report(order, edition).before
    assert found
    return found


@pytest.mark.parametrize(
    ("edition", "day", "week"),
    [("final", date(2021, 3, 19), "R-0"), ("early", date(2021, 3, 5), "R-2")],
)
def test_the_cycle_before_is_asked_as_long_before_its_own_release(two, edition, day, week):
    found = past(two, edition)

    assert (found.as_of, found.week) == (day, week)


def test_a_cycle_before_that_had_not_begun_as_long_before_its_end_is_not_compared_with(order):
    content(order.content, name="dawn", written=SHORT)

    assert past(order).as_of == date(2021, 2, 26)
    found = report(order, "early")
    assert found.before is None
    assert found.compared.endswith("had not begun as long before its end: it was shorter.")


def test_the_numbers_are_those_that_the_other_cycles_own_pages_have(two):
    other = read(named(two, "lantern", "dawn")).report("", date(2021, 3, 5))
    found = past(two, "early").facts["backlog.verified"]

    assert isinstance(found, Fact)
    assert found.value == other.facts["backlog.verified"].value


def test_without_a_snapshot_of_it_nothing_is_compared_and_one_sentence_says_so(order):
    found = report(order)

    assert found.before is None
    assert found.compared == "The cycle before is not known, so nothing is compared with it."


def left(order: Order) -> Fact:
    found = report(order).facts["handoff.threads"]
    assert isinstance(found, Fact), found.why
    return found


def written(order: Order, what: str) -> None:
    folder = order.content / "lantern/dawn"
    folder.mkdir(exist_ok=True)
    (folder / "cycle.yaml").write_text(DAWN + what)


def test_what_the_cycle_before_left_is_read_from_its_notes_though_it_has_no_snapshot(order):
    written(order, "next_goals: [{title: Glow, on: 2021-03-19}]")

    assert [(one.label, one.value) for one in left(order).parts] == [
        ("goals: without a word since", 1)
    ]


def test_notes_of_the_cycle_before_that_cannot_be_read_spoil_no_page_of_this_one(order):
    written(order, "next_goals: [{title: Glow}]")
    written(order, "next_goals: 7")

    assert dusk(order).notes_before is None


def test_what_is_written_of_the_cycle_before_makes_pages_anew(order):
    written(order, "")
    before = stamps.inputs(order, dusk(order))
    written(order, "next_goals: []")

    assert stamps.inputs(order, dusk(order)) != before


def test_a_broken_snapshot_of_the_cycle_before_spoils_no_page_of_this_one(two):
    manifest = two.content / "lantern/dawn/snapshot/manifest.json"
    manifest.write_text(manifest.read_text().replace('"dawn"', '"noon"'))
    told: list[str] = []
    found = report(two, told=told)

    assert found.before is None
    assert "can't be used" in found.compared
    assert told[0].startswith("lantern/dusk: not compared with lantern/dawn")


def test_the_calendar_says_which_cycle_came_before(order):
    team = order.content / "lantern"
    for cycle in ("mitaka", "kilo"):
        (team / cycle).mkdir()
        (team / cycle / "cycle.yaml").write_text("editions: {}")
    found = cycle_before.before(order, named(order, "lantern", "mitaka"))

    assert found
    assert found.path == "lantern/liberty"


def begun(order: Order, name: str, dates: str = "") -> None:
    folder = order.content / "lantern" / name
    folder.mkdir()
    (folder / "cycle.yaml").write_text(f"dates: {{{dates}}}" if dates else "editions: {}")


SPRING = "start: 2016-01-04, release: 2016-05-27"
AUTUMN = "start: 2015-07-06, release: 2015-12-31"
SUMMER = "start: 2015-04-20, release: 2015-09-30"


@pytest.mark.parametrize(
    ("cycles", "of", "earlier"),
    [
        ({"spring": SPRING}, "spring", None),
        ({"spring": SPRING, "autumn": AUTUMN}, "spring", "autumn"),
        ({"spring": SPRING, "autumn": AUTUMN, "summer": SUMMER}, "spring", "autumn"),
        ({"mitaka": SPRING, "autumn": AUTUMN}, "mitaka", "autumn"),
        ({"mitaka": "", "summer": SUMMER}, "mitaka", "summer"),
        ({"mitaka": "", "liberty": "", "summer": SUMMER}, "mitaka", "liberty"),
        ({"mitaka": "", "kilo": ""}, "mitaka", "liberty"),
    ],
)
def test_a_team_with_days_of_its_own_is_held_against_its_own_cycle_before(
    order, cycles, of, earlier
):
    for name, dates in cycles.items():
        begun(order, name, dates)
    target = named(order, "lantern", of)
    found = cycle_before.before(order, target)

    assert (found and found.folder) == earlier
    assert (target.before and target.before.name) == earlier


def test_features_too_are_held_against_the_teams_own_cycle_before(two):
    found = read(dusk(two)).feature_records

    assert found.before
    assert (found.before.name, found.before.release) == ("dawn", date(2021, 3, 19))
    assert [one.name for one in found.own] == ["dawn", "dusk"]


def test_a_cycle_that_can_not_be_read_spoils_no_other(order):
    begun(order, "spring", SPRING)
    begun(order, "autumn", "start: 2015-13-13")

    assert named(order, "lantern", "spring").before is None


def test_the_days_of_another_cycle_count_among_the_inputs(two):
    first = stamps.inputs(two, dusk(two)), sources_now(dusk(two))
    begun(two, "spring", SPRING)

    assert stamps.inputs(two, dusk(two)) != first[0]
    assert sources_now(dusk(two)) != first[1]


def test_a_cycle_is_found_by_its_number_too(order):
    (order.content / "lantern/2025.2").mkdir()
    (order.content / "lantern/2025.2/cycle.yaml").write_text("editions: {}")
    found = cycle_before.before(order, named(order, "lantern", "2026.1"))

    assert found
    assert found.path == "lantern/2025.2"


def test_the_other_cycles_snapshot_counts_among_the_inputs(two):
    first = stamps.inputs(two, dusk(two))
    manifest = two.content / "lantern/dawn/snapshot/manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()), indent=3))

    assert stamps.inputs(two, dusk(two)) != first


def test_the_other_cycles_words_do_not_count_among_the_inputs(two):
    first = stamps.inputs(two, dusk(two))
    Path(two.content / "lantern/dawn/summary.md").write_text("New words.")

    assert stamps.inputs(two, dusk(two)) == first


def test_pages_lead_to_the_cycle_before_where_it_is_built(two):
    (two.output / "lantern/dawn").mkdir(parents=True)
    (two.output / "lantern/dawn/index.html").touch()

    assert (past(two).folder, past(two).exact) == ("lantern/dawn", True)
    assert (past(two, "early").folder, past(two, "early").exact) == ("lantern/dawn", False)


def test_pages_lead_nowhere_where_the_cycle_before_is_not_built(two):
    assert past(two).folder == ""
