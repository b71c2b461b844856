"""Work in the projects of others that a team watches: what is known without a history."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from retro.model.change import Status


class Watched(Struct, frozen=True, kw_only=True):
    """One change that the query of a watched piece of work found.

    `updated` is when it was last touched; None where that was after the moment of a cut.
    """

    number: int
    project: str
    status: Status
    created: datetime
    updated: datetime | None
    merged: datetime | None = None

    def cut(self, moment: datetime) -> "Watched | None":
        """Return the change as far as it is known just before a moment, None before it was there.

        The server says when a change was merged, and not when it was abandoned or restored. Of
        one that was touched since, no more is known than whether it was merged by then: if not,
        it is taken for open.
        """
        if self.created >= moment:
            return None
        if self.moved < moment:
            return self
        if self.merged and self.merged < moment:
            return replace(self, updated=None)
        return replace(self, status=Status.NEW, merged=None, updated=None)

    @property
    def moved(self) -> datetime:
        """Return the last that is known to have happened to it."""
        return max(at for at in (self.created, self.merged, self.updated) if at)
