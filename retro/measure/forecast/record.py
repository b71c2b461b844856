"""What share of its open specs a team landed in past cycles, by the folders of specs alone."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from retro.measure.forecast.ranges import LATEST
from retro.measure.forecast.week import of_specs
from retro.measure.ground.case import Case
from retro.model.ahead import Expected
from retro.model.forecast import LEAST, Carrying, Past, Season
from retro.outline import words

TITLE = "What past cycles landed"

TIMES = (
    "never carried over",
    "carried over once",
    "carried over twice",
    "carried over more often",
)
"""How often a spec was carried over, in words."""


def record(case: Case, past: Past) -> Expected:
    """Tell what share of their open specs past cycles landed; it is a record, and no forecast.

    Of the approved specs that were not done as many days before the release, from R-12 to R-6:
    the least and the largest share that landed in their cycle, of the last nine cycles that had
    five such specs and tell of each what became of it; of fewer than five cycles nothing is told.
    How many shares lay between those of the cycles before them says what it is worth. Beside it,
    of all approved specs of the last twelve cycles, the share that landed by how many earlier
    cycles they had been approved for and not landed in, where there were five.

    Returns:
        Two shares of past cycles; shares by how often a spec was carried over.

    Source:
        The specs repository and Launchpad: the day on which a spec landed.

    Blind spots:
        The specs of a cycle differ from those of another in size and number.
    """
    if not of_specs(case):
        return Expected(title=TITLE)
    told = (_shares(case, past), _carried(past.carried))
    return Expected(title=TITLE, known=" ".join(filter(None, told)))


def shares(seasons: Iterable[Season]) -> list[Fraction]:
    """Return what share each cycle landed, of those with five open specs or more."""
    lots = [one.every for one in seasons if one.every and one.every.of >= LEAST]
    return [Fraction(lot.landed, lot.of) for lot in lots]


def rehearsed(found: Sequence[Fraction]) -> Iterator[bool]:
    """Yield of each share whether it lay between those of the nine cycles before it at most."""
    for place, share in enumerate(found):
        if ends := extent(found[max(0, place - LATEST) : place]):
            yield ends[0] <= share <= ends[1]


def extent(found: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return the least and the largest share; None where too few cycles tell."""
    return (min(found), max(found)) if len(found) >= LEAST else None


def _shares(case: Case, past: Past) -> str:
    every = shares(past.folders)
    ends = extent(every[-LATEST:])
    if ends is None:
        return ""
    low, high = map(words.share, map(float, ends))
    between = high if low == high else f"{low.removesuffix('%').rstrip(words.NBSP)} to {high}"
    week, cycles = case.cycle.week_of(case.as_of), min(len(every), LATEST)
    told = (
        f"Of the specs open at {week} the last {words.counted(cycles, 'cycles')} landed {between}"
    )
    return f"{told}{_held(list(rehearsed(every)))}."


def _held(inside: Sequence[bool]) -> str:
    """Say how good a forecast it would have been."""
    if not inside:
        return ""
    of = f"{words.number(sum(inside))} of {words.number(len(inside))}"
    return f"; that is a record and no forecast: {of} lay between those of the cycles before them"


def _carried(every: Iterable[Carrying]) -> str:
    parts = list(_portions(every))
    return f"Past cycles landed {words.listed(parts)}." if parts else ""


def _portions(every: Iterable[Carrying]) -> Iterator[str]:
    for one in every:
        if one.specs.of >= LEAST:
            part = words.share(one.specs.landed / one.specs.of)
            yield f"{part} of {words.counted(one.specs.of, 'specs')} {TIMES[one.times]}"
