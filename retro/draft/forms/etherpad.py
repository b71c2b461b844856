"""Notes to begin a retrospective meeting with: what went well, what did not, what to try."""

from collections.abc import Iterator

from retro.draft.forms.lessons import RULES, WAIT, Lesson, lessons
from retro.draft.forms.said import as_of, heading, on_one_line, origins, sample, unknown, wrapped
from retro.draft.sentence import many, whole
from retro.model.facts import Fact, Report
from retro.outline.evidence import items_of
from retro.outline.words import OPEN, are, have

_RULE = (
    "What is here is sorted by rule alone: what landed, who came, and what waits and became less, "
    "under the first head; what slipped, and what waits and became more, under the second. A "
    "number says nothing of why. Change it, move it, take it out."
)
_GOALS = "handoff.next_goals"


def etherpad(report: Report) -> str:
    """Return plain text for a shared pad, each line one thing to talk about."""
    told = list(lessons(report))
    head = [f"{heading(report)}: a retrospective, {as_of(report)}", *sample(report), _RULE]
    well = [_told(lesson) for lesson in told if lesson.well]
    poorly = [_told(lesson) for lesson in told if not lesson.well]
    blocks = [
        *map(wrapped, head),
        _block("What went well", [*well, f"{OPEN} What else?"]),
        _block("What did not go well", [*poorly, f"{OPEN} What surprised you?"]),
        _block("What to try", [*_to_try(report), f"{OPEN} What would you change?"]),
    ]
    asked = [name for _, names in RULES for name in names] + [WAIT]
    if gaps := list(unknown(asked, report)):
        blocks.append(_block("What is not known", gaps))
    return "\n\n".join(blocks) + "\n"


def _told(lesson: Lesson) -> str:
    return f"{lesson.words} ({origins(lesson.facts)})"


def _to_try(report: Report) -> Iterator[str]:
    """Yield questions that a number asks, then the goals that somebody wrote down."""
    for name, words in _QUESTIONS.items():
        fact = report.facts.get(name)
        if isinstance(fact, Fact) and whole(fact) - fact.off > 0:
            n = whole(fact)
            said = words.format(many=many(fact, _THINGS[name]), have=have(n), are=are(n))
            yield f"{OPEN} {said} ({origins([fact])})"
    goals = report.facts.get(_GOALS)
    if isinstance(goals, Fact):
        for item in items_of(goals):
            yield f"A goal for the next cycle: {on_one_line(item.title)} ({goals.origin})"


_QUESTIONS = {
    "backlog.starved": "{many} {have} had no review for a month: who looks at them first?",
    "backlog.abandon_candidates": "{many} {are} covered by the abandoning rule: is it applied?",
    "bugs.untriaged": "{many} {have} never left New: who looks at them, and when?",
}
_THINGS = {
    "backlog.starved": "verified changes",
    "backlog.abandon_candidates": "open changes",
    "bugs.untriaged": "open bugs",
}


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(wrapped(line, " * ", "   ") for line in lines)])
