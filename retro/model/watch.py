"""Work in the projects of others that a team watches: what is known without a history."""

from datetime import datetime

from msgspec import Struct

from retro.model.change import Status


class Watched(Struct, frozen=True, kw_only=True):
    """One change that the query of a watched piece of work found.

    `status` and `updated`, which is when it was last touched, are those of the day of collection.
    """

    number: int
    project: str
    status: Status
    created: datetime
    updated: datetime
    merged: datetime | None = None

    def closed_by(self, moment: datetime) -> bool:
        """Tell whether it was merged, or is known to have been abandoned, before a moment."""
        if self.status is Status.ABANDONED:
            return self.updated < moment
        return self.merged is not None and self.merged < moment

    def moved(self, moment: datetime) -> datetime:
        """Return the last that is known to have happened to it before a moment."""
        known = (self.created, self.merged, self.updated)
        return max(at for at in known if at is not None and at < moment)
