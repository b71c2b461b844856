"""An entry of Launchpad that can't be read is a hole with its number, and the rest is kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retro.ledger.bugs import bugs
from retro.measure.bugs import turnover
from retro.measure.bugs.backlog_daily import backlog_daily
from retro.measure.bugs.weekly import weekly
from retro.snapshot.launchpad import BLUEPRINTS, BUGS, MILESTONES
from tests.collect.launchpad_world import Gathered, day, milestone, spec, task, world
from tests.measure.builders import case
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_wire import REDACTED

HERE = world(
    task(1),
    task(2, tags=("security",)).to("Invalid", day("2015-12-01")).to("New", day("2016-05-01")),
    task(3, "2015-11-05"),
    specs=(spec("import", "mitaka"), spec("export")),
    milestones=(milestone("mitaka-1"), milestone("mitaka-2", released=day("2016-01-22"))),
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from([REDACTED, "http://[", "soon", "9" * 5000, "2016-13-01", [], {}, [[]]]),
)


def gathered(alter, here=HERE):
    with LaunchpadServer(here, alter=alter) as server:
        return Gathered(server)


def of(number, **odd):
    """Alter the task of one bug; a value of ... takes the field away."""

    def alter(entry):
        if not str(entry.get("bug_link")).endswith(f"/{number}"):
            return entry
        return {k: v for k, v in (entry | odd).items() if v is not ...}

    return alter


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"date_created": ...}, "bug 2 of glance can't be read: Object missing required field"),
        ({"date_created": "soon"}, "bug 2 of glance can't be read: Invalid RFC3339"),
        ({"date_created": "0001-01-01T00:00:00+14:00"}, "bug 2 of glance can't be read: its date"),
        ({"date_created": "9999-12-31T23:59:59-14:00"}, "bug 2 of glance can't be read: its date"),
        ({"status": 7}, "bug 2 of glance can't be read: Expected `str`, got `int`"),
        ({"bug_link": "http://["}, "entry 2 of the bugs of glance can't be read: it names no bug"),
        ({"bug_link": 7}, "entry 2 of the bugs of glance can't be read: it names no bug"),
    ],
)
def test_a_bug_task_that_cant_be_read_is_a_hole_with_its_number_or_place(odd, why):
    found = gathered(of(2, **odd))

    assert [one.bug for one in found.tasks] == [1, 3]
    assert [gap for gap in found.gaps if gap.startswith(why)] != []
    assert sum(hole.unread for hole in found.collected.holes) == 1
    assert any(why in line for line in found.said)


def test_links_and_words_that_nobody_knows_cost_nothing():
    found = gathered(of(2, self_link="nowhere", milestone_link=7, status="Pondered"))

    assert [one.bug for one in found.tasks] == [1, 2, 3]
    assert found.gaps == []


def test_what_is_no_entry_at_all_is_known_by_its_place():
    found = gathered(lambda entry: None if str(entry.get("bug_link")).endswith("/3") else entry)

    assert [one.bug for one in found.tasks] == [1, 2]
    assert found.gaps == ["entry 3 of the bugs of glance can't be read: it names no bug"]


def test_a_log_that_cant_be_read_leaves_the_bug_to_its_dates():
    found = gathered(lambda entry: entry | {"whatchanged": []} if "oldvalue" in entry else entry)

    assert [(one.bug, one.activity) for one in found.tasks] == [(1, None), (2, None), (3, None)]
    assert found.gaps == ["the log of bug 2 can't be read: an entry does not say what changed"]


def test_a_blueprint_that_cant_be_read_is_a_hole_with_its_name():
    def alter(entry):
        return entry | {"date_completed": 7} if entry.get("name") == "import" else entry

    found = gathered(alter)

    assert [one.name for one in found.specs] == ["export"]
    assert found.gaps[0].startswith("blueprint import of glance can't be read: ")


def test_a_milestone_that_cant_be_read_is_a_hole_with_its_name():
    def alter(entry):
        if not isinstance(entry.get("landmarks"), list):
            return entry
        odd = [one | {"date": 7} if "1" in one["name"] else one for one in entry["landmarks"]]
        return entry | {"landmarks": odd}

    found = gathered(alter)

    assert [one.name for one in found.milestones] == ["mitaka-2"]
    assert found.gaps[0].startswith("milestone mitaka-1 of glance can't be read: ")


@pytest.mark.parametrize("odd", [None, ...])
def test_a_series_that_does_not_tell_its_landmarks_is_a_hole_with_its_name(odd):
    def alter(entry):
        told = entry | {"landmarks": odd} if "landmarks" in entry else entry
        return {k: v for k, v in told.items() if v is not ...}

    found = gathered(alter)

    assert found.milestones == ()
    assert "the timeline of glance/mitaka can't be read: its landmarks are no list" in found.gaps


def test_a_number_of_bugs_says_how_many_entries_could_not_be_read():
    found = gathered(of(2, date_created=...))
    source = found.sources[BUGS]
    known = bugs(found.tasks, source, found.collected.holes)

    assert known.unread == 1
    said = "1\N{NO-BREAK SPACE}entry could not be read: there may be so many more bugs."
    assert turnover.reported(case(bugs=known)).note == said
    assert weekly(case(bugs=known)).sentence.endswith(said)
    assert backlog_daily(case(bugs=known)).sentence.endswith(said)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_one_entry_says_the_others_are_kept(data):
    kind = data.draw(st.sampled_from(["bug", "blueprint", "milestone", "log"]))
    marks = {
        "bug": lambda entry: str(entry.get("bug_link")).endswith("/2"),
        "blueprint": lambda entry: entry.get("name") == "import",
        "milestone": lambda entry: entry.get("name") == "mitaka" and "landmarks" in entry,
        "log": lambda entry: "oldvalue" in entry,
    }
    odd = data.draw(st.none() | st.dictionaries(st.sampled_from(FIELDS[kind]), ODD, min_size=1))

    def alter(entry):
        if not marks[kind](entry):
            return entry
        return odd if odd is None else entry | odd

    found = gathered(alter)

    assert {1, 3} <= {one.bug for one in found.tasks}
    assert "export" in [one.name for one in found.specs]
    assert set(found.sources) == {BUGS, BLUEPRINTS, MILESTONES}


FIELDS = {
    "bug": [
        *("bug_link", "self_link", "status", "importance", "title", "milestone_link"),
        *("date_created", "date_left_closed", "date_fix_released", "bug_target_display_name"),
    ],
    "blueprint": [
        *("name", "title", "date_created", "is_complete", "specification_url", "milestone_link"),
    ],
    "milestone": ["name", "landmarks"],
    "log": ["datechanged", "whatchanged", "oldvalue", "newvalue"],
}
