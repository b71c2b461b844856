"""What is measured in the sample is what the simulated team really did."""

from collections import Counter
from datetime import datetime

import pytest

from retro.measure import Case, fact, series
from retro.measure.rhythm.occasions import daily
from retro.model.time import last_day_before
from tests import sample
from tests.world.acts import Review, Story
from tests.world.history import Step, replay
from tests.world.landings import NEW
from tests.world.mitaka import world
from tests.world.people import CORES, MACHINES, Account
from tests.world.record import (
    AFTER_FREEZE,
    FREEZE,
    GLANCE,
    HANDOFF,
    MERGES_PER_WEEK,
    SPECS,
    START,
    week,
)
from tests.world.rota import DAY, is_core, midnight
from tests.world.tally import looks, merged_at

CORES_BY_NUMBER = {account.number: account for account in CORES}
BRANCHED = midnight(week(len(MERGES_PER_WEEK)))
"""When glance's release had a branch of its own, where the record of its merges ends."""

FINAL = datetime.fromisoformat("2016-04-08T00:00:00+00:00")


@pytest.fixture(scope="module", params=[HANDOFF, FINAL], ids=["handoff", "final"])
def case(request) -> Case:
    return sample.book().case(last_day_before(request.param))


def landed(case: Case) -> list[tuple[datetime, Story]]:
    """Return the code that merged on the main branch in the cycle, up to the moment."""
    code = [s for s in world().stories if s.project != SPECS and s.branch == "master"]
    return [(at, s) for s in code if (at := merged_at(s)) and START <= at < case.moment]


def first_uploads() -> dict[int, datetime]:
    """Return when each account's first change ever came, from all that the server holds."""
    rows = [
        (row["owner"]["_account_id"], datetime.fromisoformat(f"{row['created'][:19]}+00:00"))
        for row in world().older
    ]
    rows += [(story.owner.number, story.created) for story in world().stories]
    firsts: dict[int, datetime] = {}
    for who, at in rows:
        firsts[who] = min(at, firsts.get(who, at))
    return firsts


def test_newcomers_are_those_who_never_uploaded_before(case):
    """Forty and more, though another count than the record's 44 of 87 authors in glance.

    Those are new to one repository, had a change merged there, and from R-28 on; these are new
    to all of the team's projects, need no merge, and came from R-24 up to the edition's day.
    """
    machines = {account.number for account in MACHINES}
    new = {who for who, at in first_uploads().items() if START <= at < case.moment} - machines

    assert fact(case, "community.newcomers").value == len(new)
    assert len(new & {account.number for account in NEW}) >= 20


def test_merges_fall_into_their_phases_and_after_the_freeze(case):
    late = [s for at, s in landed(case) if at >= midnight(FREEZE + DAY)]
    phases = fact(case, "flow.merged_by_milestone")

    assert fact(case, "flow.merged_after_freeze").value == len(late)
    assert phases.parts[-1].value == len(late)
    assert phases.value == sum(part.value for part in phases.parts) == len(landed(case))
    if case.moment == FINAL:
        recorded = [s for s in late if s.project == GLANCE and merged_at(s) < BRANCHED]
        assert len(recorded) == AFTER_FREEZE


def test_days_to_merge_are_the_middle_of_what_merged(case):
    days = sorted((at - s.created) / DAY for at, s in landed(case) if s.owner not in MACHINES)

    assert fact(case, "flow.days_to_merge_of_merged").value == days[(len(days) - 1) // 2]


def test_half_of_the_new_changes_old_enough_merged_within_the_median(case):
    old = [
        story
        for story in world().stories
        if story.project != SPECS and story.branch == "master" and story.owner not in MACHINES
        if START <= story.created < case.moment - 60 * DAY
    ]
    value = fact(case, "flow.time_to_merge").value
    merged = sum(
        (at := merged_at(story)) is not None and (at - story.created) / DAY <= value
        for story in old
    )

    # Older changes alone give nearly the same as all of them, followed as far as they go.
    assert 0.4 < merged / len(old) < 0.6


def test_rechecks_and_gate_failures_are_those_that_were_acted(case):
    asked = sum(
        isinstance(act, Review) and act.text == "recheck" and act.by not in MACHINES
        for _, story in landed(case)
        for act in story.acts
    )
    failed = [
        act.at
        for story in world().stories
        if story.branch == "master" and story.project != SPECS
        for act in story.acts
        if isinstance(act, Review) and ("Verified", -2) in act.votes
    ]

    assert fact(case, "flow.rechecks").value == asked
    assert fact(case, "flow.gate_failures").value == sum(
        START <= at < case.moment for at in failed
    )


def test_core_reviews_and_daily_reviews_are_those_given(case):
    given = [
        (story, look)
        for story in world().stories
        if story.branch == "master" and story.project != SPECS
        for look in looks(story)
        if START <= look.at < case.moment
    ]
    by_cores = sum(is_core(look.who, look.at.date()) for _, look in given)
    days = Counter(look.at.date() for _, look in given)
    drawn = series(case)["rhythm.reviews_daily"]

    assert fact(case, "community.core_reviews").value == by_cores
    (line,) = drawn.lines
    told = {day: number for day, number in zip(drawn.x, line.values, strict=True) if number}
    assert told == {day: days[day] for day in told}
    assert len(told) > len(days) / 2
    assert daily(case).reviews[START.date()] == days[START.date()]


def test_core_reviewers_disagree_where_the_truth_has_both_signs(case):
    met = {
        story.number
        for story in world().stories
        for step in replay(story)
        if story.branch == "master" and START <= step.act.at < case.moment
        if opposed(story, step)
    }

    assert fact(case, "community.disagreement").value == len(met)


def opposed(story: Story, step: Step) -> bool:
    """Tell whether an act is a core reviewer's vote against another one's, on one patch set."""
    act = step.act
    if not isinstance(act, Review) or act.patch_set != step.truth.patch_set:
        return False

    def core(who: Account | None) -> bool:
        return who is not None and who != story.owner and is_core(who, act.at.date())

    cast = dict(step.changed).get("Code-Review", 0)
    return core(act.by) and any(
        label == "Code-Review" and value * cast < 0 and core(CORES_BY_NUMBER.get(who))
        for (label, who), value in step.truth.votes.items()
    )
