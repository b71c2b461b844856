"""What Gerrit's messages say: one grammar, read by the ledger and kept by the collector.

Gerrit has no event log over REST; the messages of a change are its history. Their wording is
fixed by the server's version, and this module knows the wordings since 2.6. Only a first line
and a few set phrases below it are read; whatever a person wrote freely is known to be there,
and nothing more.
"""

import re
from typing import NamedTuple

from msgspec import Struct

TEXT = "(text)"
"""Stands in a packed message where a person wrote something."""


class Token(NamedTuple):
    """A vote as a first line has it: the label's new value; 0 takes the vote back."""

    label: str
    value: int


class Carried(NamedTuple):
    """A value that was copied or outdated; no accounts means everyone who held it."""

    label: str
    value: int
    accounts: tuple[int, ...]


class FollowUp(NamedTuple):
    """A vote on an older patch set that reached, or left, newer ones. None takes it away."""

    label: str
    value: int | None
    patch_sets: tuple[int, ...]


class Removal(NamedTuple):
    """Votes taken away by somebody; no label means all of the account's votes."""

    label: str
    value: int | None
    account: int | None


class Reading(Struct, frozen=True):
    """All that one message says about its change.

    `kind` is the change kind of an upload in Gerrit's words, empty where the line doesn't tell;
    `copied` is None where the server doesn't list carried votes at all.
    """

    patch_set: int | None = None
    upload: bool = False
    kind: str = ""
    votes: tuple[Token, ...] = ()
    removed: tuple[Removal, ...] = ()
    copied: tuple[Carried, ...] | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    status: str = ""
    wip: bool | None = None
    private: bool | None = None
    moved: tuple[str, str] | None = None
    comment: bool = False
    recheck: bool = False


_VOTES = r"(?: -?[A-Za-z][A-Za-z0-9-]*?(?:[+-]\d+)?)+"
_VOTE = re.compile(r"(-?)([A-Za-z][A-Za-z0-9-]*?)([+-]\d+)?")
_REPLY = re.compile(rf"Patch [Ss]et (\d+):({_VOTES})?(?: ?\((\d+) (?:inline )?comments?\))?\s*")
_SPEECH = re.compile(r"Patch [Ss]et (\d+): ?(.*)", re.DOTALL)
_UPLOAD = re.compile(r"Uploaded patch set (\d+)\.?(?::(.*))?")
_REMADE = re.compile(
    r"Patch [Ss]et (\d+): ((?:Patch [Ss]et \d+ was rebased|Rebased|Commit message was updated"
    r"|Published edit on patch set \d+|Cherry Picked from branch ).*)"
)
_COMMENTS = re.compile(r"\(\d+ (?:inline )?comments?\)\s*")
_RECHECK = re.compile(r"(?:recheck|reverify|check experimental)\b.*", re.IGNORECASE)
_READY = "This change is ready for review."
_MOVED = re.compile(r"Change destination moved from (\S+) to (\S+)")
_ACCOUNT = re.compile(r"<GERRIT_ACCOUNT_(\d+)>")
_REMOVED = re.compile(r"Removed (-?)([A-Za-z][A-Za-z0-9-]*?)([+-]\d+)? by (.*)")
_REVIEWER = re.compile(r"Removed (?:reviewer|cc) (.*?)(?:\.| with the following votes:)?\s*")
_CARRIED = re.compile(r"([A-Za-z][A-Za-z0-9-]*?)([+-]\d+)((?: by)?(?:,? ?<GERRIT_ACCOUNT_\d+>)*)")
_FOLLOWED = re.compile(
    r"\* ([A-Za-z][A-Za-z0-9-]*?)([+-]\d+) has been copied to patch set ([\d, ]+)"
)
_UNFOLLOWED = re.compile(
    r"\* Copied (\S+?)(?:[+-]\d+)? vote has been removed from patch set ([\d, ]+)"
)
_MERGED = (
    "Change has been successfully ",
    "Marking change merged without cherry-picking",
)
_PLAIN = {
    "Abandoned": {"status": "ABANDONED"},
    "Restored": {"status": "NEW"},
    "Set Work In Progress": {"wip": True},
    "Set Ready For Review": {"wip": False},
    "Set private": {"private": True},
    "Unset private": {"private": False},
}


def read(text: str) -> Reading:
    """Read one message; what isn't known says nothing.

    Source:
        Gerrit's own message texts, 2.6 to 3.15.
    """
    first, _, rest = text.partition("\n")
    first = first.strip()
    if first.startswith("Patch ") and (reply := _reply(first, rest)):
        return reply
    if first.startswith("Uploaded ") and (match := _UPLOAD.fullmatch(first)):
        return _uploaded(match, rest)
    if first.startswith("Removed "):
        return Reading(removed=_removals(first, rest))
    if first.startswith(_MERGED):
        return Reading(status="MERGED")
    if match := _MOVED.fullmatch(first):
        return Reading(moved=(match[1], match[2]))
    return Reading(**_PLAIN.get(first.rstrip("."), {}))  # type: ignore[arg-type]


