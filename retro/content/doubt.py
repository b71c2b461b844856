"""Doubts: what a writer should hear of the words before others read them."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct

from retro.content.claim import claims
from retro.content.known import Known, place
from retro.content.slot import Slot, slots
from retro.content.verdict import Verdict, verdicts
from retro.model.facts import Gap, Picture
from retro.model.team import Chapter
from retro.outline.evidence import items_of, unshown
from retro.outline.words import UNKNOWN


class Doubt(Struct, frozen=True):
    """Something in the words that the record does not bear out: where, what, and what to do."""

    where: str
    what: str
    hint: str


def doubts(chapters: Sequence[Chapter], known: Known) -> tuple[Doubt, ...]:
    """Return what an edition's words name and the record doesn't hold, in order.

    Raises:
        ContentError: The words name nothing that is known, or compare what can't be.
    """
    return tuple(doubt for chapter in chapters for doubt in _doubts(chapter, known))


def needless(editions: Iterable[tuple[Sequence[Chapter], Known]]) -> tuple[Doubt, ...]:
    """Return the answers to claims that hold in every edition."""
    answered: dict[Doubt, bool] = {}
    for chapters, known in editions:
        for chapter in chapters:
            for verdict in verdicts(chapter, known):
                if verdict.answer:
                    doubt = _answered(verdict, chapter)
                    answered[doubt] = answered.get(doubt, True) and bool(verdict.holds)
    return tuple(doubt for doubt, holds in answered.items() if holds)


def _answered(verdict: Verdict, chapter: Chapter) -> Doubt:
    assert verdict.answer, "only answers are looked at"
    where = f"{chapter.path}:{verdict.answer.line}"
    what = f"the answer to {verdict.comparison} is no longer needed: the claim holds"
    return Doubt(where, what, "delete the answer")


def _doubts(chapter: Chapter, known: Known) -> Iterator[Doubt]:
    lacking = ((slot.line, _unknown(slot, chapter, known)) for slot in slots(chapter.text))
    judged = zip(claims(chapter.text), verdicts(chapter, known), strict=True)
    claimed = ((claim.line, _unborne(verdict)) for claim, verdict in judged)
    for _, doubt in sorted((*lacking, *claimed), key=itemgetter(0)):
        if doubt:
            yield doubt


def _unknown(slot: Slot, chapter: Chapter, known: Known) -> Doubt | None:
    where = place(chapter, slot)
    why = _lack(slot, known, where)
    if not why:
        return None
    lack = f"is {UNKNOWN}" if slot.kind == "fact" else f"makes no {slot.kind}"
    return Doubt(where, f"{slot.name} {lack}: {why}", "take it out, or collect what is missing")


def _unborne(verdict: Verdict) -> Doubt | None:
    if verdict.holds is None:
        what = f"“{verdict.words}” can't be checked: {verdict.why}"
        return Doubt(verdict.where, what, "take the claim out, or collect what is missing")
    if verdict.holds or verdict.answer:
        return None
    what = f"“{verdict.words}” does not hold: measured {verdict.measured}"
    hint = f'change the words, or answer on top: answers: {{{verdict.comparison}: "…"}}'
    return Doubt(verdict.where, what, hint)


def _lack(slot: Slot, known: Known, where: str) -> str:
    """Say why there is nothing to show in a slot, or nothing if there is something."""
    told = known.told(slot, where)
    if isinstance(told, Picture):
        return ""
    if isinstance(told, Gap) and (slot.kind in ("fact", "chart") or not items_of(told)):
        return told.why.rstrip(".")
    return unshown(told, slot.kind).rstrip(".") if slot.kind in ("table", "list") else ""
