"""What stands in the slots of one chapter's mail, and what its claims are worth.

What is too long for a sentence becomes a note at the end of the chapter.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from retro.content import Answer, Claim, Link, Slot, Verdict, Vocabulary, verdict
from retro.mail.notes import Notes
from retro.mail.plain import Lines, paragraph
from retro.mail.tables import listing, table
from retro.mail.values import MARKS, worded
from retro.model.facts import Drawing, Fact, Gap, Picture
from retro.outline.words import visible


class Filling:
    """Fills the slots and claims of a chapter, and keeps notes for a place of their own."""

    def __init__(
        self, vocabulary: Vocabulary, answers: Mapping[str, Answer], notes: Notes, anchor: str
    ) -> None:
        """Keep what may be named, what the chapter answers, and where it stands on the page."""
        self._vocabulary = vocabulary
        self._answers = answers
        self._notes = notes
        self._anchor = anchor

    def number(self, slot: Slot) -> str:
        """Return a number with its mark; see `plain.Filler`."""
        fact = self._vocabulary.number(slot)
        return self._address(fact) or worded(fact)

    def block(self, slot: Slot) -> Lines:
        """Return a picture in a sentence, a table or a list; see `plain.Filler`."""
        meaning = self._vocabulary.meaning(slot)
        if slot.kind == "chart":
            return paragraph(_picture(meaning))
        if slot.kind == "table":
            return [*table(meaning, slot.when, self._notes)]
        assert not isinstance(meaning, Drawing), "a list is of a number"
        return [*listing(meaning, slot.when, self._notes)]

    def judged(self, claim: Claim) -> str:
        """Return what was measured, or leads to a note that says so; see `plain.Filler`."""
        words = claim.words(lambda slot: worded(self._vocabulary.number(slot)))
        held = verdict(claim, words, self._answers, self._vocabulary)
        if held.holds is None:
            return f" (not checked, see{self._notes.add(_unchecked(held))})"
        measured = f"measured: {_measured(held)}"
        if held.holds:
            return f" ({measured})"
        return f" ({measured}, see{self._notes.add(_otherwise(held))})"

    def linked(self, link: Link) -> str:
        """Return what leads to the note of an address; see `plain.Filler`."""
        return self._notes.link(link.address, self._anchor)

    def _address(self, fact: Fact | Gap) -> str:
        """Note an address, too long for a sentence; return what leads to it, or nothing."""
        address = fact.value if isinstance(fact, Fact) else None
        if not isinstance(address, str) or not urlsplit(address).netloc:
            return ""
        return f"{urlsplit(address).netloc}{self._notes.link(visible(address), self._anchor)}"


def _measured(held: Verdict) -> str:
    """Say what was measured, and what it was held against if that is a number of the record."""
    assert isinstance(held.left, Fact), "what is not known is not measured"
    said = f"{held.measured}{MARKS[held.left.origin]}"
    return f"{said} against {worded(held.against)}" if held.against else said


def _otherwise(held: Verdict) -> str:
    measured = f"measured: {_measured(held)}, {held.difference}"
    note = f"“{held.words}” claims {held.claimed}; {measured}."
    return f"{held.answer.text} [t] ({note})" if held.answer else note


def _unchecked(held: Verdict) -> str:
    return f"“{held.words}” can't be checked: {held.why}."


def _picture(series: Fact | Drawing | Gap) -> str:
    if not isinstance(series, Picture):
        return f"[{series.title}: {worded(series)}]"
    return f"[Picture: {series.title}{MARKS[series.origin]}. {series.sentence}]"
