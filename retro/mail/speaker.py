"""The values that words name in a mail: each marked, an address kept for a line of its own."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from retro.content import Slot
from retro.content.node import nearest
from retro.errors import ContentError
from retro.model.facts import Fact, Gap, Origin, Report, Series
from retro.model.team import Chapter
from retro.model.words import NBSP, counted, value, visible

T = TypeVar("T")

Asked = Mapping[tuple[str, str], Fact | Gap]
"""Values of numbers at moments of their own: (name, moment) → fact or gap."""

MARKS = {
    Origin.MEASURED: "",
    Origin.SIMULATED: f"{NBSP}[s]",
    Origin.TYPED: f"{NBSP}[t]",
    Origin.ASSUMED: f"{NBSP}[a]",
}


def worded(fact: Fact | Gap, *, with_unit: bool = False) -> str:
    """Say a value with its mark, or why there is none."""
    if isinstance(fact, Gap):
        return f"not known ({fact.why})"
    said = value(fact)
    if with_unit and isinstance(fact.value, int | float):
        said = counted(fact.value, fact.unit)
    return f"{visible(said)}{MARKS[fact.origin]}"


class Speaker:
    """Says the words of a chapter's slots, and keeps addresses for a place of their own."""

    def __init__(self, report: Report, chapter: Chapter, asked: Asked) -> None:
        """Keep what slots may name."""
        self.addresses: list[str] = []
        self._report = report
        self._chapter = chapter
        self._asked = asked

    def said(self, slot: Slot) -> str:
        """Return what stands in a slot's place."""
        where = f"{self._chapter.path}:{self._chapter.line + slot.line - 1}"
        if slot.kind == "chart":
            return _picture(_known(self._report.series, slot.name, where))
        fact = _known(self._report.facts, slot.name, where)
        if slot.moment:
            if (slot.name, slot.moment) not in self._asked:
                raise ContentError(f"{slot.moment} is no moment of this cycle", where=where)
            fact = self._asked[slot.name, slot.moment]
        return self._address(fact) or worded(fact)

    def _address(self, fact: Fact | Gap) -> str:
        """Note an address, too long for a sentence; return what leads to it, or nothing."""
        told = fact.value if isinstance(fact, Fact) else None
        if not isinstance(told, str) or not urlsplit(told).netloc:
            return ""
        self.addresses.append(visible(told))
        return f"{urlsplit(told).netloc}{NBSP}[{len(self.addresses)}]"


def _known(known: Mapping[str, T], name: str, where: str) -> T:
    if name not in known:
        raise ContentError(f"nothing is named {name}", where=where, hint=nearest(name, known))
    return known[name]


def _picture(series: Series | Gap) -> str:
    if isinstance(series, Gap):
        return f"[{series.title}: not known ({series.why})]"
    return f"[Picture: {series.title}{MARKS[series.origin]}. {series.sentence}]"
