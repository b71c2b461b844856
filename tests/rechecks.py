"""The rechecks of a real history: those that its record has, and those that the replay finds.

The record is read here with two expressions and nothing of ours: what a person typed in a message
or in a comment on the patch set, and the patch set and status that the server stored for that
second. The replay is given the record as it came, and again as it is packed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from retro import messages
from retro.collect.gerrit.accounts import Who
from retro.collect.gerrit.pack import Packer
from retro.collect.gerrit.replies import Comments, kept
from retro.ledger import replay
from retro.model.change import Accounts, Kind
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo

NOBODY = Who(plain=frozenset(), dropped=frozenset(), infos=(), unknown=())
OPENDEV = Gerrit(server="https://review.opendev.org", projects=("*",), branches=())
SINCE, UNTIL = "2020-11", "2022-07"
"""Whole months in which replies are comments, as far as the record goes."""

_TYPED = re.compile(r"\s*recheck", re.IGNORECASE)
_SPOKEN = re.compile(r"Patch Set (\d+):.*\n\n")
_LEVEL = "/PATCHSET_LEVEL"

Recheck = tuple[int, str, int, int]
"""A change, the second, the account and the patch set."""


class Rechecks(NamedTuple):
    """How often each recheck is in the record, and in the replay of it raw and packed."""

    typed: Counter[Recheck]
    raw: Counter[Recheck]
    packed: Counter[Recheck]

    @property
    def agree(self) -> bool:
        return self.typed == self.raw == self.packed


def rechecks(rows: Iterable[dict[str, Any]]) -> Rechecks:
    """Count the rechecks of the rows of a file."""
    asked = messages.triggers(OPENDEV)
    packer = Packer(NOBODY, asked)
    found = Rechecks(Counter(), Counter(), Counter())
    for row in rows:
        comments = msgspec.convert(row.get("comments", {}), Comments)
        info = msgspec.convert(row["change"], ChangeInfo)
        joined = (replace(one, comments=kept(one, comments, asked)) for one in info.messages)
        found.typed.update(_typed(row))
        found.raw.update(_replayed(replace(info, messages=tuple(joined))))
        found.packed.update(_replayed(packer.change(row["change"], comments)))
    return found


def _replayed(info: ChangeInfo) -> Iterator[Recheck]:
    for event in replay(info, Accounts(), OPENDEV).happened(Kind.RECHECK):
        second = f"{event.at:%Y-%m-%d %H:%M:%S}"
        if event.account is not None and SINCE <= second < UNTIL:
            yield info._number, second, event.account, event.patch_set


def _typed(row: dict[str, Any]) -> Iterator[Recheck]:
    """Yield what was typed on the patch set of the day while the change was open."""
    for second, account, patch_set in set(_words(row)):
        if SINCE <= second < UNTIL and _stood(row["truth"], second) == (patch_set, True):
            yield row["change"]["_number"], second, account, patch_set


def _words(row: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    for one in row["change"]["messages"]:
        said = _SPOKEN.match(one["message"])
        if said and "author" in one and _TYPED.match(one["message"], said.end()):
            yield one["date"][:19], one["author"]["_account_id"], int(said[1])
    for one in row.get("comments", {}).get(_LEVEL, ()):
        if _TYPED.match(one["message"]):
            yield one["updated"][:19], one["author"]["_account_id"], one["patch_set"]


def _stood(events: Iterable[dict[str, Any]], second: str) -> tuple[int, bool]:
    """Return the current patch set at a second, and whether the change was open."""
    number, opened = 0, True
    for event in events:
        if f"{datetime.fromtimestamp(event['t'], UTC):%Y-%m-%d %H:%M:%S}" <= second:
            number = max(number, event["ps"]) if event["kind"] == "patchset" else number
            opened = event["value"] == "NEW" if event["kind"] == "status" else opened
    return number, opened
