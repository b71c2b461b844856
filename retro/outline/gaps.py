"""Gaps put together: what many numbers lack for one reason is said once."""

from collections.abc import Iterable

from retro.model.facts import Gap
from retro.outline.words import not_known

UNWRITTEN = "Nobody wrote it down."


def by_reason(gaps: Iterable[Gap]) -> dict[str, tuple[Gap, ...]]:
    """Return the gaps that somebody may miss by their reasons, in the order in which they come."""
    groups: dict[str, tuple[Gap, ...]] = {}
    for gap in (gap for gap in gaps if not gap.moot):
        why = UNWRITTEN if gap.unwritten else gap.why
        groups[why] = (*groups.get(why, ()), gap)
    return groups


def names(gaps: Iterable[Gap]) -> str:
    """Return what the gaps are about, as it stands inside a sentence."""
    return ", ".join(_small(gap.title) for gap in gaps)


def silence(gaps: Iterable[Gap]) -> str:
    """Say in a line or two why there is nothing but gaps."""
    return " ".join(_reason(why, group) for why, group in by_reason(gaps).items())


def _reason(why: str, gaps: tuple[Gap, ...]) -> str:
    if why == UNWRITTEN:
        return f"Nobody wrote this down yet: {names(gaps)}."
    return not_known(why)


def _small(title: str) -> str:
    """Begin a title small, unless its first word is a name or an abbreviation."""
    first = title.split(maxsplit=1)[0]
    name = "'" in first or not first[1:].islower()
    return title if name else title[:1].lower() + title[1:]
