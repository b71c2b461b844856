"""What to ask for: which projects, and which of their changes were in play."""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from retro.model.query import value
from retro.model.team import Gerrit, Notes
from retro.snapshot.gerrit import IndexInfo, moment

_CLOSED = frozenset({"MERGED", "ABANDONED"})


class Plan(Struct, frozen=True, kw_only=True):
    """All that decides what a collection asks; a run that was cut short goes on with its plan.

    `base` is the digest of the snapshot to top up, if there is one, and `started` the moment from
    which on the server may have moved under the collection.
    """

    tool: str
    settings: dict[str, str]
    watch: tuple[tuple[str, str], ...]
    base: str
    started: datetime

    def same(self, other: "Plan") -> bool:
        """Tell whether two plans ask for the same."""
        return replace(self, started=other.started) == other


def watched(notes: Notes) -> tuple[tuple[str, str], ...]:
    """Return the titles and queries of the work in other projects that is watched."""
    return tuple((one.title, one.query) for one in notes.watch or () if one.query)


class Selector(Struct, frozen=True):
    """One entry of a team's list of projects: an exact name, or `prefix*`."""

    name: str

    @property
    def query(self) -> str:
        """Return the selector in Gerrit's words."""
        prefix = self.name.removesuffix("*")
        # "projects:" is a plain prefix (since 2.10): that of glance finds glance_store too.
        operator = "projects" if self.is_prefix else "project"
        return f"{operator}:{value(prefix)}"

    @property
    def is_prefix(self) -> bool:
        """Tell whether more than one project may be meant."""
        return self.name.endswith("*")

    def takes(self, project: str) -> bool:
        """Tell whether a project is meant; Gerrit's `projects:` may see it more widely."""
        prefix = self.name.removesuffix("*")
        return project.startswith(prefix) if self.is_prefix else project == self.name


def selectors(gerrit: Gerrit) -> tuple[Selector, ...]:
    """Return what the team's code and specs repositories are asked by, each once.

    A project that had another name is asked by both: one that was renamed took its changes along,
    and of one that was replaced the earlier changes still lie under the name that it had.
    """
    return tuple(map(Selector, gerrit.ever((*gerrit.projects, *gerrit.specs))))


def in_play(index: Iterable[IndexInfo], since: datetime, end: datetime) -> tuple[int, ...]:
    """Return the numbers of changes that may have mattered in a span, in order.

    A change that was closed before the span and never touched again is out; so is one that was
    created after it. Whatever was touched later stays in: `updated` tells the last touch only.
    """
    return tuple(
        sorted(
            change._number
            for change in index
            # No operator asks for `created`, nor for the day of an abandon (user-search.txt, to
            # 3.15); `until:` tests the last update, and would lose whatever was touched since.
            if moment(change.created) < end
            and (change.status not in _CLOSED or moment(change.updated) >= since)
        )
    )


def time(moment: datetime) -> str:
    """Return a moment as Gerrit's queries have it."""
    # A time without a zone is UTC to Gerrit (user-search.txt), whatever zone the server is in.
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
