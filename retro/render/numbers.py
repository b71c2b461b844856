"""Numbers as a page shows them: worded, marked, and linked to what is behind them."""

import re
from datetime import date
from urllib.parse import quote, urlsplit

from msgspec import Struct

from retro.model.facts import Evidence, Fact, Gap, Item, Origin
from retro.model.outline import LISTED
from retro.model.time import last_day_before
from retro.model.words import NBSP, counted, value

MARKS = {Origin.MEASURED: "", Origin.SIMULATED: "†", Origin.TYPED: "‡", Origin.ASSUMED: "*"}
"""The printer's old signs: they are in every font and read without colour."""

LIST_LIMIT = 12


class Number(Struct, frozen=True, kw_only=True):
    """A fact ready for a template; an address is empty where a page has nowhere to lead."""

    name: str
    title: str
    value: str
    unit: str
    mark: str
    origin: str
    definition: str
    source: str
    as_of: date
    n: int | None
    parts: tuple[str, ...]
    items: tuple[Item, ...]
    note: str
    moment: str
    href: str
    about: str
    outside: str


class Missing(Struct, frozen=True, kw_only=True):
    """A gap ready for a template: the reason stands where the number would."""

    name: str
    title: str
    why: str
    about: str
    href: str = ""


class Links(Struct, frozen=True):
    """Where a page's links lead: from `root`, or nowhere when a page travels alone."""

    root: str | None = ""

    def to(self, path: str) -> str:
        """Return the address of a file of this edition, seen from the page."""
        return "" if self.root is None else f"{self.root}{path}"


def evidence_path(name: str, moment: str = "") -> str:
    """Return the file that holds what is behind a number, at the edition's moment or another."""
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", moment)
    return f"evidence/{name}--{slug}.html" if moment else f"evidence/{name}.html"


def safe(address: str) -> str:
    """Return an address that a browser may follow, or nothing: http and https only."""
    return address if urlsplit(address).scheme in {"http", "https"} else ""


def query_address(server: str, query: str) -> str:
    """Return the address that asks a Gerrit server a query today."""
    if safe(query):
        return query
    return f"{server.rstrip('/')}/q/{quote(query, safe='')}" if safe(server) else ""


def shown(fact: Fact | Gap, links: Links, moment: str = "") -> Number | Missing:
    """Word one fact or gap for a page."""
    if isinstance(fact, Gap):
        return absent(fact, links, moment)
    return numbered(fact, links, moment)


def absent(gap: Gap, links: Links, moment: str = "") -> Missing:
    """Word a gap: the line that stands where a number or a picture would."""
    return Missing(
        name=gap.name,
        title=gap.title,
        why=gap.why,
        about=links.to(f"method.html#{gap.name}"),
        href=links.to(evidence_path(gap.name, moment)) if gap.evidence else "",
    )


def numbered(fact: Fact, links: Links, moment: str = "") -> Number:
    """Word a fact, as it stood at the edition's moment or at another that is named."""
    text, unit = _worded(fact)
    return Number(
        name=fact.name,
        title=fact.title,
        value=text,
        unit=unit,
        mark=MARKS[fact.origin],
        origin=fact.origin.value,
        definition=fact.definition,
        source=fact.source,
        as_of=last_day_before(fact.as_of),
        n=fact.n,
        parts=tuple(
            f"{counted(part.value, _bare(fact.unit))} {part.label}" for part in fact.parts
        ),
        items=_items(fact),
        note=fact.note,
        moment=moment,
        href=links.to(evidence_path(fact.name, moment)),
        about=links.to(f"method.html#{fact.name}"),
        outside=safe(fact.value) if isinstance(fact.value, str) else "",
    )


def _bare(unit: str) -> str:
    return "share" if unit == "share" else ""


def _worded(fact: Fact) -> tuple[str, str]:
    """Split a fact's wording into the figure and its unit, in the right number."""
    text = value(fact)
    if isinstance(fact.value, str) and safe(fact.value):
        return urlsplit(fact.value).netloc, ""
    if isinstance(fact.value, str | date):
        return text, ""
    return text, counted(fact.value, fact.unit).removeprefix(text).removeprefix(NBSP)


def _items(fact: Fact) -> tuple[Item, ...]:
    if fact.name not in LISTED or not isinstance(fact.evidence, Evidence):
        return ()
    items = fact.evidence.items
    return items if len(items) <= LIST_LIMIT else ()
