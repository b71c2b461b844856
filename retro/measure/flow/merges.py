"""Merged changes of the cycle: people's and bots', by milestone, and after the freeze."""

from retro.measure.ground.beside import specs_beside
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.merges import by_people, merges_counted, people_and_bots
from retro.measure.ground.phases import by_phase, freeze_past, no_phase, phases


@metric("flow.merged", "Merged changes", unit="changes")
def merged(case: Case) -> Answer | Missing:
    """Count the changes that were merged during the cycle.

    Code, on the team's branches; changes by bots are counted and shown apart. Merged specs are in
    the note.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge.

    Blind spots:
        A change that was pushed past Gerrit is unknown. Subjects in the list are of the day of
        collection.
    """
    inside = [at for at, _ in case.merges_of(case.specs) if case.inside(at)]
    told = specs_beside(case, len(inside), "merged specs")
    return merges_counted(case, case.merges, parts=people_and_bots(case.merges), note=told)


@metric("flow.merged_by_people", "Merged changes by people", unit="changes")
def merged_by_people(case: Case) -> Answer | Missing:
    """Count the changes by people that were merged during the cycle.

    As flow.merged, without the changes that a bot owns.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: the time of each merge; the bots as named in the team's settings.

    Blind spots:
        A bot that the team's settings do not name counts as a person. Subjects in the list are of
        the day of collection.
    """
    return merges_counted(case, by_people(case.merges))


@metric("flow.merged_by_milestone", "Merged changes by milestone", unit="changes")
def merged_by_milestone(case: Case) -> Answer | Missing:
    """Sum the changes merged during the cycle by the milestone that they were merged for.

    A merge belongs to the first milestone whose day is not over: from the day after the
    milestone before, or the start of the cycle, up to 24:00 UTC of its day. The milestones are
    M-1, M-2 and so on; what comes after the last of them belongs to the end. Code, on the
    team's branches, by people and bots.

    Returns:
        The number of merged changes, with one part for each phase that has begun. Unit: changes.

    Source:
        Gerrit: the time of each merge; the calendar of the cycle.

    Blind spots:
        Phases are not equally long, and holidays lie in one of them. Subjects in the list are of
        the day of collection.
    """
    begun = phases(case)
    if not begun:
        return no_phase(case)
    return merges_counted(
        case, case.merges, parts=by_phase(begun, (at.date() for at, _ in case.merges))
    )


@metric("flow.merged_after_freeze", "Changes merged after the feature freeze", unit="changes")
def merged_after_freeze(case: Case) -> Answer | Missing:
    """Count the changes that were merged during the cycle after its feature freeze.

    From 00:00 UTC of the day after the freeze. Code, on the team's branches.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge; the calendar of the cycle.

    Blind spots:
        Fixes are welcome after a freeze; what is a feature is not told here. Once the release has
        a branch of its own, the main branch is open for the next cycle and counts still. Subjects
        in the list are of the day of collection.
    """
    since = freeze_past(case)
    if isinstance(since, Missing):
        return since
    late = tuple(pair for pair in case.merges if pair[0] >= since)
    return merges_counted(case, late, since=since, parts=people_and_bots(late))
