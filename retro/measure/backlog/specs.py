"""The backlog of specs, which are counted apart from code."""

from collections import Counter
from operator import attrgetter

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.evidence import standing_list
from retro.measure.ground.parts import by_kind
from retro.measure.ground.standing import states
from retro.measure.ground.sweep import waiting
from retro.measure.ground.unsaid import in_doubt, off_by_kind, unsaid


@metric("backlog.specs", "Open specs", unit="specs")
def specs(case: Case) -> Answer | Missing:
    """Sum the open changes of the specs repositories by what each of them waited for.

    Open, and the states, are those of backlog.open and backlog.by_state, asked of specs.

    Returns:
        The number of open specs, with one part for each state. Unit: specs.

    Source:
        Gerrit: every change of the team's specs repositories and branches, its messages replayed
        up to the moment; the gating CI as named in the team's settings.

    Blind spots:
        A change of a specs repository need not propose anything: corrections count as well.
        Subjects in the list are of the day of collection.
    """
    gerrit = case.team.gerrit
    if not gerrit.specs:
        return Missing("The team's settings name no specs repository.")
    found = waiting(case, case.moment, specs=True)
    number, doubted = Counter(one.standing for one in found), unsaid(case, case.moment, specs=True)
    offs = off_by_kind(doubted, states(case), attrgetter("standing"))
    return Answer(
        value=len(found),
        parts=by_kind(states(case), number, offs),
        evidence=standing_list(case, found, query.open_specs(gerrit)),
        note=in_doubt(doubted, case.moment, "Each state", max(offs.values())),
    )
