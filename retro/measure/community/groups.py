"""Sub-teams, as the team tells of them."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.facts import Item
from retro.model.team import Group
from retro.outline import words


@metric("community.groups", "Sub-teams", unit="groups")
def groups(case: Case) -> Answer | Missing:
    """Count the sub-teams that the team tells of: those at work, ended, or merged into others.

    Returns:
        A whole number; the list has their spans. Unit: groups.

    Source:
        `groups` in cycle.yaml.

    Blind spots:
        Who belongs to a group is not asked.
    """
    if case.notes.groups is None or "groups" in case.later:
        return unwritten(case, "groups")
    return typed(_group(one) for one in case.notes.groups)


@metric("community.group_overlap", "Members of sub-teams who are core reviewers too", unit="share")
def group_overlap(case: Case) -> Missing:
    """Tell which share of the sub-teams' members were core reviewers at the same time.

    The overlap needs to know who belonged to a sub-team and when. Votes don't tell, since the
    members of a sub-team vote as everybody else does, and groups on the server are as they are
    today. Until rosters of sub-teams can be written in cycle.yaml there is no answer.

    Returns:
        A value between 0 and 1, of the members of all sub-teams. Unit: share.

    Source:
        Rosters of sub-teams, which cycle.yaml has no place for yet; the roster of core reviewers.

    Blind spots:
        A roster says who may act, not who does.
    """
    if case.notes.groups is None:
        return unwritten(case, "groups")
    return Missing(
        "cycle.yaml tells how long the sub-teams were there, not who belonged to them; "
        "without their rosters no overlap with the core team can be counted."
    )


def _group(group: Group) -> Item:
    until = f"until {words.day(group.until)}" if group.until else ""
    into = f"merged into {group.merged_into}" if group.merged_into else ""
    state = ", ".join(said for said in (until, into) if said)
    return line(group.name, state=state, since=group.since, note=group.note)
