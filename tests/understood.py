"""Which messages of a history are understood, by kind, and how those that are not begin."""

import re
from collections import Counter
from collections.abc import Iterable

from retro.messages import Reading, read
from retro.snapshot.gerrit import ChangeInfo

STILL = re.compile(
    r"Topic |Hashtags? |Assignee|Description of patch set |Created a revert of this change"
    r"|(?:Added|Removed) (?:to|from) attention set|Removed (?:reviewer|cc)"
    r"|Change (?:could not|cannot) be merged|Your change "
    r"|Patch Set \d+: (?:Reverted|Cherry Picked)"
)
"""Lines of Gerrit that change nothing of what the replay holds."""


def kind(text: str, reading: Reading) -> str:
    """Return what a message is, as far as it was read; empty where nothing was."""
    told = {
        "upload": reading.upload,
        "merged, abandoned or restored": reading.status,
        "votes taken away": reading.removed,
        "votes": reading.votes,
        "moved": reading.moved,
        "work in progress or private": (reading.wip, reading.private) != (None, None),
        "words": reading.said,
        "comments alone": reading.counted,
        "deleted": reading.gone,
        "no change of state": STILL.match(text),
        "a patch set, and nothing about it": reading.patch_set is not None,
    }
    return next((name for name, holds in told.items() if holds), "")


def understood(records: Iterable[ChangeInfo]) -> tuple[Counter, Counter]:
    """Return the messages by kind, and the beginnings of those that were not understood."""
    kinds: Counter = Counter()
    others: Counter = Counter()
    for record in records:
        for message in record.messages:
            name = kind(message.message, read(message.message))
            kinds[name or "not understood"] += 1
            if not name:
                others[" ".join(re.sub(r"\d+", "N", message.message).split()[:3])] += 1
    return kinds, others
