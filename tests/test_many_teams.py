"""Of many teams those are told of in which trouble was planted, each with what it is."""

import pytest

from retro.job.order import Order
from retro.job.targets import targets
from retro.measure.signals import judged
from retro.record.reading import read
from tests.world.teams import CYCLE, TROUBLES, collected


@pytest.fixture(scope="module")
def teams(tmp_path_factory):
    """Six teams: five in trouble, and one that is well."""
    home = tmp_path_factory.mktemp("teams")
    return home / "content", collected(home, many=6, size=160)


def test_trouble_is_named_where_it_was_planted_and_nowhere_else(teams):
    content, made = teams
    found = {}
    for target in targets(Order(content=content, cycle=CYCLE)):
        book = read(target)
        final = book.report("final", book.moments.editions["final"])
        found[target.team.key] = [signal.rule for signal in judged(final.facts) if signal.says]

    assert found == {team.key: [team.trouble] * bool(team.trouble) for team in made}
    assert sum(map(bool, found.values())) == len(TROUBLES)
