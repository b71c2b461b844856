"""What a blueprint tells about a cycle as of a moment, and what it tells without a day."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from retro.model.cycle import Cycle
from retro.model.feature import Outcome
from retro.outline import words
from retro.snapshot.launchpad import BlueprintInfo

_LATE = timedelta(weeks=4)
"""Blueprints are often set to Implemented some weeks after the release that has them."""

_FRESH = timedelta(days=2)
"""Between a moment and the collection: a state without a day is believed for so long."""

_ENDS = {"Obsolete": Outcome.OBSOLETE, "Superseded": Outcome.SUPERSEDED}

Series = Mapping[tuple[str, str], str]
"""The series of each milestone, by project and name."""


class Verdict(Struct, frozen=True, kw_only=True):
    """A blueprint's word on a feature; no outcome where it tells none for sure.

    `accepted` is an accepted goal for the cycle, `elsewhere` a goal for another one.
    """

    accepted: bool = False
    elsewhere: str = ""
    outcome: Outcome | None = None
    since: datetime | None = None
    says: str = ""


def verdict(
    blueprint: BlueprintInfo,
    cycle: Cycle,
    series: Series,
    *,
    moment: datetime,
    collected: datetime | None,
) -> Verdict:
    """Return what a blueprint tells of a cycle.

    Launchpad keeps no day of a goal or a state, except that of completion. So a goal is taken as
    it was when collected; a state without a day counts only where the collection is fresh.

    Args:
        blueprint: As collected.
        cycle: Whose goal it may have been.
        series: Where milestones belong.
        moment: A completion at or after it is not used.
        collected: When the blueprints were.
    """
    goal = cycle.name in blueprint.goals
    outcome, since, says = _outcome(blueprint, cycle, series, moment)
    fresh = collected is not None and collected - moment < _FRESH
    if outcome is None and fresh and goal and blueprint.implementation_status == "Deferred":
        outcome, says = Outcome.DEFERRED, f"blueprint {blueprint.name} was Deferred when collected"
    return Verdict(
        # A series lists blueprints whose goal is proposed, accepted or declined.
        accepted=goal and blueprint.has_accepted_goal is not False,
        elsewhere="" if goal else "".join(blueprint.goals[:1]),
        outcome=outcome,
        since=since,
        says=says,
    )


def _outcome(
    blueprint: BlueprintInfo, cycle: Cycle, series: Series, moment: datetime
) -> tuple[Outcome | None, datetime | None, str]:
    done = blueprint.date_completed
    if done is None or done >= moment:
        return None, None, ""
    # is_complete is also true for Obsolete and Superseded, and date_completed stamped for them.
    state, day = blueprint.definition_status, words.day(done.date())
    if state in _ENDS:
        return _ENDS[state], done, f"blueprint {blueprint.name} was {state} by {day}"
    why = _why(blueprint, cycle, series, done)
    if why and blueprint.implementation_status == "Implemented":
        says = f"blueprint {blueprint.name} was Implemented on {day}, {why}"
        return Outcome.LANDED, done, says
    return None, None, ""


def _why(blueprint: BlueprintInfo, cycle: Cycle, series: Series, done: datetime) -> str:
    """Say why a completed blueprint belongs to a cycle; nothing where it doesn't."""
    if done >= cycle.ends + _LATE:
        return ""
    if cycle.name in blueprint.goals:
        return f"its goal is {cycle.name}"
    if series.get((blueprint.project, blueprint.milestone)) == cycle.name:
        return f"its milestone is {blueprint.milestone}"
    elsewhere = blueprint.goals or blueprint.milestone
    return "" if elsewhere or not cycle.begins <= done < cycle.ends else "inside the cycle"
