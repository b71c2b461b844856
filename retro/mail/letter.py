"""The hand-off mail, put together from a report and the words of its chapters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from retro.content import Slot
from retro.content.node import nearest
from retro.errors import ContentError
from retro.mail.message import message
from retro.mail.plain import WIDTH, filled, paragraph, wrapped
from retro.model.facts import Fact, Gap, Origin, Report, Series
from retro.model.outline import CHAPTERS, key_facts
from retro.model.team import Chapter
from retro.model.words import NBSP, counted, day, number, value

T = TypeVar("T")

Asked = Mapping[tuple[str, str], Fact | Gap]
"""Values of numbers at moments of their own: (name, moment) → fact or gap."""

MARKS = {
    Origin.MEASURED: "",
    Origin.SIMULATED: f"{NBSP}[s]",
    Origin.TYPED: f"{NBSP}[t]",
    Origin.ASSUMED: f"{NBSP}[a]",
}


class Letter(Struct, frozen=True, kw_only=True):
    """A draft: its text, and the message file that a mail program opens."""

    subject: str
    text: str
    eml: bytes


def handoff(
    report: Report,
    chapters: Sequence[Chapter],
    asked: Asked,
    page_html: str,
    *,
    address: str = "",
) -> Letter:
    """Write the mail that hands a cycle over; it bears no address and goes nowhere by itself.

    Args:
        report: What is known.
        chapters: What people wrote for this edition.
        asked: The values that prose wants at moments of their own.
        page_html: The retrospective as one file, to be attached.
        address: Where the retrospective is published, or nothing.

    Raises:
        ContentError: A slot names nothing that is known.
    """
    subject = (
        f"[{report.team_title}] {report.cycle_title} retrospective, {report.edition} edition, "
        f"as of {day(report.as_of)}"
    ).replace(NBSP, " ")
    blocks = [*_head(report, address), *_chapters(report, chapters, asked), *_foot(report)]
    text = "\n\n".join(blocks) + "\n"
    eml = message(report, subject, text, page_html)
    return Letter(subject=subject, text=text, eml=eml)


def _head(report: Report, address: str) -> Iterator[str]:
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
    where = f"The whole retrospective: {address}\n" if address else ""
    yield f"{where}The same as a page is attached to this mail."
    names = key_facts(report.facts)
    if names:
        yield _titled("In short", "\n".join(_line(report.facts[name]) for name in names))


def _chapters(report: Report, chapters: Sequence[Chapter], asked: Asked) -> Iterator[str]:
    order = [outline.key for outline in CHAPTERS]
    last = len(order)
    places = {key: place for place, key in enumerate(order)}
    for chapter in sorted(chapters, key=lambda one: places.get(one.key, last)):
        words = filled(chapter.text, _speaker(report, chapter, asked))
        yield _titled(chapter.title, wrapped(words))


def _foot(report: Report) -> Iterator[str]:
    gaps = [told for told in report.facts.values() if isinstance(told, Gap)]
    if gaps:
        lines = [line for gap in gaps for line in paragraph(f"{gap.title}: {gap.why}", "- ")]
        yield _titled("What is not known", "\n".join(lines))
    sources = [
        line
        for part in report.collections
        for line in paragraph(
            f"{part.name}: {part.origin}, {part.server}, collected {day(part.collected)}", "- "
        )
    ]
    if sources:
        yield _titled("Sources", "\n".join(sources).replace(NBSP, " "))


def _titled(title: str, text: str) -> str:
    return f"{title}\n{'-' * min(len(title), WIDTH)}\n\n{text}"


def _line(fact: Fact | Gap) -> str:
    n = f" (n = {number(fact.n)})" if isinstance(fact, Fact) and fact.n is not None else ""
    lines = paragraph(f"{fact.title}: {_words(fact, with_unit=True)}{n}", "- ")
    return "\n".join(lines).replace(NBSP, " ")


def _words(fact: Fact | Gap, *, with_unit: bool = False) -> str:
    if isinstance(fact, Gap):
        return f"not known ({fact.why})"
    said = value(fact)
    if with_unit and isinstance(fact.value, int | float):
        said = counted(fact.value, fact.unit)
    return f"{said}{MARKS[fact.origin]}"


def _speaker(report: Report, chapter: Chapter, asked: Asked) -> Callable[[Slot], str]:
    """Return what says the words of a chapter's slots."""

    def said(slot: Slot) -> str:
        where = f"{chapter.path}:{chapter.line + slot.line - 1}"
        if slot.kind == "chart":
            return _picture(_known(report.series, slot.name, where))
        fact = _known(report.facts, slot.name, where)
        if slot.moment and (slot.name, slot.moment) not in asked:
            raise ContentError(f"{slot.moment} is no moment of this cycle", where=where)
        return _words(asked[slot.name, slot.moment] if slot.moment else fact)

    return said


def _known(known: Mapping[str, T], name: str, where: str) -> T:
    if name not in known:
        raise ContentError(f"nothing is named {name}", where=where, hint=nearest(name, known))
    return known[name]


def _picture(series: Series | Gap) -> str:
    if isinstance(series, Gap):
        return f"[{series.title}: not known ({series.why})]"
    return f"[Picture: {series.title}{MARKS[series.origin]}. {series.sentence}]"
