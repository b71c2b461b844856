"""The chapters of a retrospective, put together from prose, numbers and pictures."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TypeGuard

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from retro.content import Chapter
from retro.model.facts import Fact, Gap, Picture, Report
from retro.outline.chapters import CHAPTERS, SUMMARY, Outline
from retro.outline.gaps import by_reason, silence
from retro.outline.key_numbers import key_facts
from retro.outline.strands import THREADS
from retro.outline.words import counted, listed
from retro.render.endings import Column, endings
from retro.render.figures import Figure
from retro.render.filling import Filling
from retro.render.numbers import Missing, Number, shown, together
from retro.render.prose import prose
from retro.render.threads import Threads, threads

LEDGER = 7
"""So many numbers stand beside a chapter; the rest is folded below them."""


class Section(Struct, frozen=True, kw_only=True):
    """One chapter ready for a template. `empty` says why there is nothing in it.

    `prefix` begins the names of its own numbers, whose anchors they are. `more` are the numbers
    that are folded away, so that a chapter's column ends with its words.
    """

    key: str
    prefix: str
    title: str
    prose: Markup
    numbers: tuple[Number | Missing, ...]
    more: tuple[Number | Missing, ...]
    endings: tuple[Column, ...]
    threads: Threads | None
    lead: Figure | Missing | None
    gallery: tuple[Figure | Missing, ...]
    empty: str

    @property
    def folded(self) -> str:
        """Say how many numbers are folded away, and how many of them are not known."""
        gaps = sum(isinstance(one, Missing) for one in self.more)
        known = counted(len(self.more) - gaps, "more numbers") if gaps < len(self.more) else ""
        return listed([*filter(None, (known, counted(gaps, "gaps") if gaps else ""))])


def sections(chapters: Sequence[Chapter], filling: Filling) -> tuple[Section, ...]:
    """Return every chapter in the order of reading, those that people added last."""
    words = {chapter.key: chapter for chapter in chapters}
    known = {outline.key for outline in CHAPTERS}
    added = (
        Outline(key=chapter.key, title=chapter.title, source="")
        for chapter in chapters
        if chapter.key not in known
    )
    return tuple(_section(o, words.get(o.key), filling) for o in (*CHAPTERS, *added))


def _section(outline: Outline, chapter: Chapter | None, filling: Filling) -> Section:
    words = prose(chapter, filling) if chapter else Markup()
    unsaid = "" if words or outline is SUMMARY else _silence(outline, filling.report)
    left = threads(outline, filling)
    numbers = () if unsaid else tuple(_numbers(outline, filling, {THREADS} if left else set()))
    names = () if unsaid else tuple(_unplaced(outline, filling))
    lead = () if words else names[:1]
    return Section(
        key=outline.key,
        prefix=outline.prefix,
        title=chapter.title if chapter and chapter.title else outline.title,
        prose=words,
        numbers=numbers[:LEDGER],
        more=numbers[LEDGER:],
        endings=endings(outline, filling),
        threads=left,
        lead=filling.picture(names[0]) if lead else None,
        gallery=tuple(filling.picture(name, small=True) for name in names[len(lead) :]),
        empty=unsaid,
    )


def _numbers(outline: Outline, filling: Filling, told: Set[str]) -> Iterator[Number | Missing]:
    """Word a chapter's numbers but those told elsewhere, then what is not known, by reason."""
    facts, reference = filling.report.facts, filling.reference
    if outline is SUMMARY:
        yield from (shown(facts[name], reference) for name in key_facts(facts))
        return
    answers = [facts[name] for name in outline.pick(facts) if name not in told]
    yield from _noted(shown(answer, reference) for answer in answers if not _silent(answer))
    for why, gaps in by_reason(filter(_silent, answers)).items():
        yield together(why, gaps, reference)


def _noted(numbers: Iterable[Number | Missing]) -> Iterator[Number | Missing]:
    """Leave out notes that an earlier number had."""
    said = {""}
    for number in numbers:
        if isinstance(number, Missing):
            yield number
            continue
        yield replace(number, note="") if number.note in said else number
        said.add(number.note)


def _silent(answer: Fact | Picture | Gap) -> TypeGuard[Gap]:
    """Tell whether there is nothing to open behind a gap."""
    return isinstance(answer, Gap) and not answer.evidence


def _unplaced(outline: Outline, filling: Filling) -> Iterator[str]:
    series = filling.report.series
    there = (name for name in outline.pick(series) if not _moot(series[name]))
    return (name for name in there if name not in filling.placed)


def _moot(answer: Picture | Gap) -> bool:
    return isinstance(answer, Gap) and answer.moot


def _silence(outline: Outline, report: Report) -> str:
    """Say why there is nothing to show in a chapter, or nothing if there is something."""
    facts = (report.facts[name] for name in outline.pick(report.facts))
    series = (report.series[name] for name in outline.pick(report.series))
    answers = (*facts, *series)
    gaps = list(filter(_silent, answers))
    if len(gaps) < len(answers):
        return ""
    if gaps:  # a picture lacks what its chapter's numbers lack
        return silence([gap for gap in gaps if gap.name in report.facts] or gaps)
    if outline.source:
        return f"Not collected for this cycle: {outline.source}."
    return "Nobody has written this chapter."
