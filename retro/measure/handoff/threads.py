"""The threads that the cycle before left, and what became of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import starmap
from typing import NamedTuple

from msgspec.structs import replace

from retro.measure.backlog.fate import Fate, starved_fate
from retro.measure.features.counting import origin
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line
from retro.measure.handoff import leftovers
from retro.measure.handoff.became import became
from retro.measure.handoff.left import KEYS, Kind, left
from retro.model.facts import Evidence, Item, Part
from retro.model.origin import Origin, weakest
from retro.model.team import Notes
from retro.outline import words


class Thread(NamedTuple):
    """One thread: its kind, what became of it, and its line, whose state says both."""

    kind: Kind
    end: StrEnum
    item: Item


@metric("handoff.threads", "Threads of the cycle before", unit="threads")
def threads(case: Case) -> Answer | Missing:
    """Count what the cycle before left to this one, by what became of each by the moment.

    Threads are: the changes that were starved as this cycle began, with their ends as in
    backlog.starved_fate; the specs of the cycle before that did not land in it, landed in this
    one, were deferred, or approved again and not done, as in features.carried_over, else given
    up, approved for another cycle, or not taken up again; and what the notes of the cycle before
    leave: priorities that were not met, work declared deferred to this cycle, goals, and duties.
    Of these the notes of this cycle tell what became, under the same words or the same feature:
    met, missed, deferred, still open, handed on again. Where they say nothing, a feature that
    landed or was deferred is measured. What neither names is without a word since, which is not
    to say that it was dropped. What is two of these counts once, but for a leftover feature and
    the priority that it belongs to.

    Returns:
        A whole number, with one part for each kind and end; the list has the same, kind by kind.
        A kind of which nothing is known is left out, and the note says so; where that leaves
        nothing, there is no answer. Unit: threads.

    Source:
        Gerrit, the specs repository and Launchpad, as for the numbers named above; the team's
        notes of the cycle before and of this one.

    Blind spots:
        What goes on under other words and names no feature. What nobody wrote down. Subjects in
        the list are of the day of collection, and so is what joins a feature.
    """
    starved = starved_fate.measure(case)
    notes = case.before.notes if case.before else None
    silent = _silent(case, starved, notes)
    why = " ".join(_unknown(case, starved, silent))
    ends = ((Kind.FEATURES, end, item) for end, item in leftovers.fates(case))
    found = [*_starved(starved), *starmap(_thread, ends), *_written(case, notes)]
    if why and not found:
        return Missing(f"Nothing is known to be left. {why}")
    return Answer(
        value=len(found),
        parts=tuple(_parts(found)),
        evidence=Evidence(items=tuple(thread.item for thread in found)),
        note=why,
        origin=_origin(case, found),
    )


def _starved(answer: Answer | Missing) -> Iterator[Thread]:
    """Yield the starved changes with their fates."""
    if isinstance(answer, Missing) or not isinstance(answer.evidence, Evidence):
        return
    for item in answer.evidence.items:
        yield _thread(Kind.STARVED, Fate(item.state), item)


def _written(case: Case, notes: Notes | None) -> Iterator[Thread]:
    """Yield what the notes of the cycle before leave, with what became of it."""
    for thing in left(case, notes, leftovers.names(case)) if notes else ():
        end, day, said = became(case, thing)
        item = line(thing.title, url=thing.link, since=day, note=said or thing.note)
        yield _thread(thing.kind, end, item)


def _thread(kind: Kind, end: StrEnum, item: Item) -> Thread:
    return Thread(kind, end, replace(item, state=f"{kind}: {end}"))


def _parts(found: Iterable[Thread]) -> Iterator[Part]:
    """Yield a part for each kind and end, the commonest end of a kind first."""
    order = list(Kind)
    counts = Counter((one.kind, one.end) for one in found)
    ranked = sorted(counts.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1]))
    for (kind, end), number in ranked:
        yield Part(f"{kind.name}.{end.name}".lower(), f"{kind}: {end}", number)


def _origin(case: Case, found: Iterable[Thread]) -> Origin:
    """Return where the threads come from: the weakest of their kinds."""
    of = {Kind.STARVED: case.origin, Kind.FEATURES: origin(case)}
    return weakest(Origin.MEASURED, *(of.get(one.kind, Origin.TYPED) for one in found))


def _silent(case: Case, starved: Answer | Missing, notes: Notes | None) -> list[Kind]:
    """Return the kinds of which nothing is known."""
    silent = [Kind.STARVED] if isinstance(starved, Missing) else []
    if case.features is None or case.features.left is None:
        silent.append(Kind.FEATURES)
    return silent + [k for k, key in KEYS.items() if notes is None or getattr(notes, key) is None]


def _unknown(case: Case, starved: Answer | Missing, silent: list[Kind]) -> Iterator[str]:
    """Yield sentences on what is not known, and why."""
    title = case.before.title if case.before else "the cycle before"
    if isinstance(starved, Missing):
        yield f"Starved changes are not known: {starved.why}"
    if Kind.FEATURES in silent:
        yield f"Leftover features are not known, since no spec of {title} is."
    if number := leftovers.doubtful(case):
        more = words.counted(number, "other features" if leftovers.leftovers(case) else "features")
        yield f"Of {more} approved for {title} no source tells whether they landed in it."
    if unwritten := [str(kind) for kind in silent if kind in KEYS]:
        yield f"Nobody wrote down {words.listed(unwritten)} of {title}."
