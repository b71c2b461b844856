r"""Claims: words of a person bound to a comparison, which a reader can check.

    [fewer than 90 patches]{backlog.verified < 90}          with a number
    [half of them]{backlog.verified_reviewed_since >= 50 %} with a share
    [before the year's end]{features.spec_freeze < 2016-01-01}
    [less than there was]{backlog.verified < backlog.verified @ start}

On the left stands the name of a number, at a moment if need be; then <, <=, >, >=, = or != (or ≤,
≥, ≠); then a number, a share, a day, or another name. The words may hold Markdown and slots, but
no other claim.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from retro.content.brace import Brace, braces
from retro.content.slot import NAME, SIGNS

OPERATORS = {"<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">="}
OPERATORS |= {"=": "=", "!=": "!=", "≠": "!="}

EXAMPLE = "[fewer than 90 patches]{backlog.verified < 90}"

_RUN = re.compile(f"[{SIGNS}]+")
_POINT = re.compile(rf"(?P<name>{NAME})(?:\s*@\s*(?P<when>\S(?:.*\S)?))?", re.DOTALL)
_NUMBER = re.compile(
    r"(?P<minus>[-\N{MINUS SIGN}]?)(?P<whole>\d{1,15})(?:\.(?P<part>\d{1,6}))?(?P<share>\s*%)?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Point(Struct, frozen=True):
    """A number by its name, at a moment as it was written, or at the edition's own."""

    name: str
    when: str = ""

    def __str__(self) -> str:
        return f"{self.name} @ {self.when}" if self.when else self.name


class Bound(Struct, frozen=True, kw_only=True):
    """A value that a number is held against; `digits` are those after the point, as written."""

    text: str
    value: float | int | date
    share: bool = False
    digits: int = 0

    def __str__(self) -> str:
        return self.text


class Comparison(Struct, frozen=True):
    """What a claim says of a number; as text it is in its normal form, whatever its spaces."""

    left: Point
    operator: str
    right: Point | Bound

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"

    @property
    def points(self) -> tuple[Point, ...]:
        """Return the numbers that are compared."""
        return tuple(side for side in (self.left, self.right) if isinstance(side, Point))


class Fault(Struct, frozen=True):
    """Why something is no comparison, and what to write."""

    what: str
    hint: str


class Claim(Struct, frozen=True, kw_only=True):
    """Words and their comparison: text[start:end], the words in [words_start:words_end]."""

    comparison: Comparison
    start: int
    words_start: int
    words_end: int
    end: int
    line: int

    def words(self, text: str) -> str:
        """Return the words as they were written, in one line."""
        return " ".join(text[self.words_start : self.words_end].split())


def claims(text: str) -> tuple[Claim, ...]:
    """Return the claims of a Markdown text, in order; what makes none is left alone."""
    return tuple(found for found in attempts(text) if isinstance(found, Claim))


def attempts(text: str) -> Iterator[Claim | tuple[Brace, Fault]]:
    """Yield the claims of a text, and each brace that tries to be one and is none."""
    end = 0
    for brace in braces(text):
        if not _RUN.search(brace.text):
            continue
        found = _claim(text, brace, end)
        if isinstance(found, Claim):
            end = found.end
            yield found
        else:
            yield brace, found


def comparison(text: str) -> Comparison | Fault:
    """Read what stands between the braces of a claim."""
    left, *others = _RUN.split(text)
    signs = _RUN.findall(text)
    if not signs:
        return Fault(f"“{text}” compares nothing", "write it as backlog.verified < 90")
    if len(others) != 1 or signs[0] not in OPERATORS:
        wrong = " ".join(signs)
        return Fault(f"“{wrong}” is no comparison", f"write one of {', '.join(OPERATORS)}")
    point, right = _point(left.strip()), _side(others[0].strip())
    if not point:
        return Fault(f"“{left.strip()}” is no name of a number", f"write it as {EXAMPLE}")
    if isinstance(right, Fault):
        return right
    return Comparison(point, OPERATORS[signs[0]], right)


def _claim(text: str, brace: Brace, last: int) -> Claim | Fault:
    told = comparison(brace.inside)
    if isinstance(told, Fault):
        return told
    if brace.words is None or not text[brace.words + 1 : brace.start - 1].strip():
        hint = f"write the words in brackets right before it: {EXAMPLE}"
        return Fault("a comparison stands here without words", hint)
    if brace.words < last:
        return Fault("a claim stands inside the words of another", "make two claims of it")
    return Claim(
        comparison=told,
        start=brace.words,
        words_start=brace.words + 1,
        words_end=brace.start - 1,
        end=brace.end,
        line=brace.line,
    )


def _point(text: str) -> Point | None:
    found = _POINT.fullmatch(text)
    return Point(found["name"], " ".join((found["when"] or "").split())) if found else None


def _side(text: str) -> Point | Bound | Fault:
    if _DAY.fullmatch(text):
        return _day(text)
    if found := _NUMBER.fullmatch(text):
        return _number(found)
    return _point(text) or Fault(
        f"“{text}” is nothing to compare with",
        "write a number (90), a share (61 %), a day (2016-03-09), or another number's name",
    )


def _day(text: str) -> Bound | Fault:
    try:
        return Bound(text=text, value=date.fromisoformat(text))
    except ValueError:
        return Fault(f"“{text}” is no day", "write it as 2016-03-03: year, month, day")


def _number(found: re.Match[str]) -> Bound:
    sign = "-" if found["minus"] else ""
    text = sign + found["whole"] + (f".{found['part']}" if found["part"] else "")
    value = float(text) if found["part"] else int(text)
    digits = len(found["part"] or "")
    if found["share"]:
        return Bound(text=f"{text} %", value=value / 100, share=True, digits=digits)
    return Bound(text=text, value=value, digits=digits)
