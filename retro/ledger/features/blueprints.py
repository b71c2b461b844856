"""What a blueprint tells about a cycle as of a moment, and what it tells without a day."""

from collections.abc import Mapping, Sequence
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


Told = tuple[Outcome | None, datetime | None, str]
"""An outcome, its day, and how it is known in words."""


class Verdict(Struct, frozen=True, kw_only=True):
    """A blueprint's word on a feature; no outcome where it tells none for sure.

    `accepted` is an accepted goal for the cycle, `elsewhere` a goal for another one. `speaks`
    tells that Launchpad has it for this cycle, by goal, milestone or day: then it is open as long
    as it is not complete.
    """

    accepted: bool = False
    speaks: bool = False
    elsewhere: str = ""
    outcome: Outcome | None = None
    since: datetime | None = None
    says: str = ""


def verdict(
    blueprint: BlueprintInfo,
    cycle: Cycle,
    cycles: Sequence[Cycle],
    own: Sequence[Cycle],
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
        cycles: The calendar, oldest first.
        own: The team's own cycles, of which one comes before any other on the same day.
        series: Where milestones belong.
        moment: A completion at or after it is not used.
        collected: When the blueprints were.
    """
    goals = _goals(blueprint)
    goal = cycle.name in goals
    outcome, since, says = _outcome(blueprint, moment)
    if outcome is None and _done(blueprint, moment):
        outcome, since, says = _landed(blueprint, cycle, cycles, own, series)
    fresh = collected is not None and collected - moment < _FRESH
    if outcome is None and fresh and goal and blueprint.implementation_status == "Deferred":
        outcome, says = Outcome.DEFERRED, f"blueprint {blueprint.name} was Deferred when collected"
    of_milestone = series.get((blueprint.project, blueprint.milestone))
    return Verdict(
        accepted=goal,
        speaks=goal or of_milestone == cycle.name or outcome is Outcome.LANDED,
        elsewhere="" if goal else "".join(goals[:1]),
        outcome=outcome,
        since=since,
        says=says,
    )


def _goals(blueprint: BlueprintInfo) -> tuple[str, ...]:
    """Return the goals; one that is proposed or declined, which look alike, is none."""
    # A series lists blueprints whose goal is proposed, accepted or declined.
    return () if blueprint.has_accepted_goal is False else blueprint.goals


def _done(blueprint: BlueprintInfo, moment: datetime) -> datetime | None:
    done = blueprint.date_completed
    return None if done is None or done >= moment else done


def _outcome(blueprint: BlueprintInfo, moment: datetime) -> Told:
    """Return how a blueprint was given up, if it was."""
    done, state = _done(blueprint, moment), blueprint.definition_status
    # is_complete is also true for Obsolete and Superseded, and date_completed stamped for them.
    if done is None or state not in _ENDS:
        return None, None, ""
    return (
        _ENDS[state],
        done,
        f"blueprint {blueprint.name} was {state} by {words.day(done.date())}",
    )


def _landed(
    blueprint: BlueprintInfo,
    cycle: Cycle,
    cycles: Sequence[Cycle],
    own: Sequence[Cycle],
    series: Series,
) -> Told:
    """Return that a completed blueprint landed in a cycle, if it did and in no other one."""
    done = blueprint.date_completed
    if done is None or not _implemented(blueprint):
        return None, None, ""
    landed, why = _cycle(blueprint, done, cycles, own, series)
    if landed != cycle.name:
        return None, None, ""
    state, day = blueprint.implementation_status, words.day(done.date())
    return Outcome.LANDED, done, f"blueprint {blueprint.name} was {state} on {day}, {why}"


def _implemented(blueprint: BlueprintInfo) -> bool:
    """Tell whether a completed blueprint is done, and not given up."""
    state = blueprint.implementation_status
    # Launchpad holds one that only informs complete once it is approved, and stamps the day.
    informs = (state, blueprint.definition_status) == ("Informational", "Approved")
    return informs or state == "Implemented"


def _cycle(
    blueprint: BlueprintInfo,
    done: datetime,
    cycles: Sequence[Cycle],
    own: Sequence[Cycle],
    series: Series,
) -> tuple[str, str]:
    """Return the one cycle that a completed blueprint belongs to, and why; it may be none.

    Its goal's, else its milestone's, else the cycle of the day if it has neither.
    """
    goals, milestone = _goals(blueprint), blueprint.milestone
    of_milestone = series.get((blueprint.project, milestone))
    in_time = [one.name for one in cycles if done < one.ends + _LATE]
    for name in in_time:
        if name in goals:
            return name, f"its goal is {name}"
    for name in in_time:
        if name == of_milestone:
            return name, f"its milestone is {milestone}"
    inside = (one.name for one in (*own, *cycles) if one.begins <= done < one.ends)
    return ("", "") if goals or milestone else (next(inside, ""), "inside the cycle")
