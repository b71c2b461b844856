"""Succession: when the core team last grew, and how many there are for the work."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lists, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.roster import EVER
from retro.model.origin import Origin
from retro.outline import words


@metric("community.last_core_joined", "Last core reviewer who joined", unit="day")
def last_core_joined(case: Case) -> Answer | Missing:
    """Tell on which day somebody last became a core reviewer for the first time.

    In the cycle or before it, up to the moment, as far as the roster goes back. Who takes up the
    role again has returned, not joined.

    Returns:
        A day; the note says how many days it is before the moment's. Unit: day.

    Source:
        `roster` in the team's notes.

    Blind spots:
        Who is in the roster without a first day joined before anybody else knows. A time in the
        role that the roster leaves out turns a return into a joining. Who was core and had left
        before the roster begins is not in it.
    """
    if case.cores.inferred:
        return Missing(f"{case.cores.note} Who joined when is unknown: idle is not gone.")
    firsts = (spells[0].since for spells in case.cores.spells.values())
    days = [first.date() for first in firsts if EVER < first < case.moment]
    if not days:
        return Missing("The roster in the team's notes has no day on which anybody joined.")
    day = max(days)
    ago = words.counted((case.as_of - day).days, "days")
    return Answer(
        value=day,
        evidence=withheld(days.count(day)),
        note=f"{ago} before {words.day(case.as_of)}. {case.cores.note}",
        origin=Origin.TYPED,
    )


@metric(
    "community.cores_per_hundred_merges",
    "Core reviewers for every 100 merged changes",
    unit="people",
    of="merged changes",
    lists=Lists.OTHER,
)
def cores_per_hundred_merges(case: Case) -> Answer | Missing:
    """Tell how many core reviewers there were for every 100 changes that were merged.

    The core reviewers of the moment, as for community.cores, held against the changes of code
    merged in the cycle so far, as for flow.merged.

    Returns:
        A number, with a fraction; n is the number of merged changes. Unit: people.

    Source:
        `roster` in the team's notes, else votes in Gerrit; the merges in Gerrit.

    Blind spots:
        As for community.cores. Early in a cycle few changes are merged, so the number is high and
        falls; it compares only with the same week of another cycle.
    """
    since = min(case.cycle.begins, case.cores.needs(case.moment))
    if missing := unknown_before(case, since):
        return missing
    if not case.merges:
        return Missing("Nothing was merged.")
    number = len(case.cores.before(case.moment))
    return Answer(
        value=100 * number / len(case.merges),
        n=len(case.merges),
        evidence=withheld(number),
        note=f"{words.counted(number, 'people')}. {case.cores.note}",
    )
