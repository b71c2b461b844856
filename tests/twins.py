"""A second account for everybody: half of what somebody did, given to it."""

import re
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from retro.snapshot.gerrit import ChangeInfo, IndexInfo

Record = TypeVar("Record")

_VOTES = re.compile(r"Patch Set \d+: ")
_UPLOAD = re.compile(r"Uploaded patch set (\d+)")
_NAMED = re.compile(r"<GERRIT_ACCOUNT_(\d+)>")


class Twins:
    """Gives accounts' acts to twins, whose numbers lie so far off; robots and nobody have none.

    On one change somebody votes by one of both, as the server counts their votes apart: two votes
    would be another story. All else falls to either, act by act.
    """

    def __init__(self, shift: int, robots: frozenset[int] = frozenset()) -> None:
        self._shift, self._alone = shift, robots | {0}

    def record(self, record: Record) -> Record:
        """Return a record of which half was done by twins."""
        if not isinstance(record, ChangeInfo | IndexInfo):
            return record
        raw = msgspec.to_builtins(record)
        for acts, account in _acts(raw):
            self._give(account, record._number, acts)
        for message in raw.get("messages", ()):
            message["message"] = _NAMED.sub(
                lambda found: (
                    f"<GERRIT_ACCOUNT_{self._who(int(found[1]), record._number, 'votes')}>"
                ),
                message["message"],
            )
        return msgspec.convert(raw, type(record))

    def _give(self, account: dict[str, Any] | None, number: int, acts: str) -> None:
        if account:
            account["_account_id"] = self._who(account["_account_id"], number, acts)

    def _who(self, account: int, number: int, acts: str) -> int:
        given = crc32(f"{account} {number} {acts}".encode()) % 2 == 0
        return account + self._shift if given and account not in self._alone else account


def _acts(raw: dict[str, Any]):
    """Yield what is done by one account, and a place where it stands."""
    yield "owns", raw.get("owner")
    yield "submits", raw.get("submitter")
    for revision in raw.get("revisions", {}).values():
        yield f"uploads {revision['_number']}", revision.get("uploader")
    for label in raw.get("labels", {}).values():
        yield from (("votes", vote) for vote in label.get("all", ()))
    for message in raw.get("messages", ()):
        yield _act(message), message.get("author")


def _act(message: dict[str, Any]) -> str:
    if uploaded := _UPLOAD.match(message["message"]):
        return f"uploads {uploaded[1]}"
    return "votes" if _VOTES.match(message["message"]) else f"says {message['id']}"
