"""Sub-teams, as the team tells of them."""

from collections.abc import Iterable
from datetime import datetime

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.roster import Person
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.change import Accounts
from retro.model.facts import Item, Origin
from retro.model.team import Group
from retro.model.time import start_of
from retro.outline import words


@metric("community.groups", "Sub-teams", unit="groups")
def groups(case: Case) -> Answer | Missing:
    """Count the sub-teams that the team tells of: those at work, ended, or merged into others.

    Returns:
        A whole number; the list has their spans, and how many of their members are core
        reviewers where members are told. Unit: groups.

    Source:
        `groups` in the team's notes.

    Blind spots:
        Who belonged to a group when is not asked: its members are those of its whole span.
    """
    if case.notes.groups is None or "groups" in case.later:
        return unwritten(case, "groups")
    return typed(_group(case, one) for one in case.notes.groups)


@metric(
    "community.group_overlap",
    "Members of sub-teams who are core reviewers too",
    unit="share",
    of="people",
)
def group_overlap(case: Case) -> Answer | Missing:
    """Tell which share of the sub-teams' members were core reviewers at the same time.

    Asked for the last instant of a group's span, or now where it goes on; whoever is in several
    groups counts once, as a core reviewer if so for one of them. Groups that had not begun, or
    without members in the team's notes, are left out.

    Returns:
        A value between 0 and 1; n is the number of people in all sub-teams. Unit: share.

    Source:
        `members` of `groups` in the team's notes; the roster of core reviewers, or else inferred
        as for community.cores.

    Blind spots:
        A roster says who may act, not who does. A member whom no account is known for is counted
        as no core reviewer, and the note says how many there are.
    """
    if case.notes.groups is None or "groups" in case.later:
        return unwritten(case, "groups")
    groups = [group for group in case.notes.groups if _there(case, group)]
    members = {person for group in groups for person in members_of(case.accounts, group)}
    if not members:
        return Missing("The team's notes tell no members of sub-teams.", unwritten=True)
    if missing := unknown_before(case, min(case.cores.needs(_asked(case, g)) for g in groups)):
        return missing
    cores = {person for group in groups for person in _cores(case, group)}
    return Answer(
        value=len(cores) / len(members),
        n=len(members),
        note=f"{case.cores.note}{_strangers(members)}".strip(),
        evidence=withheld(len(members)),
        origin=Origin.ASSUMED if case.cores.inferred else Origin.TYPED,
    )


def members_of(accounts: Accounts, group: Group) -> frozenset[Person]:
    """Return a group's members: numbers of persons, or names that no account is known for."""
    numbers = {name: accounts.number_of(name) for name in group.members}
    return frozenset(name if number is None else number for name, number in numbers.items())


def _there(case: Case, group: Group) -> bool:
    begun = group.since is None or start_of(group.since) < case.moment
    return begun and bool(group.members)


def _asked(case: Case, group: Group) -> datetime:
    """Return the end of a group's span, as far as it had come."""
    return min(start_of(group.until), case.moment) if group.until else case.moment


def _cores(case: Case, group: Group) -> frozenset[Person]:
    members = members_of(case.accounts, group)
    return members & case.cores.before(_asked(case, group))


def _strangers(members: Iterable[Person]) -> str:
    n = sum(isinstance(person, str) for person in members)
    return f" No account is known for {n} of the members." if n else ""


def _group(case: Case, group: Group) -> Item:
    until = f"until {words.day(group.until)}" if group.until else ""
    into = f"merged into {group.merged_into}" if group.merged_into else ""
    state = ", ".join(said for said in (until, into, _overlap(case, group)) if said)
    return line(group.name, state=state, since=group.since, note=group.note)


def _overlap(case: Case, group: Group) -> str:
    """Say how many of a group's members are core reviewers, where that is known."""
    if not _there(case, group) or unknown_before(case, case.cores.needs(_asked(case, group))):
        return ""
    members, cores = members_of(case.accounts, group), _cores(case, group)
    return f"{len(cores)} of its {words.counted(len(members), 'members')} core reviewers"
