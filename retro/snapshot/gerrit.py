"""The Gerrit records of a snapshot: ChangeInfo as the server names it, typed to what is read.

The same types decode a server's answer, a packed record and a history from another place.
Unknown fields are ignored; a missing one takes the value that Gerrit means by leaving it out.
What was decoded never refers back to itself, so the garbage collector leaves it alone.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

CHANGES = "gerrit-changes"
INDEX = "gerrit-index"
ACCOUNTS = "gerrit-accounts"
WATCH = "gerrit-watch"
LABELS = "gerrit-labels"
"""What the server says of labels: its records are `retro.model.label.Served`."""


MOST_PATCH_SETS = 100_000
"""More no change has: since 3.0 a server takes a thousand, by default (change.maxPatchSets)."""

# Gerrit's numbers are Java's int, and its votes short.
Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
AccountNumber = Annotated[int, Meta(ge=0, le=2**31 - 1)]
PatchSetNumber = Annotated[int, Meta(ge=0, le=MOST_PATCH_SETS)]
Value = Annotated[int, Meta(ge=-(2**15), lt=2**15)]


class AccountInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """An account; in a packed record the number is all there is, unless it is a robot's."""

    _account_id: AccountNumber = 0
    name: str = ""
    username: str = ""
    tags: tuple[str, ...] = ()


class RobotInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """A packed account that matters by name: a robot, with the reason, or one the team named."""

    _account_id: AccountNumber
    name: str = ""
    username: str = ""
    why: str = ""
    gating: bool = False


class CommentInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """What is kept of a comment that came with a message: none of its words, and no place.

    `said` stands for its words as it would in a packed message; `level` means that it is on the
    patch set and in no file, as what is typed as a reply is since Gerrit 3.3.
    """

    said: str
    level: bool = False
    reply: bool = False
    unresolved: bool = False


class MessageInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One message of a change; `author` is missing where Gerrit itself speaks.

    `comments` are those that came with it, joined in packing; None where none was looked into.
    """

    id: str
    date: str
    message: str
    author: AccountInfo | None = None
    real_author: AccountInfo | None = None
    tag: str = ""
    _revision_number: PatchSetNumber | None = None
    comments: tuple[CommentInfo, ...] | None = None


class RevisionInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One patch set."""

    _number: PatchSetNumber
    created: str = ""
    uploader: AccountInfo | None = None
    kind: str = ""


class ApprovalInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """A vote in force today; value 0 is no vote. Of tags only a machine's is packed."""

    _account_id: AccountNumber = 0
    value: Value = 0
    date: str = ""
    tag: str = ""


class LabelInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """A label's votes on the current patch set, as the server reports them today."""

    all: tuple[ApprovalInfo, ...] = ()


class ChangeInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change with messages, labels and patch sets. `footers` is ours, kept in packing.

    `revert_of` is the number of the change that this one takes back, known since Gerrit 2.15 of
    reverts made on the server.
    """

    _number: Number
    project: str
    branch: str
    subject: str
    status: str
    created: str
    updated: str
    owner: AccountInfo
    submitted: str = ""
    submitter: AccountInfo | None = None
    topic: str = ""
    hashtags: tuple[str, ...] = ()
    work_in_progress: bool = False
    is_private: bool = False
    current_revision: str = ""
    labels: dict[str, LabelInfo] = {}
    revisions: dict[str, RevisionInfo] = {}
    messages: tuple[MessageInfo, ...] = ()
    footers: tuple[str, ...] = ()
    revert_of: Number | None = None


class IndexInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change of the index: that it exists, whose, since when, where."""

    _number: Number
    project: str
    branch: str
    status: str
    created: str
    updated: str
    owner: AccountInfo


class WatchInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change of another project, found by the query of a watched piece of work.

    `watch` is the title of the entry in cycle.yaml; `submitted` is when it was merged.
    """

    watch: str
    _number: Number
    project: str
    branch: str
    status: str
    created: str
    updated: str
    submitted: str = ""


def moment(text: str) -> datetime:
    """Read Gerrit's time stamp, `2016-03-09 12:00:00.000000000`, which is UTC without a zone."""
    return datetime.fromisoformat(f"{text}+00:00")
