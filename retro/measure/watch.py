"""Watched work: what this team waits for in the projects of others."""

from collections.abc import Iterable
from datetime import datetime

from retro.measure.case import Case
from retro.measure.definition import Answer, Metric, Missing, metric
from retro.measure.evidence import item
from retro.model import words
from retro.model.change import Change, Kind, State
from retro.model.facts import Evidence, Item, Part
from retro.model.team import Notes, Pointer


def watched(notes: Notes) -> tuple[Metric, ...]:
    """Return a measure of each piece of watched work."""
    return tuple(_watched(one) for one in notes.watch or ())


def _watched(pointer: Pointer) -> Metric:
    @metric(f"watch.{pointer.key}", pointer.title)
    def measure(case: Case) -> Answer | Missing:
        """Count the watched changes in other projects that were open at the moment.

        Watched are the changes that a query in cycle.yaml finds, whatever their project and
        branch. Opened, merged and abandoned ones are counted inside the cycle.

        Returns:
            A whole number, with parts for what was opened, merged and abandoned; the note has the
            day on which anything last happened. Unit: changes.

        Source:
            Gerrit: the changes that the query under `watch` in cycle.yaml finds, their messages
            replayed up to the moment.

        Blind spots:
            The query finds what it finds on the day of collection: a change that no longer fits
            it is missed.
        """
        changes = case.watched.get(pointer.key)
        if changes is None:
            return Missing("The watched work of other projects has not been collected.")
        return _answer(case, changes, pointer.query)

    return measure


def _answer(case: Case, changes: tuple[Change, ...], query: str) -> Answer:
    states = ((change, change.at(case.moment)) for change in changes)
    open_ones = [(one, state) for one, state in states if state and state.open]
    counts = {
        "opened": sum(case.inside(change.created) for change in changes),
        "merged": _happened(case, changes, Kind.MERGE),
        "abandoned": _happened(case, changes, Kind.ABANDON),
    }
    return Answer(
        value=len(open_ones),
        parts=tuple(Part(label, number) for label, number in counts.items()),
        evidence=Evidence(items=tuple(_item(*one) for one in _oldest(open_ones)), query=query),
        note=_moved(changes),
    )


def _happened(case: Case, changes: Iterable[Change], kind: Kind) -> int:
    return sum(case.inside(event.at) for change in changes for event in change.happened(kind))


def _oldest(some: list[tuple[Change, State]]) -> list[tuple[Change, State]]:
    return sorted(some, key=lambda one: (one[0].created, one[0].number))


def _item(change: Change, state: State) -> Item:
    moved = words.day(state.since.date())
    return item(change, "open", change.created.date(), f"last moved on {moved}")


def _moved(changes: Iterable[Change]) -> str:
    last: datetime | None = max((c.events[-1].at for c in changes if c.events), default=None)
    return f"Last moved on {words.day(last.date())}." if last else "Nothing was found."
