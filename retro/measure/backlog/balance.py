"""Flow balance: what came into the backlog, and what left it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from retro.measure.backlog.abandons import abandons, restores
from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import (
    Answer,
    Lines,
    Lists,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import item
from retro.measure.ground.standing import counts
from retro.model.change import Change
from retro.model.facts import Evidence, Line, Part
from retro.model.time import monday_of
from retro.outline import words
from retro.outline.balance import WAYS, way_key

_COLOURS = {"moved in": "others", "moved out": "bugs"}


class Movement(NamedTuple):
    """A change that came into the backlog, or left it."""

    at: datetime
    change: Change
    way: str


@metric(
    "backlog.closure_ratio",
    "Changes closed for each one opened",
    unit="to 1",
    of="opened changes",
    lists=Lists.OTHER,
)
def closure_ratio(case: Case) -> Answer | Missing:
    """Divide the changes that were merged or abandoned during the cycle by those opened in it.

    Above 1 the backlog shrank, below 1 it grew, but for what was restored and what moved: a
    change that came back is neither opened nor taken off what was abandoned. Code, on the team's
    branches, changes by bots included.

    Returns:
        A ratio; n is the number of opened changes; the parts are what came and went, as in
        backlog.balance_weekly: opened, moved in and restored, less merged, abandoned and moved
        out, is by how much backlog.open changed. Unit: to 1.

    Source:
        Gerrit: the first upload of each change, and messages that it was merged, abandoned,
        restored, moved, made private or public.

    Blind spots:
        What is closed need not be what was opened: old changes count on one side alone. Subjects
        in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    number = _number(movements(case))
    if not number["opened"]:
        return Missing("No change was opened.")
    return Answer(
        value=(number["merged"] + number["abandoned"]) / number["opened"],
        n=number["opened"],
        parts=tuple(Part(way_key(way), way, number[way]) for way in WAYS),
        evidence=_closed(case),
    )


@chart("backlog.balance_weekly", "What came and what went, week by week", unit="changes")
def balance_weekly(case: Case) -> Lines | Missing:
    """Count in each week the changes that came into the backlog, and those that left it.

    Opened, moved in and restored changes add to the backlog; merged, abandoned and moved-out ones
    leave it, so that together they are by how much backlog.open changed. Moved: to or from a
    branch that the team does not count, made private, or made public; work in progress stays in
    the backlog. A change that is uploaded as private moves in when it is made public; one that is
    merged or abandoned while it is private counts as moved in by the same stroke. Code, on the
    team's branches, changes by bots included. Weeks are Monday to Sunday, UTC; the first and the
    last may be cut by the cycle's start and the moment.

    Returns:
        Six whole numbers a week; those moved only where there is any in the cycle.
        Unit: changes.

    Source:
        Gerrit: the first upload of each change, and messages that it was merged, abandoned,
        restored, moved, made private or public.

    Blind spots:
        A change that is private today is hidden from an anonymous collector. A way that no
        message tells is dated by what follows it.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, case.window[0]):
        return missing
    moved = movements(case)
    number = _number(moved)
    weekly = Counter((one.way, monday_of(one.at.date())) for one in moved)
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=tuple(
            Line(
                label=way,
                role=_COLOURS.get(way, way),
                values=tuple(weekly[way, week] for week in weeks),
            )
            for way in WAYS
            if number[way] or way not in _COLOURS
        ),
        sentence=_sentence(number),
    )


@once
def movements(case: Case) -> tuple[Movement, ...]:
    """Return what came into the backlog and what left it inside the window, change by change."""
    named = (*_named(case),)
    return (*named, *_moves(case, named))


def _named(case: Case) -> Iterator[Movement]:
    """Yield the movements that have a name of their own."""
    for change in case.changes:
        first = change.states[0]
        if case.inside(first.since) and case.covers(first.branch) and not first.private:
            yield Movement(first.since, change, "opened")
    yield from (Movement(at, change, "merged") for at, change in case.merges)
    yield from (Movement(one.at, one.change, "abandoned") for one in abandons(case))
    yield from (Movement(at, change, "restored") for at, change in restores(case))


def _moves(case: Case, named: Iterable[Movement]) -> Iterator[Movement]:
    """Yield what else took a change into the backlog or out of it."""
    owed: Counter[tuple[int, datetime]] = Counter()
    for one in named:
        owed[one.change.number, one.at] -= WAYS[one.way]
    for change in case.lately:
        before = False
        for state in change.states:
            now, at = counts(case, state), state.since
            more = now - before + owed.get((change.number, at), 0)
            before = now
            if more and case.inside(at):
                way = "moved in" if more > 0 else "moved out"
                yield from [Movement(at, change, way)] * abs(more)


def _closed(case: Case) -> Evidence:
    closed = [one for one in movements(case) if one.way in {"merged", "abandoned"}]
    closed.sort(key=lambda one: (one.at, one.change.number))
    return Evidence(items=tuple(item(one.change, one.way, one.at.date()) for one in closed))


def _number(moved: Iterable[Movement]) -> Counter[str]:
    return Counter(one.way for one in moved)


def _sentence(number: Counter[str]) -> str:
    opened, merged, left, back, came, gone = (
        words.number(number[way])
        for way in ("opened", "merged", "abandoned", "restored", "moved in", "moved out")
    )
    said = f"Opened: {opened}; merged: {merged}; abandoned: {left}, and restored: {back}"
    if number["moved in"] or number["moved out"]:
        said += f"; moved in: {came}, and out: {gone}"
    return f"{said}. {_net(number)}"


def _net(number: Counter[str]) -> str:
    more = sum(sign * number[way] for way, sign in WAYS.items())
    if not more:
        return "As many came as went."
    ways = "came than went" if more > 0 else "went than came"
    return f"In all, {words.number(abs(more))} more {ways}."
