"""What stands behind each number: one page a number, without owners and without votes."""

from collections.abc import Iterator

from msgspec import Struct

from retro.model.facts import Evidence, Fact, Gap, Item, Report, Withheld
from retro.render.numbers import Missing, Number, Reference, query_address, shown

BATCH = 100


class Proof(Struct, frozen=True, kw_only=True):
    """What stands behind a number, or behind a gap of too few things, ready for a template."""

    number: Number | Missing
    withheld: Withheld | None
    batches: tuple["Batch", ...]
    total: int
    query: str
    query_href: str

    @property
    def bare(self) -> bool:
        """Tell whether the list is a person's own, without numbers and projects."""
        return not any(item.ref or item.project for batch in self.batches for item in batch.items)


class Batch(Struct, frozen=True):
    """Some of the things behind a number: the first ones stand open, the others folded."""

    first: int
    last: int
    items: tuple[Item, ...]


def proof(report: Report, fact: Fact | Gap, moment: str, reference: Reference) -> Proof:
    """Prepare the evidence of one number."""
    listed = fact.evidence if isinstance(fact.evidence, Evidence) else Evidence(items=())
    return Proof(
        number=shown(fact, reference, moment),
        withheld=fact.evidence if isinstance(fact.evidence, Withheld) else None,
        batches=tuple(_batches(listed.items)),
        total=len(listed.items),
        query=listed.query,
        query_href=query_address(_server(report), listed.query) if listed.query else "",
    )


def _batches(items: tuple[Item, ...]) -> Iterator[Batch]:
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        yield Batch(first=start + 1, last=start + len(batch), items=batch)


def _server(report: Report) -> str:
    gerrit = (c.server for c in report.collections if c.name.startswith("gerrit"))
    return next(gerrit, "")
