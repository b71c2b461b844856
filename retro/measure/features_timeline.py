"""The way of the cycle's features, week by week."""

from collections.abc import Iterable
from datetime import date, datetime

from retro.measure.case import Case
from retro.measure.definition import Lines, Missing, chart
from retro.measure.features_list import origin, unknown_features
from retro.model import words
from retro.model.facts import Line
from retro.model.feature import Outcome
from retro.model.time import WEEK, start_of


@chart("features.timeline", "Features approved, landed and deferred, week by week")
def timeline(case: Case) -> Lines | Missing:
    """Count the features that were approved, landed, or deferred by the end of each week.

    Approved, landed and deferred as in features.approved, features.landed and features.deferred,
    each as of the moment: what was undone before it is not drawn. Weeks are Monday to Sunday,
    UTC; the first and the last may be cut by the cycle's start and the moment.

    Returns:
        Three whole numbers a week, which only grow; what landed and what was deferred are left
        out where that can't be known. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        Blueprints without a spec are missing where Launchpad keeps no day.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_features(case):
        return missing
    known = case.features
    assert known
    approved = [one.approved for one in known.taken_on if one.approved]
    landed = [one.since for one in known.of(Outcome.LANDED) if one.since]
    deferred = [one.since for one in known.of(Outcome.DEFERRED) if one.since]
    lines = [("approved", "opened", approved)]
    if known.settled:
        lines += [("landed", "merged", landed), ("deferred", "abandoned", deferred)]
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=tuple(
            Line(label=label, role=role, values=_growing(weeks, days))
            for label, role, days in lines
        ),
        sentence=f"By {words.day(case.as_of)}: {_said(lines)}.",
        origin=origin(case),
    )


def _growing(weeks: Iterable[date], days: list[datetime]) -> tuple[int, ...]:
    return tuple(sum(day < start_of(week + WEEK) for day in days) for week in weeks)


def _said(lines: Iterable[tuple[str, str, list[datetime]]]) -> str:
    return ", ".join(f"{words.number(len(days))} {label}" for label, _, days in lines)