def _reply(first: str, rest: str) -> Reading | None:
    if match := _REMADE.fullmatch(first):
        return Reading(
            patch_set=int(match[1]), upload=True, kind=_kind(match[2]), copied=_copied(rest)
        )
    if match := _REPLY.fullmatch(first):
        votes = _tokens(match[2])
        if votes is not None:
            return _answer(int(match[1]), votes, match[3] is not None, rest)
    if match := _SPEECH.fullmatch(first):
        return _answer(int(match[1]), (), False, match[2] + "\n" + rest)
    return None


def _answer(patch_set: int, votes: tuple[Token, ...], inline: bool, rest: str) -> Reading:
    said = [line.strip() for line in rest.split("\n") if line.strip()]
    follow_ups = _follow_ups(said)
    speech = [line for line in said if not _set_phrase(line)]
    recheck = len(speech) == 1 and _RECHECK.fullmatch(speech[0]) is not None
    return Reading(
        patch_set=patch_set,
        votes=votes,
        follow_ups=follow_ups,
        wip=False if _READY in said else None,
        comment=inline or any(map(_COMMENTS.fullmatch, said)) or bool(speech and not recheck),
        recheck=recheck,
    )


def _uploaded(match: re.Match[str], rest: str) -> Reading:
    told = (match[2] or "").strip()
    votes = _tokens(told.removesuffix(".")) or ()
    kind = "" if votes else _kind(told)
    return Reading(int(match[1]), upload=True, kind=kind, votes=votes, copied=_copied(rest))


def _tokens(text: str | None) -> tuple[Token, ...] | None:
    """Return the votes in a line, or None where a word is no vote and the line thus prose."""
    tokens = []
    for word in (text or "").split():
        match = _VOTE.fullmatch(word)
        if match is None or bool(match[1]) == bool(match[3]):
            return None
        tokens.append(Token(match[2], int(match[3] or 0)))
    return tuple(tokens)


def _kind(line: str) -> str:
    """Return the change kind that an upload's line tells, in Gerrit's words."""
    if "same tree" in line:
        return "NO_CHANGE"
    if "new first parent" in line:
        return "MERGE_FIRST_PARENT_UPDATE"
    rebased = "was rebased" in line or line.startswith("Rebased")
    reworded = "Commit message was updated" in line
    if rebased:
        return "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE" if reworded else "TRIVIAL_REBASE"
    return "NO_CODE_CHANGE" if reworded else ""


def _copied(rest: str) -> tuple[Carried, ...] | None:
    """Return the votes that an upload carried over, or None where it lists none of any sort."""
    carried: list[Carried] = []
    section = ""
    for line in rest.split("\n"):
        if line.startswith(("Copied Votes:", "Outdated Votes:")):
            section = line.split()[0]
        elif section == "Copied" and line.startswith("* "):
            carried += _values(line)
    return tuple(carried) if section else None


def _values(line: str) -> list[Carried]:
    """Read `* Code-Review+1 by <A>, <B>, Verified+1 (copy condition: …)`."""
    return [
        Carried(label, int(value), tuple(map(int, _ACCOUNT.findall(who))))
        for label, value, who in _CARRIED.findall(line.partition(" (copy condition")[0])
    ]


def _follow_ups(lines: list[str]) -> tuple[FollowUp, ...]:
    found = []
    for line in lines:
        if match := _FOLLOWED.match(line):
            found.append(FollowUp(match[1], int(match[2]), _numbers(match[3])))
        elif match := _UNFOLLOWED.match(line):
            found.append(FollowUp(match[1], None, _numbers(match[2])))
    return tuple(found)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _removals(first: str, rest: str) -> tuple[Removal, ...]:
    if match := _REVIEWER.fullmatch(first):
        account = _account(match[1])
        return () if account is None else (Removal("", None, account),)
    lines = [first, *(f"Removed {line[2:]}" for line in rest.split("\n") if line[:2] == "* ")]
    return tuple(
        Removal(match[2], int(match[3]) if match[3] else None, _account(match[4]))
        for match in map(_REMOVED.fullmatch, lines)
        if match
    )


def _account(text: str) -> int | None:
    match = _ACCOUNT.search(text)
    return int(match[1]) if match else None


def _set_phrase(line: str) -> bool:
    """Tell whether a line is Gerrit's own and no part of what a person wrote."""
    return (
        line == _READY
        or _COMMENTS.fullmatch(line) is not None
        or line.startswith("Copied votes on follow-up patch sets have been updated")
        or _FOLLOWED.match(line) is not None
        or _UNFOLLOWED.match(line) is not None
    )


def keep(text: str) -> str:
    """Return the packed form of a person's message: the lines that `read` uses, and no others.

    Whatever else a person wrote becomes one line `(text)`; reading the packed form gives the
    same as reading the whole.
    """
    first, _, rest = text.partition("\n")
    reading = read(text)
    if reading == Reading():
        return TEXT
    if reading.patch_set is not None and not reading.upload:
        return _keep_answer(first.strip(), rest, reading)
    listed = reading.copied is not None or reading.removed
    return "\n".join([first, *(rest.split("\n") if listed else ())])


def _keep_answer(first: str, rest: str, reading: Reading) -> str:
    match = _REPLY.fullmatch(first)
    head = first if match and _tokens(match[2]) is not None else f"Patch Set {reading.patch_set}:"
    kept = [line for line in map(str.strip, rest.split("\n")) if _set_phrase(line)]
    if reading.recheck:
        kept.append("recheck")
    elif reading.comment:
        kept.append(TEXT)
    return "\n\n".join([head, *kept])
