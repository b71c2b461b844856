from msgspec.structs import replace

from retro.measure.community.newcomers import newcomers, newcomers_first_review
from retro.model.facts import Gap, Withheld
from tests.measure.builders import BOT, case, change, merge, review, upload, when


def first(owner: int, *steps, at: str = "03-01", **given):
    """Make the first change of somebody."""
    return replace(change(owner, upload(at), *steps, **given), owner=owner)


def crowd(merged: int, every: int, **given):
    """Make a case in which so many newcomers came, some of whom had a change merged."""
    changes = [first(n, *([merge("03-05")] if n <= merged else [])) for n in range(1, every + 1)]
    return case(*changes, first_uploads={one.owner: one.created for one in changes}, **given)


def test_new_is_whose_first_change_ever_came_in_the_cycle():
    firsts = {1: when("02-28 23:59"), 2: when("02-29 00:00"), 3: when("03-01"), BOT: when("03-01")}
    fact = newcomers(case(first(1), first(2), first(3), first_uploads=firsts))

    assert (fact.value, fact.n) == (2, 3)
    assert fact.evidence == Withheld(rule="People are counted, never listed.", n=2)


def test_an_author_of_before_stays_known_though_the_histories_forgot():
    fact = newcomers(case(first(1), first_uploads={1: when("01-01").replace(year=2013)}))

    assert (fact.value, fact.n) == (0, 1)


def test_without_the_index_nobody_knows_who_is_new():
    assert newcomers(case(first(1))).why.startswith("The index of all")
    assert newcomers_first_review(case(first(1))).why.startswith("The index of all")
    assert isinstance(newcomers(crowd(0, 1, reaches=when("03-01"))), Gap)


def test_the_part_tells_how_many_had_a_change_merged():
    (part,) = newcomers(crowd(6, 12)).parts

    assert (part.label, part.value) == ("had a change merged", 6)


def test_a_part_that_would_set_fewer_than_five_apart_is_left_out():
    assert not newcomers(crowd(4, 12)).parts
    assert not newcomers(crowd(8, 12)).parts
    assert not newcomers(crowd(1, 2)).parts
    assert newcomers(crowd(12, 12)).parts[0].value == 12


def test_a_merge_on_another_branch_and_of_a_spec_counts_for_a_newcomer():
    changes = [first(n, merge("03-05"), branch="stable/one") for n in range(1, 4)]
    specs = tuple(first(n, merge("03-05"), project="team/specs") for n in range(4, 7))
    firsts = dict.fromkeys(range(1, 7), when("03-01"))

    fact = newcomers(case(*changes, specs=specs, first_uploads=firsts))

    assert fact.parts[0].value == 6


def test_a_newcomer_waits_for_the_review_of_the_first_change():
    changes = [first(n, review(f"03-{1 + n:02}", on=n)) for n in range(1, 8)]
    second = replace(change(99, upload("03-05"), review("03-05 01:00")), owner=1)
    firsts = {one.owner: one.created for one in changes}

    fact = newcomers_first_review(case(*changes, second, first_uploads=firsts))

    assert (fact.value, fact.n, fact.unit) == (4, 7, "days")
    assert fact.evidence.n == 7


def test_the_wait_of_a_few_newcomers_is_not_told():
    changes = [first(n, review("03-02", on=n)) for n in range(1, 5)]
    firsts = {one.owner: one.created for one in changes}
    gap = newcomers_first_review(case(*changes, first_uploads=firsts))

    assert isinstance(gap, Gap)
    assert gap.evidence is None
