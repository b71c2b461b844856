"""What the next PTL takes over: goals, delegations, sub-teams, and a dashboard of reviews."""

from urllib.parse import quote, urlencode

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.typed import line, typed, unwritten
from retro.model.facts import Item, Origin
from retro.model.team import Gerrit, Group, Pointer
from retro.outline import words


@metric("community.groups", "Sub-teams")
def groups(case: Case) -> Answer | Missing:
    """Count the sub-teams that the team tells of: those at work, ended, or merged into others.

    Returns:
        A whole number; the list has their spans. Unit: groups.

    Source:
        `groups` in cycle.yaml.

    Blind spots:
        Who belongs to a group is not asked.
    """
    if case.notes.groups is None:
        return unwritten("groups")
    return typed(_group(one) for one in case.notes.groups)


@metric("community.group_overlap", "Members of sub-teams who are core reviewers too")
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
        return unwritten("groups")
    return Missing(
        "cycle.yaml tells how long the sub-teams were there, not who belonged to them; "
        "without their rosters no overlap with the core team can be counted."
    )


@metric("handoff.next_goals", "Goals for the next cycle")
def next_goals(case: Case) -> Answer | Missing:
    """Count the goals that the outgoing PTL leaves to the next cycle.

    Returns:
        A whole number. Unit: goals.

    Source:
        `next_goals` in cycle.yaml.

    Blind spots:
        The next PTL may see it otherwise.
    """
    return _pointers("next_goals", case.notes.next_goals)


@metric("handoff.delegations", "Delegated duties")
def delegations(case: Case) -> Answer | Missing:
    """Count the duties that somebody other than the PTL took care of.

    Returns:
        A whole number. Unit: duties.

    Source:
        `delegations` in cycle.yaml.

    Blind spots:
        A duty that was done without being handed over.
    """
    return _pointers("delegations", case.notes.delegations)


@metric("handoff.dashboard_url", "Review dashboard")
def dashboard_url(case: Case) -> Answer:
    """Point to a dashboard on the server that puts what waits longest first.

    Sections, in this order: starved (verified, and untouched for 30 days); verified, without any
    review vote; waiting for a second core reviewer's vote; other verified changes; specs. Work in
    progress, approved and blocked changes are left out.

    Returns:
        An address. Unit: address.

    Source:
        The team's server, projects and branches in team.yaml; the server answers for today.

    Blind spots:
        Queries know when a change was last touched, not when a person last reviewed it, so a
        starved change that a bot commented on leaves the first section for 30 days.
    """
    gerrit = case.team.gerrit
    terms = {"title": f"{case.team.title} reviews", "foreach": _foreach(gerrit)}
    terms |= {name: asked for name, asked in _sections(gerrit).items() if asked}
    address = f"{gerrit.server.rstrip('/')}/#/dashboard/?{urlencode(terms, quote_via=quote)}"
    return Answer(value=address, origin=Origin.MEASURED)


def _foreach(gerrit: Gerrit) -> str:
    return query.both("status:open", query.on_branches(gerrit), *query.UNDECIDED)


def _sections(gerrit: Gerrit) -> dict[str, str]:
    """Return each section's query, in the order of the page; a change stands in one of them."""
    code = query.both(query.on_projects(gerrit.projects), query.passed(gerrit))
    fresh = query.both(code, "NOT age:30d")
    return {
        "Starved": query.both(code, "age:30d"),
        "Verified and unreviewed": query.both(fresh, "label:Code-Review=0"),
        "Waiting for a second core reviewer": query.both(fresh, "label:Code-Review=2"),
        "Other verified changes": query.both(
            fresh, "NOT label:Code-Review=0", "NOT label:Code-Review=2"
        ),
        "Specs": query.on_projects(gerrit.specs),
    }


def _group(group: Group) -> Item:
    until = f"until {words.day(group.until)}" if group.until else ""
    into = f"merged into {group.merged_into}" if group.merged_into else ""
    state = ", ".join(said for said in (until, into) if said)
    return line(group.name, state=state, since=group.since, note=group.note)


def _pointers(key: str, some: tuple[Pointer, ...] | None) -> Answer | Missing:
    if some is None:
        return unwritten(key)
    return typed(line(one.title, url=one.link, note=one.note) for one in some)
