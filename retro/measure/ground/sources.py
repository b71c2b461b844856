"""What a definition's *Source* says that a number is made from, and what follows from it.

A key of cycle.yaml that stands there in backticks was typed by a person, so the number is no
better than typed; and where what was typed has no day, a past moment says so.
"""

import re
from collections.abc import Iterator

from retro.measure.ground.case import Case
from retro.model.facts import Definition
from retro.model.origin import Origin, weakest
from retro.outline import words

_KEY = re.compile(r"`(\w+)")

TYPED = (
    "roster",
    "priorities",
    "promises",
    "rhythm",
    "freezes",
    "ffe",
    "deferred",
    "groups",
    "delegations",
    "next_goals",
    "releases",
    "candidates",
)
"""The keys of cycle.yaml that are answers; the others say of what one asks."""

_NOUNS = {
    "outcome": "outcomes",
    "announced": "announcements",
    "ffe": "requests",
    "deferred": "declarations",
    "groups": "groups",
    "delegations": "duties",
    "next_goals": "goals",
    "releases": "releases",
    "candidates": "candidates",
}


def origin_of(case: Case, definition: Definition, measured: Origin | None) -> Origin:
    """Return where a number comes from: the weakest of its parts says it.

    Args:
        case: Its case.
        definition: Its definition.
        measured: Where the parts come from that nobody typed; None for the case's own origin.
    """
    return weakest(measured or case.origin, *_typed(case, named(definition)))


def without_day(case: Case, definition: Definition) -> str:
    """Say how much of what a number is made from has no day, or nothing where none is missed."""
    keys = named(definition)
    return " ".join(
        _dayless(case.undated[key], noun)
        for key, noun in _NOUNS.items()
        if key in keys and case.undated.get(key)
    )


def named(definition: Definition) -> tuple[str, ...]:
    """Return the keys that the source of a definition names."""
    return tuple(_KEY.findall(definition.source))


def _typed(case: Case, keys: tuple[str, ...]) -> Iterator[Origin]:
    """Yield the origin of each key that says something; a roster that fails is a rule's guess."""
    for key in keys:
        if key == "roster":
            yield Origin.ASSUMED if case.cores.inferred else Origin.TYPED
        elif key in TYPED and getattr(case.notes, key):
            yield Origin.TYPED


def _dayless(n: int, noun: str) -> str:
    if n == 1:
        one = words.counted(n, noun).split(words.NBSP)[-1]
        return f"The {one} has no day: it may be of a later one."
    return f"{words.counted(n, noun)} have no day: they may be of a later one."
