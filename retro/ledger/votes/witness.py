"""What records tell of copying without saying it: which votes outlived which patch sets.

Three things are witnesses. A vote that stands at a record's end, though nobody cast it on the
last patch set, was copied. So was one without which a change could not have been merged. The
third are an account's first words on a new patch set, since messages name only votes that change:
to take a vote back it must be in force, and to cast it again with the same value it must not
(until Gerrit stored copies, which it lets people cast again).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from retro.ledger.uploads import DatedMessage, number_of, uploads
from retro.messages import Reading
from retro.model.change import PatchSet, Votes
from retro.model.label import VETO
from retro.snapshot.gerrit import ApprovalInfo, ChangeInfo, moment

# 3.5 came out in December 2021; gerrit-review and GerritHub ran the code before.
STORING = datetime(2021, 9, 24, tzinfo=UTC)
"""From here on Gerrit's master, later 3.5, stores copies, and a copied vote may be cast again."""
UNTOLD = ("", "REWORK")

_SMALL = ("was rebased", "message was updated", "same tree", "new first parent", ": Rebased")

Ballots = dict[int, Votes]
"""The votes cast by hand on each patch set, by its number; the last of each account."""


class Sight(NamedTuple):
    """One vote that met a new patch set: whether it was seen to outlive it."""

    label: str
    kind: str
    at: datetime
    copied: bool
    merged: bool = False
    """Seen in a merge alone: true if changes without a vote on the label are not merged."""


def sights(record: ChangeInfo, read: Callable[[str], Reading]) -> Iterator[Sight]:
    """Yield what became of votes that met a patch set which is no rework.

    Vetoes tell nothing, since all servers copy them.
    """
    if len(record.revisions) < 2 or not _small(record):
        return
    said = [DatedMessage(moment(m.date), m, read(m.message)) for m in record.messages]
    patch_sets = uploads(record, said)
    if any(each.reading.removed for each in said):
        return
    ballots, first = _ballots(said), _ballots(said[::-1])
    for before, patch_set in pairwise(patch_sets):
        if patch_set.kind not in UNTOLD:
            held, cast = ballots.get(before.number, {}), first.get(patch_set.number, {})
            yield from _first_words(patch_set, held, cast)
    # A merge by rebase or cherry-pick makes a last patch set, with the votes of the one before.
    made = {each.message._revision_number for each in said if each.reading.remade}
    by_hand = [patch_set for patch_set in patch_sets if patch_set.number not in made]
    yield from _at_the_end(by_hand, ballots, record)
    if record.status == "MERGED" and len(by_hand) > 1:
        yield from _merged(by_hand, ballots)


def _small(record: ChangeInfo) -> bool:
    """Tell whether any patch set may be less than a rework; reading all is dear."""
    return any(info.kind not in UNTOLD for info in record.revisions.values()) or any(
        word in message.message for message in record.messages for word in _SMALL
    )


def _first_words(patch_set: PatchSet, held: Votes, cast: Votes) -> Iterator[Sight]:
    for (label, account), value in held.items():
        word = cast.get((label, account))
        again = word == value and patch_set.created < STORING
        if value > VETO and value and (again or word == 0):
            yield Sight(label, patch_set.kind, patch_set.created, copied=word == 0)


def _at_the_end(
    patch_sets: list[PatchSet], ballots: Ballots, record: ChangeInfo
) -> Iterator[Sight]:
    """Yield the patch sets that a vote of the record's end has outlived, back to its casting."""
    for label, info in record.labels.items():
        for vote in info.all:
            if vote.value > VETO and vote.value:
                yield from _outlived(patch_sets, ballots, label, vote)


def _outlived(
    patch_sets: list[PatchSet], ballots: Ballots, label: str, vote: ApprovalInfo
) -> Iterator[Sight]:
    found: list[Sight] = []
    for patch_set in reversed(patch_sets):
        cast = ballots.get(patch_set.number, {}).get((label, vote._account_id))
        if cast is not None:
            yield from found if cast == vote.value else ()
            return
        if patch_set.kind in UNTOLD:
            return
        found.append(Sight(label, patch_set.kind, patch_set.created, copied=True))


def _merged(patch_sets: list[PatchSet], ballots: Ballots) -> Iterator[Sight]:
    """Yield the approvals that must have outlived the last patch set, since it was merged."""
    before, last = patch_sets[-2:]
    if last.kind in UNTOLD:
        return
    cast = {label for (label, _), value in ballots.get(last.number, {}).items() if value > 0}
    held = ballots.get(before.number, {}).items()
    for label in {label for (label, _), value in held if value > 0} - cast:
        yield Sight(label, last.kind, last.created, copied=True, merged=True)


def needed(record: ChangeInfo) -> dict[str, bool]:
    """Return for each label of a merged change whether anybody approves of it there."""
    if record.status != "MERGED" or len(record.revisions) > 1:
        return {}
    return {
        label: any(vote.value > 0 for vote in info.all) for label, info in record.labels.items()
    }


def _ballots(said: list[DatedMessage]) -> Ballots:
    """Return who cast what on which patch set; what comes later in the order counts."""
    ballots: Ballots = {}
    for each in said:
        message, reading = each.message, each.reading
        if not reading.votes:
            continue
        account = number_of(message.author)
        number = reading.patch_set or message._revision_number
        if account is not None and number is not None:
            votes = ballots.setdefault(number, {})
            votes.update({(label, account): value for label, value in reading.votes})
    return ballots
