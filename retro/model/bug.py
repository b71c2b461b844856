"""A bug as one project has it: how it stood from one day to the next, as far as that is known."""

from bisect import bisect_left
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

_SINCE = attrgetter("since")
PAGE = "https://bugs.launchpad.net"


class Standing(StrEnum):
    """How a bug stands. Fixed is Fix Committed or Fix Released: the change is merged."""

    OPEN = "open"
    FIXED = "fixed"
    CLOSED = "otherwise closed"
    UNKNOWN = "unknown"


class Spell(Struct, frozen=True):
    """How a bug stood from a moment on; `status` is Launchpad's word, where it is known."""

    since: datetime
    standing: Standing
    status: str = ""


class BugTask(Struct, frozen=True, kw_only=True):
    """One bug in one project; tasks for series of the same project are joined to it.

    Importance, milestone, tags, title and what makes it a `security` bug are those of the day of
    collection: Launchpad keeps no history of them that could be asked in one go. `visible` is
    when anybody could see the bug first, as far as known. From `duplicate_since` on it is a
    duplicate, which is no bug of its own; `perhaps_duplicate` tells that it is one, since when
    nobody knows.
    """

    number: int
    project: str
    title: str
    importance: str
    milestone: str = ""
    created: datetime
    visible: datetime
    left_new: datetime | None = None
    security: bool = False
    advisory: bool = False
    tags: tuple[str, ...] = ()
    duplicate_since: datetime | None = None
    perhaps_duplicate: bool = False
    spells: tuple[Spell, ...]

    def spell(self, moment: datetime) -> Spell | None:
        """Return the spell in which a moment finds the bug; None before it, or a duplicate."""
        if self.duplicate_since and self.duplicate_since < moment:
            return None
        index = bisect_left(self.spells, moment, key=_SINCE)
        return self.spells[index - 1] if index else None

    def at(self, moment: datetime) -> Standing | None:
        """Return how the bug stood just before a moment, or None where it was not there yet."""
        found = self.spell(moment)
        return found.standing if found else None

    def cut(self, moment: datetime) -> "BugTask | None":
        """Return the bug as it was known just before a moment, or None where none could see it."""
        if max(self.created, self.visible) >= moment:
            return None
        left, doubled = self.left_new, self.duplicate_since
        if all(
            at < moment for at in (left, doubled, *(spell.since for spell in self.spells)) if at
        ):
            return self
        return replace(
            self,
            left_new=left if left and left < moment else None,
            duplicate_since=doubled if doubled and doubled < moment else None,
            spells=tuple(spell for spell in self.spells if spell.since < moment),
        )

    @property
    def url(self) -> str:
        """Return the bug's page."""
        return f"{PAGE}/{self.project}/+bug/{self.number}"


class Bugs(Struct, frozen=True, kw_only=True):
    """The bugs of a team's projects, each until it became a duplicate.

    `projects` are those whose bugs were collected, `tags` those that were asked for, `missing`
    tells in sentences what the collection lacks, and `unread` is how many entries no one could
    read.
    """

    tasks: tuple[BugTask, ...]
    projects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: int = 0

    def cut(self, moment: datetime) -> "Bugs":
        """Return the bugs as they were known just before a moment."""
        return replace(self, tasks=tuple(bug for task in self.tasks if (bug := task.cut(moment))))
