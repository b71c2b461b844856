"""The changes that merge: as many a week as the public record says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.world import subjects
from tests.world.draft import FIRST_BUG, Desk, Draft, moment_in_week
from tests.world.people import BOT, CORES, NEWCOMERS, VETERANS, Account
from tests.world.plots import land
from tests.world.record import (
    AFTER_FREEZE,
    AUTHORS,
    CLIENT,
    END,
    FREEZE,
    GLANCE,
    HANDOFF,
    LEAD_IN,
    MERGES_PER_WEEK,
    NEW_AUTHORS,
    NEW_YEAR,
    START,
    STORE,
    TOTALS,
    week,
)
from tests.world.rota import DAY, HOUR, midnight

OLD_AUTHORS = (*CORES[:10], *VETERANS[12 : 12 + AUTHORS - NEW_AUTHORS - 10])
NEW = NEWCOMERS[:NEW_AUTHORS]
ELSEWHERE = (*VETERANS[55:75], *NEWCOMERS[NEW_AUTHORS : NEW_AUTHORS + 14])
LATER = (6, 8, 7)
"""Merges in glance in R-2, R-1 and R-0, after the record's branch point."""


def landings(desk: Desk) -> list[Draft]:
    """Return the code changes of R-28 to R-0 that merge, and those before and after."""
    return [
        *(draft for project in TOTALS for draft in _recorded(desk, project)),
        *_plain(desk, "lead-in", {GLANCE: 8, STORE: 2, CLIENT: 2}, LEAD_IN + 5 * DAY, 21),
        *_later(desk),
        *_stable(desk),
        *_plain(desk, "after the end", {GLANCE: 12, STORE: 2, CLIENT: 3}, END, 4),
    ]


def _recorded(desk: Desk, project: str) -> Iterator[Draft]:
    rng = desk.dice(f"merges {project}")
    moments = sorted(_moments(rng, project))
    robots = len(moments) - TOTALS[project].by_people
    step = len(moments) / robots
    by_bot = {int(step * (place + 0.5)) for place in range(robots)}
    owners = iter(_owners(rng, project, len(moments) - robots))
    bugs = _choose(rng, len(moments), by_bot, TOTALS[project].bugs)
    for place, merged in enumerate(moments):
        owner = BOT if place in by_bot else next(owners)
        draft = landing(desk, f"{project} {place}", project, owner, merged)
        if place in bugs:
            draft.footers.append(f"Closes-Bug: #{FIRST_BUG + rng.randint(1, 4000)}")
        yield draft


def _moments(rng: Random, project: str) -> Iterator[datetime]:
    """Yield when changes merge; glance's weeks and its freeze are public record."""
    if project != GLANCE:
        weeks = rng.choices(range(len(MERGES_PER_WEEK)), MERGES_PER_WEEK, k=TOTALS[project].merges)
        yield from (moment_in_week(rng, midnight(week(place))) for place in weeks)
        return
    late = AFTER_FREEZE - sum(MERGES_PER_WEEK[-2:])
    for place, merges in enumerate(MERGES_PER_WEEK):
        monday = midnight(week(place))
        for turn in range(merges):
            if week(place) <= FREEZE < week(place + 1):
                first, days = (FREEZE + DAY, 1) if turn < late else (week(place), 4)
                yield midnight(first) + HOUR * (24 * rng.randrange(days) + rng.uniform(9, 22))
            else:
                yield moment_in_week(rng, monday)


def _owners(rng: Random, project: str, changes: int) -> list[Account]:
    """Return who owns the merged changes: in glance exactly as many authors as recorded."""
    if project != GLANCE:
        people = (*OLD_AUTHORS[:30], *NEW[:20], *ELSEWHERE)
        return [people[int(len(people) * rng.random() ** 1.8)] for _ in range(changes)]
    more = rng.choices(OLD_AUTHORS, [1 / (n + 2) for n in range(len(OLD_AUTHORS))], k=changes)
    newer = rng.choices(NEW, k=changes)
    rest = [old if rng.random() < 0.85 else new for old, new in zip(more, newer, strict=True)]
    owners = [*OLD_AUTHORS, *NEW, *rest[: changes - AUTHORS]]
    rng.shuffle(owners)
    return owners


def _choose(rng: Random, size: int, without: set[int], count: int) -> set[int]:
    return set(rng.sample([place for place in range(size) if place not in without], count))


def landing(desk: Desk, name: str, project: str, owner: Account, merged: datetime) -> Draft:
    """Write one change that merges at a moment."""
    script = desk.script(name, project, owner)
    rng = script.rng
    if owner not in (BOT, *NEW) and rng.random() < _stalled(merged):
        created = LEAD_IN + DAY * rng.uniform(20, 150)
        land(script, created, merged, resumed=merged - DAY * rng.uniform(4, 14))
    else:
        middle, spread = (1.5, 0.8) if owner is BOT else (5.5, 1.35)
        waited = DAY * max(min(rng.lognormvariate(0, spread) * middle, 170), 0.5)
        land(script, merged - min(waited, (merged - LEAD_IN) * rng.uniform(0.8, 1)), merged)
    place = int(name.rpartition(" ")[2])
    made_up = subjects.subject(rng, place if project == GLANCE else -1)
    return Draft(script, subjects.chore(rng) if owner is BOT else made_up)


def _stalled(merged: datetime) -> float:
    """Return how likely a change that merges now had stalled for months: they went first."""
    if START + 20 * DAY < merged < NEW_YEAR:
        return 0.15
    return 0.36 if NEW_YEAR + 8 * DAY < merged < HANDOFF - 10 * DAY else 0.0


def _plain(
    desk: Desk, name: str, rates: dict[str, int], start: datetime, weeks: int
) -> Iterator[Draft]:
    """Yield merged changes at even rates a week."""
    rng = desk.dice(name)
    for place in range(weeks):
        for project, rate in rates.items():
            for turn in range(rate):
                owner = BOT if rng.random() < 0.1 else rng.choice(OLD_AUTHORS)
                merged = moment_in_week(rng, start + timedelta(weeks=place))
                title = f"{name} {project} {place} {1000 + 100 * place + turn}"
                yield landing(desk, title, project, owner, merged)


def _later(desk: Desk) -> Iterator[Draft]:
    for place, merges in enumerate(LATER):
        start = midnight(week(len(MERGES_PER_WEEK) + place))
        yield from _plain(desk, f"later {place}", {GLANCE: merges, STORE: 1, CLIENT: 2}, start, 1)


def _stable(desk: Desk) -> Iterator[Draft]:
    """Yield backports to a stable branch, which no measure of the cycle counts by default."""
    for draft in _plain(desk, "stable", {GLANCE: 1}, midnight(week(6)), 8):
        draft.branch = "stable/liberty"
        draft.subject = f"Backport: {draft.subject}"
        yield draft
