"""How many of the specs that are not done may land, by what such specs did in past cycles."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from retro.measure.forecast.ranges import LATEST, Range, Scored, allowance, rounded
from retro.model.forecast import LEAST, Lot, Rehearsal, Season

Counts = tuple[int, int]
"""How many specs are not done: those that merged code names, and those that none names."""


class Outcomes(Struct, frozen=True):
    """What is known on a day of past cycles: how many specs each landed, and of each class what.

    `landed` is by the cycle's title; a share is None where no cycle had a spec of the class.
    """

    landed: dict[str, int]
    shares: tuple[Fraction | None, Fraction | None]

    def about(self, counts: Counts) -> int | None:
        """Return how many of some specs land by these shares; None where one is lacking."""
        parts = [(n, share) for n, share in zip(counts, self.shares, strict=True) if n]
        if any(share is None for _, share in parts):
            return None
        return rounded(sum((n * share for n, share in parts if share), Fraction(0)))


class Expectation(Struct, frozen=True):
    """About how many specs land, between which numbers, and the errors that this is taken from."""

    about: int
    within: Range
    off: int
    errors: tuple[int, ...]


def outcomes(seasons: Iterable[Season]) -> Outcomes:
    """Return what seasons tell; those without outcomes tell nothing."""
    some = [(one.title, one.coded, one.bare) for one in seasons]
    lots = [(title, coded, bare) for title, coded, bare in some if coded and bare]
    return Outcomes(
        {title: coded.landed + bare.landed for title, coded, bare in lots},
        (_share([coded for _, coded, _ in lots]), _share([bare for _, _, bare in lots])),
    )


def _share(lots: Sequence[Lot]) -> Fraction | None:
    every = sum(lot.of for lot in lots)
    return Fraction(sum(lot.landed for lot in lots), every) if every else None


def expected(now: Counts, past: Sequence[Rehearsal], known: Outcomes) -> Expectation | None:
    """Return what is expected of some specs; None where too few past cycles tell.

    Args:
        now: The specs that are not done.
        past: Past cycles, oldest first.
        known: What is known of them today.
    """
    about, errors = known.about(now), tuple(_errors(past, known))[-LATEST:]
    if about is None or len(known.landed) < LEAST or len(errors) < LEAST - 1:
        return None
    off = allowance(errors)
    return Expectation(about, (max(0, about - off), min(sum(now), about + off)), off, errors)


def _errors(past: Iterable[Rehearsal], known: Outcomes) -> Iterator[int]:
    """Yield by how much each past cycle's count was off, reckoned from those before it alone."""
    for one in past:
        landed, counts = known.landed.get(one.season.title), _counts(one.season)
        about = outcomes(one.before).about(counts) if counts else None
        if landed is not None and about is not None:
            yield landed - about


def _counts(season: Season) -> Counts | None:
    return (season.coded.of, season.bare.of) if season.coded and season.bare else None


def rehearsed(past: Sequence[Rehearsal]) -> Iterator[Scored]:
    """Yield the range of each past cycle, from what was known on its day, and what came."""
    landed = outcomes(one.season for one in past).landed
    for place, one in enumerate(past):
        counts, came = _counts(one.season), landed.get(one.season.title)
        found = expected(counts, past[:place], outcomes(one.before)) if counts else None
        if found and came is not None:
            yield one.season.title, found.within, came
