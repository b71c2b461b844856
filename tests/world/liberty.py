"""The cycle before, simulated: the same acts, seen half a year earlier, and what waited then.

Liberty needs changes that were old when the simulation of Mitaka begins. They all close before
Liberty ends, so that Mitaka's own record stays as it is.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from tests.world import subjects
from tests.world.draft import FIRST_NUMBER, Desk, Draft, numbered
from tests.world.mitaka import SEED, World
from tests.world.mitaka import world as mitaka
from tests.world.people import CORES, VETERANS
from tests.world.plots import Course, Tail, land, wander
from tests.world.record import CLIENT, GLANCE, LEAD_IN, STORE
from tests.world.rota import DAY, Rota

START = datetime(2015, 5, 1, tzinfo=UTC)
END = datetime(2015, 10, 19, tzinfo=UTC)
"""The moment at which the simulated servers are asked."""
WAITING = 92


@cache
def world() -> World:
    """Return the simulated cycle: Mitaka's changes so far, after those that waited before."""
    waited = [_old(Desk("liberty", Rota(SEED)), place) for place in range(WAITING)]
    old = numbered(waited)
    before = [
        replace(story, number=FIRST_NUMBER - 3 * (len(old) - place) + 1)
        for place, story in enumerate(old)
    ]
    begun = (story for story in mitaka().stories if story.created < END)
    return World((*before, *begun), mitaka().older)


def _old(desk: Desk, place: int) -> Draft:
    """Write a change that is in the backlog as Liberty begins, and closed before it ends."""
    owner = desk.dice(f"owner {place}").choice((*VETERANS[:40], *CORES[:9]))
    project = (GLANCE, GLANCE, GLANCE, STORE, CLIENT)[place % 5]
    script = desk.script(f"old {place}", project, owner)
    rng = script.rng
    created = LEAD_IN - DAY * min(2 + rng.lognormvariate(0, 0.9) * 40, 165)
    end = START + DAY * rng.uniform(4, 158)
    look = end - DAY * rng.uniform(1, 9)
    if place % 5 < 3:
        land(script, created, end, resumed=look)
    else:
        settled = created + DAY * rng.uniform(1, 20)
        tail: Tail = "core -1" if place % 2 else "reviewable"
        wander(script, Course(created, settled, end, tail, looks=(look,)))
        script.abandon(end, script.owner)
    return Draft(script, subjects.subject(rng, -1))
