"""Medians as they may be said: with percentiles and n, and never of a few."""

from collections.abc import Iterable, Sequence
from math import floor

from retro.measure.ground.definition import FEW, Answer, Missing
from retro.measure.ground.survival import Survival, Wait, survival
from retro.model.facts import Evidence, Part, Withheld
from retro.outline import words


def median(
    waits: Iterable[Wait], of: str, evidence: Evidence | Withheld | None, note: str = ""
) -> Answer | Missing:
    """Return the median of waits or other values, with the 15th and 85th percentile.

    A percentile is the least value that so many per cent do not exceed, so that it is always one
    that was seen. Of a few values there is none: the list stands instead, but never one of people.
    Where more than half still waited for as long as at least 5 were followed, the median is known
    to be greater than that.

    Args:
        waits: The values; one that is only known to be larger has not `happened`.
        of: What they are values of, as a plural noun.
        evidence: What lies behind them, if it is wanted.
        note: What more there is to say.
    """
    some = tuple(waits)
    listed = evidence if isinstance(evidence, Evidence) else None
    if len(some) < FEW:
        few = f"{words.counted(len(some), of)}: fewer than {FEW} make no median."
        return Missing(_joined(few, note), listed)
    curve = survival(some)
    middle = curve.reached(0.5)
    if middle is None:
        return _unreached(some, of, note, listed)
    return Answer(
        value=middle,
        n=len(some),
        parts=percentiles(curve),
        evidence=evidence,
        note=_joined(note, unreached(curve)),
    )


def _unreached(waits: Sequence[Wait], of: str, note: str, listed: Evidence | None) -> Missing:
    """Say that the median lies beyond the days for which enough things were followed."""
    followed = sorted(wait.days for wait in waits)[-FEW]
    after = f" after {words.counted(floor(followed), 'days')}" if followed >= 1 else ""
    why = f"Not reached:{after} more than half of the {of} still waited."
    return Missing(_joined(why, note), listed, beyond=followed)


def percentiles(curve: Survival) -> tuple[Part, ...]:
    """Return the 15th and 85th percentile, each where it is reached."""
    reached = ((percent, curve.reached(percent / 100)) for percent in (15, 85))
    return tuple(
        Part(f"p{percent}", f"{percent}th percentile", at)
        for percent, at in reached
        if at is not None
    )


def unreached(curve: Survival) -> str:
    """Say which percentile is not reached; it is left out of the parts, since it has no value."""
    missing = (percent for percent in (15, 85) if curve.reached(percent / 100) is None)
    return " ".join(f"The {percent}th percentile is not reached." for percent in missing)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
