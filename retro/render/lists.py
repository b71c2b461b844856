"""The lists behind numbers as CSV: each is written once, and so is what an entry is called."""

from collections.abc import Iterable

from msgspec import Struct

from retro.model.facts import Fact, Gap, Item
from retro.outline.evidence import TITLES, items_of
from retro.render.numbers import path_behind
from retro.render.spreadsheet import sheet

HEADS = ("ref", "project", "title", "address", "state", "day", "note")
SHORT_HEADS = ("ref", "project", "state", "day", "note")

Titles = dict[tuple[str, str], tuple[str, str]]
"""Title and address, by number and project."""


class Lists(Struct, frozen=True, kw_only=True):
    """The files of all lists of an edition, and which of them holds the list behind a number.

    Attributes:
        files: By path; the titles and addresses of changes, bugs and specs are one of them.
        places: The path of a list, by the one that it would have if no other number had it too.
        short: Those whose entries are called in the file of titles.
    """

    files: dict[str, bytes]
    places: dict[str, str]
    short: frozenset[str]


NONE = Lists(files={}, places={}, short=frozenset())
"""What a page that travels alone has beside it."""


def lists(numbers: Iterable[tuple[Fact | Gap, str]]) -> Lists:
    """Write the lists behind numbers, each with the words by which prose asked when."""
    titles: Titles = {}
    first: dict[bytes, str] = {}
    places, short = {}, set()
    for fact, when in numbers:
        if items := items_of(fact):
            named = _named(items, titles)
            own = path_behind(fact, when, "csv")
            places[own] = first.setdefault(_short(items) if named else _whole(items), own)
            short.update([own] if named else [])
    files = {path: text for text, path in first.items()}
    if titles:
        files[TITLES] = sheet(HEADS[:4], ((*key, *titles[key]) for key in sorted(titles)))
    return Lists(files=files, places=places, short=frozenset(short))


def _named(items: Iterable[Item], titles: Titles) -> bool:
    """Note what entries are called; tell whether number and project are enough to find it."""
    return all(
        item.ref and titles.setdefault(_key(item), name := _name(item)) == name for item in items
    )


def _name(item: Item) -> tuple[str, str]:
    return item.title, item.url


def _key(item: Item) -> tuple[str, str]:
    """Return number and project; these have columns, so one does not stand before the other."""
    return item.ref.removeprefix(f"{item.project} "), item.project


def _short(items: Iterable[Item]) -> bytes:
    return sheet(SHORT_HEADS, ((*_key(one), one.state, one.since, one.note) for one in items))


def _whole(items: Iterable[Item]) -> bytes:
    rows = ((*_key(one), one.title, one.url, one.state, one.since, one.note) for one in items)
    return sheet(HEADS, rows)
