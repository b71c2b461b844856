"""What people and machines do to a change, one act at a time.

Acts say what was done, not how Gerrit words it or what comes of it: `history` applies Gerrit's
rules to them, `wire` puts them in a server's words, and a driver may play them over REST, act
by act in the order of time.
"""

from dataclasses import dataclass, field
from datetime import datetime

from tests.world.people import Account


@dataclass(frozen=True, slots=True)
class Act:
    """Something done at a moment by an account."""

    at: datetime
    by: Account


@dataclass(frozen=True, slots=True)
class Upload(Act):
    """A new patch set; the first one creates the change. `kind` is Gerrit's change kind.

    `wip` marks the change work in progress, or ready, along with the upload.
    """

    kind: str = "REWORK"
    web: bool = False
    wip: bool | None = None


LEVEL = "/PATCHSET_LEVEL"
"""Where a comment on the patch set stands, in the place of a file."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that goes with an answer, on the patch set as web replies are since 3.3.

    `answers` is the text of the comment that it replies to.
    """

    text: str
    path: str = LEVEL
    unresolved: bool = False
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Review(Act):
    """An answer to a patch set: votes, comments inside files, text, or any of these.

    A vote of 0 takes the vote back. A CI's verdict is a review too, and so is `recheck`. `ready`
    ends work in progress with the same click. Of `comments` only the number is told, `remarks`
    are comments in full.
    """

    patch_set: int
    votes: tuple[tuple[str, int], ...] = ()
    comments: int = 0
    text: str = ""
    tag: str = ""
    ready: bool = False
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Abandon(Act):
    """The change is given up."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Restore(Act):
    """The change is taken up again."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Merge(Act):
    """The change is submitted and merged."""


@dataclass(frozen=True, slots=True)
class SetTopic(Act):
    """The change gets a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class RemoveVote(Act):
    """One vote of somebody is taken away (servers since 2.13)."""

    voter: Account
    label: str


@dataclass(frozen=True, slots=True)
class RemoveReviewer(Act):
    """A reviewer is taken off the change, with all votes."""

    voter: Account


@dataclass(frozen=True, slots=True)
class SetWip(Act):
    """The change is marked work in progress, or ready (servers since 2.15)."""

    wip: bool


@dataclass(frozen=True, slots=True)
class SetPrivate(Act):
    """The change is hidden from all but those who work on it, or shown again (since 2.15)."""

    private: bool


@dataclass(frozen=True, slots=True)
class Move(Act):
    """The change is moved to another branch."""

    branch: str


@dataclass(frozen=True, slots=True)
class AddReviewer(Act):
    """Somebody is asked for a review, which the server tells in no message."""

    reviewer: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A change and all that was done to it, in the order of time."""

    number: int
    project: str
    subject: str
    branch: str = "master"
    footers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    acts: tuple[Act, ...]
    steps: list[object] = field(default_factory=list, init=False, repr=False, compare=False)
    """What replaying it gave, kept since truths of many moments are asked for."""

    @property
    def owner(self) -> Account:
        """Return who uploaded the first patch set."""
        return self.acts[0].by

    @property
    def created(self) -> datetime:
        """Return when the first patch set came."""
        return self.acts[0].at
