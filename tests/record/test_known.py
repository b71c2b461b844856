"""What a team typed has a day: a past moment knows nothing that was said later."""

from datetime import date

import pytest
from msgspec.structs import replace

from retro import measure
from retro.measure.today import today
from retro.model.cycle import Milestone
from retro.model.facts import Fact, Gap
from retro.model.known import DATED, known_by
from retro.model.team import Dates, Deferral, Freeze, Group, Notes, Pointer, Priority
from retro.model.time import DAY
from retro.record.marks import marks
from tests.measure.builders import CYCLE
from tests.record.test_cut import TARGET, book

DAY_ONE, SAID = CYCLE.start, date(2016, 3, 9)


def notes(said: date | None) -> Notes:
    """Return notes of which each thing was said on a day, or on none."""
    return Notes(
        editions={"early": SAID},
        priorities=(
            Priority(title="a", outcome="missed", on=said, why="too big"),
            Priority(title="b", outcome="met", on=said),
        ),
        freezes=(Freeze(name="spec freeze", day=date(2016, 3, 18), announced=said),),
        ffe=(Deferral(item="late", day=said),),
        deferred=(Deferral(item="thing", day=said),),
        groups=(Group(name="drivers", on=said),),
        delegations=(Pointer(title="releases", on=said),),
        next_goals=(Pointer(title="less", on=said),),
        releases=(Pointer(title="1.0", on=said),),
        candidates=(Pointer(title="Ann", on=said),),
    )


def facts(written: Notes, as_of: date) -> dict[str, Fact | Gap]:
    return measure.facts(of(written).case(as_of))


def of(written: Notes):
    return replace(book(()), target=replace(TARGET, notes=written))


ONE = (
    "priorities.missed",
    "features.spec_freeze",
    "features.freeze_notice_days",
    "features.ffe",
    "features.will_not_make_it",
    "community.groups",
    "handoff.delegations",
    "handoff.next_goals",
    "rhythm.releases",
    "handoff.candidates",
)
"""The numbers that rest on what `notes` say."""


def test_the_notes_of_the_test_say_something_of_every_key_that_takes_a_day():
    assert all(getattr(notes(None), key) for key in DATED)


@pytest.mark.parametrize("name", ONE)
def test_a_day_before_it_was_said_knows_nothing_of_it(name):
    before, then = (facts(notes(SAID), day)[name] for day in (SAID - DAY, SAID))

    assert isinstance(then, Fact)
    assert "no day" not in then.note
    if isinstance(before, Fact):
        assert before.value == 0
    else:
        why = before.why.replace("\N{NO-BREAK SPACE}", " ")
        assert "8 March 2016" in why or before.unwritten or why.startswith("Nothing tells of")


@pytest.mark.parametrize("name", ONE)
def test_what_has_no_day_is_told_to_have_none_where_it_matters(name):
    undated = replace(notes(None), freezes=(Freeze(name="spec freeze", day=date(2016, 3, 18)),))
    early, last = (facts(undated, day)[name] for day in (DAY_ONE, CYCLE.release))

    if name == "features.freeze_notice_days":
        assert isinstance(early, Gap)
        assert early.unwritten
    else:
        assert "no day" in early.note
        assert "no day" not in last.note


def test_a_list_that_was_said_to_be_empty_is_a_zero_on_every_day():
    found = facts(Notes(ffe=()), DAY_ONE)["features.ffe"]

    assert (found.value, found.note) == (0, "")


def test_the_outcome_of_a_priority_is_open_until_its_day_and_its_reason_unsaid():
    before = known_by(notes(SAID), SAID - DAY).notes.priorities

    assert [(one.title, one.outcome, one.why) for one in before] == [
        ("a", "open", ""),
        ("b", "open", ""),
    ]


def test_a_group_goes_on_until_its_last_day_is_there():
    group = Group(name="a", since=DAY_ONE, until=SAID, merged_into="b")
    before, then = (
        known_by(Notes(groups=(group,)), day).notes.groups[0] for day in (SAID - DAY, SAID)
    )

    assert (before.until, before.merged_into) == (None, "")
    assert then == group


def test_a_freeze_that_is_past_needs_no_announcement_to_be_known():
    freeze = Freeze(name="spec freeze", day=SAID)

    assert known_by(Notes(freezes=(freeze,)), SAID - DAY).undated == {"announced": 1}
    assert known_by(Notes(freezes=(freeze,)), SAID).undated == {}


def test_on_the_latest_day_everything_holds_whatever_its_day():
    later = notes(CYCLE.release + 20 * DAY)
    found = of(later).known(CYCLE.release)

    assert found.notes == later
    assert (found.later, found.undated) == (frozenset(), {})


def test_charts_point_out_each_milestone_that_a_cycle_has_and_the_teams_own_days():
    days = ("M-1", "M-5", "M-6", "feature freeze", "RC1", "final RCs", "Sprint", "release")
    cycle = replace(
        CYCLE, milestones=tuple(Milestone(name, SAID + n * DAY) for n, name in enumerate(days))
    )
    own = Notes(dates=Dates(milestones={"sprint": SAID}))

    assert [mark.label for mark in marks(cycle, own)] == [d for d in days if d != "final RCs"]
    assert "Sprint" not in [mark.label for mark in marks(cycle, Notes())]


def test_charts_of_an_early_day_show_no_freeze_that_was_not_announced():
    days = [of(notes(SAID)).known(day).notes for day in (DAY_ONE, SAID)]
    labels = [[mark.label for mark in marks(CYCLE, known)] for known in days]

    assert ["spec freeze" in some for some in labels] == [False, True]


def test_today_knows_neither_an_outcome_nor_a_freeze_of_a_later_day():
    told = today(of(notes(SAID)).case(DAY_ONE))

    assert [(one.title, one.state) for one in told.priorities] == [("a", "open"), ("b", "open")]
    assert "spec freeze" not in [one.label for one in told.ahead]


def test_today_says_of_an_outcome_and_a_freeze_that_they_have_no_day():
    told = today(of(notes(None)).case(DAY_ONE))

    assert [one.state for one in told.priorities] == ["missed; the outcome has no day"]
    assert "spec freeze (its announcement has no day)" in [one.label for one in told.ahead]
