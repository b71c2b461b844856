"""The Gerrit records of a snapshot: ChangeInfo as the server names it, typed to what is read.

The same types decode a server's answer, a packed record and a history from another place.
Unknown fields are ignored; a missing one takes the value that Gerrit means by leaving it out.
What was decoded never refers back to itself, so the garbage collector leaves it alone.
"""

from datetime import datetime

from msgspec import Struct

CHANGES = "gerrit-changes"
INDEX = "gerrit-index"
ACCOUNTS = "gerrit-accounts"
WATCH = "gerrit-watch"
LABELS = "gerrit-labels"
"""What the server says of labels: its records are `retro.model.label.Served`."""


class AccountInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """An account; in a packed record the number is all there is, unless it is a robot's."""

    _account_id: int = 0
    name: str = ""
    username: str = ""
    tags: tuple[str, ...] = ()


class RobotInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """A packed account that matters by name: a robot, with the reason, or one the team named."""

    _account_id: int
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
    _revision_number: int | None = None
    comments: tuple[CommentInfo, ...] | None = None


class RevisionInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One patch set."""

    _number: int
    created: str = ""
    uploader: AccountInfo | None = None
    kind: str = ""


class ApprovalInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """A vote in force today; value 0 is no vote. Of tags only a machine's is packed."""

    _account_id: int = 0
    value: int = 0
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

    _number: int
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
    revert_of: int | None = None


class IndexInfo(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change of the index: that it exists, whose, since when, where."""

    _number: int
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
    _number: int
    project: str
    branch: str
    status: str
    created: str
    updated: str
    submitted: str = ""


def moment(text: str) -> datetime:
    """Read Gerrit's time stamp, `2016-03-09 12:00:00.000000000`, which is UTC without a zone."""
    return datetime.fromisoformat(f"{text}+00:00")
