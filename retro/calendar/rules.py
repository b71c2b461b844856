"""Cycles by rule, for who has none: quarters and half-years (2026-Q1, 2026-H2)."""

import re
from datetime import date

from msgspec import Struct

from retro.errors import UsageError
from retro.model.time import DAY

_CALLED = re.compile(r"(?P<year>[0-9]{4})-(?P<part>[qh])(?P<number>[0-9]+)", re.IGNORECASE)
_ALIKE = re.compile(r"(?P<year>[0-9]{4})[-._ ]?(?P<part>[qh])[-._ ]?(?P<number>[0-9]+)", re.I)
_FIRST, _LAST = 1970, 2999


class Rule(Struct, frozen=True):
    """A way to part a year: what a part is called, its letter, and how many there are."""

    name: str
    letter: str
    parts: int


_RULES = {"Q": Rule("quarter", "Q", 4), "H": Rule("half-year", "H", 2)}


class Part(Struct, frozen=True):
    """A part of a year: which of them, from one on."""

    rule: Rule
    year: int
    number: int

    @property
    def name(self) -> str:
        """Return what it is called: 2026-Q1."""
        return f"{self.year}-{self.rule.letter}{self.number}"

    @property
    def ending(self) -> str:
        """Return what its last day is called."""
        return f"end of the {self.rule.name}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, 1 + (self.number - 1) * 12 // self.rule.parts, 1)

    @property
    def last(self) -> date:
        """Return its last day: the eve of the next."""
        return self.moved(1).first - DAY

    def moved(self, steps: int) -> "Part":
        """Return the part so many steps later, or earlier."""
        years, place = divmod(self.number - 1 + steps, self.rule.parts)
        return Part(self.rule, self.year + years, place + 1)


def part(name: str) -> Part | None:
    """Return the part of a year that a name calls, whatever the case; None for other names.

    Raises:
        UsageError: The name is formed like one, and there is none such.
    """
    found = _ALIKE.fullmatch(name)
    if not found:
        return None
    rule = _RULES[found["part"].upper()]
    meant = Part(rule, int(found["year"]), int(found["number"]))
    if not (_FIRST <= meant.year <= _LAST and 1 <= meant.number <= rule.parts):
        raise _impossible(name, rule, meant.year)
    if not _CALLED.fullmatch(name):
        what = f'"{name}" is no name of a {rule.name}'
        raise UsageError(what, where="the cycle's name", hint=f"did you mean {meant.name}?")
    return meant


def _impossible(name: str, rule: Rule, year: int) -> UsageError:
    year = min(max(year, _FIRST), _LAST)
    first, last = (Part(rule, year, number).name for number in (1, rule.parts))
    return UsageError(
        f"there is no {rule.name} {name.upper()}",
        where="the cycle's name",
        hint=f"name one from {first} to {last}, or of another year from {_FIRST} to {_LAST}",
    )
