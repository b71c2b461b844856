"""The courses that a change's life may take: landing, and wandering without landing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from typing import Literal

from tests.world.people import CORES
from tests.world.rota import DAY, HOUR, at_work
from tests.world.script import MINUTE, Script, soon

PTL = CORES[0]
NO_CHANGE_SINCE = datetime(2015, 12, 11, tzinfo=UTC)
Tail = Literal["reviewable", "core -1", "core -2", "ci -1", "conflict", "wip"]


def land(
    script: Script, created: datetime, merged: datetime, resumed: datetime | None = None
) -> None:
    """Write a change that merges at a moment.

    With `resumed`, nobody looks at it between its first days and that moment.
    """
    rng = script.rng
    trouble = rng.random() < 0.08 and merged - created > 2 * DAY
    start = merged - MINUTE * rng.randint(40, 110)
    approved = start - (HOUR * rng.randint(4, 9) if trouble else _queue(script, merged - created))
    spoken = script.upload(created)
    if resumed is not None and rng.random() < 0.4:
        _round(script, created + soon(rng, 40), approved)
    begins = resumed or created
    span = approved - max(begins, spoken)
    rounds = 0 if span < 12 * HOUR else _rounds(script, span)
    first = max(begins, spoken) + min(soon(rng, 100), span * 0.7)
    for place in range(rounds):
        share = 0.85 * (place + rng.random() * 0.6) / rounds
        _round(script, first + (approved - first) * share, approved)
    _approve(script, max(first, script.settled), approved)
    if trouble:
        failed = approved + MINUTE * rng.randint(60, 120)
        script.gate(approved + 3 * MINUTE, failed, passed=False)
        script.say(failed + 10 * MINUTE, script.owner, text="recheck")
        script.check(failed + 55 * MINUTE, 1)
    script.gate(start, merged - timedelta(seconds=2))
    script.merge(merged)


def _queue(script: Script, span: timedelta) -> timedelta:
    """Return how long an approved change waits for the gate: minutes, or behind another change."""
    if script.rng.random() < 0.12 and span > 5 * DAY:
        return HOUR * script.rng.uniform(6, 100)
    return MINUTE * script.rng.randint(2, 9)


def _rounds(script: Script, span: timedelta) -> int:
    """Return how many times the author uploads again."""
    days = span / DAY
    return min(int(script.rng.expovariate(1 / (0.7 + 0.6 * log(1 + days)))), 9)


def _round(script: Script, at: datetime, limit: datetime) -> None:
    """Write reviews and the author's answer to them, a new patch set; nothing near the limit."""
    rng = script.rng
    at = at_work(rng, max(at, script.settled), limit - 8 * HOUR)
    if at >= limit - 8 * HOUR:
        return
    others = script.review(at, rng.choice((-1, -1, 0, 1)), rng.random() < 0.38)
    if rng.random() < 0.55:
        near = min(at + soon(rng, 6), limit - 6 * HOUR)
        script.review(near, rng.choice((-1, 0, 1, 1)), rng.random() < 0.25, others)
        at = max(at, near)
    again = at_work(rng, at + soon(rng, 14), limit - 4 * HOUR)
    if again >= limit - 4 * HOUR:
        again = at + (limit - 4 * HOUR - at) * 0.5
    kind = _kind(script, again)
    if kind == "TRIVIAL_REBASE" or rng.random() < 0.12:
        script.conflict(at + (again - at) * 0.5)
    web = kind in ("TRIVIAL_REBASE", "NO_CODE_CHANGE") and rng.random() < 0.4
    script.settled = script.upload(again, kind, web=web)
    if kind == "REWORK" and rng.random() < 0.06:
        script.say(again + 20 * MINUTE, others, ("Code-Review", 1), comments=2, late=1)


def _kind(script: Script, at: datetime) -> str:
    kinds = ("REWORK", "TRIVIAL_REBASE", "NO_CODE_CHANGE", "NO_CHANGE")
    kind = script.rng.choices(kinds, (78, 13, 8, 2))[0]
    return "REWORK" if kind == "NO_CHANGE" and at < NO_CHANGE_SINCE else kind


def _approve(script: Script, since: datetime, approved: datetime) -> None:
    """Write the votes that let a change in: two cores, and at times others before them."""
    rng = script.rng
    since = min(since, approved - HOUR)
    span = approved - since
    for _ in range(rng.choice((0, 1, 1, 2))):
        script.review(since + span * rng.random() * 0.6, 1, core=False)
    if script.project.endswith("specs"):
        second = script.review(since + span * (0.6 + 0.3 * rng.random()), 2, core=True)
        boss = PTL if script.owner is not PTL and second is not PTL else CORES[1]
    else:
        first_core = since + span * (0.5 + 0.4 * rng.random())
        second = script.review(at_work(rng, first_core, approved), 2, core=True)
        boss = script.rota.core(rng, approved, script.owner, second)
    script.say(approved, boss, ("Code-Review", 2), ("Workflow", 1))


@dataclass(frozen=True, slots=True)
class Course:
    """How a change that doesn't land goes: when it stops moving, in which state, and its end.

    `looks` are moments at which somebody must review it; `nagged` means a comment every other
    week while it rests.
    """

    created: datetime
    settled: datetime
    end: datetime
    tail: Tail = "reviewable"
    nagged: bool = False
    looks: tuple[datetime, ...] = ()
    early_rounds: bool = True


def wander(script: Script, course: Course) -> None:
    """Write a change up to the moment where it is given up, or where the record ends."""
    rng = script.rng
    script.settled = script.upload(course.created, verdict=1)
    span = course.settled - script.settled
    if course.early_rounds and span > 2 * DAY:
        first = script.settled + min(soon(rng, 110), span * 0.8)
        for place in range(min(_rounds(script, span), 4)):
            _round(script, first + (course.settled - first) * (place / 5), course.settled)
    for look in course.looks:
        at = at_work(rng, max(look, script.settled), course.end)
        script.review(at, rng.choice((-1, 0, 1, 1)), rng.random() < 0.45)
    _settle(script, course)
    while course.nagged and (script.settled + 15 * DAY) < course.end:
        script.settled = at_work(rng, script.settled + DAY * rng.randint(9, 13))
        script.review(script.settled, 0, core=False)


def _settle(script: Script, course: Course) -> None:
    """Write the act after which the change rests in its last state."""
    rng = script.rng
    at = max(course.settled, script.settled + HOUR)
    match course.tail:
        case "core -2":
            script.review(at, -2, core=True)
        case "core -1":
            script.review(at, -1, core=True)
        case "ci -1":
            script.settled = script.upload(at, verdict=-1)
            for _ in range(rng.randint(0, 2)):
                script.settled += HOUR * rng.randint(3, 30)
                script.say(script.settled, script.owner, text="recheck")
                script.check(script.settled + HOUR, -1)
        case "conflict":
            if rng.random() < 0.5:
                script.review(at, -1, core=rng.random() < 0.6)
            script.conflict(at + DAY * rng.randint(2, 12))
        case "wip":
            script.say(at, script.owner, ("Workflow", -1), text="Not there yet.")
    script.settled = max(script.settled, at)
