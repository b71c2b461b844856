"""What was typed by a day: a past moment knows nothing that was said later."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from retro.model.team import Deferral, Freeze, Group, Notes, Pointer, Priority

Entry = Priority | Freeze | Deferral | Group | Pointer
"""What is typed with a day of its own."""

DATED = {
    "priorities": "outcome",
    "freezes": "announced",
    "ffe": "ffe",
    "deferred": "deferred",
    "groups": "groups",
    "delegations": "delegations",
    "next_goals": "next_goals",
    "releases": "releases",
    "candidates": "candidates",
}
"""What of each key of cycle.yaml takes a day: the word under which it is told that it has none."""


class Known(Struct, frozen=True):
    """What was typed by a day.

    `later` are the keys of which all that there is was said later. `undated` says of how many
    things of each key nobody wrote the day; they are taken for known. On the latest day nothing
    is later, and no day is missed.
    """

    notes: Notes
    later: frozenset[str] = frozenset()
    undated: dict[str, int] = {}


def known_by(notes: Notes, day: date) -> Known:
    """Return what of a team's notes was typed by the end of a day, and of how much it is unknown.

    What has days of its own that are no one's words (a roster, a rhythm, editions) stays whole:
    who reads it takes the day into account.
    """
    found = {key: _of(getattr(notes, key) or (), day) for key in DATED}
    return Known(
        replace(notes, **{key: kept for key, (kept, _) in found.items() if getattr(notes, key)}),
        later=frozenset(
            key for key, (kept, _) in found.items() if getattr(notes, key) and not kept
        ),
        undated={DATED[key]: n for key, (_, n) in found.items() if n},
    )


def _of(entries: Iterable[Entry], day: date) -> tuple[tuple[Entry, ...], int]:
    """Return what is left of a key, and how much of it has no day."""
    every = tuple(entries)
    return (
        tuple(kept for one in every if (kept := _kept(one, day)) is not None),
        sum(not _dated(one, day) for one in every),
    )


def _kept(entry: Entry, day: date) -> Entry | None:
    said = _said(entry)
    later = said is not None and said > day
    if isinstance(entry, Priority):
        return replace(entry, outcome="open", why="", on=None) if later else entry
    if later:
        return None
    if isinstance(entry, Group) and entry.until and entry.until > day:
        return replace(entry, until=None, merged_into="")
    return entry


def _said(entry: Entry) -> date | None:
    """Return the day on which something was said."""
    match entry:
        case Freeze():
            return entry.announced
        case Deferral():
            return entry.day
        case Group():
            return entry.on or entry.since
        case Priority() | Pointer():
            return entry.on


def _dated(entry: Entry, day: date) -> bool:
    """Tell whether a day is known by which something was said; a freeze that is past was."""
    if isinstance(entry, Priority) and entry.outcome == "open":
        return True
    if isinstance(entry, Freeze) and entry.day <= day:
        return True
    return _said(entry) is not None
