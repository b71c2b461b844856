"""Replies that nobody read: who rests on them says so, and how far."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure import facts, series
from retro.measure.backlog.starved import starved_changes
from retro.measure.community.core_reviews import core_reviews
from retro.measure.community.reviewers import reviewers, reviewers_weekly
from retro.measure.flow.first_review import time_to_first_review
from retro.measure.flow.merges import merged
from retro.model.change import Kind, Sure
from retro.model.facts import Fact, Gap
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from retro.outline.words import NBSP
from tests.measure.builders import ANN, BEN, CAT, case, change, review, unread, upload, verdict
from tests.measure.worlds import worlds

WORDS = "not read"
CORES = range(21, 29)


def test_people_whose_replies_nobody_read_are_a_range():
    fact = reviewers(case(change(1, upload("03-01"), review("03-02"), unread("03-03", BEN))))

    assert (fact.value, fact.origin) == (2, Origin.ASSUMED)
    assert fact.note == (
        f"1{NBSP}reply was not read, but taken for a review; without them it is 1{NBSP}person."
    )


def test_a_reply_that_nobody_read_may_leave_a_change_starved():
    waits = upload("02-01"), verdict("02-01"), unread("03-01"), unread("03-01", BEN)
    fact = starved_changes(case(change(1, *waits)))

    assert fact.value == 0
    assert fact.note.startswith(f"2{NBSP}replies were not read, but taken for reviews; ")
    assert fact.note.endswith(f"without them it is 1{NBSP}change.")


def test_a_number_that_nothing_but_unread_replies_make_is_a_gap():
    some = case(*(change(n, upload("03-01"), unread("03-02")) for n in range(1, 8)))
    known = case(*(change(n, upload("03-01"), review("03-02")) for n in range(1, 8)))

    assert isinstance(time_to_first_review(known), Fact)
    assert time_to_first_review(some).why.startswith(f"7{NBSP}replies were not read, and without")


def test_a_picture_that_rests_on_unread_replies_says_so():
    some = case(change(1, upload("03-01"), review("03-02"), unread("03-03", BEN)))

    assert reviewers_weekly(some).sentence.endswith("was not read, but taken for a review.")
    assert WORDS not in reviewers_weekly(case(change(1, upload("03-01")))).sentence


def test_what_needs_no_words_of_people_says_nothing_of_them():
    fact = merged(case(change(1, upload("03-01"), unread("03-02"), review("03-02", CAT))))

    assert WORDS not in fact.note


def test_a_review_of_the_same_patch_set_makes_an_unread_reply_count_no_more():
    reviewed = upload("03-01"), review("03-02", ANN), unread("03-03", ANN)

    assert WORDS not in reviewers(case(change(1, *reviewed))).note


@pytest.mark.few
def test_what_few_people_replied_is_told_neither_by_its_number_nor_by_a_difference():
    one, five = (_core_reviews(some) for some in (CORES[:1], CORES[:5]))

    assert (one.value, five.value) == (9, 13)
    assert one.note.endswith(
        "Some replies were not read, but taken for reviews; "
        "how much it is without them is not told."
    )
    assert f"5{NBSP}replies were not read" in five.note
    assert five.note.endswith(f"without them it is 8{NBSP}reviews.")


@pytest.mark.few
def test_what_few_people_did_beside_replies_that_nobody_read_is_not_told_by_the_difference():
    said = _core_reviews(CORES, known=CORES[:4]).note

    assert said.endswith(
        "Some replies were not read, but taken for reviews; "
        "how much it is without them is not told."
    )


def _core_reviews(unknown, known=CORES):
    """Ask for core reviews where some gave one, and some one in a reply nobody read."""
    notes = Notes(roster=tuple(Tenure(account=str(number)) for number in CORES))
    known = change(1, upload("03-01"), *(review(f"03-02 {who - 20:02}:00", who) for who in known))
    other = (unread(f"03-03 {who - 20:02}:00", who) for who in unknown)
    return core_reviews(case(known, change(2, upload("03-01"), *other), notes=notes))


@settings(max_examples=10)
@given(worlds(), st.sets(st.integers(0, 20)))
def test_an_answer_that_says_nothing_of_unread_replies_is_the_same_without_them(changes, places):
    here = case(*(_doubted(one, places) for one in changes))
    there = case(*(_without(one) for one in here.changes))
    whole = {**facts(there), **series(there)}

    for name, found in {**facts(here), **series(here)}.items():
        said = _said(found)
        if WORDS not in said and not isinstance(found, Gap):
            assert _value(found) == _value(whole[name]), name


def _doubted(one, places):
    """Let some reviews of a change be guessed at."""
    events = enumerate(one.events)
    return replace(
        one,
        events=tuple(
            replace(event, sure=Sure.ASSUMED)
            if event.kind is Kind.REVIEW and place in places
            else event
            for place, event in events
        ),
    )


def _without(one):
    guessed = (e.kind is Kind.REVIEW and e.sure is Sure.ASSUMED for e in one.events)
    kept = tuple(e for e, out in zip(one.events, guessed, strict=True) if not out)
    return replace(one, events=kept)


def _said(found):
    return getattr(found, "why", "") + getattr(found, "note", "") + getattr(found, "sentence", "")


def _value(found):
    return found.value if isinstance(found, Fact) else getattr(found, "lines", None) or found
