"""Doubts: what a writer should hear of the words before others read them."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from retro.content.marks import Claim, Slot
from retro.content.prose import Chapter
from retro.content.verdict import Verdict, verdict, verdicts
from retro.content.vocabulary import Vocabulary
from retro.model.facts import Gap, Picture
from retro.outline.evidence import items_of, unshown
from retro.outline.words import UNKNOWN


class Doubt(Struct, frozen=True):
    """Something in the words that the record does not bear out: where, what, and what to do.

    What is `idle` may be right: a name that is meant for every cycle and that this one never met.
    """

    where: str
    what: str
    hint: str
    idle: bool = False


def doubts(chapters: Sequence[Chapter], vocabulary: Vocabulary) -> tuple[Doubt, ...]:
    """Return what an edition's words name and the record doesn't hold, in order.

    Raises:
        ContentError: The words name nothing that is known, or compare what can't be.
    """
    return tuple(doubt for chapter in chapters for doubt in _doubts(chapter, vocabulary))


def needless(editions: Iterable[tuple[Sequence[Chapter], Vocabulary]]) -> tuple[Doubt, ...]:
    """Return the answers to claims that hold in every edition."""
    answered: dict[Doubt, bool] = {}
    for chapters, vocabulary in editions:
        for chapter in chapters:
            for judged in verdicts(chapter, vocabulary):
                if judged.answer:
                    doubt = _answered(judged, chapter)
                    answered[doubt] = answered.get(doubt, True) and bool(judged.holds)
    return tuple(doubt for doubt, holds in answered.items() if holds)


def _answered(verdict: Verdict, chapter: Chapter) -> Doubt:
    assert verdict.answer, "only answers are looked at"
    where = f"{chapter.path}:{verdict.answer.line}"
    what = f"the answer to {verdict.comparison} is no longer needed: the claim holds"
    return Doubt(where, what, "delete the answer")


def _doubts(chapter: Chapter, vocabulary: Vocabulary) -> Iterator[Doubt]:
    for mark in chapter.prose.marks:
        doubt = None
        if isinstance(mark, Slot):
            doubt = _unknown(mark, vocabulary)
        elif isinstance(mark, Claim):
            doubt = _unborne(verdict(mark, mark.words(), chapter.answers, vocabulary))
        if doubt:
            yield doubt


def _unknown(slot: Slot, vocabulary: Vocabulary) -> Doubt | None:
    why = _lack(slot, vocabulary)
    if not why:
        return None
    lack = f"is {UNKNOWN}" if slot.kind == "fact" else f"makes no {slot.kind}"
    hint = "take it out, or collect what is missing"
    return Doubt(slot.where, f"{slot.name} {lack}: {why}", hint)


def _unborne(verdict: Verdict) -> Doubt | None:
    if verdict.holds is None:
        what = f"“{verdict.words}” can't be checked: {verdict.why}"
        return Doubt(verdict.where, what, "take the claim out, or collect what is missing")
    if verdict.holds or verdict.answer:
        return None
    what = f"“{verdict.words}” does not hold: measured {verdict.measured}"
    hint = f'change the words, or answer on top: answers: {{{verdict.comparison}: "…"}}'
    return Doubt(verdict.where, what, hint)


def _lack(slot: Slot, vocabulary: Vocabulary) -> str:
    """Say why there is nothing to show in a slot, or nothing if there is something."""
    meaning = vocabulary.meaning(slot)
    if isinstance(meaning, Picture):
        return ""
    if isinstance(meaning, Gap) and (slot.kind in ("fact", "chart") or not items_of(meaning)):
        return meaning.why.rstrip(".")
    return unshown(meaning, slot.kind).rstrip(".") if slot.kind in ("table", "list") else ""
