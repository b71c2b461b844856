"""Counts over the truth, straight from the definitions: what any ledger must arrive at."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from tests.world.acts import Abandon, Merge, Review, Story
from tests.world.history import replay, truth_at
from tests.world.people import MACHINES, Account


class Look(NamedTuple):
    """One review: all that one person did to one patch set, dated by the first of it."""

    at: datetime
    who: Account
    patch_set: int


def looks(story: Story) -> Iterator[Look]:
    """Yield the reviews by people who are neither owner nor uploader, while the change is open."""
    seen: set[tuple[int, int]] = set()
    for step in replay(story):
        act = step.act
        if not isinstance(act, Review) or act.by in MACHINES or act.by == story.owner:
            continue
        commented = act.comments > 0 or act.text not in ("", "recheck")
        spoken = commented or any(value for _, value in step.changed)
        key = (act.by.number, act.patch_set)
        if spoken and step.truth.status == "NEW" and key not in seen:
            seen.add(key)
            yield Look(act.at, act.by, act.patch_set)


def verified(stories: Iterable[Story], moment: datetime) -> list[Story]:
    """Return the verified backlog just before a moment."""
    return [s for s in stories if (truth := truth_at(s, moment)) and truth.verified]


def merged_at(story: Story) -> datetime | None:
    """Return when a change merged."""
    return next((act.at for act in reversed(story.acts) if isinstance(act, Merge)), None)


def abandoned(story: Story) -> Iterator[datetime]:
    """Yield the moments at which a change was abandoned."""
    return (act.at for act in story.acts if isinstance(act, Abandon))


def starved(story: Story, moment: datetime) -> bool:
    """Tell whether a change was in the verified backlog without a review for 30 days."""
    truth = truth_at(story, moment)
    if truth is None or not truth.verified:
        return False
    last = max((look.at for look in looks(story) if look.at < moment), default=story.created)
    return (moment - last).days >= 30


def first_review(stories: Iterable[Story], start: datetime, end: datetime) -> float | None:
    """Return the Kaplan-Meier median of days to the first review, for changes made in a window."""
    spans: list[tuple[float, bool]] = []
    for story in stories:
        if story.owner in MACHINES or not start <= story.created < end:
            continue
        at = next((look.at for look in looks(story) if look.at < end), None)
        closed = [a.at for a in story.acts if isinstance(a, Merge | Abandon) and a.at < end]
        until = at or min([*closed, end])
        spans.append(((until - story.created).total_seconds() / 86400, at is not None))
    alive, share = len(spans), 1.0
    for span, seen in sorted(spans):
        share *= 1 - seen / alive
        alive -= 1
        if share <= 0.5:
            return span
    return None
