"""Coverage: how many of the core team were at work, and how long nobody was."""

from collections import Counter

from msgspec.structs import replace

from retro.measure.community.activity import whole_weeks
from retro.measure.community.reviewers import longest_silence
from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Lists, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.few import FEW
from retro.measure.ground.median import median
from retro.measure.ground.spells import Spell
from retro.measure.ground.survival import Wait
from retro.model.persons import few
from retro.model.time import monday_of


@metric(
    "community.cores_reviewing",
    "Core reviewers at work in a week",
    unit="people",
    of="weeks",
    beside=EVERY,
    lists=Lists.OTHER,
)
def cores_reviewing(case: Case) -> Answer | Missing:
    """Tell how many core reviewers reviewed in a middling week.

    The number of different core reviewers with at least one review, of code or of specs and on
    whatever branch, is taken for each whole week inside the cycle, Monday to Sunday, UTC; the
    answer is the median week. Weeks with holidays count too.

    Returns:
        A whole number: in half of the weeks there were at most so many. n is the number of
        weeks; the parts are the 15th and 85th percentile. Unit: people.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A week of one review counts a person as fully as one of fifty.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    there = {(monday_of(r.at.date()), r.account) for r in case.core_reviews}
    weekly = Counter(week for week, _ in there)
    waits = (Wait(weekly[week], True) for week in whole_weeks(Spell(*case.window)))
    found = median(waits, "weeks", withheld(len({account for _, account in there})))
    return as_core(case, found)


@metric("community.days_without_core_review", "Longest time without a core review", unit="days")
def days_without_core_review(case: Case) -> Answer | Missing:
    """Tell for how many days in a row no core reviewer reviewed anything.

    The longest run of days, UTC, inside the cycle on which no core reviewer gave a review, of
    code or of specs and on whatever branch.

    Returns:
        A whole number. Unit: days.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A run that began before the cycle is counted from its first day. Weekends and holidays
        are days like any other.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    people = {review.account for review in case.core_reviews}
    if few(len(people)):
        return Missing(FEW)
    found = Answer(value=longest_silence(case), evidence=withheld(len(people)))
    return as_core(case, found)


def as_core(case: Case, answer: Answer | Missing) -> Answer | Missing:
    """Say that an answer rests on who was a core reviewer, and how that is known."""
    if isinstance(answer, Missing):
        return answer
    note = f"{answer.note} {case.cores.note}".strip()
    return replace(answer, note=note)
