"""Footnotes of a letter: numbered through it, and told at the end of their chapter.

An address is told whole up to a length that a reader still takes in; a longer one, which is a
query, is left to the page, or to its own name and host.
"""

import re
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from retro.mail.plain import Lines, paragraph
from retro.outline.words import NBSP, visible

LONGEST = 200
"""An address of more letters is no reading."""

_LONG = re.compile(rf"https?://[^\s<>()\[\]]{{{LONGEST},}}")
_PART = re.compile(r"[a-z]{2,20}")
_PARTS = {"q": "query", "c": "change"}
"""What Gerrit's short folders hold."""


class Page(Struct, frozen=True, kw_only=True):
    """Where a letter's reader finds the page: its address, or that it is attached, or nothing."""

    address: str = ""
    attached: bool = False

    @property
    def there(self) -> str:
        """Say where what a letter has no room for stands; nothing where there is no page."""
        return "on the attached page" if self.attached else "on the page" if self.address else ""


class Notes:
    """Collects the notes of a chapter."""

    def __init__(self, page: Page) -> None:
        """Begin a letter, whose page tells what is too long for it."""
        self.page = page
        self._told = 0
        self._notes: dict[str, int] = {}

    def add(self, text: str) -> str:
        """Note a text; return what leads to it. The same text of a chapter is one note."""
        if text not in self._notes:
            self._told += 1
            self._notes[text] = self._told
        return f"{NBSP}[{self._notes[text]}]"

    def link(self, address: str, anchor: str = "") -> str:
        """Note an address; return what leads to it, or nothing where it leads nowhere.

        Args:
            address: Whole, or seen from the page.
            anchor: Where on the page it stands too.
        """
        whole = urljoin(self.page.address, visible(address))
        if not urlsplit(whole).netloc:
            return ""
        if len(whole) <= LONGEST:
            return self.add(whole)
        if self.page.address:
            return self.add(f"{self.page.address}{anchor}")
        return self.add(f"{named(whole)}, {self.page.there or 'on the page'}")

    def without_queries(self, text: str, anchor: str = "") -> str:
        """Return a text whose long addresses are noted."""

        def short(found: re.Match[str]) -> str:
            return f"{named(found[0])}{self.link(found[0], anchor)}".replace(NBSP, " ")

        return _LONG.sub(short, text)

    def lines(self) -> Lines:
        """Return the notes since the last time, and begin anew."""
        told = [line for text, n in self._notes.items() for line in paragraph(text, f"[{n}] ")]
        self._notes = {}
        return [line.replace(NBSP, " ") for line in told]


def named(address: str) -> str:
    """Say what an address leads to by its folder and its host: dashboard on review.opendev.org."""
    parts = urlsplit(address)
    first = next(filter(None, f"{parts.path}/{parts.fragment}".split("/")), "").partition("?")[0]
    word = _PARTS.get(first, first)
    return f"{word} on {parts.netloc}" if _PART.fullmatch(word) else f"a page of {parts.netloc}"
