"""A bug's past out of Launchpad's dates: right where it is said, unknown where it can't be."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from operator import itemgetter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.collect.launchpad import pack as pack
from retro.ledger.bugs import bug, bugs, standing
from retro.model.bug import Standing
from retro.snapshot import Hole, Source
from retro.snapshot.launchpad import BugActivityInfo, BugTaskInfo
from tests.world.launchpad_data import LEVELS, Activity, Bug, Task, World
from tests.world.launchpad_wire import Wire

START = datetime(2015, 10, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATUSES = [status for status in LEVELS if status != "Does Not Exist"]
SOURCE = Source(name="launchpad-bugs", origin="live", started=START, finished=START)


def task(*statuses, number=1, target="glance", **bug):
    """Make a task that is created at once and changes its status every hour."""
    made = Task(number, Bug(number, **bug), target, START)
    for hours, status in enumerate(statuses, 1):
        made.to(status, START + hours * HOUR)
    return made


def record(made, *, log=False, **joined):
    wire = Wire(World(), "https://api.example.org/devel")
    project, _, series = made.target.partition("/")
    activity = pack.activity(wire.activity(made.bug), made.target) if log else None
    return pack.task(wire.task(made), project, series, activity=activity, **joined)


def stood(made, hours, **more):
    return bug(record(made, **more)).at(START + hours * HOUR + HOUR / 2)


def truth(made, moment):
    """Return how the task stood, by what was done to it."""
    done = [(one.datechanged, one.newvalue) for one in made.bug.activity]
    index = bisect_left(done, moment, key=itemgetter(0))
    return standing(done[index - 1][1] if index else "New")


histories = st.lists(st.sampled_from(STATUSES), max_size=8).map(
    lambda names: [name for n, name in enumerate(names) if name != (["New", *names])[n]]
)


@given(histories)
def test_dates_never_call_open_what_was_closed_nor_the_other_way(names):
    made = task(*names)
    past = bug(record(made))
    for hours in range(len(names) + 1):
        moment = START + hours * HOUR + HOUR / 2
        said, was = past.at(moment), truth(made, moment)
        closed = hours > 0 and names[hours - 1] in ("Fix Released", *CLOSED)
        assert (
            said in (was, Standing.UNKNOWN)
            or (said is Standing.OPEN and not closed)
            or (said is Standing.CLOSED and closed)
        )


CLOSED = [status for status in STATUSES if standing(status) is Standing.CLOSED]


@given(histories)
def test_a_log_tells_every_moment_exactly(names):
    made = task(*names)
    past = bug(record(made, log=True))
    for hours in range(len(names) + 1):
        moment = START + hours * HOUR + HOUR / 2
        assert past.at(moment) is truth(made, moment)


@given(histories)
def test_the_present_is_always_known(names):
    made = task(*names)

    assert bug(record(made)).at(START + 100 * HOUR) is standing(made.status)


def test_a_bug_is_not_there_before_it_was_reported():
    assert bug(record(task())).at(START) is None


def test_a_fix_counts_from_when_it_was_committed():
    assert stood(task("In Progress", "Fix Committed", "Fix Released"), 2) is Standing.FIXED


def test_a_fix_in_one_jump_counts_from_the_jump():
    made = task("Fix Released")

    assert (stood(made, 0), stood(made, 1)) == (Standing.OPEN, Standing.FIXED)


def test_what_was_invalid_before_it_was_fixed_was_closed_in_between():
    made = task("Invalid", "Fix Released")

    assert (stood(made, 1), stood(made, 2)) == (Standing.CLOSED, Standing.FIXED)


def test_before_its_last_reopening_nothing_is_known_of_a_bug():
    made = task("Fix Released", "Confirmed")

    assert (stood(made, 1), stood(made, 2)) == (Standing.UNKNOWN, Standing.OPEN)
    assert stood(made, 1, log=True) is Standing.FIXED


def test_a_closed_bug_without_any_date_is_unknown():
    made = task("Invalid")
    del made.stamps["closed"]

    assert stood(made, 1) is Standing.UNKNOWN


def test_a_status_that_nobody_knows_is_closed_if_it_has_a_closing_date():
    made = task("Invalid")
    made.status = "Pondered"

    assert stood(made, 1) is Standing.CLOSED


def test_a_log_that_does_not_end_in_todays_status_is_not_believed():
    made = task("Invalid")
    made.bug.activity[-1].newvalue = "Expired"

    assert stood(made, 0, log=True) is Standing.OPEN
    assert stood(made, 1, log=True) is Standing.CLOSED


def test_a_log_with_a_hole_is_unknown_in_the_hole():
    made = task("Incomplete", "Invalid")
    made.bug.activity[0].newvalue = "Opinion"

    assert stood(made, 1, log=True) is Standing.UNKNOWN


def test_a_bug_is_one_though_a_series_has_it_too():
    of_series = task("Invalid", target="glance/mitaka")
    alone = task("Invalid", target="glance/mitaka", number=2)
    found = bugs([record(of_series), record(alone), record(task())], SOURCE, ())
    stood = [(one.number, one.spells[-1].status) for one in found.tasks]

    assert stood == [(1, "New"), (2, "Invalid")]


def test_a_bug_of_two_projects_is_a_bug_of_each():
    found = bugs([record(task()), record(task(target="nova"))], SOURCE, ())

    assert [one.project for one in found.tasks] == ["glance", "nova"]


def test_a_duplicate_of_before_the_cycle_is_left_out():
    assert bugs([record(task(), duplicate=True, duplicate_before=START)], SOURCE, ()).tasks == ()


def marked(made, hours, what="marked as duplicate"):
    made.bug.activity.append(Activity(START + hours * HOUR, what, "", "1"))
    return made


def test_a_bug_stands_until_it_became_a_duplicate():
    made = marked(task("Confirmed"), 3)
    past = bug(record(made, log=True, duplicate=True))

    assert past.at(START + 2.5 * HOUR) is Standing.OPEN
    assert past.at(START + 3.5 * HOUR) is None
    assert past.cut(START + 2 * HOUR).duplicate_since is None


def test_a_bug_that_was_a_duplicate_for_a_while_is_one_since_the_last_mark():
    made = marked(marked(marked(task(), 1), 2, "removed duplicate marker"), 5)

    assert bug(record(made, log=True, duplicate=True)).duplicate_since == START + 5 * HOUR
    assert bug(record(made, log=True)).duplicate_since is None


def test_of_a_duplicate_without_a_day_all_the_past_is_unknown():
    past = bug(record(task("Invalid"), duplicate=True))

    assert past.perhaps_duplicate
    assert {past.at(START + hours * HOUR) for hours in (0.5, 1.5)} == {Standing.UNKNOWN}


def test_a_bug_opened_to_the_public_is_visible_from_then_on():
    made = task("Confirmed", "Invalid", "New")
    entry = made.bug.activity[0]
    entry.whatchanged, entry.oldvalue, entry.newvalue = (
        "information type",
        "Private Security",
        "Public Security",
    )

    assert bug(record(made, log=True)).visible == START + HOUR


def seen(*values):
    """Return when a bug was first visible whose type changes from one value to the next."""
    made = task(*STATUSES[1 : len(values)])
    for entry, old, new in zip(made.bug.activity, values, values[1:], strict=False):
        entry.whatchanged, entry.oldvalue, entry.newvalue = "information type", old, new
    return (bug(record(made, log=True)).visible - START) / HOUR


def test_what_is_hidden_and_shown_later_does_not_change_when_a_bug_was_first_visible():
    assert seen("Public", "Private", "Public Security") == 0
    assert seen("Private Security", "Private", "Public", "Private", "Public") == 2


def test_what_the_manifest_says_of_the_bugs_goes_along():
    source = Source(
        name="launchpad-bugs",
        origin="live",
        started=START,
        finished=START,
        queries=("searchTasks, every status", "tag security"),
        counts={"glance": 0},
    )
    gaps = (Hole(collection="launchpad-bugs", why="a"), Hole(collection="other", why="b"))
    found = bugs((), source, gaps)

    assert (found.projects, found.tags, found.missing) == (("glance",), ("security",), ("a",))


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        *((name, Standing.FIXED) for name in ("Fix Committed", "Fix Released")),
        *(
            (name, Standing.CLOSED)
            for name in (
                "Opinion",
                "Invalid",
                "Won't Fix",
                "Expired",
                "Does Not Exist",
                "Rejected",
            )
        ),
        *((name, Standing.OPEN) for name in ("New", "Incomplete", "Confirmed", "Deferred")),
        ("Unheard Of", Standing.OPEN),
    ],
)
def test_each_status_means_open_closed_or_fixed(status, stands):
    assert standing(status) is stands


@pytest.mark.parametrize(
    ("what", "old", "new", "hours"),
    [
        ("information type", "Private Security", "Public Security", 1),
        ("information type", "Embargoed", "Public", 1),
        ("information type", "Proprietary", "Public", 1),
        ("information type", "Public", "Public Security", 0),
        ("information type", "Private", "Private Security", 0),
        ("visibility", "private", "public", 1),
        ("glance: assignee", "private", "public", 0),
    ],
)
def test_a_log_tells_when_a_bug_was_opened_to_the_public(what, old, new, hours):
    entry = BugActivityInfo(START + HOUR, what, old, new)
    task = BugTaskInfo(
        bug=1, project="glance", status="New", date_created=START, activity=(entry,)
    )

    assert bug(task).visible == START + hours * HOUR


@pytest.mark.parametrize(
    ("more", "security"),
    [
        ({}, False),
        ({"tags": ("security",)}, True),
        ({"tags": ("securityish",)}, False),
        ({"advisory": True}, True),
        ({"information_type": "Public Security"}, True),
    ],
)
def test_a_bug_is_about_security_by_its_tag_its_type_or_an_advisory(more, security):
    assert bug(record(task(), **more)).security is security


def test_what_was_over_at_once_is_no_spell():
    made = Task(1, Bug(1), "glance", START)
    made.to("Confirmed", START)
    made.to("Invalid", START)

    assert [(s.since, s.standing) for s in bug(record(made, log=True)).spells] == [
        (START, Standing.CLOSED)
    ]


def test_a_task_without_a_log_goes_by_its_dates():
    made = task("Confirmed", "Invalid")
    by_dates, by_log = bug(record(made)).spells, bug(record(made, log=True)).spells

    assert [(s.since, s.standing) for s in by_dates] == [
        (START, Standing.OPEN),
        (START + 2 * HOUR, Standing.CLOSED),
    ]
    assert [(s.since, s.standing) for s in by_log] == [(s.since, s.standing) for s in by_dates]


def test_only_changes_of_status_tell_how_a_task_stood():
    made = task("Confirmed", "Invalid")
    told = record(made, log=True)
    later = BugActivityInfo(START + 9 * HOUR, "information type", "Public", "Public Security")
    more = msgspec.structs.replace(told, activity=(*told.activity, later))

    assert bug(more).spells == bug(told).spells
