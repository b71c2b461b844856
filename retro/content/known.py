"""What prose may name, as one edition knows it: numbers at their moments, series, and gaps."""

from collections.abc import Iterable, Iterator, Mapping

from retro.content.claim import Claim, claims
from retro.content.node import nearest
from retro.content.slot import Slot, slots
from retro.errors import ContentError
from retro.model.facts import Drawing, Fact, Gap, Report
from retro.model.team import Chapter

Elsewhere = Mapping[tuple[str, str], Fact | Gap]
"""Values of numbers at moments of their own: (name, when) → fact or gap."""


def asked(chapters: Iterable[Chapter]) -> set[tuple[str, str]]:
    """Return the numbers that prose wants at a moment of their own: (name, when)."""
    return {pair for chapter in chapters for pair in _asked(chapter.text) if pair[1]}


def _asked(text: str) -> Iterator[tuple[str, str]]:
    yield from ((slot.name, slot.when) for slot in slots(text))
    for claim in claims(text):
        yield from ((point.name, point.when) for point in claim.comparison.points)


def place(chapter: Chapter, found: Slot | Claim) -> str:
    """Return where a slot or a claim stands, for messages: file and line."""
    return f"{chapter.path}:{chapter.line + found.line - 1}"


class Known:
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

    def series(self, name: str, where: str) -> Drawing | Gap:
        """Return a series or its gap.

        Raises:
            ContentError: There is no such series; the message says `where`.
        """
        if name not in self.report.series:
            raise _unknown("picture", name, self.report.series, where)
        return self.report.series[name]

    def told(self, slot: Slot, where: str) -> Fact | Drawing | Gap:
        """Return what a slot names; a table may be of a number or of a series.

        Raises:
            ContentError: There is nothing of that name, or not at that moment.
        """
        if slot.kind == "chart":
            return self.series(slot.name, where)
        if slot.kind == "table" and slot.name not in self.report.facts:
            if slot.name not in self.report.series:
                names = (*self.report.facts, *self.report.series)
                raise _unknown("number or series", slot.name, names, where)
            if slot.when:
                what = f"{slot.name} is a series, which has no moment"
                raise ContentError(what, where=where, hint=f"write {{table {slot.name}}}")
            return self.series(slot.name, where)
        return self.fact(slot.name, slot.when, where)


def _unknown(kind: str, name: str, known: Iterable[str], where: str) -> ContentError:
    return ContentError(f"no {kind} is named {name}", where=where, hint=nearest(name, known))
