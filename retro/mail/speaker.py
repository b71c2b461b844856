"""What words name, said in a mail; what is too long for a sentence becomes a note below them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from retro.content import Claim, Known, Slot, Verdict, place, slots, verdict
from retro.mail.plain import VERBATIM
from retro.mail.tables import listing, table
from retro.mail.worded import MARKS, worded
from retro.model.facts import Drawing, Fact, Gap, Picture
from retro.model.team import Chapter
from retro.outline.words import NBSP, visible


class Speaker:
    """Says the words of a chapter's slots and claims, and keeps notes for a place of their own."""

    def __init__(self, known: Known, chapter: Chapter) -> None:
        """Keep what may be named."""
        self.notes: list[str] = []
        self._known = known
        self._chapter = chapter

    def said(self, slot: Slot) -> str:
        """Return what stands in a slot's place."""
        told = self._known.told(slot, place(self._chapter, slot))
        if slot.kind == "table":
            return _verbatim(table(told, slot.when))
        if slot.kind == "chart":
            return _picture(told)
        assert not isinstance(told, Drawing), "a name without a kind is a number's"
        if slot.kind == "list":
            return _verbatim(listing(told, slot.when))
        return self._address(told) or worded(told)

    def judged(self, claim: Claim) -> str:
        """Return what follows the words of a claim."""
        where = place(self._chapter, claim)
        words = self._plain(claim)
        found = verdict(claim.comparison, self._known, words, where, self._chapter.answers)
        if found.holds is None:
            return f" (not checked, see{NBSP}[{self._note(_unchecked(found))}])"
        measured = f"measured: {_measured(found)}"
        if found.holds:
            return f" ({measured})"
        return f" ({measured}, see{NBSP}[{self._note(_otherwise(found))}])"

    def _plain(self, claim: Claim) -> str:
        """Return a claim's words as they read by themselves."""
        inner = self._chapter.text[claim.words_start : claim.words_end]
        out, end = "", 0
        for slot in slots(inner):
            fact = self._known.fact(slot.name, slot.when, place(self._chapter, claim))
            out, end = f"{out}{inner[end : slot.start]}{worded(fact)}", slot.end
        return " ".join(f"{out}{inner[end:]}".split())

    def _note(self, text: str) -> int:
        self.notes.append(text)
        return len(self.notes)

    def _address(self, fact: Fact | Gap) -> str:
        """Note an address, too long for a sentence; return what leads to it, or nothing."""
        told = fact.value if isinstance(fact, Fact) else None
        if not isinstance(told, str) or not urlsplit(told).netloc:
            return ""
        return f"{urlsplit(told).netloc}{NBSP}[{self._note(visible(told))}]"


def _measured(found: Verdict) -> str:
    """Say what was measured, and what it was held against if that is a number of the record."""
    assert isinstance(found.left, Fact), "what is not known is not measured"
    said = f"{found.measured}{MARKS[found.left.origin]}"
    return f"{said} against {worded(found.against)}" if found.against else said


def _otherwise(found: Verdict) -> str:
    told = f"measured: {_measured(found)}, {found.difference}"
    note = f"“{found.words}” claims {found.claimed}; {told}."
    return f"{found.answer.text}{NBSP}[t] ({note})" if found.answer else note


def _unchecked(found: Verdict) -> str:
    return f"“{found.words}” can't be checked: {found.why}."


def _verbatim(lines: Iterable[str]) -> str:
    return "\n".join(f"{VERBATIM}{line}" for line in lines)


def _picture(series: Fact | Drawing | Gap) -> str:
    if not isinstance(series, Picture):
        return f"[{series.title}: {worded(series)}]"
    return f"[Picture: {series.title}{MARKS[series.origin]}. {series.sentence}]"
