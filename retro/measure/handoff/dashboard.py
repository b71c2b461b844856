"""A dashboard of reviews on the team's server."""

from urllib.parse import quote, urlencode

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, metric
from retro.model.origin import Origin


@metric("handoff.dashboard_url", "Review dashboard", unit="address")
def dashboard_url(case: Case) -> Answer:
    """Point to a dashboard on the server that puts what waits longest first.

    Sections, in this order: starved (verified, and untouched for 30 days); verified, without any
    review vote; waiting for a second core reviewer's vote; other verified changes; specs. Work in
    progress, approved and blocked changes are left out.

    Returns:
        An address. Unit: address.

    Source:
        The team's server, projects and branches in the team's settings; the server answers for
        today.

    Blind spots:
        Queries know when a change was last touched, not when a person last reviewed it, so a
        starved change that a bot commented on leaves the first section for 30 days.
    """
    gerrit = case.team.gerrit
    terms = {"title": f"{case.team.title} reviews", "foreach": _foreach(case)}
    terms |= {name: asked for name, asked in _sections(case).items() if asked}
    address = f"{gerrit.server.rstrip('/')}/#/dashboard/?{urlencode(terms, quote_via=quote)}"
    return Answer(value=address, origin=Origin.MEASURED)


def _foreach(case: Case) -> str:
    gerrit = case.team.gerrit
    stopped = query.undecided(gerrit, case.labels)
    return query.both("status:open", query.on_branches(gerrit), stopped)


def _sections(case: Case) -> dict[str, str]:
    """Return each section's query, in the order of the page; a change stands in one of them."""
    gerrit = case.team.gerrit
    code = query.both(query.on_projects(gerrit.ever(gerrit.projects)), query.passed(gerrit))
    fresh = query.both(code, "NOT age:30d")
    core = query.core_voted(gerrit, case.labels)
    return {
        "Starved": query.both(code, "age:30d"),
        "Verified and unreviewed": query.both(fresh, "label:Code-Review=0"),
        "Waiting for a second core reviewer": query.both(fresh, core),
        "Other verified changes": query.both(fresh, "NOT label:Code-Review=0", f"NOT {core}"),
        "Specs": query.on_projects(gerrit.ever(gerrit.specs)),
    }
