"""The editions of a retrospective lead to each other, in the order of their days."""

from itertools import permutations

import pytest

from retro.job.order import Order
from retro.job.site.edition import neighbours
from retro.job.targets import named
from retro.model.site import Site
from retro.record.reading import read
from retro.render.frame import framed
from tests.golden import CYCLE, content

DAYS = {"early": "2021-03-12", "earlier": "2021-03-05", "middle": "2021-03-19"}


@pytest.mark.parametrize("names", list(permutations(DAYS)))
def test_editions_are_listed_by_their_days_however_they_are_written(tmp_path, names):
    editions = ", ".join(f"{name}: {DAYS[name]}" for name in names)
    written = CYCLE.replace("editions: {early: 2021-03-12}", f"editions: {{{editions}}}")
    content(tmp_path, written=written)
    book = read(named(Order(content=tmp_path), "lantern", "dusk"))
    entries = neighbours(book.target, book.manifest)
    final = book.cover(*book.moments.edition(None, None))
    early = book.cover(*book.moments.edition("early", None))

    assert listed(final, entries, "lantern/dusk") == ["earlier", "early", "middle"]
    assert listed(early, entries, "lantern/dusk/early") == ["earlier", "middle", "final"]


def listed(cover, entries, folder):
    return [other.title for other in framed(cover, entries, folder, Site()).editions]


def test_where_nobody_typed_the_day_of_a_hand_off_the_final_edition_stands_alone(tmp_path):
    content(tmp_path, written=CYCLE.replace("editions: {early: 2021-03-12}\n", ""))
    book = read(named(Order(content=tmp_path), "lantern", "dusk"))

    assert list(book.moments.editions) == ["final"]
