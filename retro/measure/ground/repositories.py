"""Repositories: in which of them there was work, and how many core reviewers voted there."""

from collections.abc import Iterator
from datetime import timedelta

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Missing, unknown_before
from retro.measure.ground.first_review import new_changes
from retro.measure.ground.roster import deciding
from retro.measure.ground.sweep import waiting
from retro.model.change import Change, Event, Kind
from retro.model.team import named
from retro.outline import words

AT_WORK = timedelta(days=90)
"""How long before the moment a core reviewer's vote shows that somebody looks after a place."""

ALONE = 2
"""Fewer core reviewers than this leave a repository thin."""

_SEVERAL = 2
"""A team with fewer repositories than this has nothing to compare."""

Voters = dict[str, int | None]
"""How many core reviewers voted in each repository; None where nobody knows who is one."""


@once
def repositories(case: Case) -> tuple[str, ...]:
    """Return the repositories in which there was work, by name.

    In each a change of code was open at the moment, or was merged in the window, or uploaded in
    it by a person.
    """
    found = {one.change.project for one in waiting(case, case.moment)}
    found |= {change.project for _, change in case.merges}
    return tuple(sorted(found | {change.project for change in new_changes(case)}))


def undivided(case: Case) -> Missing | None:
    """Say that there is nothing to compare where all work lies in one repository."""
    number = len(repositories(case))
    said = f"Work lies in {words.counted(number, 'repositories')}."
    return Missing(said, moot=True) if number < _SEVERAL else None


@once
def core_voters(case: Case) -> Voters | Missing:
    """Return how many core reviewers voted on changes of others in each repository of late."""
    since = case.moment - AT_WORK
    if missing := unknown_before(case, min(since, case.cores.needs(since))):
        return missing
    lately = (one for one in case.changes if one.events[-1].at >= since)
    voted = {(one.project, vote.account) for one in lately for vote in _votes(case, one)}
    return {
        place: sum(project == place for project, _ in voted) if _decided(case, place) else None
        for place in repositories(case)
    }


def undecided(voters: Voters) -> str:
    """Say in how many repositories nobody knows who is a core reviewer; nothing for none."""
    number = sum(voted is None for voted in voters.values())
    places = f"{words.counted(number, 'repositories')} outside of core_projects"
    return f"Who is a core reviewer is unknown in {places}." if number else ""


def _decided(case: Case, project: str) -> bool:
    """Tell whether it is known who is a core reviewer in a project."""
    return not case.cores.inferred or named(project, deciding(case.team.gerrit))


def _votes(case: Case, change: Change) -> Iterator[Event]:
    """Yield the votes of core reviewers that judged a change of somebody else of late."""
    for vote in change.happened(Kind.VOTE):
        if vote.at >= case.moment - AT_WORK and vote.value and _judged(case, change, vote):
            yield vote


def _judged(case: Case, change: Change, vote: Event) -> bool:
    """Tell whether a vote judged somebody else's change, and came from a core reviewer then."""
    if vote.account is None or vote.account == change.owner:
        return False
    branch = change.branch_at(vote.at)
    judges = case.labels.on(change.served, branch).judges(vote.label)
    return judges and case.covers(branch) and case.cores.holds(vote.account, vote.at)
