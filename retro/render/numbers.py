"""Numbers as a page shows them: worded, marked, and linked to what is behind them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from retro.model import query
from retro.model.facts import Before, Definition, Evidence, Fact, Gap, Item
from retro.model.time import last_day_before
from retro.outline.evidence import evidence_path
from retro.outline.gaps import names
from retro.outline.key_numbers import beside
from retro.outline.words import NBSP, measured, portion, sample, value
from retro.render.cycle_before import MARKS, Earlier, earlier


class Number(Struct, frozen=True, kw_only=True):
    """A fact ready for a template; an address is empty where a page has nowhere to lead.

    What a person wrote about `items` stands beside them where the fact is `typed`; what was found
    out about them stands with the evidence alone.
    """

    name: str
    title: str
    value: str
    unit: str
    mark: str
    origin: str
    typed: bool
    definition: str
    source: str
    as_of: date
    sample: str
    parts: tuple[str, ...]
    items: tuple[Item, ...]
    note: str
    when: str
    href: str
    about: str
    outside: str
    earlier: Earlier | None


class Missing(Struct, frozen=True, kw_only=True):
    """A gap ready for a template: the reason stands where the number would."""

    name: str
    title: str
    why: str
    about: str
    href: str = ""


class Reference(Struct, frozen=True):
    """What a page refers to: files below `root`, or none when it travels alone; definitions.

    `folder` is the edition's, seen from the site's root; `before` is the cycle before its own.
    """

    root: str | None = ""
    definitions: dict[str, Definition] = {}
    folder: str = ""
    before: Before | None = None

    def to(self, path: str) -> str:
        """Return the address of a file of this edition, seen from the page."""
        return "" if self.root is None else f"{self.root}{path}"

    @property
    def past(self) -> tuple[Before | None, str | None, str]:
        """Return what a number of the cycle before is found by."""
        return self.before, self.root, self.folder

    def summary(self, definition: str) -> str:
        """Return what a definition says in short; one that has no name speaks for itself."""
        defined = self.definitions.get(definition)
        return defined.summary if defined else definition


def path_behind(fact: Fact | Gap, when: str = "", kind: str = "html") -> str:
    """Return the file behind a fact; if prose asked when, the day that this was names it."""
    day = last_day_before(fact.moment) if when and fact.moment else None
    return evidence_path(fact.name, day, kind)


@lru_cache(maxsize=4096)  # the same changes stand in many lists
def safe(address: str) -> str:
    """Return an address that a browser may follow, or nothing: http and https only."""
    return address if urlsplit(address).scheme in {"http", "https"} else ""


def query_address(server: str, asked: str) -> str:
    """Return the address that asks a Gerrit server a query today."""
    if safe(asked):
        return asked
    return query.address(server, asked) if safe(server) else ""


def shown(fact: Fact | Gap, reference: Reference, when: str = "") -> Number | Missing:
    """Word one fact or gap for a page."""
    if isinstance(fact, Gap):
        return absent(fact, reference, when)
    return numbered(fact, reference, when)


def absent(gap: Gap, reference: Reference, when: str = "") -> Missing:
    """Word a gap: the line that stands where a number or a picture would."""
    return Missing(
        name=gap.name,
        title=gap.title,
        why=gap.why.rstrip("."),
        about=reference.to(f"method.html#{gap.name}"),
        href=reference.to(path_behind(gap, when)) if gap.evidence else "",
    )


def together(why: str, gaps: Sequence[Gap], reference: Reference) -> Missing:
    """Word the gaps that share a reason as one line."""
    if len(gaps) == 1:
        return absent(gaps[0], reference)
    title = names(gaps)
    return Missing(
        name=gaps[0].name,
        title=title[:1].upper() + title[1:],
        why=why.rstrip("."),
        about=reference.to("method.html#unknown"),
    )


def numbered(fact: Fact, reference: Reference, when: str = "") -> Number:
    """Word a fact, as it stood at the edition's moment or at another that is named."""
    text, unit = _worded(fact)
    return Number(
        name=fact.name,
        title=fact.title,
        value=text,
        unit=unit,
        mark=MARKS[fact.origin],
        origin=fact.origin.value,
        typed=isinstance(fact.evidence, Evidence) and fact.evidence.written,
        definition=reference.summary(fact.definition),
        source=fact.source.rstrip("."),
        as_of=last_day_before(fact.moment),
        sample=sample(fact),
        parts=tuple(f"{part.label}: {portion(part, fact.unit)}" for part in fact.parts),
        items=beside(fact),
        note=fact.note,
        when=when,
        href=reference.to(path_behind(fact, when)),
        about=reference.to(f"method.html#{fact.name}"),
        outside=safe(fact.value) if isinstance(fact.value, str) else "",
        earlier=None if when else earlier(fact, *reference.past),
    )


def _worded(fact: Fact) -> tuple[str, str]:
    """Split a fact's wording into the figure and its unit, in the right number."""
    text = value(fact)
    if isinstance(fact.value, str) and safe(fact.value):
        return urlsplit(fact.value).netloc, ""
    if isinstance(fact.value, str | date):
        return text, ""
    return text, measured(fact).removeprefix(text).removeprefix(NBSP)
