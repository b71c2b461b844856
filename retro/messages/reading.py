"""Reading one message: its first line says what it is, and what of the rest matters."""

import re
from collections.abc import Callable
from typing import Any

from retro.messages.carried import listed
from retro.messages.removed import removals
from retro.messages.says import Reading, Token
from retro.messages.talk import REPLIES, answered, without_count
from retro.messages.values import STOCK, Names, bare, named, tokens

GONE = "Change message removed"
# "Patch set" with a small s was written for published edits in 2015.
# A number of more digits is no server's, and nothing reckons with it.
SPEECH = re.compile(r"Patch [Ss]et (\d{1,6}):(.*)")
# "Uploaded patch set 4.: Patch Set 3 was rebased" is a fault of 2016, and read as meant.
_UPLOAD = re.compile(r"Uploaded patch set (\d{1,6})\.?(?::(.*))?")
_REMADE = re.compile(
    r"(?:Patch [Ss]et \d+ was rebased|Commit message was updated|Cherry Picked from "
    r"|Published edit on patch set \d+).*"
)
# Since 2.15, on the change that is taken back (CommitUtil); before, "Patch Set 1: Reverted".
_REVERTED = re.compile(r"Created a revert of this change as (I[0-9a-f]+)")
_MOVED = re.compile(r"Change destination moved from (\S+) to (\S+)")
# "… into the git repository" to 2.10, "by NAME" from 2.11, bare since 3.3; a beginning is enough.
# "Change could not be merged" and "Your change requires a recursive merge" are no merges.
# Gerrit of 2008 and 2009 named the change: "Change 7 has been …", 159 times on gerrit-review.
_MERGED = re.compile(
    r"Change (?:\d+ )?has been successfully |Marking change merged without cherry-picking"
)
# "rebased as" up to 2.13, "rebased and submitted as" since 2.14.
_REMADE_BY_MERGE = (
    "Change has been successfully cherry-picked",
    "Change has been successfully rebased",
)
_PLAIN: dict[str, dict[str, Any]] = {
    "Abandoned": {"status": "ABANDONED"},
    "Restored": {"status": "NEW"},
    # Since 2.15. Most changes become ready within a reply, and some without a word of it.
    "Set Work In Progress": {"wip": True},
    "Set Ready For Review": {"wip": False},
    "Set private": {"private": True},
    "Unset private": {"private": False},
}
TURNS: dict[str, dict[str, Any]] = {
    "Abandoned": {"status": "ABANDONED"},
    "Restored": {"status": "NEW"},
    "Work In Progress": {"wip": True},
    "Ready For Review": {"wip": False},
    "Reverted": {"reverted": True},
    "Cherry Picked": {},
}
"""What before 2.6 followed the patch set, in place of votes."""

Rest = Callable[[Reading, str], Reading]
"""Adds what stands below the first line."""

_ENOUGH, _SHORT = 8192, 160
"""How many first lines and messages are remembered; longer ones hardly come twice."""


class Reader:
    """Reads messages, given what the values of labels are called on their server.

    Short messages and first lines are few and come again and again: each is taken apart once.
    """

    def __init__(self, names: Names = STOCK) -> None:
        """Take the value names that held before 2.6."""
        self._names = names
        self._heads: dict[str, tuple[Reading, Rest | None]] = {}
        self._short: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        """Read one message; what isn't known says nothing."""
        if len(text) > _SHORT:
            return self._read(text)
        found = self._short.get(text)
        if found is None:
            if len(self._short) >= _ENOUGH:
                self._short.clear()
            found = self._short[text] = self._read(text)
        return found

    def _read(self, text: str) -> Reading:
        first, _, rest = text.partition("\n")
        head = self._heads.get(first)
        if head is None:
            if len(self._heads) >= _ENOUGH:
                self._heads.clear()
            head = self._heads[first] = self._head(first.strip())
        reading, add = head
        return add(reading, rest) if add and rest else reading

    def _head(self, first: str) -> tuple[Reading, Rest | None]:
        if match := SPEECH.fullmatch(first):
            return self._after_patch_set(int(match[1]), match[2].strip())
        if match := _UPLOAD.fullmatch(first):
            return _upload(int(match[1]), (match[2] or "").strip())
        if first.startswith("Removed "):
            return Reading(removed=removals(first, "")), _removed(first)
        if votes := bare(first, self._names):
            return Reading(votes=votes), answered
        return _plain(first), None

    def _after_patch_set(self, number: int, words: str) -> tuple[Reading, Rest | None]:
        if words in TURNS:
            return Reading(patch_set=number, **TURNS[words]), None
        if words == "Rebased":  # 2.4 named the patch set that was rebased, not the one that came
            return Reading(number + 1, upload=True, kind="TRIVIAL_REBASE"), None
        if _REMADE.fullmatch(words):
            return Reading(number, upload=True, kind=_kind(words)), _lists
        line = without_count(words)
        votes = self._votes(line)
        if votes is None:
            return answered(Reading(number), words), _spoken(words)
        return Reading(number, votes=votes, counted=line != words), answered

    def _votes(self, line: str) -> tuple[Token, ...] | None:
        if not line:
            return ()
        found = tokens(line)
        return named(line, self._names) if found is None else found


def _spoken(words: str) -> Rest:
    """Let a person's words begin on the first line, as they could before 2.6."""
    return lambda reading, rest: answered(Reading(reading.patch_set), f"{words}\n{rest}")


def _removed(first: str) -> Rest:
    return lambda _, rest: Reading(removed=removals(first, rest))


def _plain(first: str) -> Reading:
    if _MERGED.match(first):
        return Reading(status="MERGED", remade=first.startswith(_REMADE_BY_MERGE))
    if match := _MOVED.fullmatch(first):
        return Reading(moved=(match[1], match[2]))
    if match := _REVERTED.fullmatch(first):
        return Reading(reverted=True, reverted_by=match[1])
    if first.startswith(GONE):
        return Reading(gone=True)
    return Reading(**_PLAIN.get(first.rstrip("."), {}))


def _upload(number: int, words: str) -> tuple[Reading, Rest | None]:
    # A push may vote since 2.11.4; the list of its votes ends with a full stop.
    votes = tokens(words.removesuffix(".")) or ()
    kind = "" if votes else _kind(words)
    return Reading(number, upload=True, kind=kind, votes=votes), _lists


def _lists(reading: Reading, rest: str) -> Reading:
    if "Votes:" not in rest:
        return reading
    copied, outdated, conditions = listed(rest)
    return Reading(
        reading.patch_set,
        upload=True,
        kind=reading.kind,
        votes=reading.votes,
        copied=copied,
        outdated=outdated,
        conditions=conditions,
    )


def _kind(words: str) -> str:
    """Return the change kind that an upload's line tells, in Gerrit's words."""
    if "same tree" in words:
        return "NO_CHANGE"
    if "new first parent" in words:
        return "MERGE_FIRST_PARENT_UPDATE"
    reworded = "Commit message was updated" in words
    if "was rebased" in words:
        return "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE" if reworded else "TRIVIAL_REBASE"
    return "NO_CODE_CHANGE" if reworded else ""


_default = Reader()


def may_hide(text: str, stamp: str) -> bool:
    """Tell whether a message counts comments that may hold the words of a reply."""
    return stamp >= REPLIES and _default.read(text).counted


def read(text: str) -> Reading:
    """Read one message by the stock value names; what isn't known says nothing.

    Source:
        Gerrit's own message texts, 2.0 to 3.15.
    """
    return _default.read(text)
