"""Review promises: votes by which people say that they will review a change, kept or forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.few import Act, Told, settled, told
from retro.measure.ground.parts import by_kind
from retro.measure.ground.review import words_on
from retro.model.change import Change, Event, Kind
from retro.model.facts import Part
from retro.model.persons import ENOUGH, few

IN_TIME = timedelta(days=7)
"""How long after the promise a review keeps it."""


class Fate(StrEnum):
    """What became of a promise by the moment."""

    KEPT = "kept by a review within 7 days"
    CLOSED = "the change was merged or abandoned first"
    FORGOTTEN = "forgotten"
    RUNNING = "younger than 7 days, and still running"


class Promised(Struct, frozen=True):
    """One person's promise to review one patch set; the account is for counting alone.

    It `waits` while no review by the same person came after it, however late. `told` is what
    became of it as each later edition tells, by which two of them may be held together.
    """

    at: datetime
    account: int
    change: Change
    fate: Fate
    waits: bool
    told: tuple[Fate, ...] = ()


@once
def of_promises(case: Case) -> Told:
    """Say what is told of promises."""
    return told(case, (_acts(promises(case)),))


@once
def by_fate(case: Case) -> Told:
    """Say what is told of promises by what became of them, in this edition and those before."""
    alike: dict[tuple[Fate, ...], list[Promised]] = defaultdict(list)
    for one in promises(case):
        alike[one.fate, *one.told].append(one)
    return told(case, list(map(_acts, alike.values())), of_promises(case), weekly=False)


@once
def of_holds(case: Case) -> Told:
    """Say what is told of votes that hold a change."""
    return told(case, (tuple((vote.at, vote.account or 0) for vote in _held(case)),))


def _acts(some: Iterable[Promised]) -> tuple[Act, ...]:
    return tuple((one.at, one.account) for one in some)


@metric(
    "community.review_promises",
    "Review promises",
    unit="promises",
    of="people",
    beside=("holds",),
    work=of_promises,
    shares=by_fate,
)
def review_promises(case: Case) -> Answer | Missing:
    """Count the promises of a review that people gave during the cycle, by what became of them.

    A promise is a vote above 0 on Review-Priority, or on another label by which people promise a
    review or hold a change, on code or specs, on the team's branches, by a person who is not the
    change's owner. All by one person on one patch set are one, dated by the first. It is kept by
    a review of that change, by the same person, within 7 days: words after it, or a vote on a
    label that judges the change, even with it. Where the change was merged or abandoned within
    those days, without such a review before, it could not be kept. Any other is forgotten, if it
    is 7 days old.

    Returns:
        A whole number, with one part for each of these; n is the number of people who gave any.
        Beside them, the votes below 0, which hold a change, where 5 people or more cast them, or
        nobody. With promises of fewer than 5 people there is no answer. Unit: promises.

    Source:
        Votes and messages in Gerrit; the meaning of labels, as the method page lists it.

    Blind spots:
        Teams mean different things by the label: in some it marks what is important, and promises
        nothing. A promise that was taken back counts. Reviews outside Gerrit are unknown.
    """
    if missing := _unpromised(case) or unknown_before(case, case.window[0]):
        return missing
    every = promises(case)
    people = {one.account for one in every}
    if few(len(people)):
        return Missing(
            f"Fewer than {ENOUGH} people gave any promise: a number would point at them."
        )
    fates = [one.fate for one in every]
    return Answer(
        value=len(every),
        n=len(people),
        parts=(*by_kind(Fate, {fate: fates.count(fate) for fate in Fate}), *_holds(case)),
        evidence=withheld(len(people)),
    )


@once
def promises(case: Case) -> tuple[Promised, ...]:
    """Return the promises of the window in time order, each with what became of it."""
    found = (promised for change in case.lately_of_all for promised in _given(case, change))
    return tuple(sorted(found, key=lambda one: (one.at, one.change.number, one.account)))


def awaited(case: Case) -> tuple[Change, ...]:
    """Return the open changes on which a promise of the window waits, oldest promise first."""
    waiting = {one.change.number: one.change for one in promises(case) if one.waits}
    return tuple(one for one in waiting.values() if (at := one.at(case.moment)) and at.open)


def promise_labels(case: Case) -> tuple[str, ...]:
    """Return the labels by which people promise a review in some project of the team."""
    every = _labels(case)
    return tuple(sorted({one for one, *at in every if case.labels.on(*at).promises(one, 1)}))


def _unpromised(case: Case) -> Missing | None:
    """Say that the team has no label for it; a team of which that is known misses nothing."""
    if promise_labels(case):
        return None
    if case.labels.served:
        return Missing("No project of the team has a label such as Review-Priority.", moot=True)
    return Missing("Nobody voted on a label such as Review-Priority, if the projects have one.")


def _labels(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield each label that is known by the team, its server or a vote, with where it is."""
    yield from ((label, "", "master") for label in case.labels.typed)
    yield from {(one.label, one.project, "master") for one in case.labels.served}
    yield from {
        (vote.label, change.served, change.branch)
        for change in case.everything
        for vote in change.happened(Kind.VOTE)
    }


