"""What stands behind each number: one page a number, without owners and without votes."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from retro.model.facts import Evidence, Fact, Gap, Item, Report
from retro.outline.evidence import TITLES, items_of, unlisted
from retro.outline.words import counted
from retro.render.lists import NONE, Lists
from retro.render.numbers import Missing, Number, Reference, path_behind, query_address, shown

BATCH = 100


class Proof(Struct, frozen=True, kw_only=True):
    """What stands behind a number, or behind a gap of too few things, ready for a template.

    `bare` lists are of a person's own words, or of days: they have no numbers and projects.
    `csv` is the way to the whole list as a file, empty where there is no list; it may be that of
    another number with the same list. `titles` is the way to the titles and addresses that the
    file leaves out. A page shows the first batch alone.
    """

    number: Number | Missing
    said: str
    bare: bool
    states: bool
    days: bool
    batches: tuple["Batch", ...]
    csv: str
    titles: str
    query: str
    query_href: str


class Batch(Struct, frozen=True):
    """Some of the things behind a number: the first ones stand open, the others folded."""

    first: int
    last: int
    items: tuple[Item, ...]


def proof(
    report: Report,
    fact: Fact | Gap,
    when: str,
    reference: Reference,
    first: int = BATCH,
    files: Lists = NONE,
) -> Proof:
    """Prepare the evidence of one number; so many of its first entries are to stand open."""
    own = path_behind(fact, when, "csv")
    query = fact.evidence.query if isinstance(fact.evidence, Evidence) else ""
    items = items_of(fact)
    return Proof(
        number=shown(fact, reference, when),
        said=_said(fact),
        bare=_bare(items),
        states=any(item.state for item in items),
        days=any(item.since for item in items),
        batches=tuple(_batches(items, first)),
        csv=reference.to(files.places[own]) if own in files.places else "",
        titles=reference.to(TITLES) if own in files.short else "",
        query=query,
        query_href=query_address(_server(report), query) if query else "",
    )


def _bare(items: tuple[Item, ...]) -> bool:
    return not any(item.ref or item.project for item in items)


def _said(fact: Fact | Gap) -> str:
    """Say what the list is, or why there is none."""
    items = items_of(fact)
    return unlisted(fact) or f"{counted(len(items), 'entries')}{_kind(fact, items)}"


def _kind(fact: Fact | Gap, items: tuple[Item, ...]) -> str:
    """Say what kind of list it is."""
    if isinstance(fact.evidence, Evidence) and fact.evidence.written:
        return ", as a person wrote them down."
    if _bare(items):
        return "."
    return (
        ", without owners and without votes. State and day are those of the moment above; "
        "the server shows today's."
    )


def _batches(items: tuple[Item, ...], first: int) -> Iterator[Batch]:
    starts = (0, *range(first, len(items), BATCH)) if items else ()
    for start, end in pairwise((*starts, len(items))):
        yield Batch(first=start + 1, last=end, items=items[start:end])


def _server(report: Report) -> str:
    gerrit = (c.server for c in report.collections if c.name.startswith("gerrit"))
    return next(gerrit, "")
