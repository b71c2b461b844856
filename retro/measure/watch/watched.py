"""Watched work: what this team waits for in the projects of others."""

from collections.abc import Iterable

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Metric, Missing, metric
from retro.measure.ground.parts import by_name
from retro.model.change import Status
from retro.model.facts import Evidence, Item
from retro.model.team import Notes, Pointer
from retro.model.watch import Watched
from retro.outline import words


def watched(notes: Notes) -> tuple[Metric, ...]:
    """Return a measure of each piece of watched work."""
    return tuple(_watched(one) for one in notes.watch or ())


def _watched(pointer: Pointer) -> Metric:
    @metric(f"watch.{pointer.key}", pointer.title, unit="changes")
    def measure(case: Case) -> Answer | Missing:
        """Count the watched changes in other projects that were open at the moment.

        Watched are the changes that a query in cycle.yaml finds, whatever their project and
        branch.

        Returns:
            A whole number; the parts are what was opened, merged and abandoned inside the cycle;
            the note has the day on which anything last happened. Unit: changes.

        Source:
            Gerrit: the changes that the query under `watch` in cycle.yaml finds: when each was
            created, merged and last touched.

        Blind spots:
            The query finds what fits it on the day of collection. When a change was abandoned is
            not asked: it counts as open until it was last touched. What last happened before an
            edition's moment is unknown where something happened after it.
        """
        if not pointer.query:
            return Missing("cycle.yaml gives no query for it.")
        if case.watched is None or pointer.title not in case.watched:
            return Missing("The watched work of other projects has not been collected.")
        known = [one for one in case.watched[pointer.title] if one.created < case.moment]
        return _answer(case, known, pointer.query)

    return measure


def _answer(case: Case, known: Iterable[Watched], query: str) -> Answer:
    changes = sorted(known, key=lambda one: (one.created, one.number))
    waiting = [one for one in changes if not one.closed_by(case.moment)]
    given_up = [one for one in changes if one.status is Status.ABANDONED]
    return Answer(
        value=len(waiting),
        parts=by_name(
            {
                "opened": sum(case.inside(one.created) for one in changes),
                "merged": sum(case.inside(one.merged) for one in changes if one.merged),
                "abandoned": sum(case.inside(one.updated) for one in given_up),
            }
        ),
        evidence=Evidence(items=tuple(_item(case, one) for one in waiting), query=query),
        note=_moved(case, changes),
    )


def _item(case: Case, one: Watched) -> Item:
    return Item(
        ref=f"{one.project} {one.number}",
        project=one.project,
        title=f"Change {one.number}",
        url=f"{case.team.gerrit.server.rstrip('/')}/{one.number}",
        state="open",
        since=one.created.date(),
        note=f"last known to have moved on {words.day(one.moved(case.moment).date())}",
    )


def _moved(case: Case, changes: Iterable[Watched]) -> str:
    last = max((one.moved(case.moment) for one in changes), default=None)
    return f"Last moved on {words.day(last.date())}." if last else "The query found nothing."
