"""Days of the team's own rhythm, in the ways in which a person may write them."""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from retro.content.decode import decode
from retro.content.node import Node
from retro.model.team import Happening, HappeningKind
from retro.model.time import DAY, days_between

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class _Entry(Struct, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """A happening as it is written: on a day, on days, or every so-and-so of a span."""

    kind: HappeningKind
    title: str = ""
    day: date | None = None
    days: tuple[date, ...] = ()
    every: Weekday | None = None
    first: date | None = None
    last: date | None = None


def happening(node: Node) -> Happening:
    """Read one entry of `rhythm:`.

    Raises:
        ContentError: It says no day, or says its days in two ways.
    """
    entry = decode(node, _Entry)
    if [bool(entry.day), bool(entry.days), bool(entry.every)].count(True) != 1:
        raise node.fault(
            f"this {entry.kind} says its days in no way, or in several",
            "write one of day, days, or every with from and to",
        )
    if (entry.first or entry.last) and not entry.every:
        raise node.fault("`from` and `to` belong to `every`", "add every: monday, or write days:")
    days = (entry.day,) if entry.day else entry.days or _weekly(entry, node)
    return Happening(kind=entry.kind, title=entry.title, days=tuple(sorted(days)))


def _weekly(entry: _Entry, node: Node) -> tuple[date, ...]:
    if not (entry.first and entry.last):
        raise node.fault("`every` needs its first and last day", "add from: and to:")
    weekday = get_args(Weekday).index(entry.every)
    days = days_between(entry.first, entry.last + DAY)
    found = tuple(day for day in days if day.weekday() == weekday)
    if not found:
        raise node.fault(
            f"no {entry.every} lies from {entry.first} to {entry.last}", "check both days"
        )
    return found
