"""The hand-off mail, put together from a report and the words of its chapters."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retro.content import Chapter, Elsewhere, Vocabulary
from retro.mail.filling import Filling
from retro.mail.message import message
from retro.mail.plain import WIDTH, paragraph, plain, wrapped
from retro.mail.tables import item
from retro.mail.values import MARKS, worded
from retro.model.facts import Fact, Gap, Report
from retro.outline.chapters import CHAPTERS, Outline
from retro.outline.gaps import UNWRITTEN, by_reason, names
from retro.outline.growth import against
from retro.outline.key_numbers import key_facts, short_list
from retro.outline.words import NBSP, UNKNOWN, counted, day, sample


class Letter(Struct, frozen=True, kw_only=True):
    """A draft: its text, and the message file that a mail program opens."""

    subject: str
    text: str
    eml: bytes


def handoff(
    report: Report,
    chapters: Sequence[Chapter],
    elsewhere: Elsewhere,
    page_html: str,
    *,
    address: str = "",
) -> Letter:
    """Write the mail that hands a cycle over; it bears no address and goes nowhere by itself.

    Args:
        report: What is known.
        chapters: What people wrote for this edition.
        elsewhere: The values that prose wants at moments of their own.
        page_html: The retrospective as one file, to be attached.
        address: Where the retrospective is published, or nothing.

    Raises:
        ContentError: A slot names nothing that is known.
    """
    subject = (
        f"[{report.team_title}] {report.cycle_title} retrospective, {report.edition} edition, "
        f"as of {day(report.as_of)}"
    ).replace(NBSP, " ")
    blocks = [
        *_head(report, address),
        *_chapters(Vocabulary(report, elsewhere), chapters),
        *_foot(report),
        *_signature(report),
    ]
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
    if report.branches:
        yield wrapped(f"Branches: {report.branches}.")
    where = f"The whole retrospective: {address}\n" if address else ""
    yield f"{where}The same as a page is attached to this mail."
    keys = key_facts(report.facts)
    if keys:
        yield _titled("In short", "\n".join(_line(report, report.facts[n]) for n in keys))


def _chapters(vocabulary: Vocabulary, chapters: Sequence[Chapter]) -> Iterator[str]:
    """Yield each chapter: what a person wrote, then the short lists that belong to it."""
    written = {chapter.key: chapter for chapter in chapters}
    outlines = {outline.key: outline for outline in CHAPTERS}
    for key in dict.fromkeys((*outlines, *written)):
        chapter, outline = written.get(key), outlines.get(key)
        text = [*_words(vocabulary, chapter)] if chapter else []
        lists = [*_lists(vocabulary.report, outline)] if outline else []
        if text or lists:
            title = chapter.title if chapter else outlines[key].title
            yield _titled(title, "\n\n".join([*text, *lists]))


def _words(vocabulary: Vocabulary, chapter: Chapter) -> Iterator[str]:
    """Yield a chapter's words, then the addresses and the claims that take a note below them."""
    filling = Filling(vocabulary, chapter.answers)
    yield plain(chapter.prose, filling)
    if filling.notes:
        lines = (
            line for n, note in enumerate(filling.notes, 1) for line in paragraph(note, f"[{n}] ")
        )
        yield "\n".join(lines).replace(NBSP, " ")


def _lists(report: Report, outline: Outline) -> Iterator[str]:
    for name in outline.pick(report.facts):
        fact = report.facts[name]
        if isinstance(fact, Fact) and (items := short_list(fact)):
            title = f"{fact.title}{MARKS[fact.origin]}:".replace(NBSP, " ")
            yield "\n".join([title, *(line for thing in items for line in item(thing))])


def _foot(report: Report) -> Iterator[str]:
    gaps = by_reason(told for told in report.facts.values() if isinstance(told, Gap))
    if gaps:
        lines = [line for why, alike in gaps.items() for line in paragraph(_gap(why, alike), "- ")]
        yield _titled(UNKNOWN.capitalize(), "\n".join(lines).replace(NBSP, " "))
    sources = [
        line
        for part in report.collections
        for line in paragraph(
            f"{part.name}: {part.origin}, {part.server}, collected {day(part.collected)}", "- "
        )
    ]
    if sources:
        yield _titled("Sources", "\n".join(sources).replace(NBSP, " "))


def _signature(report: Report) -> Iterator[str]:
    """Yield from whom the mail is, as far as the team tells; a name is its sender's to add."""
    if report.led_by:
        yield f"-- \n{report.led_by[0].upper()}{report.led_by[1:]}\n{report.team_title}"


def _gap(why: str, gaps: Sequence[Gap]) -> str:
    """Say a reason: with the names of a few gaps, with the number of many."""
    if why == UNWRITTEN:
        return f"{why.rstrip('.')}: {names(gaps)}."
    if len(gaps) == 1:
        return f"{gaps[0].title}: {why}"
    return f"{why.rstrip('.')} ({counted(len(gaps), 'numbers')})."


def _titled(title: str, text: str) -> str:
    return f"{title}\n{'-' * min(len(title), WIDTH)}\n\n{text}"


def _line(report: Report, fact: Fact | Gap) -> str:
    text = f"{fact.title}: {worded(fact, with_unit=True)}"
    if isinstance(fact, Fact) and fact.n is not None:
        text += f" {sample(fact)}"
    then = report.before.facts.get(fact.name) if report.before else None
    if report.before and isinstance(fact, Fact) and isinstance(then, Fact):
        change = against(fact, then, report.before.cycle_title)
        text += f"; {change} ({worded(then)})" if change else ""
    return "\n".join(paragraph(text, "- ")).replace(NBSP, " ")
