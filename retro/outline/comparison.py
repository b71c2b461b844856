"""What a claim asks of a number, and how far the number lies from that."""

from datetime import date

from retro.model.facts import Fact
from retro.outline.words import MINUS, NBSP, counted, day, number, share, value


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


def distance(measured: float | int | str | date, bound: float | int | date, unit: str) -> str:
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
