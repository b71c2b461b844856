"""Asking Launchpad for milestones: by a timeline or, where that is cut, one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from retro.collect.launchpad import pack as pack
from retro.collect.launchpad.pages import Entry, Pages
from retro.collect.launchpad.readable import Readable
from retro.snapshot.launchpad import MILESTONES, MilestoneInfo

# Fixed in lp/registry/model/productseries.py (2025).
CUT = 20
"""So many milestones of a series a timeline shows at most; so many mean that there may be more."""

Landmarks = dict[str, list[Entry]]
"""What a project's timeline shows of each series."""


class Milestones:
    """Finds the milestones of projects, less those that can't be read."""

    def __init__(self, pages: Pages, readable: Readable) -> None:
        """Take what reads collections, and who notes what can't be read."""
        self._pages = pages
        self._readable = readable

    def landmarks(self, project: str) -> Landmarks:
        """Return what the timeline of a project shows of each series."""
        # Without include_inactive milestones that are over are left out.
        query = (("ws.op", "get_timeline"), ("include_inactive", "true"))
        found = self._pages.entries(f"/{project}", query)
        what = f"the timeline of {project}"
        return {
            name: shown
            for name, one in self._readable.named(MILESTONES, what, found, pack.name_of)
            for shown in self._readable.record(
                MILESTONES, f"{what}/{name}", partial(pack.landmarks, one)
            )
        }

    def of(
        self, project: str, landmarks: Mapping[str, list[Entry]], around: Iterable[str]
    ) -> Iterator[MilestoneInfo]:
        """Yield the milestones of some of a project's series."""
        for series in around:
            if len(landmarks[series]) < CUT:
                for name, one in self._called(landmarks[series], project, series):
                    make = partial(pack.landmark, one, project, series)
                    yield from self._milestone(name, project, make)
            else:
                yield from self._every(project, series)

    def _every(self, project: str, series: str) -> Iterator[MilestoneInfo]:
        # A milestone has the day it was meant for; the day of its release is the release's.
        released = self._readable.named(
            MILESTONES,
            f"the releases of {project}/{series}",
            self._pages.entries(f"/{project}/{series}/releases"),
            pack.version_of,
            "it tells no version or no day",
        )
        days = {version: release["date_released"] for version, release in released}
        every = self._pages.entries(f"/{project}/{series}/all_milestones")
        for name, one in self._called(every, project, series):
            make = partial(pack.milestone, one, project, series, days.get(name))
            yield from self._milestone(name, project, make)

    def _called(
        self, entries: Iterable[Entry], project: str, series: str
    ) -> list[tuple[str, Entry]]:
        what = f"the milestones of {project}/{series}"
        return self._readable.named(MILESTONES, what, entries, pack.name_of)

    def _milestone(
        self, name: str, project: str, make: Callable[[], MilestoneInfo]
    ) -> list[MilestoneInfo]:
        return self._readable.record(MILESTONES, f"milestone {name} of {project}", make)
