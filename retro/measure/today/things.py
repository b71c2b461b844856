"""One change as the view in mid-cycle lists it, and a list of them with its query."""

from collections.abc import Iterable

from retro.measure.ground.case import Case
from retro.measure.ground.standing import standing
from retro.model.change import Change
from retro.model.query import address
from retro.model.today import Lately, Thing


def thing(case: Case, change: Change) -> Thing:
    """Return a change with where it stands at the case's moment."""
    state = change.at(case.moment)
    return Thing(
        number=change.number,
        project=change.project,
        subject=change.subject,
        url=change.url,
        created=change.created.date(),
        standing=str(standing(case, state) or "") if state else "",
    )


def listed(case: Case, title: str, changes: Iterable[Change], asked: str) -> Lately:
    """Return changes under a title, with the query that finds them."""
    url = address(case.team.gerrit.server, asked)
    return Lately(title, tuple(thing(case, change) for change in changes), url)
