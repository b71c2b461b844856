"""Whether a team's folders can tell what is open: where done specs were sorted out by then."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from retro.ledger.features.specs import Arrival

_LATE = timedelta(weeks=6)
"""From so long before a release on, about the feature freeze, a team sorts out what is done."""

_LEAST, _SHARE = 2, 5
"""A commit sorts out a cycle if it moves two specs or more, and a fifth of the cycle's."""


def sorted_out(landed: Sequence[Arrival], waiting: int, release: datetime) -> bool:
    """Tell whether specs that were not moved to the done ones are known not to be done.

    The move is paperwork: of what Nova moved in eleven years nearly all went in one commit a
    cycle, around the release. Before it the folders tell nothing of what is done, and a file that
    somebody moved ahead of it tells of itself alone. So the others are open only

    - once a commit of the last six weeks before the release, or later, moved a fifth of the
      cycle's specs, and no fewer than two;
    - or where at least half of those that left no other way were moved, one by one or together,
      as by teams that move each when it is done.

    Args:
        landed: How each of the cycle's specs in one repository came to the done ones.
        waiting: How many others there are that left no other way.
        release: The cycle's.
    """
    return bool(landed) and (len(landed) >= waiting or _swept(landed, waiting, release))


def _swept(landed: Sequence[Arrival], waiting: int, release: datetime) -> bool:
    most = _most(one for one in landed if one.at >= release - _LATE)
    return most >= _LEAST and most * _SHARE >= len(landed) + waiting


def _most(landed: Iterable[Arrival]) -> int:
    """Return the largest number of specs that one commit moved."""
    return max(Counter(one.event.commit for one in landed).values(), default=0)
