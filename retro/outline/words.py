"""How values read: one way for pages, mails and sentences."""

import re
from collections.abc import Sequence
from datetime import date

from retro.model.facts import Cell, Fact

UNKNOWN = "not known"
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
OPEN = "[?]"
"""Begins a question that nobody has answered yet; `retro check` finds it on a page."""

_SINGULAR = {
    "people": "person",
    "entries": "entry",
    "priorities": "priority",
    "duties": "duty",
}

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~!^]")
_OPENING = re.compile(r"^(\d*)([-+=:#.)])")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """Return a text without control characters, which no page and no terminal should meet."""
    return _CONTROL.sub("", text)


def markdown(text: str) -> str:
    """Return a text as one line of Markdown that reads as the text: nothing in it is markup."""
    line = " ".join(_TURNING.sub("", visible(text)).split())
    return _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))


def day(value: date) -> str:
    """Say a day: 9 March 2016."""
    return f"{value.day}{NBSP}{value:%B %Y}"


def number(value: float | int) -> str:
    """Say a number: 1 234, 2.4, −3."""
    text = (
        f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{value:,.0f}"
    )
    return text.replace(",", NBSP).replace("-", MINUS)


def share(value: float) -> str:
    """Say a share: 61 %."""
    percent = 100 * value
    whole = round(percent)
    if (whole == 100 and value < 1) or (whole == 0 and value > 0):
        return f"{percent:.1f}{NBSP}%"
    return f"{whole}{NBSP}%"


def counted(value: float | int, unit: str) -> str:
    """Say a number with its unit: 1 change, 12 people, 61 %."""
    if unit == "share":
        return share(value)
    if value == 1:
        unit = _SINGULAR.get(unit, unit.removesuffix("s"))
    return f"{number(value)}{NBSP}{unit}" if unit else number(value)


def listed(parts: Sequence[str]) -> str:
    """Say several things in a row: a, b and c."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def cell(told: Cell, unit: str = "") -> str:
    """Say what stands in a table."""
    match told:
        case None:
            return UNKNOWN
        case date():
            return day(told)
        case str():
            return " ".join(visible(told).split())
        case _:
            return share(told) if unit == "share" else number(told)


def sample(fact: Fact, n_unit: str) -> str:
    """Say what a fact was taken from: of 2 939 reviews, across 494 changes."""
    if fact.n is None:
        return ""
    if not n_unit:
        return f"n = {number(fact.n)}"
    some = isinstance(fact.value, int) and fact.unit in n_unit
    return f"{'of' if some or fact.unit == 'share' else 'across'} {counted(fact.n, n_unit)}"


def value(fact: Fact) -> str:
    """Say a fact's value without its unit: the form that stands inside a sentence."""
    match fact.value:
        case date():
            return day(fact.value)
        case str():
            return fact.value
        case _ if fact.unit == "share":
            return share(fact.value)
        case _:
            return number(fact.value)


def told_apart(fact: Fact, other: float | int | date) -> str:
    """Say a value, with more digits where it would read like another that it is not."""
    said, near = value(fact), fact.value
    if isinstance(near, str | date) or isinstance(other, date) or near == other:
        return said
    alike = share(other) if fact.unit == "share" else number(other)
    if said != alike:
        return said
    percent = fact.unit == "share"
    more = f"{100 * near if percent else near:,.2f}".replace(",", NBSP).replace("-", MINUS)
    return f"{more}{NBSP}%" if percent else more


_BOUNDS = {
    "<": ("fewer than", "less than", "before"),
    "<=": ("at most", "at most", "on or before"),
    ">": ("more than", "more than", "after"),
    ">=": ("at least", "at least", "on or after"),
    "=": ("exactly", "exactly", "on"),
    "!=": ("not", "not", "not on"),
}


def bounded(operator: str, bound: float | int | date, unit: str, *, whole: bool) -> str:
    """Say what a comparison asks of a number: fewer than 90 changes, less than 5 days."""
    counted_things, amount, when = _BOUNDS[operator]
    if isinstance(bound, date):
        return f"{when} {day(bound)}"
    return f"{counted_things if whole else amount} {counted(bound, unit)}"


def difference(measured: float | int | str | date, bound: float | int | date, unit: str) -> str:
    """Say how far a number lies from another: 7 changes more than that, 6 days earlier."""
    if isinstance(measured, date) and isinstance(bound, date):
        days = (measured - bound).days
        side = "later" if days > 0 else "earlier"
        return f"{counted(abs(days), 'days')} {side} than that" if days else "on that very day"
    if isinstance(measured, str | date) or isinstance(bound, date):
        return ""
    far = measured - bound
    if not far:
        return "exactly that"
    whole = isinstance(far, int)
    side = "more" if far > 0 else "fewer" if whole else "less"
    if unit == "share":
        far, unit = 100 * far, "percentage points"
    if round(abs(far), 1) == 0:
        return f"slightly {side} than that"
    return f"{_apart(abs(far), unit)} {side} than that"


def _apart(far: float | int, unit: str) -> str:
    """Say a distance; a ratio, whose unit is `to 1`, has none."""
    said = round(far, 1)
    return counted(said, "" if unit.startswith("to ") else unit)
