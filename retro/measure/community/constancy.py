"""The core team over the cycle: who was there, in bands of how constantly they reviewed."""

from collections import Counter

from retro.measure.community.activity import SMALL, Activity, partition
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.measure.ground.roster import Person
from retro.model.facts import Line
from retro.model.persons import few
from retro.model.time import end_of
from retro.outline import words

PARTLY = "came or went"
UNKNOWN = f"came or went, or {words.UNKNOWN}"

BANDS: dict[str, str] = {
    Activity.CONSTANT: "constant",
    Activity.OCCASIONAL: "occasional",
    Activity.QUIET: "quiet",
    PARTLY: "partly",
}
"""The four bands from the lowest up, each with its role of the palette."""


@chart("community.cores_daily", "The core team, day by day", unit="people")
def cores_daily(case: Case) -> Lines | Missing:
    """Count, as each day ended, the core reviewers by how constantly they reviewed.

    Who had the role all through the cycle, up to the moment, is in the band of one class of
    community.cores_constant: constant, occasional or quiet; these bands are level. Everybody else
    is in the band above them: who joined, left, or left and came back. So it is this band that
    has the steps, one on each day on which somebody came or went. The classes have none: a step
    would point at one person.

    Returns:
        One whole number a day and band; together they are the core reviewers of that day.
        Unit: people.

    Source:
        `roster` in the team's notes, or else inferred as for community.cores; messages in Gerrit.

    Blind spots:
        These are fewer than in community.cores_constant, where half of the cycle is enough. A
        class is one for the whole cycle: who slowed down in its middle shows the same all
        along. Those in the roster for whom no account is known are in the highest band.
        Inferred: who is idle for 90 days has gone, and comes back with the next vote.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    days = case.cycle.days(case.window[1])
    if not days:
        return Missing("The cycle has not begun.")
    placed = bands(case)
    classed = sum(isinstance(band, Activity) for band in placed.values())
    if not classed:
        return Missing("Nobody was a core reviewer all through a cycle of at least one week.")
    if few(classed):
        return Missing(SMALL)
    there = [case.cores.before(min(end_of(day), case.window[1])) for day in days]
    counted = [Counter(placed[person] for person in people) for people in there]
    return Lines(
        x=days,
        x_unit="days",
        lines=tuple(
            Line(label=_label(case, band), role=role, values=tuple(day[band] for day in counted))
            for band, role in BANDS.items()
        ),
        sentence=_sentence(case, counted),
    )


def bands(case: Case) -> dict[Person, str]:
    """Return the band of each core reviewer: a class only for who was there all through."""
    classes = partition(case)
    return {
        person: classes.get(person, PARTLY) if _all_through(case, person) else PARTLY
        for person in case.cores.spells
    }


def _all_through(case: Case, person: Person) -> bool:
    begins, ends = case.window
    return any(s.since <= begins and s.until >= ends for s in case.cores.spells[person])


def _label(case: Case, band: str) -> str:
    return UNKNOWN if band is PARTLY and case.cores.unknown else str(band)


def _sentence(case: Case, counted: list[Counter[str]]) -> str:
    first, last = counted[0], counted[-1]
    through = sum(_all_through(case, person) for person in case.cores.spells)
    classes = {band: last[band] for band in BANDS if band is not PARTLY}
    classes[words.UNKNOWN] = through - sum(classes.values())
    told = words.tallied((n, one) for one, n in classes.items() if n)
    return (
        f"Core reviewers: {words.number(first.total())} on the first day, "
        f"{words.number(last.total())} on the last; {words.number(through)} of them "
        f"{words.were(through)} there all through: {told}."
    )
