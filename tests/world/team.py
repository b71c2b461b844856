"""A team of any size: stories without end, each on its own, for benchmarks."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from tests.world.acts import Story
from tests.world.draft import FIRST_NUMBER, Desk
from tests.world.landings import landing
from tests.world.people import VETERANS
from tests.world.record import CLIENT, END, GLANCE, LEAD_IN, STORE
from tests.world.rota import Rota
from tests.world.waiting import SORTS


def stream(size: int | None = None, seed: str = "stream") -> Iterator[Story]:
    """Yield stories of the same sorts as the sample's, in no order of time; nothing is kept.

    Args:
        size: How many; None means without end.
        seed: The same seed gives the same stories, and a longer stream begins like a short one.
    """
    desk = Desk(seed, Rota(seed))
    for place in count() if size is None else range(size):
        rng = desk.dice(f"sort {place}")
        if rng.random() < 0.65:
            merged = LEAD_IN + timedelta(days=3) + (END - LEAD_IN) * rng.random() * 0.97
            project = rng.choices((GLANCE, STORE, CLIENT), (6, 2, 2))[0]
            draft = landing(desk, f"landing {place}", project, rng.choice(VETERANS), merged)
        else:
            draft = rng.choice(SORTS)(desk, place)
        yield draft.story(FIRST_NUMBER + 13 * place)
