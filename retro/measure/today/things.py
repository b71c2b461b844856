"""One change as the view in mid-cycle lists it."""

from retro.measure.ground.case import Case
from retro.measure.ground.standing import standing
from retro.model.change import Change
from retro.model.today import Thing


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
