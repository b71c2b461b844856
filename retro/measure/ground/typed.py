"""What a person wrote, counted: marked as typed wherever it stands."""

from collections.abc import Iterable
from datetime import date

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing
from retro.model.facts import Evidence, Item, Part
from retro.model.origin import Origin
from retro.outline import words


def typed(
    items: Iterable[Item], note: str = "", n: int | None = None, parts: tuple[Part, ...] = ()
) -> Answer:
    """Count what a person listed."""
    listed = tuple(items)
    return Answer(
        value=len(listed),
        n=n,
        parts=parts,
        evidence=Evidence(items=listed, written=True),
        note=note,
        origin=Origin.TYPED,
    )


def line(
    title: str, *, url: str = "", state: str = "", since: date | None = None, note: str = ""
) -> Item:
    """Return something that a person wrote as a line of a list."""
    return Item(ref="", project="", title=title, url=url, state=state, since=since, note=note)


def unwritten(case: Case, key: str, what: str = "") -> Missing:
    """Say that a person has not written something, or that it was said later.

    Args:
        case: The case.
        key: The key of cycle.yaml.
        what: What it lacks, if not the key itself.
    """
    if key in case.later:
        return Missing(f"Nothing of it had been said by {words.day(case.as_of)}.")
    return Missing(f"Nobody wrote it: the team's notes have no {what or key}.", unwritten=True)
