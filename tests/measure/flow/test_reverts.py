"""Reverts: which merges take a change back, and which changes were taken back."""

from msgspec.structs import replace

from retro.measure.flow.reverts import reverted, reverts
from retro.model.change import Event, Kind
from retro.model.facts import Gap
from retro.model.origin import Origin
from tests.measure.builders import case, change, merge, upload, when

GOOD = replace(change(1, upload("02-20"), merge("03-01")), subject="Do it", commit="a" * 40)
OLD = replace(change(2, upload("01-10"), merge("02-01")), subject="Older", commit="b" * 40)


def back(number: int = 9, at: str = "03-05", *, merged: bool = True, **fields):
    """Make a change that was merged, or not, with what its commit says."""
    steps = (upload("03-04"), *((merge(at),) if merged else ()))
    return replace(change(number, *steps), **fields)


def both(*changes):
    found = case(*changes)
    return reverts(found), reverted(found)


def test_what_the_server_knows_to_revert_takes_that_change_back():
    made, gone = both(GOOD, OLD, back(revert_of=2))

    assert (made.value, made.n, made.note) == (1, 2, "")
    assert [item.note for item in made.evidence.items] == ["takes back 2"]
    assert (gone.value, [part.value for part in gone.parts]) == (1, [0, 1])
    assert made.origin is gone.origin is Origin.MEASURED


def test_a_commit_that_says_what_it_reverts_is_a_revert():
    made, gone = both(GOOD, back(footers=("This reverts commit aaaaaaa",)))

    assert (made.value, made.origin) == (1, Origin.MEASURED)
    assert [item.ref for item in gone.evidence.items] == ["team/code 1"]


def test_a_subject_alone_makes_an_assumed_number():
    made, gone = both(GOOD, back(subject='Revert "Do it"'))

    assert (made.value, made.origin, gone.origin) == (1, Origin.ASSUMED, Origin.ASSUMED)
    assert made.note == "Of 1 nothing but the subject says so."
    assert gone.value == 1


def test_gerrits_message_on_the_change_names_its_revert():
    told = replace(
        GOOD,
        events=(*GOOD.events, Event(when("03-02"), Kind.REVERTED, 1, 11, text="I0a")),
    )
    subject, footers = 'Revert "Another name by then"', ("Change-Id: I0a",)
    _, gone = both(told, back(subject=subject, footers=footers))

    assert (gone.value, gone.origin) == (1, Origin.MEASURED)


def test_a_revert_that_was_not_merged_takes_nothing_back():
    made, gone = both(GOOD, back(merged=False, revert_of=1))

    assert (made.value, gone.value) == (0, 0)


def test_a_word_of_reverting_elsewhere_in_a_subject_is_no_revert():
    assert both(GOOD, back(subject="Revert to the old default"))[0].value == 0


def test_what_is_reverted_elsewhere_makes_a_lower_bound():
    made, gone = both(GOOD, back(revert_of=777))

    assert (made.value, gone.value) == (1, 0)
    assert gone.note.startswith("At least: 1\N{NO-BREAK SPACE}revert more")


def test_a_change_of_another_branch_or_project_is_not_taken_back():
    other = replace(
        change(3, upload("02-20"), merge("03-01"), project="team/other"), subject="Do it"
    )
    assert both(other, back(subject='Revert "Do it"'))[1].value == 0


def test_of_two_with_one_subject_the_later_one_was_taken_back():
    again = replace(change(4, upload("03-01"), merge("03-03")), subject="Do it")
    _, gone = both(GOOD, again, back(subject='Revert "Do it"'))

    assert [item.ref for item in gone.evidence.items] == ["team/code 4"]


def test_a_change_taken_back_twice_counts_once_and_a_revert_of_a_revert_too():
    first, second = back(9, revert_of=1), back(10, "03-06", revert_of=9)
    made, gone = both(GOOD, first, second)

    assert (made.value, gone.value) == (2, 2)
    assert both(GOOD, first, back(11, "03-07", revert_of=1))[1].value == 1


def test_without_the_cycles_start_nobody_knows():
    late = case(GOOD, reaches=when("03-02"))

    assert isinstance(reverts(late), Gap)
    assert isinstance(reverted(late), Gap)
