"""Spells: times during which something held, in order and apart from each other."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

INSTANT = timedelta(microseconds=1)
"""The last instant before a moment is this much earlier."""


class Spell(Struct, frozen=True, order=True):
    """A time during which something held: from its first instant up to, without, its end."""

    since: datetime
    until: datetime

    def within(self, other: "Spell") -> "Spell | None":
        """Return the part of a spell that lies in another one."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Spell(since, until) if since < until else None


def joined_up(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Join spells that touch or overlap, so that each gap left is a real one."""
    merged: list[Spell] = []
    for spell in sorted(spells):
        if merged and spell.since <= merged[-1].until:
            merged[-1] = Spell(merged[-1].since, max(merged[-1].until, spell.until))
        else:
            merged.append(spell)
    return tuple(merged)


def holding(spells: Sequence[Spell], at: datetime) -> Spell | None:
    """Return the spell that an instant lies in, of spells in order and apart from each other."""
    for spell in spells:  # nobody has so many that a search would pay
        if at < spell.until:
            return spell if spell.since <= at else None
    return None
