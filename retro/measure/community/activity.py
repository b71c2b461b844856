"""How steadily the core team reviewed: a partition of those who were there for half the cycle."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.parts import by_kind
from retro.measure.ground.roster import Person
from retro.measure.ground.spells import Spell
from retro.model.facts import Part
from retro.model.persons import ENOUGH, few
from retro.model.time import WEEK, monday_of, start_of
from retro.outline import words

CONSTANT, OCCASIONAL = 0.75, 0.25
"""The least shares of weeks with a review that make a core reviewer constant, or occasional."""

SMALL = f"There are fewer than {ENOUGH} core reviewers: their classes stay unsaid."
"""A breakdown of so few would point at persons."""


class Activity(StrEnum):
    """How steadily a core reviewer reviewed."""

    CONSTANT = "constant"
    OCCASIONAL = "occasional"
    QUIET = "quiet"
    INTERRUPTED = "interrupted"


@metric("community.cores_constant", "Constant core reviewers", unit="people", of="people")
def cores_constant(case: Case) -> Answer | Missing:
    """Count the core reviewers who reviewed in at least 75 % of the weeks they were there.

    Core reviewers who were there for at least half of the cycle, up to the moment, fall into four
    classes: interrupted, those who left and came back; and of the others, constant, with a review
    in at least 75 % of their weeks; occasional, in at least 25 %; quiet, in fewer. From the first
    to the last day in the role a person was there, an interruption included.

    Weeks are whole ones, Monday to Sunday, inside the cycle and the time in the role. Weeks with
    a holiday of the team's settings are left out. A review of a spec counts as one of code does,
    and so does one on a branch that the team does not count.

    Returns:
        A whole number; n is the number of people in the four classes. Unit: people.

    Source:
        `roster` in the team's notes, or else inferred as for community.cores; messages in Gerrit.

    Blind spots:
        A week says that there was a review, not how many. Work outside Gerrit is unknown. Those
        in the roster for whom no account is known are in no class.
    """
    return _class(case, Activity.CONSTANT)


@metric("community.cores_occasional", "Occasional core reviewers", unit="people", of="people")
def cores_occasional(case: Case) -> Answer | Missing:
    """Count the core reviewers who reviewed in at least 25 %, but under 75 %, of their weeks.

    One of the four classes in community.cores_constant.

    Returns:
        A whole number; n is the number of people in the four classes. Unit: people.

    Source:
        `roster` in the team's notes, or else inferred as for community.cores; messages in Gerrit.

    Blind spots:
        As for community.cores_constant.
    """
    return _class(case, Activity.OCCASIONAL)


@metric("community.cores_quiet", "Quiet core reviewers", unit="people", of="people")
def cores_quiet(case: Case) -> Answer | Missing:
    """Count the core reviewers who reviewed in under 25 % of their weeks.

    One of the four classes in community.cores_constant; it sums no other.

    Returns:
        A whole number; n is the number of people in the four classes. Unit: people.

    Source:
        `roster` in the team's notes, or else inferred as for community.cores; messages in Gerrit.

    Blind spots:
        As for community.cores_constant.
    """
    return _class(case, Activity.QUIET)


@metric("community.cores_interrupted", "Interrupted core reviewers", unit="people", of="people")
def cores_interrupted(case: Case) -> Answer | Missing:
    """Count the core reviewers who left and came back within the cycle.

    One of the four classes in community.cores_constant.

    Returns:
        A whole number; n is the number of people in the four classes. Unit: people.

    Source:
        `roster` in the team's notes.

    Blind spots:
        As for community.cores_constant. Without a roster a pause can't be told from a leave.
    """
    if case.cores.inferred:
        return Missing(f"{case.cores.note} Who left and came back is unknown: idle is not gone.")
    return _class(case, Activity.INTERRUPTED)


@metric("community.cores_by_activity", "The core team by activity", unit="people")
def cores_by_activity(case: Case) -> Answer | Missing:
    """Sort the core reviewers of the moment by how steadily they reviewed.

    The four classes are those of community.cores_constant. In none of them are those who were
    there for less than half of the cycle so far, or for no whole week: they are too new to tell;
    nor those in the roster for whom no account is known. For fewer than five core reviewers the
    classes stay unsaid.

    Returns:
        The number of core reviewers, with one part for each class and one for the rest. Unit:
        people.

    Source:
        `roster` in the team's notes, or else inferred as for community.cores; messages in Gerrit.

    Blind spots:
        As for community.cores_constant.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    there = case.cores.before(case.moment)
    if few(len(there)):
        return Missing(SMALL)
    placed = partition(case)
    number = Counter(placed[person] for person in there if person in placed)
    rest = Part("rest", "too new to tell, or not known", len(there) - number.total())
    return Answer(
        value=len(there),
        parts=(*by_kind(Activity, number), rest),
        evidence=withheld(len(there)),
        note=case.cores.note,
    )


@once
def partition(case: Case) -> dict[Person, Activity]:
    """Return the class of each core reviewer who was there for half of the window."""
    begins, ends = case.window
    weeks = _reviewed_weeks(case)
    found: dict[Person, Activity] = {}
    for person, spells in case.cores.spells.items():
        inside = [s for s in (_clipped(spell, case) for spell in spells) if s.since < s.until]
        if isinstance(person, str) or not inside:
            continue
        if 2 * (inside[-1].until - inside[0].since) >= ends - begins:
            activity = _activity(case, inside, weeks.get(person, frozenset()))
            if activity:
                found[person] = activity
    return found


def _activity(case: Case, spells: list[Spell], reviewed: frozenset[date]) -> Activity | None:
    if len(spells) > 1 and not case.cores.inferred:
        return Activity.INTERRUPTED
    there = [week for spell in spells for week in whole_weeks(spell, case.team.holidays)]
    if not there:
        return None
    share = sum(week in reviewed for week in there) / len(there)
    if share >= CONSTANT:
        return Activity.CONSTANT
    return Activity.OCCASIONAL if share >= OCCASIONAL else Activity.QUIET


def whole_weeks(spell: Spell, holidays: tuple[date, ...] = ()) -> Iterator[date]:
    """Yield the Mondays of the weeks that lie in a spell as a whole, holiday weeks left out."""
    idle = {monday_of(day) for day in holidays}
    monday = monday_of(spell.since.date())
    if start_of(monday) < spell.since:
        monday += WEEK
    while start_of(monday + WEEK) <= spell.until:
        if monday not in idle:
            yield monday
        monday += WEEK


def _clipped(spell: Spell, case: Case) -> Spell:
    begins, ends = case.window
    return Spell(max(spell.since, begins), min(spell.until, ends))


def _reviewed_weeks(case: Case) -> dict[int, frozenset[date]]:
    weeks: dict[int, set[date]] = {}
    for review in case.reviews:
        weeks.setdefault(review.account, set()).add(monday_of(review.at.date()))
    return {account: frozenset(mondays) for account, mondays in weeks.items()}


def _class(case: Case, activity: Activity) -> Answer | Missing:
    if missing := unknown_before(case, case.roles_since):
        return missing
    number = Counter(partition(case).values())
    if not number:
        return Missing("Nobody was a core reviewer for half of a cycle of at least one week.")
    if few(number.total()):
        return Missing(SMALL)
    asked = [one for one in Activity if one is not Activity.INTERRUPTED or not case.cores.inferred]
    others = words.tallied((number[one], one) for one in asked)
    return Answer(
        value=number[activity],
        n=number.total(),
        evidence=withheld(number[activity]),
        note=f"Of {words.counted(number.total(), 'core reviewers')}: {others}. {case.cores.note}",
    )
