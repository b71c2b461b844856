from hypothesis import given
from hypothesis import strategies as st

from retro.measure.community.concentration import (
    behind_half,
    concentration,
    concentration_core_votes,
)
from retro.model.facts import Gap, Withheld
from retro.model.team import Notes, Tenure
from tests.measure.builders import case, change, review, upload, vote

CROWD = range(21, 27)
ROSTER = Notes(roster=tuple(Tenure(account=str(number)) for number in CROWD))


def reviews(*counts: int, at: str = "03-02"):
    """Let each person of the crowd review so many patch sets."""
    people = zip(CROWD, counts, strict=False)
    given = [review(at, by, on) for by, count in people for on in range(count)]
    return change(1, upload("02-20"), *given)


def core_votes(*counts: int, value: int = 2, label: str = "Code-Review"):
    people = zip(CROWD, counts, strict=False)
    cast = [vote("03-02", value, label, by, on) for by, n in people for on in range(n)]
    return change(1, upload("02-20"), *cast)


def test_the_fewest_people_who_gave_half_are_counted():
    fact = concentration(case(reviews(5, 2, 1, 1, 1)))

    assert (fact.value, fact.n) == (1, 5)
    assert concentration(case(reviews(4, 2, 2, 2, 1, 1))).value == 2


def test_fewer_than_five_people_get_no_number_and_no_list():
    gap = concentration(case(reviews(9, 1, 1, 1)))

    assert isinstance(gap, Gap)
    assert gap.evidence is None


def test_who_stands_behind_a_concentration_is_withheld():
    fact = concentration(case(reviews(1, 1, 1, 1, 1)))

    assert fact.evidence == Withheld(rule="People are counted, never listed.", n=3)


def test_reviews_before_the_cycle_do_not_count():
    assert isinstance(concentration(case(reviews(1, 1, 1, 1, 1, at="02-28 23:59"))), Gap)
    assert concentration(case(reviews(1, 1, 1, 1, 1, at="02-29 00:00"))).n == 5


def test_a_core_vote_is_one_that_only_core_reviewers_can_cast():
    for value, label in ((2, "Code-Review"), (-2, "Code-Review"), (1, "Workflow")):
        voted = core_votes(3, 1, 1, 1, 1, value=value, label=label)
        fact = concentration_core_votes(case(voted, notes=ROSTER))
        assert (fact.value, fact.n) == (2, 5)

    for value, label in ((1, "Code-Review"), (-1, "Workflow"), (0, "Code-Review")):
        voted = core_votes(3, 1, 1, 1, 1, value=value, label=label)
        assert isinstance(concentration_core_votes(case(voted, notes=ROSTER)), Gap)


def test_a_plus_two_with_an_approval_is_one_core_vote():
    both = [
        step
        for by in CROWD
        for step in (vote("03-02", 2, by=by), vote("03-02", 1, "Workflow", by))
    ]
    fact = concentration_core_votes(case(change(1, upload("03-01"), *both), notes=ROSTER))

    assert fact.note.startswith("Of 6\N{NO-BREAK SPACE}core votes.")


def test_votes_of_others_and_on_other_branches_are_no_core_votes():
    voted = core_votes(1, 1, 1, 1, 1, 1)
    five = Notes(roster=ROSTER.roster[:5])
    stable = change(2, *voted_steps(), branch="stable/one")

    assert concentration_core_votes(case(voted, notes=five)).n == 5
    assert isinstance(concentration_core_votes(case(stable, notes=ROSTER)), Gap)


def voted_steps():
    return [upload("03-01"), *(vote("03-02", 2, by=by) for by in CROWD)]


@given(st.lists(st.integers(1, 50), min_size=1))
def test_half_of_the_reviews_lie_with_at_most_half_of_the_people(counts):
    few = behind_half(counts)
    falling = sorted(counts, reverse=True)

    assert 1 <= few <= (len(counts) + 1) // 2
    assert 2 * sum(falling[:few]) >= sum(counts) > 2 * sum(falling[: few - 1])
