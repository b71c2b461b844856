r"""Comparisons: what a claim says of a number, between its braces.

    [fewer than 90 patches]{backlog.verified < 90}          with a number
    [half of them]{backlog.verified_reviewed_since >= 50 %} with a share
    [before the year's end]{features.spec_freeze < 2016-01-01}
    [less than there was]{backlog.verified < backlog.verified @ start}

On the left stands the name of a number, at a moment if need be; then <, <=, >, >=, = or != (or ≤,
≥, ≠); then a number, a share, a day, or another name. The words may hold Markdown and slots, but
no other claim.
"""

import re
from datetime import date

from msgspec import Struct

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


def compares(inside: str) -> bool:
    """Tell whether what stands between two braces is meant as a comparison."""
    return bool(_RUN.search(inside))


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


def _number(written: re.Match[str]) -> Bound:
    sign = "-" if written["minus"] else ""
    text = sign + written["whole"] + (f".{written['part']}" if written["part"] else "")
    value = float(text) if written["part"] else int(text)
    digits = len(written["part"] or "")
    if written["share"]:
        return Bound(text=f"{text} %", value=value / 100, share=True, digits=digits)
    return Bound(text=text, value=value, digits=digits)
