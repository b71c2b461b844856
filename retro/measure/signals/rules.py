"""The rules: each tells what it holds for unusual, and none weighs a team against another."""

from math import floor

from retro.measure.signals.rule import count, least, most, signal
from retro.model.facts import Fact
from retro.outline import words

SILENT_DAYS = 21
WAIT_DAYS = 30
OLD_DAYS = 365
ENOUGH = 5
"""Of fewer things than this a share says little."""
TWO = 2


@signal("no_core_review", "No core review for three weeks", "community.days_without_core_review")
def no_core_review(fact: Fact) -> str:
    """Tell where no core reviewer reviewed anything for 21 days in a row or more.

    The longest run of days of the cycle, as community.days_without_core_review has it, wherever
    in the cycle it lies. Where fewer than 5 core reviewers reviewed it is not judged, since their
    work is not told.
    """
    found = least(fact) >= SILENT_DAYS
    return f"no core review for {words.counted(least(fact), 'days')}" if found else ""


@signal("few_cores", "Fewer than two core reviewers", "community.cores")
def few_cores(fact: Fact) -> str:
    """Tell where there are fewer than two core reviewers at the moment.

    As community.cores counts them: by the roster, or else inferred from votes of the last 90 days.
    """
    found = most(fact) < TWO
    return words.counted(most(fact), "core reviewers") if found else ""


@signal("thin", "Half of the repositories are thin spots", "community.thin_spots")
def thin(fact: Fact) -> str:
    """Tell where at least half of the repositories rest on one core reviewer at most.

    As community.thin_spots counts them, of the repositories with work in the cycle.
    """
    found = 0 < count(fact) <= TWO * least(fact)
    every = words.counted(count(fact), "repositories")
    rest = "rests" if least(fact) == 1 else "rest"
    said = f"{words.number(least(fact))} of {every} {rest} on one core reviewer at most"
    return said if found else ""


@signal("nothing_merged", "Nothing was merged", "flow.merged_by_people")
def nothing_merged(fact: Fact) -> str:
    """Tell where no change by a person was merged in the cycle, as flow.merged_by_people has it.

    A team that had nothing to merge is told of too.
    """
    return "" if most(fact) else "no change by a person was merged"


def _not_reviewed(days: float) -> str:
    waited = words.counted(floor(days), "days")
    said = f"more than {waited} to a first review: fewer than half of the new changes were"
    return f"{said} reviewed by then" if days > WAIT_DAYS else ""


@signal(
    "slow_review",
    "New changes wait a month for a review",
    "flow.time_to_first_review",
    beyond=_not_reviewed,
)
def slow_review(fact: Fact) -> str:
    """Tell where half of the new changes waited more than 30 days for their first review.

    The median of flow.time_to_first_review. Where not even half of them were reviewed there is
    none; it is known to be greater than what at least 5 of them were seen to wait. So this is told
    where those were followed for more than 30 days, and is not judged where for less.
    """
    waited = words.counted(least(fact), "days")
    found = least(fact) > WAIT_DAYS
    return f"half of the new changes waited {waited} or more for a review" if found else ""


@signal("old_backlog", "Half of the backlog is older than a year", "backlog.age")
def old_backlog(fact: Fact) -> str:
    """Tell where half of the verified backlog was created more than 365 days ago.

    The median of backlog.age; of fewer than 5 changes there is none, and it is not judged.
    """
    found, old = least(fact) > OLD_DAYS, words.counted(least(fact), "days")
    of = words.counted(count(fact), "verified changes")
    return f"half of {of} are {old} old or older" if found else ""


@signal("starved", "Half of the backlog is starved", "backlog.starved")
def starved(fact: Fact) -> str:
    """Tell where nobody had reviewed half of the verified backlog for 30 days or more.

    As backlog.starved counts them, of a verified backlog of 5 changes or more. Where their number
    is not sure, the least that it may be is judged.
    """
    found = count(fact) >= ENOUGH and TWO * least(fact) >= count(fact)
    of = words.counted(count(fact), "verified changes")
    return f"{words.number(least(fact))} of {of} starved for a review" if found else ""


@signal("gate", "The gate fails often", "flow.gate_failures")
def gate(fact: Fact) -> str:
    """Tell where the gate failed at least once for every two changes that were merged.

    As flow.gate_failures counts them, where there are 5 of them or more.
    """
    found = least(fact) >= max(ENOUGH, count(fact) / TWO)
    of = words.counted(count(fact), "merged changes")
    return f"{words.counted(least(fact), 'gate failures')} for {of}" if found else ""


@signal("no_release", "No release in the cycle", "rhythm.releases")
def no_release(fact: Fact) -> str:
    """Tell where the team's notes say that nothing was released in the cycle.

    By an empty list of `releases`, as rhythm.releases counts it; where there is no list it is not
    judged.
    """
    return "" if most(fact) else "no release in the cycle"


@signal("no_candidate", "Nobody stands for election", "handoff.candidates")
def no_candidate(fact: Fact) -> str:
    """Tell where the team's notes say that nobody stands for election to lead the next cycle.

    By an empty list of `candidates`, as handoff.candidates counts it; where there is no list it
    is not judged.
    """
    return "" if most(fact) else "nobody stands for election"


RULES = (
    no_core_review,
    few_cores,
    no_candidate,
    thin,
    nothing_merged,
    no_release,
    slow_review,
    old_backlog,
    starved,
    gate,
)
"""The rules, in the order of a page."""
