"""The open changes of which somebody promised a review, and has not given it yet."""

from collections.abc import Iterator

from retro.measure.community.review_promises import awaited, promise_labels, review_promises
from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.today.things import listed
from retro.model.facts import Gap
from retro.model.query import value
from retro.model.today import Lately

TITLE = "Review promised, and not given yet"


def promised(case: Case) -> Iterator[Lately]:
    """Yield the changes; by whose promise is nobody's business, and few would be known by it.

    A team whose projects have no label for it misses nothing.
    """
    found = review_promises(case)
    if isinstance(found, Gap):
        yield from () if found.moot else (Lately(TITLE, found.why),)
        return
    labels = (f"label:{value(f'{label}>=1')}" for label in promise_labels(case))
    gerrit = case.team.gerrit
    asked = query.both(
        "status:open",
        query.on_projects(gerrit.ever(gerrit.projects + gerrit.specs)),
        query.on_branches(gerrit),
        query.either(labels),
    )
    yield listed(case, TITLE, awaited(case), asked)
