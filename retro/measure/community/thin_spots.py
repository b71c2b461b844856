"""Thin spots: repositories that rest on one core reviewer at most; never on whom."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.repositories import ALONE, core_voters, undecided, undivided
from retro.model.facts import Evidence, Item


@metric("community.thin_spots", "Thin spots", unit="repositories", of="repositories")
def thin_spots(case: Case) -> Answer | Missing:
    """Count the repositories in which fewer than two core reviewers voted in the last 90 days.

    Of those in which a change of code was open at the moment, was merged during the cycle, or was
    uploaded during it by a person. A vote counts if it is on a label that judges a change, such
    as Code-Review, on a change of somebody else, on the team's branches, in the 90 days up to the
    moment. Who was a core reviewer is asked for the instant of each vote.

    Returns:
        A whole number; n is the number of repositories. The list has their names, and not
        whether it was one core reviewer or none, nor who. There is no answer where all work
        lies in one repository. Unit: repositories.

    Source:
        Votes in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A quiet repository may need no second one. Core reviewers of another team who vote there
        are not seen. Without a roster, repositories outside of `core_projects` are left out, since
        nobody can tell who is a core reviewer there.
    """
    voters = undivided(case) or core_voters(case)
    if isinstance(voters, Missing):
        return voters
    known = {place: number for place, number in voters.items() if number is not None}
    if not known:
        return Missing(undecided(voters))
    thin = [place for place, number in known.items() if number < ALONE]
    return Answer(
        value=len(thin),
        n=len(known),
        evidence=Evidence(items=tuple(map(_listed, thin))),
        note=f"{undecided(voters)} {case.cores.note}".strip(),
    )


def _listed(repository: str) -> Item:
    return Item(ref="", project="", title=repository, url="")
