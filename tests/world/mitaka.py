"""Glance in Mitaka, simulated: the public record is kept to, all votes are made up.

Changes are written one by one; two groups are then sized so that the verified backlog has a
wanted size at the start of the cycle and on the day of the hand-off.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from tests.world.acts import Story
from tests.world.archive import archive
from tests.world.draft import Desk, Draft, numbered
from tests.world.frame import Info
from tests.world.history import truth_at
from tests.world.landings import landings
from tests.world.promised import keep_promises
from tests.world.record import FEATURES, FREEZE, GLANCE, HANDOFF, NEW_YEAR, START, STORE
from tests.world.rota import DAY, HOUR, Rota, midnight
from tests.world.specs import specs
from tests.world.tally import looks, merged_at
from tests.world.waiting import backlog, look_once, stalled, waiting
from tests.world.wire import change_info

SEED = "mitaka"
AT_START = 172
AT_HANDOFF = 85
ONLY_PAPER = ("image-import-refactor",)
"""Features of which no code was written in the cycle."""


@dataclass(frozen=True)
class World:
    """All changes with a history, in the order of their numbers, and rows of older ones."""

    stories: tuple[Story, ...]
    older: tuple[Info, ...]

    def records(self, moment: datetime | None = None) -> list[Info]:
        """Return what a server shows at a moment, with every option: older changes first."""
        shown = (change_info(story, moment) for story in self.stories)
        return [*self.older, *(info for info in shown if info is not None)]

    def pairs(self) -> Iterator[tuple[Info, Story]]:
        """Yield each change as the server shows it, beside the story that is its truth."""
        for story in self.stories:
            info = change_info(story)
            assert info is not None
            yield info, story


@cache
def world(seed: str = SEED) -> World:
    """Return the simulated cycle: the same seed gives the same acts, to the second."""
    desk = Desk(seed, Rota(seed))
    drafts = [*landings(desk), *specs(desk), *waiting(desk)]
    _fill(drafts, desk, backlog, HANDOFF, AT_HANDOFF)
    _fill(drafts, desk, stalled, START, AT_START)
    _review_all(drafts, desk)
    _link(drafts)
    keep_promises(desk, drafts)
    return World(tuple(numbered(drafts)), tuple(archive(seed)))


def _fill(
    drafts: list[Draft],
    desk: Desk,
    write: Callable[[Desk, int], Draft],
    moment: datetime,
    wanted: int,
) -> None:
    """Add changes of one sort until the verified backlog of a moment has its size."""
    size = sum(_verified(draft, moment) for draft in drafts)
    place = 0
    while size < wanted:
        drafts.append(write(desk, place))
        size += _verified(drafts[-1], moment)
        place += 1


def _verified(draft: Draft, moment: datetime) -> bool:
    truth = truth_at(draft.story(0), moment)
    return truth is not None and truth.verified


def _review_all(drafts: list[Draft], desk: Desk) -> None:
    """Let somebody look at what is in the hand-off's backlog and saw no review in its year."""
    for draft in drafts:
        story = draft.story(0)
        truth = truth_at(story, HANDOFF)
        if truth is None or not truth.verified or truth.uploaded is None:
            continue
        if not any(NEW_YEAR <= look.at < HANDOFF for look in looks(story)):
            look_once(desk, draft, max(truth.uploaded + HOUR, NEW_YEAR), HANDOFF)


def _link(drafts: list[Draft]) -> None:
    """Name each feature's blueprint in some changes that merged before it was done."""
    done = [(merged_at(d.story(0)), d) for d in drafts if d.script.project in (GLANCE, STORE)]
    landed = sorted(((at, d) for at, d in done if at), key=lambda pair: pair[0])
    for place, feature in enumerate(FEATURES):
        if feature.spec in ONLY_PAPER:
            continue
        start, end = midnight(feature.approved), midnight(feature.moved or HANDOFF.date())
        near = [draft for at, draft in landed if start <= at < end and not draft.footers]
        for draft in near[place % 3 :: max(len(near) // 4, 1)][:4]:
            draft.footers.append(f"Implements: blueprint {feature.blueprint}")
    _link_late([draft for at, draft in landed if at >= midnight(FREEZE) + DAY])


def _link_late(drafts: list[Draft]) -> None:
    """Let two changes name a blueprint after the freeze, as the record has it."""
    late = [d for d in drafts if d.script.project == GLANCE and not d.footers]
    for draft, feature in zip(late[2:6:3], (FEATURES[5], FEATURES[10]), strict=True):
        draft.footers.append(f"Implements: blueprint {feature.blueprint}")
