"""Who has two accounts counts as who has one, in every fact: the law behind `people`."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

import pytest
from msgspec.structs import replace

from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.facts import Report
from retro.record.reading import read
from retro.snapshot import Snapshot
from retro.snapshot.gerrit import CHANGES
from tests import sample
from tests.twins import Twins
from tests.world.people import MACHINES, NEWCOMERS, VETERANS

AS_OF = date(2016, 4, 7)
FAR, BACK = 500, -8_000_000
"""Where the second accounts' numbers lie: above all that there are, or below."""


@pytest.fixture(scope="module")
def told() -> Callable[..., Report]:
    """Return what tells of a third of the sample's changes, with twins, joined or not."""
    target = the_target(Order(content=sample.content(), team=sample.TEAM, cycle="mitaka"))
    robots = frozenset(machine.number for machine in MACHINES)
    every = Snapshot.records

    def tell(shift: int = 0, people: Iterable[tuple[str, str]] = ()) -> Report:
        twins = Twins(shift, robots)

        def records(snapshot, name, kind):
            found = every(snapshot, name, kind)
            return map(twins.record, islice(found, 0, None, 3) if name == CHANGES else found)

        team = replace(target.team, gerrit=replace(target.team.gerrit, people=tuple(people)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Snapshot, "records", records)
            book = read(replace(target, team=team))
        return book.report(*book.moments.edition(None, AS_OF))

    return tell


@pytest.fixture(scope="module")
def alone(told) -> Report:
    return told()


@pytest.mark.parametrize("shift", [FAR, BACK], ids=["newer", "older"])
def test_half_of_what_somebody_did_by_another_account_of_theirs_changes_no_fact(
    told, alone, shift
):
    everybody = (person.number for person in VETERANS + NEWCOMERS)
    joined = told(shift, [(str(number), str(number + shift)) for number in everybody])

    assert joined.facts == alone.facts
    assert joined.series == alone.series


def test_two_accounts_that_nobody_joins_are_two_people(told, alone):
    split = told(FAR).facts

    for name in ("community.reviewers", "community.newcomers"):
        assert split[name].n > alone.facts[name].n
