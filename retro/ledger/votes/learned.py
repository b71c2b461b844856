"""What a set of records tells about its server: copy conditions, and since when it lists copies.

A first pass collects it, so that the second can judge the uploads at which the server says
nothing. Only what stands near in time is believed.
"""

from bisect import bisect
from datetime import datetime, timedelta
from operator import itemgetter

from msgspec import Struct

from retro.messages import Names
from retro.model.label import Served

# Conditions change: Code-Review's stock one was MIN alone until April 2015.
NEAR = timedelta(days=366)
# Rules change within weeks: on gerrit-review Code-Review outlives new messages since 2021-02-18.
MANY, ENOUGH, CLEAR = 9, 3, 0.8
"""Of the nearest sights, how many are heard, how many are needed, how large a share must agree."""


class Learned(Struct, frozen=True):
    """What was learned; empty, it changes nothing.

    Attributes:
        conditions: A label's conditions with the moment of each sight, in time order.
        ranges: A label's lowest and highest vote seen.
        members: (atom on a group, account) that were seen to hold together.
        copies: Whether votes of a label outlived patch sets of a kind, by what records end with.
        gates: Labels without whose approval changes are not merged.
        lists: Since when uploads list what they copied.
        lates: Since when late votes list the patch sets that they reached.
        names: The value names, where the messages give the site away.
        voters: How many votes each account has on a label.
        tops: Code-Review's highest vote in projects where it is lower than usual.
        served: What the server itself says of labels.
    """

    conditions: dict[str, tuple[tuple[datetime, str], ...]] = {}
    ranges: dict[str, tuple[int, int]] = {}
    members: frozenset[tuple[str, int]] = frozenset()
    copies: dict[tuple[str, str], tuple[tuple[datetime, bool], ...]] = {}
    gates: frozenset[str] = frozenset()
    lists: datetime | None = None
    lates: datetime | None = None
    names: Names | None = None
    voters: dict[str, dict[int, int]] = {}
    tops: dict[str, int] = {}
    served: tuple[Served, ...] = ()

    def condition(self, label: str, at: datetime) -> tuple[str | None, bool]:
        """Return the label's condition at a moment, None if unknown, and whether it is certain.

        It is certain between two sights that agree; beyond, the nearest is a guess for a year.
        """
        seen = self.conditions.get(label, ())
        index = bisect(seen, at, key=itemgetter(0))
        around = seen[max(index - 1, 0) : index + 1]
        if 0 < index < len(seen) and around[0][1] == around[1][1]:
            return around[0][1], True
        near = [sight for sight in around if abs(sight[0] - at) <= NEAR]
        sight = min(near, key=lambda sight: abs(sight[0] - at), default=None)
        return (sight[1] if sight else None), False

    def copied(self, label: str, kind: str, at: datetime) -> bool | None:
        """Tell whether votes mostly outlived patch sets of a kind around a moment.

        None where too few are known, or these disagree.
        """
        seen = self.copies.get((label, kind))
        if not seen:
            return None
        index = bisect(seen, at, key=itemgetter(0))
        around = sorted(seen[max(index - MANY, 0) : index + MANY], key=lambda s: abs(s[0] - at))
        near = [copied for when, copied in around[:MANY] if abs(when - at) <= NEAR]
        share = sum(near) / len(near) if len(near) >= ENOUGH else 0.5
        return share >= CLEAR if max(share, 1 - share) >= CLEAR else None
