"""A Gerrit change and its history: what happened, and the state that each event left behind."""

from bisect import bisect_left
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

_SINCE = attrgetter("since")

Votes = dict[tuple[str, int], int]
"""(label, account) → value, zero left out: the votes in force on the current patch set."""


BARE = "bare"
"""The text of a recheck without a reason."""
UNREAD = "unread"
"""The text of a comment or review that counts comments into which nobody looked."""
TAKEN = "taken"
"""The text of a removed vote that somebody else than its voter took away."""


class Kind(StrEnum):
    """What can happen to a change."""

    __hash__ = str.__hash__  # kinds are looked up for every event, and Enum's own hash is slow

    UPLOAD = "upload"
    VOTE = "vote"
    COPIED = "copied vote"
    REMOVED = "removed vote"
    LAPSED = "lapsed vote"
    REVIEW = "review"
    COMMENT = "comment"
    RECHECK = "recheck"
    ABANDON = "abandon"
    RESTORE = "restore"
    MERGE = "merge"
    WIP = "work in progress"
    READY = "ready for review"
    PRIVATE = "private"
    PUBLIC = "public"
    MOVE = "branch move"
    MERGE_FAILURE = "merge failure"
    CASCADE = "failure of a change below"
    REVERTED = "revert made"


class Sure(StrEnum):
    """How an event is known."""

    SERVER = "said by the server in a field"
    MESSAGE = "read in a message"
    RULE = "follows from a copy rule"
    END = "told by how the record ends"
    ASSUMED = "assumed, since nothing says it"


class Event(Struct, frozen=True, gc=False):
    """One thing that happened to a change.

    A vote lapses where a new patch set took it away, as the server's list of outdated votes says
    or an assumption does. A revert that was made is a change of its own, which the text names by
    its Change-Id where the server did: nothing of this change is taken back before that is merged.

    A review is a message by a person who is neither the change's owner nor that patch set's
    uploader, with words of its own or a vote on a label that judges the change; its votes stand
    beside it as events of their own. It is assumed where it has no such vote and only counts words
    that nobody read. The text of a recheck tells whether a reason was given, and that of a removed
    vote whether its voter took it back.
    """

    at: datetime
    kind: Kind
    patch_set: int
    account: int | None = None
    label: str = ""
    value: int = 0
    text: str = ""
    sure: Sure = Sure.MESSAGE


class Status(StrEnum):
    """A change's life, in Gerrit's words."""

    NEW = "NEW"
    MERGED = "MERGED"
    ABANDONED = "ABANDONED"


_NEW = Status.NEW  # Python 3.11 looks a member of an enum up ten times as slowly as a name


class State(Struct, frozen=True, gc=False):
    """How a change stood from one event to the next.

    `verdict` is the gating CI's last word on the current patch set: a value of its label, which
    stands while the gate runs; None before the first. `merge_failed` tells a conflict from
    tests that failed. `assumed` names what of the state nothing says outright: "votes", "status"
    or "flags"; a measure states the share of its changes that rest on what it reads.
    """

    since: datetime
    status: Status
    patch_set: int
    uploaded: datetime
    branch: str
    votes: Votes
    wip: bool = False
    private: bool = False
    verdict: int | None = None
    merge_failed: bool = False
    assumed: frozenset[str] = frozenset()
    project: str = ""

    @property
    def open(self) -> bool:
        """Tell whether the change was neither merged nor abandoned."""
        return self.status is _NEW


class PatchSet(Struct, frozen=True, gc=False):
    """One upload of a change."""

    number: int
    created: datetime
    uploader: int | None
    kind: str = ""


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """One change with its whole history, as far as the record goes.

    `events` and `states` are in time order; the first state dates from the first upload.
    Where the server still has the `project` under a former name, that is its name `there`.
    Subject, topic and footers are those of the day of collection: Gerrit keeps no history of them.
    `commit` is the last patch set's; `revert_of` the number of the change that this one takes
    back, where the server knows. Where it is known that the change never left its branch, `moves`
    is false, and nobody need look for it among the states.
    """

    server: str
    number: int
    project: str
    branch: str
    subject: str
    owner: int
    owner_is_bot: bool = False
    topic: str = ""
    hashtags: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    commit: str = ""
    revert_of: int | None = None
    created: datetime
    moves: bool = True
    events: tuple[Event, ...]
    states: tuple[State, ...]
    there: str = ""

    def at(self, moment: datetime) -> State | None:
        """Return the state just before a moment, or None where the change was not there yet."""
        index = bisect_left(self.states, moment, key=_SINCE)
        return self.states[index - 1] if index else None

    def branch_at(self, moment: datetime) -> str:
        """Return the branch that the change was on just before a moment; it may move."""
        if not self.moves:
            return self.branch
        state = self.at(moment)
        return state.branch if state else self.branch

    @property
    def served(self) -> str:
        """Return the project's name on the server, by which it has rules for labels."""
        return self.there or self.project

    @property
    def branches(self) -> frozenset[str]:
        """Return every branch that the change was ever on."""
        every = (state.branch for state in self.states)
        return frozenset(every if self.moves else (self.branch,))

    @property
    def url(self) -> str:
        """Return the change's page on its server."""
        return f"{self.server.rstrip('/')}/{self.number}"

    def happened(self, kind: Kind) -> tuple[Event, ...]:
        """Return the events of one kind, in time order."""
        found = [event for event in self.events if event.kind is kind]
        return tuple(found)


class Account(Struct, frozen=True):
    """An account that is no person: a CI system or a bot, with the reason why it counts as one."""

    number: int
    name: str = ""
    why: str = ""
    gating: bool = False


class Accounts(Struct, frozen=True, dict=True):
    """Who is not a person, which of those is the gating CI, and numbers of named accounts.

    `people` has the number that stands for a person, for each account of who has several.
    """

    robots: dict[int, Account] = {}
    named: dict[str, int] = {}
    people: dict[int, int] = {}

    def number_of(self, name: str) -> int | None:
        """Return the number of whom somebody wrote as an account's number or username."""
        return self.person(int(name) if name.isdecimal() else self.named.get(name))

    def person(self, number: int | None) -> int | None:
        """Return the number that stands for an account's person; most have one account."""
        return None if number is None else self.people.get(number, number)

    def of_the_same(self, number: int) -> frozenset[int]:
        """Return all accounts of an account's person."""
        if not self.people:
            return frozenset((number,))
        person = self.people.get(number, number)
        others = (account for account, whose in self.people.items() if whose == person)
        return frozenset((number, person, *others))

    def is_person(self, number: int | None) -> bool:
        """Tell whether an account belongs to a person; nobody is not a person."""
        return number is not None and number not in self.robots

    def is_gating(self, number: int | None) -> bool:
        """Tell whether an account is the gating CI."""
        return number in self.gating

    @cached_property
    def gating(self) -> frozenset[int]:
        """Return the accounts of the gating CI."""
        return frozenset(number for number, robot in self.robots.items() if robot.gating)

    @property
    def gated(self) -> bool:
        """Tell whether any account is the gating CI."""
        return bool(self.gating)