def _given(case: Case, change: Change) -> Iterator[Promised]:
    """Yield the promises on one change: the first of each person on each patch set."""
    given: set[tuple[int, int]] = set()
    for vote in _cast(case, change):
        key = (vote.account or 0, vote.patch_set)
        on = case.labels.on(change.served, change.branch_at(vote.at))
        if on.promises(vote.label, vote.value) and key not in given:
            given.add(key)
            reviewed = [at for at in _reviewed(case, change, vote) if at >= vote.at]
            *before, fate = (
                _fate(change, vote, reviewed, moment)
                for moment in (*settled(case), case.moment)
                if moment > vote.at
            )
            yield Promised(vote.at, key[0], change, fate, waits=not reviewed, told=tuple(before))


def _cast(case: Case, change: Change) -> Iterator[Event]:
    """Yield the votes of the window that people cast on somebody else's change while it was open.

    Only those on the team's branches.
    """
    for vote in change.happened(Kind.VOTE):
        if vote.account == change.owner or not case.accounts.is_person(vote.account):
            continue
        state = change.at(vote.at)
        if case.inside(vote.at) and state and state.open and case.covers(state.branch):
            yield vote


def _fate(change: Change, vote: Event, reviewed: list[datetime], moment: datetime) -> Fate:
    """Return what had become of a promise by a moment."""
    due = vote.at + IN_TIME
    until = min(due, moment)
    if any(at < until for at in reviewed):
        return Fate.KEPT
    if any(vote.at <= state.since < until and not state.open for state in change.states):
        return Fate.CLOSED
    return Fate.FORGOTTEN if due <= moment else Fate.RUNNING


def _reviewed(case: Case, change: Change, vote: Event) -> Iterator[datetime]:
    """Yield when who gave a promise reviewed: by later words, or a judging vote even with it."""
    on = case.labels.on(change.served, change.branch_at(vote.at))
    yield from (
        event.at
        for event in words_on(change)
        if event.account == vote.account and event.at > vote.at
    )
    yield from (
        event.at
        for event in change.happened(Kind.VOTE)
        if event.account == vote.account and event.at == vote.at and on.judges(event.label)
    )


def _holds(case: Case) -> tuple[Part, ...]:
    """Return how many votes hold a change, unless a handful of people cast them."""
    if of_holds(case).why:
        return ()
    return (Part("holds", "votes below 0, which hold a change", len(_held(case))),)


@once
def _held(case: Case) -> tuple[Event, ...]:
    """Return the votes of the window that hold a change."""
    return tuple(
        vote
        for change in case.lately_of_all
        for vote in _cast(case, change)
        if _holding(case, change, vote)
    )


def _holding(case: Case, change: Change, vote: Event) -> bool:
    on = case.labels.on(change.served, change.branch_at(vote.at))
    return on.promises(vote.label, -vote.value)
