"""What a measure found: an answer, lines or bars to draw, or why there is none."""

from datetime import date

from msgspec import Struct

from retro.model.facts import Bar, Cell, Evidence, Line, Part, Stretch, Withheld
from retro.model.origin import Origin


class Missing(Struct, frozen=True):
    """Why there is no answer; the list stands in for a number of too few things; see `Gap`.

    `beyond` is what the number is known to be greater than.
    """

    why: str
    evidence: Evidence | None = None
    beyond: float | None = None
    unwritten: bool = False
    moot: bool = False


class Answer(Struct, frozen=True, kw_only=True):
    """What a measure found: a fact without what its definition and its case already say.

    `origin` is that of the parts that nobody typed, where it isn't the case's.
    """

    value: float | int | str | date
    off: int = 0
    between: tuple[int, int] | None = None
    n: int | None = None
    parts: tuple[Part, ...] = ()
    evidence: Evidence | Withheld | None = None
    note: str = ""
    origin: Origin | None = None


class Lines(Struct, frozen=True, kw_only=True):
    """What a measure found along an axis."""

    x: tuple[date, ...] | tuple[int, ...]
    x_unit: str
    lines: tuple[Line, ...]
    sentence: str
    origin: Origin | None = None
    stretches: tuple[Stretch, ...] = ()


class Ranks(Struct, frozen=True, kw_only=True):
    """What a measure found of things, one below the other; see `Bars`."""

    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    sentence: str
    span: tuple[date, date] | None = None
    origin: Origin | None = None


class Rows(Struct, frozen=True, kw_only=True):
    """What a measure found of several things to compare; see `Table`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sentence: str
    origin: Origin | None = None


Drawn = Lines | Ranks | Rows
"""What a measure found that is no single number."""
