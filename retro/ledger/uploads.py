"""The patch sets of a change: when each was uploaded, by whom, and what kind of change it was."""

from retro.model.change import PatchSet
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo, moment
from retro.wording import Reading


def uploads(change: ChangeInfo, readings: list[tuple[MessageInfo, Reading]]) -> list[PatchSet]:
    """Return a change's uploads in order; the message gives what the record leaves out.

    Source:
        `revisions`, and for patch sets that are gone from it, the upload's message.
    """
    kinds: dict[int, str] = {}
    found: dict[int, PatchSet] = {}
    for message, reading in readings:
        if reading.upload and reading.patch_set is not None:
            kinds.setdefault(reading.patch_set, reading.kind)
            found.setdefault(
                reading.patch_set,
                PatchSet(reading.patch_set, moment(message.date), number_of(message.author)),
            )
    for info in change.revisions.values():
        created = moment(info.created or change.created)
        kind = info.kind or kinds.get(info._number, "")
        found[info._number] = PatchSet(info._number, created, number_of(info.uploader), kind)
    if not found:
        found[1] = PatchSet(1, moment(change.created), change.owner._account_id)
    return [found[number] for number in sorted(found)]


def number_of(account: AccountInfo | None) -> int | None:
    """Return an account's number; Gerrit itself has none."""
    return account._account_id if account else None
