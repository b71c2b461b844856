"""How far the replay can be trusted: its last word against the server's own."""

from collections.abc import Iterable
from typing import NamedTuple

from retro.model.change import Change, Sure, Votes
from retro.snapshot.gerrit import ChangeInfo


class Agreement(NamedTuple):
    """How many changes end with the votes that the server reports, of how many, and which not."""

    agree: int
    total: int
    differing: tuple[int, ...]


def labels_now(pairs: Iterable[tuple[ChangeInfo, Change]]) -> Agreement:
    """Hold each change's last state against the `labels` that its record came with.

    What the replay took from `labels` themselves is taken for a difference, so this is a proof.
    Records without labels are not counted. Some differ rightly: a label that the server's
    configuration has no more, and votes that a server before 3.0 clamped to what the voter may
    cast today.
    """
    agree, differing = 0, []
    for record, change in pairs:
        if not record.labels:
            continue
        mended = any(event.sure is Sure.END for event in change.events)
        if labels_of(record) == change.states[-1].votes and not mended:
            agree += 1
        else:
            differing.append(change.number)
    return Agreement(agree, agree + len(differing), tuple(differing))


def labels_of(record: ChangeInfo) -> Votes:
    """Return the votes in force by the server's own account, on the day of collection."""
    return {
        (label, vote._account_id): vote.value
        for label, info in record.labels.items()
        for vote in info.all
        if vote.value
    }
