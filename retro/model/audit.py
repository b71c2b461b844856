"""An audit: what the server itself says of the past, held against what the replay says."""

from datetime import datetime

from msgspec import Struct

from retro.model.change import Votes


class Question(Struct, frozen=True):
    """One moment of one change to ask about: right after a message, which has an id."""

    number: int
    message: str
    at: datetime


class Past(Struct, frozen=True, kw_only=True):
    """How a change stood, be it in the server's words or in the replay's.

    `others` are accounts whose votes count for neither side, since they opted out.
    """

    status: str
    patch_set: int
    votes: Votes
    wip: bool
    others: frozenset[int] = frozenset()


class Difference(Struct, frozen=True):
    """A moment on which the two disagree, and in what; no votes, which are a person's."""

    number: int
    at: datetime
    what: tuple[str, ...]


class Audit(Struct, frozen=True, kw_only=True):
    """The outcome, as it lies beside the snapshot in audit.json.

    `sample` is how many changes were asked about, `silent` for how many of them the server gave
    no answer; the others `agree` or are among the `differences`. `interval` holds the share that
    agrees among all changes with 95 % confidence. `digest` names the snapshot.
    """

    date: datetime
    server: str
    version: str
    digest: str
    sample: int
    silent: int
    agree: int
    interval: tuple[float, float]
    differences: tuple[Difference, ...] = ()

    @property
    def compared(self) -> int:
        """Return on how many changes the two could be compared."""
        return self.sample - self.silent
