"""Where Launchpad's collections come from, and what each of them took to get."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from retro.collect.shared import Once
from retro.model.time import Now
from retro.snapshot import Source
from retro.snapshot.launchpad import BlueprintInfo, BugTaskInfo, MilestoneInfo

Record = BugTaskInfo | BlueprintInfo | MilestoneInfo


class Origins:
    """Tells where each part comes from, and what it took to get."""

    def __init__(self, asker: Once, now: Now, origin: str, since: datetime | None = None) -> None:
        """Begin with the first part; answers that were found may be as old as `since`."""
        self._asker = asker
        self._now = now
        self._origin = origin
        self._started = now()
        self._since = since
        self._found = 0
        self._before = asker.requests

    def source(
        self, name: str, projects: list[str], records: Sequence[Record], *queries: str
    ) -> Source:
        """Return where records come from; a project that was asked counts, if only zero."""
        found = Counter(one.project for one in records)
        started, before = self._started, self._before
        if self._since and self._asker.found > self._found:
            started, self._found = min(started, self._since), self._asker.found
        self._started, self._before = self._now(), self._asker.requests
        return Source(
            name=name,
            origin=self._origin,
            server=self._asker.server,
            # 1.0 has no blueprints, and a search on a series is empty there: omit_targeted is true
            # in it.
            version="devel",
            queries=queries,
            started=started,
            finished=self._started,
            requests=self._before - before,
            counts={project: found[project] for project in projects},
        )
