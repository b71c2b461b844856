"""What prose may name, as one edition knows it: numbers at their moments, series, and gaps."""

from collections.abc import Iterable, Iterator, Mapping

from retro.content.marks import Claim, Slot
from retro.content.node import nearest
from retro.content.prose import Chapter
from retro.errors import ContentError
from retro.model.facts import Drawing, Fact, Gap, Report

Elsewhere = Mapping[tuple[str, str], Fact | Gap]
"""Values of numbers at moments of their own: (name, when) → fact or gap."""


def asked(chapters: Iterable[Chapter]) -> set[tuple[str, str]]:
    """Return the numbers that prose wants at a moment of their own: (name, when)."""
    return {pair for chapter in chapters for pair in _pairs(chapter) if pair[1]}


def _pairs(chapter: Chapter) -> Iterator[tuple[str, str]]:
    for mark in chapter.prose.marks:
        if isinstance(mark, Slot):
            yield mark.name, mark.when
        elif isinstance(mark, Claim):
            yield from ((point.name, point.when) for point in mark.comparison.points)


class Vocabulary:
    """The facts and series of a report, and what its prose asks at moments of its own."""

    def __init__(self, report: Report, elsewhere: Elsewhere) -> None:
        """Keep what may be named."""
        self.report = report
        self._elsewhere = elsewhere

    def fact(self, name: str, when: str, where: str) -> Fact | Gap:
        """Return a number or its gap.

        Raises:
            ContentError: There is no such number, or no such moment; the message says `where`.
        """
        facts = self.report.facts
        if name not in facts:
            raise _unknown("number", name, facts, where)
        if not when:
            return facts[name]
        if (name, when) not in self._elsewhere:
            hint = "name a milestone, an edition, a day such as 2016-01-25, or start"
            raise ContentError(f"{when} is no moment of this cycle", where=where, hint=hint)
        return self._elsewhere[name, when]

    def number(self, slot: Slot) -> Fact | Gap:
        """Return the number of a slot or its gap.

        Raises:
            ContentError: There is no such number, or no such moment.
        """
        return self.fact(slot.name, slot.when, slot.where)

    def series(self, name: str, where: str) -> Drawing | Gap:
        """Return a series or its gap.

        Raises:
            ContentError: There is no such series; the message says `where`.
        """
        if name not in self.report.series:
            raise _unknown("picture", name, self.report.series, where)
        return self.report.series[name]

    def meaning(self, slot: Slot) -> Fact | Drawing | Gap:
        """Return what a slot names; a table may be of a number or of a series.

        Raises:
            ContentError: There is nothing of that name, or not at that moment.
        """
        if slot.kind == "chart":
            return self.series(slot.name, slot.where)
        if slot.kind == "table" and slot.name not in self.report.facts:
            if slot.name not in self.report.series:
                names = (*self.report.facts, *self.report.series)
                raise _unknown("number or series", slot.name, names, slot.where)
            if slot.when:
                what = f"{slot.name} is a series, which has no moment"
                raise ContentError(what, where=slot.where, hint=f"write {{table {slot.name}}}")
            return self.series(slot.name, slot.where)
        return self.number(slot)


def _unknown(kind: str, name: str, names: Iterable[str], where: str) -> ContentError:
    return ContentError(f"no {kind} is named {name}", where=where, hint=nearest(name, names))
