"""What stands before and after the chapters of a letter."""

from collections.abc import Iterator, Sequence

from retro.mail.plain import WIDTH, paragraph, wrapped
from retro.mail.values import worded
from retro.model.collection import Collection
from retro.model.facts import Fact, Gap, Report
from retro.outline.gaps import by_reason
from retro.outline.growth import against
from retro.outline.key_numbers import key_facts
from retro.outline.words import NBSP, UNKNOWN, counted, day, listed, sample

WORDLESS = (
    "Nobody has written a word of this letter: all of it is made from the record, which can say "
    "what happened, and not why, nor whom to thank."
)


def head(report: Report, address: str, attached: str, *, written: bool) -> Iterator[str]:
    """Yield what a reader must know first, then the key numbers."""
    if report.simulated:
        yield wrapped(
            "SIMULATED SAMPLE: the numbers marked [s] come from a simulator, not from a server. "
            "They show what this letter can tell, not what happened."
        )
    yield wrapped(
        f"{report.team_title} in {report.cycle_title}, {day(report.start)} to "
        f"{day(report.release)}. All numbers are as of {day(report.as_of)}, week {report.week}. "
        "[t] marks what a person typed, [a] what a rule assumes; no mark means measured."
    )
    if not written:
        yield wrapped(WORDLESS)
    if report.branches:
        yield wrapped(f"Branches: {report.branches}.")
    if where := _where(address, attached):
        yield where
    if keys := key_facts(report.facts):
        yield titled("In short", "\n".join(_line(report, report.facts[n]) for n in keys))


def foot(report: Report, *, written: bool) -> Iterator[str]:
    """Yield what the record can't tell, where the numbers are from, and from whom the words are.

    A name is its sender's to add.
    """
    gaps = [gap for gap in report.facts.values() if isinstance(gap, Gap) and not gap.unwritten]
    if reasons := by_reason(gaps):
        lines = [
            line for why, alike in reasons.items() for line in paragraph(_gap(why, alike), "- ")
        ]
        yield titled(UNKNOWN.capitalize(), _joined(lines))
    if report.collections:
        yield titled("Sources", _joined(_sources(report.collections)))
    if written and report.led_by:
        yield f"-- \n{report.led_by[0].upper()}{report.led_by[1:]}\n{report.team_title}"


def titled(title: str, text: str) -> str:
    """Return a text below its title."""
    return f"{title}\n{'-' * min(len(title), WIDTH)}\n\n{text}"


def _where(address: str, attached: str) -> str:
    published = f"The whole retrospective: {address}" if address else ""
    return "\n".join(filter(None, (published, wrapped(attached))))


def _sources(collections: Sequence[Collection]) -> Iterator[str]:
    """Say each server once, with all that was collected there in one way and on one day."""
    parts: dict[str, list[str]] = {}
    for part in collections:
        where = f"{part.server} ({part.origin}, collected {day(part.collected)})"
        what = part.name.partition("-")[2] or part.name
        parts[where] = [*parts.get(where, ()), what]
    for where, names in parts.items():
        yield from paragraph(f"{where}: {listed(names)}", "- ")


def _gap(why: str, gaps: Sequence[Gap]) -> str:
    """Say a reason: with the name of one gap, with the number of many."""
    if len(gaps) == 1:
        return f"{gaps[0].title}: {why}"
    return f"{why.rstrip('.')} ({counted(len(gaps), 'numbers')})."


def _line(report: Report, fact: Fact | Gap) -> str:
    text = f"{fact.title}: {worded(fact, with_unit=True)}"
    if isinstance(fact, Fact) and fact.n is not None:
        text += f" {sample(fact)}"
    then = report.before.facts.get(fact.name) if report.before else None
    if report.before and isinstance(fact, Fact) and isinstance(then, Fact):
        change = against(fact, then, report.before.cycle_title)
        text += f"; {change} ({worded(then)})" if change else ""
    return _joined(paragraph(text, "- "))


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(lines).replace(NBSP, " ")
