"""What to ask for: which projects, and which of their changes were in play."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from retro.model.team import Gerrit
from retro.snapshot.gerrit import IndexInfo, moment

_CLOSED = frozenset({"MERGED", "ABANDONED"})


class Selector(Struct, frozen=True):
    """One entry of a team's list of projects: an exact name, or `prefix*`."""

    name: str

    @property
    def query(self) -> str:
        """Return the selector in Gerrit's words."""
        prefix = self.name.removesuffix("*")
        return f"project:{self.name}" if prefix == self.name else f"projects:{prefix}"

    def takes(self, project: str) -> bool:
        """Tell whether a project is meant; Gerrit's `projects:` may see it more widely."""
        prefix = self.name.removesuffix("*")
        return project == self.name if prefix == self.name else project.startswith(prefix)


def selectors(gerrit: Gerrit) -> tuple[Selector, ...]:
    """Return what the team's code and specs repositories are asked by, each once."""
    return tuple(map(Selector, dict.fromkeys((*gerrit.projects, *gerrit.specs))))


def in_play(index: Iterable[IndexInfo], since: datetime, end: datetime) -> tuple[int, ...]:
    """Return the numbers of changes that may have mattered in a span, in order.

    A change that was closed before the span and never touched again is out; so is one that was
    created after it. Whatever was touched later stays in: `updated` tells the last touch only.
    """
    return tuple(
        sorted(
            change._number
            for change in index
            if moment(change.created) < end
            and (change.status not in _CLOSED or moment(change.updated) >= since)
        )
    )
