"""Numbers held against each other: what can be compared, and whether it is less, equal or more."""

from datetime import date

from msgspec.structs import replace

from retro.content.comparison import Bound
from retro.errors import ContentError
from retro.model.facts import Fact
from retro.outline.words import value

_EXACT = 9


def bound(fact: Fact) -> Bound:
    """Return a number as something to hold another against."""
    worth = fact.value if not isinstance(fact.value, str) else 0
    return Bound(text=value(fact), value=worth, share=fact.unit == "share", digits=_EXACT)


def holds(left: Fact, operator: str, right: Bound, where: str) -> bool:
    """Tell whether a comparison is true.

    Where it includes being equal, a number is as good as its rounding to the digits that were
    written: who writes 4.9 may mean 4.86. “Less” and “more” are exact.

    Raises:
        ContentError: A number can't be compared with that; the message says `where`.
    """
    _refuse(left, right, where)
    less, more, same = _order(left.value, right)
    return {
        "<": less,
        "<=": less or same,
        ">": more,
        ">=": more or same,
        "=": same,
        "!=": not same,
    }[operator]


def held(left: Fact, operator: str, right: Bound, off: int, where: str) -> bool | None:
    """Tell whether a comparison is true wherever a count may lie; None where that decides.

    Args:
        left: The number on the left.
        operator: As it was written.
        right: What it is held against.
        off: By how much both together may be off.
        where: What the message of an error says.

    Raises:
        ContentError: See `holds`.
    """
    told = holds(left, operator, right, where)
    if not off or not isinstance(left.value, int) or not isinstance(right.value, int | float):
        return told
    ends = {left.value - off, left.value + off}
    if abs(left.value - (near := round(right.value))) <= off:
        ends.add(near)
    others = {holds(replace(left, value=end), operator, right, where) for end in ends}
    return told if others == {told} else None


def alike(left: Fact, right: Fact, where: str) -> None:
    """Refuse to compare two numbers of different units.

    Raises:
        ContentError: They differ; the message says `where`.
    """
    for fact in (left, right):
        if isinstance(fact.value, str):
            raise _address(fact, where)
    if left.unit != right.unit:
        what = f"{left.name} is in {left.unit}, and {right.name} in {right.unit}"
        raise ContentError(what, where=where, hint="compare two numbers of one unit")


def _refuse(left: Fact, right: Bound, where: str) -> None:
    if isinstance(left.value, str):
        raise _address(left, where)
    if isinstance(left.value, date) != isinstance(right.value, date):
        kind = "a day" if isinstance(left.value, date) else f"in {left.unit}"
        hint = "write a day as 2016-03-09" if kind == "a day" else "write a number"
        raise ContentError(f"{left.name} is {kind}, and {right} is not", where=where, hint=hint)
    if right.share and left.unit != "share":
        what = f"{left.name} is in {left.unit}, and {right} is a share"
        raise ContentError(what, where=where, hint="write the number without %")
    if left.unit == "share" and not right.share:
        what = f"{left.name} is a share, and {right} is none"
        raise ContentError(what, where=where, hint=f"write {right} %, if that is meant")


def _address(fact: Fact, where: str) -> ContentError:
    what = f"{fact.name} is an address, which can't be compared"
    return ContentError(what, where=where, hint="name a number or a day")


def _order(left: float | int | str | date, right: Bound) -> tuple[bool, bool, bool]:
    """Tell whether a value is less, more, and equal as far as the digits go."""
    if isinstance(left, date) and isinstance(right.value, date):
        return left < right.value, left > right.value, left == right.value
    assert isinstance(left, int | float), "what can't be compared was refused"
    assert isinstance(right.value, int | float), "what can't be compared was refused"
    scale = 100 if right.share else 1
    same = round(left * scale, right.digits) == round(right.value * scale, right.digits)
    return left < right.value, left > right.value, same
