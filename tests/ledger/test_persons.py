"""A history told by persons: which account of theirs somebody took makes no difference."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.ledger import replay
from tests.ledger.builders import ANN, BOB, GERRIT, JENKINS, NOISE, OWNER, ROBOTS, record
from tests.ledger.test_laws import stories
from tests.twins import Twins

FAR = 40
TWINS = Twins(FAR, frozenset({JENKINS, NOISE}))
JOINED = replace(ROBOTS, people={who + far: who for who in (OWNER, ANN, BOB) for far in (0, FAR)})
SHELVED = "owner: Set Work In Progress", "owner: Patch Set 1:\n\nLook again", "ann: Abandoned"


@given(stories(), st.sampled_from([(), SHELVED]), st.integers(1, 99), st.booleans())
def test_who_acts_by_two_accounts_has_the_history_of_who_has_one(lines, more, number, wip):
    told = record(*lines, *more, _number=number, work_in_progress=wip)

    assert replay(TWINS.record(told), JOINED, GERRIT) == replay(told, ROBOTS, GERRIT)
