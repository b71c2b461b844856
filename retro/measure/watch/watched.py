"""Watched work: what this team waits for in the projects of others."""

from collections.abc import Iterable, Sequence

from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Metric, Missing, metric
from retro.measure.ground.parts import by_name
from retro.model.change import Status
from retro.model.facts import Evidence, Item
from retro.model.team import Notes, Watch
from retro.model.watch import Watched
from retro.outline import words


def watched(notes: Notes) -> tuple[Metric, ...]:
    """Return a measure of each piece of watched work."""
    return tuple(_watched(one) for one in notes.watch or ())


def _watched(pointer: Watch) -> Metric:
    @metric(f"watch.{pointer.key}", pointer.title, unit="changes", beside=EVERY)
    def measure(case: Case) -> Answer | Missing:
        """Count the watched changes in other projects that were open at the moment.

        Watched are the changes that a query in the team's notes finds, whatever their project and
        branch.

        Returns:
            A whole number; the parts are what was opened, merged and abandoned inside the cycle;
            the note has the day on which anything last happened, and how many changes were
            touched since. Unit: changes.

        Source:
            Gerrit: the changes that the query under `watch` in the team's notes finds: when each
            was created, merged and last touched.

        Blind spots:
            The query finds what fits it on the day of collection. When a change was abandoned is
            not asked, only when it was last touched. So of one that was touched since the moment
            all that is known is whether it was merged by then; if it was not, it counts as open.
        """
        if not pointer.query:
            return Missing("The team's notes give no query for it.")
        if case.watched is None or pointer.title not in case.watched:
            return Missing("The watched work of other projects has not been collected.")
        return _answer(case, case.watched[pointer.title], pointer.query)

    return measure


def _answer(case: Case, records: Iterable[Watched], query: str) -> Answer:
    changes = sorted(records, key=lambda record: (record.created, record.number))
    waiting = [one for one in changes if one.status is Status.NEW]
    given_up = [one for one in changes if one.status is Status.ABANDONED]
    return Answer(
        value=len(waiting),
        parts=by_name(
            {
                "opened": sum(case.inside(one.created) for one in changes),
                "merged": sum(case.inside(one.merged) for one in changes if one.merged),
                "abandoned": sum(case.inside(one.updated) for one in given_up if one.updated),
            }
        ),
        evidence=Evidence(items=tuple(_item(case, one) for one in waiting), query=query),
        note=_moved(changes),
    )


def _item(case: Case, record: Watched) -> Item:
    return Item(
        ref=f"{record.project} {record.number}",
        project=record.project,
        title=f"Change {record.number}",
        url=f"{case.team.gerrit.server.rstrip('/')}/{record.number}",
        state="open",
        since=record.created.date(),
        note=f"last known to have moved on {words.day(record.moved.date())}",
    )


def _moved(changes: Sequence[Watched]) -> str:
    """Say when anything last happened, as far as that is known."""
    if not changes:
        return "The query found nothing."
    last = words.day(max(one.moved for one in changes).date())
    touched = sum(one.updated is None for one in changes)
    if not touched:
        return f"Last moved on {last}."
    return (
        f"Last known to have moved on {last}. Touched since: {words.counted(touched, 'changes')}; "
        "those that were not merged by then count as open."
    )
