"""Lists and tables that stand below a chapter's sentences."""

from typing import Literal

from msgspec import Struct

from retro.draft.sentence import Facts
from retro.model.facts import Fact, Item
from retro.outline.evidence import items_of
from retro.outline.key_numbers import ON_PAGE
from retro.outline.words import day, markdown


class Listing(Struct, frozen=True):
    """What is behind a number: its list, under a title in a letter, or a table of its parts."""

    name: str
    title: str = ""
    kind: Literal["list", "table"] = "list"

    def said(self, facts: Facts, longest: int) -> str:
        """Return the list in Markdown; nothing where it is empty, unknown, or too long."""
        items = _items(facts, self.name)
        if self.kind == "table" or not items or len(items) > longest:
            return ""
        return "\n".join((f"{self.title}:", "", *(f"- {_line(item)}" for item in items)))

    def slotted(self, facts: Facts) -> str:
        """Return the slot of the list or table; nothing for a list that a page shows itself."""
        if self.name in ON_PAGE or not _items(facts, self.name):
            return ""
        return f"{{{self.kind} {self.name}}}"


def _items(facts: Facts, name: str) -> tuple[Item, ...]:
    fact = facts.get(name)
    return items_of(fact) if isinstance(fact, Fact) else ()


def _line(item: Item) -> str:
    words = item.title, day(item.since) if item.since else "", item.state
    return ", ".join(markdown(word) for word in words if word)
