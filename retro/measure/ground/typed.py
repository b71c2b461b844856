"""What a person wrote, counted: marked as typed wherever it stands."""

from collections.abc import Iterable
from datetime import date

from retro.measure.ground.definition import Answer, Missing
from retro.model.facts import Evidence, Item, Origin, Part


def typed(
    items: Iterable[Item], note: str = "", n: int | None = None, parts: tuple[Part, ...] = ()
) -> Answer:
    """Count what a person listed."""
    listed = tuple(items)
    return Answer(
        value=len(listed),
        n=n,
        parts=parts,
        evidence=Evidence(items=listed),
        note=note,
        origin=Origin.TYPED,
    )


def line(
    title: str, *, url: str = "", state: str = "", since: date | None = None, note: str = ""
) -> Item:
    """Return something that a person wrote as a line of a list."""
    return Item(ref="", project="", title=title, url=url, state=state, since=since, note=note)


def unwritten(what: str) -> Missing:
    """Say that a person has not written something."""
    return Missing(f"Nobody wrote it: cycle.yaml has no {what}.", unwritten=True)
