"""What was opened in the cycle, and what of the verified backlog no vote judges yet."""

from collections.abc import Sequence

from retro.measure.backlog.balance import movements
from retro.measure.backlog.verified import ungated, verified_at
from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item, standing_list
from retro.measure.ground.merges import people_and_bots
from retro.measure.ground.standing import meanings
from retro.measure.ground.sweep import Waiting
from retro.measure.ground.unsaid import in_doubt, off, unsaid
from retro.model.facts import Evidence


@metric("backlog.opened", "Opened changes", unit="changes")
def opened(case: Case) -> Answer | Missing:
    """Count the changes that were opened during the cycle.

    By the day of their first upload, whatever became of them; one that was private then counts
    not here, but as moved in once it is public, as in backlog.balance_weekly. Code, on the team's
    branches.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the first upload of each change; the bots as named in the team's settings.

    Blind spots:
        A change that is private today is hidden from an anonymous collector. Subjects in the list
        are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    named = [(one.at, one.change) for one in movements(case) if one.way == "opened"]
    found = sorted(named, key=lambda pair: (pair[0], pair[1].number))
    return Answer(
        value=len(found),
        parts=people_and_bots(tuple(found)),
        evidence=Evidence(items=tuple(item(change, "opened", at.date()) for at, change in found)),
    )


@metric("backlog.unreviewed", "Verified changes without a vote", unit="changes", of="changes")
def unreviewed(case: Case) -> Answer | Missing:
    """Count the changes of the verified backlog on which no vote by a person judges them.

    On the current patch set no vote other than 0 is in force on a label that judges a change, such
    as Code-Review. Words alone are no vote, and a vote that a new patch set took away is none.

    Returns:
        A whole number, or a range where votes or flags are assumed; n is the number of changes in
        backlog.verified. Unit: changes.

    Source:
        Gerrit: the votes in force on the changes in the verified backlog.

    Blind spots:
        A change that was voted on until its last patch set looks as one that nobody ever looked
        at. Subjects in the list are of the day of collection.
    """
    if missing := ungated(case):
        return missing
    every, doubted = verified_at(case, case.moment), unsaid(case, case.moment)
    found = [one for one in every if not _judged(case, one)]
    between = _between(found, doubted)
    asked = query.verified_changes(case.team.gerrit, case.labels)
    return Answer(
        value=len(found),
        between=between,
        n=len(every),
        evidence=standing_list(case, found, query.both(asked, "label:Code-Review=0")),
        note=in_doubt(doubted, case.moment, "The number", off(doubted, found) if between else 0),
    )


def _between(found: Sequence[Waiting], doubted: Sequence[Waiting]) -> tuple[int, int] | None:
    """Return the least and the most that they may be, where votes or flags are assumed."""
    numbers = {one.change.number for one in doubted}
    inside = sum(one.change.number in numbers for one in found)
    return (len(found) - inside, len(found) + len(numbers) - inside) if numbers else None


def _judged(case: Case, entry: Waiting) -> bool:
    """Tell whether a vote by a person that judges a change is in force on it."""
    here = meanings(case, entry.state)
    return any(
        value and here.judges(label) and case.accounts.is_person(account)
        for (label, account), value in entry.state.votes.items()
    )
