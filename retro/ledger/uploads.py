"""The patch sets of a change: when each was uploaded, by whom, and what kind of change it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from sys import intern

from msgspec import Struct

from retro.messages import Reading
from retro.model.change import PatchSet
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo, RevisionInfo, moment

_NUMBERS: dict[int, int] = {}
"""The numbers of accounts: few differ, and each record brings every one of its own anew."""


class DatedMessage(Struct, frozen=True, gc=False):
    """A message, read and dated."""

    at: datetime
    message: MessageInfo
    reading: Reading


def uploads(change: ChangeInfo, messages: Sequence[DatedMessage]) -> list[PatchSet]:
    """Return a change's uploads in order; the message gives what the record leaves out.

    A patch set is there before anything is said about it, whatever the fractions of a second in
    the record's fields are. One above the current is a draft that was deleted.

    Source:
        `revisions`, and for patch sets that are gone from it, the upload's message.
    """
    first: dict[int, DatedMessage] = {}
    announced: dict[int, DatedMessage] = {}
    for dated in messages:
        number = dated.reading.patch_set or dated.message._revision_number
        if number is not None and (number not in first or dated.at < first[number].at):
            first[number] = dated
        if dated.reading.upload and dated.reading.patch_set is not None:
            announced.setdefault(dated.reading.patch_set, dated)
    infos = {info._number: info for info in change.revisions.values()}
    # Drafts of patch sets could be deleted, up to 2.14.
    highest = max(infos, default=max(announced, default=1))
    numbers = sorted(number for number in {*infos, *announced} or {1} if number <= highest)
    return list(_patch_sets(change, numbers, infos, announced, first))


def _patch_sets(
    change: ChangeInfo,
    numbers: list[int],
    infos: dict[int, RevisionInfo],
    announced: dict[int, DatedMessage],
    first: dict[int, DatedMessage],
) -> Iterator[PatchSet]:
    at = moment(change.created)
    for number in numbers:
        info, upload, mention = infos.get(number), announced.get(number), first.get(number)
        # Since 2.11. A push with a hashtag or a topic says nothing of its patch set in messages.
        if info and info.created:
            at = moment(info.created)
        # Before 2013 the first patch set mostly has no message; the change's own date is its.
        elif number > 1 and (upload or mention):
            at = (upload or mention).at  # type: ignore[union-attr]
        if mention and mention.at <= at:  # of two that are equal the one that others hold too
            at = mention.at
        kind = intern(info.kind) if info else ""
        uploader = info.uploader if info else upload.message.author if upload else change.owner
        yield PatchSet(
            number, at, number_of(uploader), kind or (upload.reading.kind if upload else "")
        )


def number_of(account: AccountInfo | None) -> int | None:
    """Return an account's number, the same object each time; Gerrit itself has none."""
    return _NUMBERS.setdefault(account._account_id, account._account_id) if account else None
