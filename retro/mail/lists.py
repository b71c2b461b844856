"""The short lists of a letter, each of which stands once."""

from collections.abc import Iterable

from retro.content import Chapter, Slot
from retro.mail.notes import Notes
from retro.mail.tables import item
from retro.mail.values import MARKS
from retro.model.facts import Fact, Item, Report
from retro.outline.chapters import Outline
from retro.outline.key_numbers import short_list
from retro.outline.words import NBSP

_WIDER = {"features.deferred": "features.will_not_make_it"}
"""Lists that may have nothing that another one has not."""


class Lists:
    """Knows which lists the writer set into the words."""

    def __init__(self, report: Report, chapters: Iterable[Chapter]) -> None:
        """Look through the words of all chapters."""
        slots = (slot for chapter in chapters for slot in chapter.prose.slots)
        self._report = report
        self._set = {slot.name for slot in slots if _is_list(report, slot)}

    def of(self, outline: Outline, notes: Notes) -> list[str]:
        """Return the lists of a chapter that stand nowhere else in the letter."""
        facts = (self._report.facts[name] for name in outline.pick(self._report.facts))
        own = (fact for fact in facts if isinstance(fact, Fact) and outline.owns(fact.name))
        return [_list(fact, notes) for fact in own if self._stands(fact)]

    def _stands(self, fact: Fact) -> bool:
        items = short_list(fact)
        return bool(items) and fact.name not in self._set and not self._told_by_wider(fact, items)

    def _told_by_wider(self, fact: Fact, items: tuple[Item, ...]) -> bool:
        wider = self._report.facts.get(_WIDER.get(fact.name, ""))
        if not isinstance(wider, Fact):
            return False
        return {one.title for one in items} <= {one.title for one in short_list(wider)}


def _is_list(report: Report, slot: Slot) -> bool:
    """Tell whether a slot shows a whole list as of the edition's day."""
    fact = report.facts.get(slot.name)
    parts = fact.parts if isinstance(fact, Fact) else ()
    return not slot.when and (slot.kind == "list" or (slot.kind == "table" and not parts))


def _list(fact: Fact, notes: Notes) -> str:
    title = f"{fact.title}{MARKS[fact.origin]}:".replace(NBSP, " ")
    return "\n".join([title, *(line for thing in short_list(fact) for line in item(thing, notes))])
