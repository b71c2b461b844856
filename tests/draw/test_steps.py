from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.draw.steps import RAMP, steps


@given(st.integers(1, 10**7))
def test_five_steps_hold_every_number_and_none_is_empty_at_the_end(top):
    found = steps(top)

    assert found.role(1) == RAMP[0]
    assert found.role(top) == found.labels[-1][0]
    assert found.count == ceil(top / found.length) <= len(RAMP)


def test_steps_say_which_numbers_they_hold():
    assert [words for _, words in steps(61).labels] == ["1–15", "16–30", "31–45", "46–60", "61–75"]


@pytest.mark.parametrize("top", [1, 3, 5])
def test_small_numbers_have_a_step_of_their_own(top):
    assert [words for _, words in steps(top).labels] == [str(n + 1) for n in range(top)]


def test_nothing_needs_no_step():
    assert steps(0).labels == ()
