"""The view in mid-cycle, put together from what the measures know of a case."""

from collections.abc import Iterator
from datetime import date

from retro.measure.backlog.by_state import open_changes
from retro.measure.backlog.candidates import Candidate, abandon_candidates, candidates
from retro.measure.backlog.reasons import Reason, reasons
from retro.measure.backlog.starved import starved_at, starved_changes
from retro.measure.backlog.verified import verified_at, verified_backlog
from retro.measure.community.core_reviews import core_reviews_weekly
from retro.measure.features.counting import unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.definition import unknown_before
from retro.measure.ground.spells import INSTANT
from retro.measure.ground.sweep import waiting
from retro.measure.handoff.dashboard import dashboard_url
from retro.measure.priorities.focus import links
from retro.measure.today.days import every_day
from retro.measure.today.lately import lately, since
from retro.measure.today.outlook import left
from retro.measure.today.things import thing
from retro.model.change import Change
from retro.model.facts import Gap, Series
from retro.model.feature import Feature, Outcome
from retro.model.team import Priority
from retro.model.time import WEEK
from retro.model.today import Hungry, Stuck, Thing, Today, Week, Work

BEFORE = 4 * WEEK
"""How far back the backlog is held against."""

LATELY = 6
"""How many weeks of core reviews are shown."""


def today(case: Case) -> Today:
    """Return how a cycle stands at the case's moment, for those who are in the midst of it."""
    return Today(
        key=case.team.key,
        team=case.team.title,
        cycle=case.cycle.title,
        as_of=case.as_of,
        week=case.cycle.week_of(case.as_of),
        release=case.cycle.release,
        ending=case.cycle.ending,
        simulated=case.simulated,
        roles=case.cores.note if case.cores.inferred else "",
        ahead=every_day(case),
        open=open_changes(case),
        verified=verified_backlog(case),
        verified_before=_before(case),
        starved=_starved(case),
        stuck=_stuck(case),
        weeks=_weeks(case),
        priorities=_priorities(case),
        features=_features(case),
        since=since(case),
        lately=lately(case),
        dashboard=_dashboard(case),
    )


def _before(case: Case) -> int | None:
    """Return the verified backlog of four weeks ago, where it is known."""
    then = case.moment - BEFORE
    known = case.accounts.gated and not unknown_before(case, then)
    return len(verified_at(case, then)) if known else None


def _starved(case: Case) -> tuple[Hungry, ...] | str:
    told = starved_changes(case)
    if isinstance(told, Gap):
        return told.why
    return tuple(_hungry(case, one.change) for one in starved_at(case, case.moment))


def _hungry(case: Case, change: Change) -> Hungry:
    reviewed = case.last_review(change, case.moment)
    return Hungry(thing(case, change), reviewed.date() if reviewed else None)


def _stuck(case: Case) -> tuple[Stuck, ...] | str:
    told = abandon_candidates(case)
    if isinstance(told, Gap):
        return told.why
    return tuple(
        Stuck(
            thing(case, one.change),
            tuple((str(why), _since(case, one, why)) for why in one.reasons),
        )
        for one in candidates(case)
    )


def _since(case: Case, candidate: Candidate, why: Reason) -> date:
    """Return since when a reason stands against the current patch set without a pause.

    Who is a core reviewer is asked for today: a vote counts from the day on which it was given.
    """
    since = candidate.state.since
    for state in reversed(candidate.change.states):
        same = state.patch_set == candidate.state.patch_set
        if not (same and state.open and why in reasons(case, state, case.moment - INSTANT)):
            break
        since = state.since
    return since.date()


def _weeks(case: Case) -> tuple[Week, ...] | str:
    told = core_reviews_weekly(case)
    if isinstance(told, Gap):
        return told.why
    assert isinstance(told, Series), "it has a number for each week"
    given, needed = (line.values for line in told.lines)
    every = zip(told.x, given, needed, strict=True)
    return tuple(
        Week(case.cycle.week_of(day), None if some is None else int(some), int(wanted or 0))
        for day, some, wanted in every
        if isinstance(day, date)
    )[-LATELY:]


def _priorities(case: Case) -> tuple[Work, ...] | str:
    """Return the priorities that nobody calls met, with the open changes that name them."""
    if case.notes.priorities is None:
        return "cycle.yaml has no priorities."
    named = links(case)
    return tuple(
        Work(
            one.title,
            _outcome(case, one),
            _open(case, (n for n, told in named.items() if one.title in told)),
        )
        for one in case.notes.priorities
        if one.outcome != "met"
    )


def _dashboard(case: Case) -> str:
    found = dashboard_url(case)
    return "" if isinstance(found, Gap) else str(found.value)


def _outcome(case: Case, priority: Priority) -> str:
    """Say the outcome of a priority; where it matters by when it was known, with its day."""
    dated = priority.on or priority.outcome == "open" or not case.undated.get("outcome")
    return priority.outcome if dated else f"{priority.outcome}; the outcome has no day"


def _features(case: Case) -> tuple[Work, ...] | str:
    """Return the features that were approved and have not landed, nor gone another way."""
    if missing := unknown_features(case):
        return missing.why
    return tuple(_feature(case, one) for one in left(case))


def _feature(case: Case, feature: Feature) -> Work:
    dated = f"approved {feature.approved:%Y-%m-%d}" if feature.approved else ""
    unknown = "whether it landed is not known" if feature.outcome is Outcome.UNKNOWN else ""
    state = "; ".join(filter(None, (dated, unknown)))
    return Work(feature.title or feature.name, state, _open(case, iter(feature.changes)))


def _open(case: Case, numbers: Iterator[int]) -> tuple[Thing, ...]:
    wanted = frozenset(numbers)
    every = (*waiting(case, case.moment), *waiting(case, case.moment, specs=True))
    return tuple(thing(case, one.change) for one in every if one.change.number in wanted)
