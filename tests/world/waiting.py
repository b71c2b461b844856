"""The changes that don't merge: cleaned up, withdrawn, blocked, or still open."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.world import subjects
from tests.world.acts import RemoveReviewer
from tests.world.draft import Desk, Draft
from tests.world.people import CORES, NEWCOMERS, REVIEWERS, VETERANS
from tests.world.plots import Course, Tail, wander
from tests.world.record import CLIENT, END, GLANCE, HANDOFF, LEAD_IN, NEW_YEAR, START, STORE
from tests.world.rota import DAY, HOUR, REVIEW_DAYS, at_work, midnight
from tests.world.script import Script

CLEAN_UP = datetime(2016, 1, 18, tzinfo=UTC)
SINCE = datetime(2015, 12, 10, tzinfo=UTC)
STALE = "Nothing has moved here for two months. Restore it when you come back to it."
CLEANED: tuple[tuple[Tail, int], ...] = (
    ("conflict", 34), ("core -2", 12), ("core -1", 11), ("ci -1", 17),
)  # fmt: skip
UNREADY: tuple[tuple[Tail, int], ...] = (
    ("wip", 12), ("core -2", 9), ("conflict", 28), ("ci -1", 16),
)  # fmt: skip
RESTORED = 6
TAKEN_OFF = 2


def waiting(desk: Desk) -> list[Draft]:
    """Return the changes of a fixed number; `stalled` and `backlog` fill up to a size."""
    return [
        *_cleaned(desk),
        *(_withdrawn(desk, f"withdrawn {n}", START, END) for n in range(95)),
        *(_withdrawn(desk, f"early {n}", LEAD_IN, START) for n in range(40)),
        *_unready(desk),
        *(_fresh(desk, n) for n in range(32)),
    ]


def _script(desk: Desk, name: str) -> Script:
    rng = desk.dice(f"where and whose {name}")
    project = rng.choices((GLANCE, STORE, CLIENT), (70, 14, 16))[0]
    crowd = rng.choices((VETERANS, NEWCOMERS[44:], REVIEWERS, CORES[:10]), (60, 14, 14, 12))[0]
    return desk.script(name, project, rng.choice(crowd))


def _draft(script: Script) -> Draft:
    return Draft(script, subjects.subject(script.rng, -1))


def _cleaned(desk: Desk) -> Iterator[Draft]:
    """Yield what had stood against it for 60 days: conflict, a core's −1 or −2, or CI's −1."""
    for tail, count in CLEANED:
        for place in range(count):
            script = _script(desk, f"cleaned {tail} {place}")
            rng = script.rng
            settled = START + DAY * rng.uniform(-60, 14 if tail == "conflict" else 28)
            created = max(settled - DAY * rng.uniform(12, 170), LEAD_IN + DAY * rng.uniform(0, 30))
            later = 0.0 if rng.random() < 0.4 else rng.uniform(0.2, 14)
            end = at_work(rng, CLEAN_UP + DAY * later + HOUR * rng.uniform(8, 18))
            wander(script, Course(created, settled, end, tail, nagged=tail == "core -1"))
            script.abandon(end, rng.choice((CORES[0], CORES[0], CORES[2], CORES[4])), STALE)
            if tail in ("conflict", "ci -1") and place < RESTORED // 2:
                _restore(script, end + DAY * rng.uniform(1, 6))
            yield _draft(script)


def _restore(script: Script, at: datetime) -> None:
    """Write that the owner takes the change up again, and that somebody looks at it soon."""
    script.restore(at, script.owner)
    spoken = script.upload(at + HOUR)
    script.review(spoken + DAY * script.rng.uniform(1, 12), 1, core=True)


def _withdrawn(desk: Desk, name: str, start: datetime, stop: datetime) -> Draft:
    """Write a change that its owner, or at times a core, gives up after a review."""
    script = _script(desk, name)
    rng = script.rng
    created = start + (stop - start - 20 * DAY) * rng.random()
    settled = created + DAY * min(rng.lognormvariate(0, 0.9) * 14, 60)
    end = settled + DAY * rng.uniform(2, 18)
    tail: Tail = rng.choice(("reviewable", "core -1"))
    wander(script, Course(created, settled, end, tail, looks=(end - DAY * rng.uniform(1, 4),)))
    if end < stop:
        script.abandon(end, script.owner if rng.random() < 0.75 else rng.choice(CORES[:5]))
    return _draft(script)


def _unready(desk: Desk) -> Iterator[Draft]:
    """Yield changes that stay open, though nobody could merge them."""
    for tail, count in UNREADY:
        for place in range(count):
            script = _script(desk, f"unready {tail} {place}")
            rng = script.rng
            settled = SINCE + DAY * rng.uniform(0, 105)
            created = settled - DAY * rng.uniform(5, 90)
            wander(script, Course(created, settled, END, tail))
            if tail == "wip" and place < TAKEN_OFF:
                who = script.review(settled + DAY, -1, core=False)
                script.act(RemoveReviewer(settled + 2 * DAY, CORES[0], who))
            yield _draft(script)


def _fresh(desk: Desk, place: int) -> Draft:
    """Write a change that came after the hand-off and is still open at the end."""
    script = _script(desk, f"fresh {place}")
    created = at_work(script.rng, HANDOFF + DAY * script.rng.uniform(0.2, 30))
    settled = created + DAY * script.rng.uniform(2, 20)
    wander(script, Course(created, settled, END, looks=(settled, settled + 6 * DAY)))
    return _draft(script)


def backlog(desk: Desk, place: int) -> Draft:
    """Write a change that is in the verified backlog at the hand-off."""
    script = _script(desk, f"backlog {place}")
    rng = script.rng
    old = place % 5 == 0
    created = (
        LEAD_IN + DAY * rng.uniform(60, 175)
        if old
        else HANDOFF - DAY * min(3 + rng.expovariate(1 / 40), 135)
    )
    settled = min(created + DAY * rng.uniform(2, 25), HANDOFF - 2 * DAY)
    soonest = max(NEW_YEAR, settled)
    look = soonest + (HANDOFF - DAY - soonest) * rng.random() ** 1.3
    end = HANDOFF + DAY * rng.uniform(2, 40)
    tail: Tail = rng.choices(("reviewable", "core -1"), (65, 35))[0]
    after = (HANDOFF + DAY * rng.uniform(1, 15), HANDOFF + DAY * rng.uniform(10, 30))
    wander(script, Course(created, settled, END, tail, looks=(look, *after)))
    if end < END and rng.random() < 0.3:
        script.review(end - 2 * DAY, -1, core=True)
        script.abandon(end, script.owner)
    return _draft(script)


def stalled(desk: Desk, place: int) -> Draft:
    """Write a change of the backlog at the start that is closed before the hand-off."""
    script = _script(desk, f"stalled {place}")
    rng = script.rng
    created = START - DAY * min(4 + rng.lognormvariate(0, 0.8) * 60, 178)
    settled = min(created + DAY * rng.uniform(3, 30), START - 2 * DAY)
    late = place % 4
    look = NEW_YEAR + DAY * rng.uniform(0, 16) if late else START + DAY * rng.uniform(14, 55)
    end = look + DAY * rng.uniform(3, 26)
    again = look + (end - look) * 0.7
    wander(script, Course(created, settled, end, looks=(look, again)))
    script.abandon(end, script.owner if rng.random() < 0.8 else rng.choice(CORES[:5]))
    return _draft(script)


SORTS = (backlog, stalled, _fresh)
"""Ways to write one change by its place, for whoever wants any number of them."""


def look_once(desk: Desk, draft: Draft, start: datetime, end: datetime) -> None:
    """Write one more review between two moments, on the first review Monday if that fits."""
    script = draft.script
    rng = desk.dice(f"look {script.owner.number} {start}")
    monday = midnight(REVIEW_DAYS[3])
    if start < monday:
        start, end = monday + 7 * HOUR, monday + 22 * HOUR
    at = start + (end - start) * rng.uniform(0.1, 0.9)
    patch_sets = sum(1 for upload in script.uploads if upload < at)
    who = script.rota.other(rng, at, script.owner)
    script.say(at, who, ("Code-Review", 1), comments=1, late=script.patch_set - patch_sets)
