"""What happened since Monday, and what needs no more than a push: a list and a query each."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from retro.measure.backlog.starved import starved_at
from retro.measure.backlog.verified import ungated, verified_at
from retro.measure.ground import query
from retro.measure.ground.case import Case, Merged
from retro.measure.ground.standing import Standing
from retro.measure.ground.sweep import Waiting, waiting
from retro.measure.today.bugs import bugs
from retro.measure.today.promised import promised
from retro.measure.today.specs import specs_approved
from retro.measure.today.things import listed
from retro.model.change import Change
from retro.model.label import CODE_REVIEW
from retro.model.time import DAY, monday_of, start_of
from retro.model.today import Lately

STUCK = timedelta(days=3)
"""How long an approved change may take to be merged before somebody should look."""


def since(case: Case) -> date:
    """Return the Monday from which on this week's news is told; on a Monday, the one before."""
    return max(monday_of(case.as_of - DAY), case.cycle.start)


def lately(case: Case) -> tuple[Lately, ...]:
    """Return this week's news, then what is nearly done, and the bugs that cannot wait."""
    return (*_merged(case), *_news(case), *_pushes(case), *bugs(case))


def _merged(case: Case) -> Iterator[Lately]:
    gerrit, begins = case.team.gerrit, start_of(since(case))
    asked = query.merged(gerrit, begins, case.moment)
    merged = _since(case.merges_of(case.changes), begins, case.moment)
    yield listed(case, "Merged", merged, asked)
    if gerrit.specs:
        asked = query.merged_specs(gerrit, begins, case.moment)
        specs = _since(case.merges_of(case.specs), begins, case.moment)
        yield listed(case, "Merged in the specs repository", specs, asked)
    yield specs_approved(case, begins)


def _news(case: Case) -> Iterator[Lately]:
    begins, gerrit = start_of(since(case)), case.team.gerrit
    if missing := ungated(case):
        yield Lately("Newly starved", missing.why)
        return
    starved = _new(starved_at(case, case.moment), starved_at(case, begins))
    asked = query.starved_changes(gerrit, case.labels)
    yield listed(case, "Newly starved", starved, asked)
    now, then = _failing(case, case.moment), _failing(case, begins)
    asked = query.failing_changes(gerrit)
    yield listed(case, "Newly failing CI", _new(now, then), asked)


def _pushes(case: Case) -> Iterator[Lately]:
    gerrit = case.team.gerrit
    if not ungated(case):
        near = (one.change for one in verified_at(case, case.moment) if _has_core_vote(case, one))
        asked = query.both(
            query.verified_changes(gerrit, case.labels), query.core_voted(gerrit, case.labels)
        )
        yield listed(case, "One vote away: a core reviewer is for it", near, asked)
    late = {one.change.number for one in _approved(case, case.moment - STUCK)}
    stuck = (o.change for o in _approved(case, case.moment) if o.change.number in late)
    asked = query.approved_changes(gerrit, STUCK.days)
    yield listed(case, f"Approved, and not merged for {STUCK.days} days", stuck, asked)
    yield from promised(case)


def _since(merges: Iterable[Merged], begins: datetime, ends: datetime) -> Iterator[Change]:
    return (change for at, change in merges if begins <= at < ends)


def _new(now: Iterable[Waiting], then: Iterable[Waiting]) -> Iterator[Change]:
    before = {one.change.number for one in then}
    return (one.change for one in now if one.change.number not in before)


def _failing(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    return tuple(one for one in waiting(case, moment) if one.standing is Standing.FAILING)


def _approved(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    return tuple(one for one in waiting(case, moment) if one.standing is Standing.APPROVED)


def _has_core_vote(case: Case, entry: Waiting) -> bool:
    """Tell whether another core reviewer's highest vote on Code-Review is in force."""
    top = case.labels.highest(entry.change.served)
    return any(
        label == CODE_REVIEW
        and value >= top
        and account != entry.change.owner
        and case.cores.holds(account, case.moment)
        for (label, account), value in entry.state.votes.items()
    )
