"""What merged before anybody looks: cheap rows back to 2012, so newcomers can be told apart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from tests.world.draft import FIRST_NUMBER
from tests.world.frame import Info, row
from tests.world.landings import ELSEWHERE, OLD_AUTHORS
from tests.world.people import BOT, REVIEWERS, VETERANS, person
from tests.world.record import CLIENT, GLANCE, LEAD_IN, SPECS, STORE

ROWS = 3200
SINCE = datetime(2012, 1, 2, tzinfo=UTC)
SPECS_SINCE = datetime(2014, 4, 14, tzinfo=UTC)
GONE = tuple(person(place) for place in range(200, 330))
"""People who were there once and take no part in the cycle."""


def archive(seed: str, rows: int = ROWS) -> Iterator[Info]:
    """Yield ChangeInfo rows without any detail, all merged before the lead-in."""
    rng = Random(f"{seed}:archive")
    known = list(dict.fromkeys((*OLD_AUTHORS, *VETERANS, *REVIEWERS, *ELSEWHERE[:20])))
    step = (LEAD_IN - timedelta(days=40) - SINCE) / rows
    for place in range(rows):
        created = SINCE + step * place
        owner = known[place] if place < len(known) else rng.choice((*known, *GONE, BOT))
        project = rng.choices((GLANCE, STORE, CLIENT, SPECS), (62, 8, 22, 8))[0]
        if project == SPECS and created < SPECS_SINCE:
            project = GLANCE
        merged = created + timedelta(minutes=rng.randint(300, 40_000))
        number = FIRST_NUMBER - 3 * (rows - place)
        yield row(number, project, owner, created.replace(microsecond=0), merged)
