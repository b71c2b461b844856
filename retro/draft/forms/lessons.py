"""Rules by which a number stands for what went well, or did not; most numbers stand for neither.

A rule says what a number was, never why. What may be off by as much as it moved says nothing.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from retro.draft.sentence import many, part, whole
from retro.model.facts import Fact, Report
from retro.outline.growth import difference
from retro.outline.words import counted, have, number, value, were

WAIT = "flow.time_to_first_review"
"""What is held against the cycle before."""

_AT_LEAST = 0.1
"""A wait that differs by less than this part of the earlier one went neither way."""


class Lesson(Struct, frozen=True):
    """One thing to talk about: whether it went well, in what words, and from which numbers."""

    well: bool
    words: str
    facts: tuple[Fact, ...]


Rule = Callable[..., Lesson | None]


def lessons(report: Report) -> Iterator[Lesson]:
    """Yield what the numbers bear."""
    for rule, names in RULES:
        known = [fact for name in names if isinstance(fact := report.facts.get(name), Fact)]
        if len(known) == len(names) and (lesson := rule(*known)):
            yield lesson
    if lesson := _wait(report):
        yield lesson


def _moved(things: str) -> Rule:
    """Make the rule of what had better become fewer."""

    def rule(start: Fact, now: Fact) -> Lesson | None:
        if part(start, "unknown") or part(now, "unknown"):
            return None
        before, after = whole(start), whole(now)
        if abs(after - before) <= start.off + now.off:
            return None
        verb = "fell" if after < before else "rose"
        words = f"{things} {verb} from {value(start)} when the cycle began to {value(now)}."
        return Lesson(after < before, words, (start, now))

    return rule


def _landed(done: Fact) -> Lesson | None:
    of = f", of {counted(done.n, done.of)}" if done.n else ""
    return Lesson(True, f"{many(done)} landed{of}.", (done,)) if _surely(done) else None


def _deferred(moved: Fact) -> Lesson | None:
    words = f"{many(moved)} {were(whole(moved))} deferred to a later cycle."
    return Lesson(False, words, (moved,)) if _surely(moved) else None


def _missed(missed: Fact) -> Lesson | None:
    of = f" of {counted(missed.n, missed.of)}" if missed.n else ""
    words = f"{value(missed)}{of} {were(whole(missed))} missed."
    return Lesson(False, words, (missed,)) if _surely(missed) else None


def _joined(joined: Fact) -> Lesson | None:
    n = whole(joined)
    words = f"{many(joined)} {have(n)} joined the core reviewers."
    return Lesson(True, words, (joined,)) if n else None


def _newcomers(new: Fact) -> Lesson | None:
    merged = part(new, "merged")
    if not merged:
        return None
    first = f"{many(new)} uploaded a change for the first time"
    return Lesson(True, f"{first}, and {number(merged)} of them had one merged.", (new,))


def _wait(report: Report) -> Lesson | None:
    """Hold the wait for a first review against the cycle before, as long before its release."""
    before = report.before
    now, then = report.facts.get(WAIT), before.facts.get(WAIT) if before else None
    if not isinstance(now, Fact) or not isinstance(then, Fact) or before is None:
        return None
    more = difference(now, then)
    if more is None or abs(more) < _AT_LEAST * whole(then):
        return None
    words = (
        "Half of the new changes had a review by a person within "
        f"{counted(round(whole(now), 1), 'days')}, against {value(then)} in {before.cycle_title}."
    )
    return Lesson(more < 0, words, (now, then))


def _surely(fact: Fact) -> bool:
    """Tell whether there was any, whatever the number may be off by."""
    return whole(fact) - fact.off > 0


RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (_landed, ("features.landed",)),
    (_deferred, ("features.deferred",)),
    (_missed, ("priorities.missed",)),
    (
        _moved("The verified backlog, which passed its tests and waits for people,"),
        ("backlog.verified_at_start", "backlog.verified"),
    ),
    (
        _moved("Verified changes without a review for a month"),
        ("backlog.starved_at_start", "backlog.starved"),
    ),
    (_moved("Open bugs"), ("bugs.open_at_start", "bugs.open")),
    (_joined, ("community.cores_joined",)),
    (_newcomers, ("community.newcomers",)),
)
"""Each rule, and the facts that it reads."""
