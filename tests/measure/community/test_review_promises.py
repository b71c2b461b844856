"""Promises of a review: what was given, what was kept, and what was forgotten; never by whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure.community.review_promises import review_promises
from retro.model.facts import Gap, Withheld
from retro.model.label import Served
from retro.model.labels import Labels
from tests.measure.builders import (
    ANN,
    BEN,
    BOT,
    OWNER,
    abandon,
    case,
    change,
    merge,
    review,
    upload,
    vote,
)

LABEL = "Review-Priority"
KNOWN = Labels(typed={LABEL: ("gate", "hold")})
PEOPLE = range(21, 26)
OTHERS = change(9, upload("03-01"), *(vote("03-01 01:00", 1, LABEL, by=who) for who in PEOPLE))
"""A change on which five others promise a review and forget it, so that they may be counted."""


def promise(at="03-02", by=ANN, value=1):
    return vote(at, value, LABEL, by=by)


def told(*steps, moment="03-20", labels=KNOWN, others=(OTHERS,)):
    here = change(1, upload("02-20"), *steps)
    return review_promises(case(here, *others, moment=moment, labels=labels))


def fates(*steps, moment="03-20"):
    """Return what became of the promises on one change, those of the other left out."""
    found = told(*steps, moment=moment)
    counts = {part.key: part.value for part in found.parts if part.key != "holds"}
    counts["running" if moment == "03-05" else "forgotten"] -= 5
    return {key: number for key, number in counts.items() if number}


def test_a_review_by_the_same_person_within_seven_days_keeps_a_promise():
    assert fates(promise("03-02"), review("03-08 23:59")) == {"kept": 1}
    assert fates(promise("03-02"), review("03-09")) == {"forgotten": 1}
    assert fates(promise("03-02"), review("03-04", by=BEN)) == {"forgotten": 1}


def test_the_words_of_the_promise_itself_keep_nothing_and_a_judging_vote_with_it_does():
    assert fates(promise("03-02"), review("03-02")) == {"forgotten": 1}
    assert fates(promise("03-02"), vote("03-02", 1), review("03-02")) == {"kept": 1}


def test_a_review_of_the_same_patch_set_before_the_promise_does_not_hide_a_later_one():
    assert fates(review("03-01 12:00"), promise("03-02"), review("03-03")) == {"kept": 1}


def test_a_promise_younger_than_seven_days_is_neither_kept_nor_forgotten():
    assert fates(promise("03-02"), moment="03-05") == {"running": 1}
    assert fates(promise("03-02"), moment="03-09") == {"forgotten": 1}


@pytest.mark.parametrize("closing", [merge, abandon])
def test_a_change_that_is_closed_first_could_not_be_reviewed(closing):
    assert fates(promise("03-02"), closing("03-03")) == {"closed": 1}
    assert fates(promise("03-02"), review("03-03"), closing("03-04")) == {"kept": 1}
    assert fates(promise("03-02"), closing("03-10")) == {"forgotten": 1}


def test_all_by_one_person_on_one_patch_set_is_one_promise():
    again = upload("03-04", 2), vote("03-05", 1, LABEL, on=2)

    assert fates(promise("03-02"), promise("03-03", value=2)) == {"forgotten": 1}
    assert fates(promise("03-02"), *again) == {"forgotten": 2}


def test_neither_a_machine_nor_the_owner_promises_anything():
    assert fates(promise(by=BOT), promise("03-03", by=OWNER)) == {}
    assert fates(merge("03-02"), promise("03-03")) == {}
    assert fates(promise("02-28")) == {}


@pytest.mark.few
def test_a_hold_is_counted_apart_and_only_where_no_handful_cast_it():
    few = told(promise(value=-1))
    many = told(*(promise("03-02", by=who, value=-1) for who in PEOPLE), promise("03-03"))

    assert [part.key for part in few.parts] == ["kept", "closed", "forgotten", "running"]
    assert (many.value, many.parts[-1].value) == (6, 5)


@pytest.mark.few
def test_two_editions_never_tell_between_them_how_often_a_few_held_a_change():
    first, second = date(2016, 3, 6), date(2016, 3, 13)
    held = change(1, upload("02-20"), *(promise("03-02", by=who, value=-1) for who in PEOPLE))
    again = change(2, upload("02-20"), promise("03-10", value=-1))
    alone, between = (
        review_promises(
            case(
                *(held, again, OTHERS),
                **{"moment": "03-14", "as_of": second, "labels": KNOWN, "editions": editions},
            )
        )
        for editions in ((second,), (first, second))
    )

    assert alone.parts[-1].value == 6
    assert "holds" not in [part.key for part in between.parts]


@pytest.mark.few
def test_what_became_of_promises_between_two_editions_is_not_told_of_a_few():
    first, second = date(2016, 3, 6), date(2016, 3, 20)
    kept = [step for who in PEOPLE for step in (promise("03-02", by=who), review("03-05", who))]
    later = *(promise("03-01", by=who) for who in PEOPLE), review("03-07", 21)
    forgotten = [promise("03-10", by=who) for who in PEOPLE]
    changes = [change(n, upload("02-20"), *some) for n, some in enumerate((kept, later), 1)]
    changes.append(change(3, upload("02-20"), *forgotten))
    alone, between = (
        review_promises(
            case(
                *changes,
                **{"moment": "03-21", "as_of": second, "labels": KNOWN, "editions": editions},
            )
        )
        for editions in ((second,), (first, second))
    )

    assert [part.value for part in alone.parts] == [6, 0, 9, 0, 0]
    assert between.value == 15
    assert not between.parts


@pytest.mark.few
def test_promises_of_a_handful_of_people_are_not_counted_and_none_are_zero():
    nobody = review_promises(case(change(1, upload("03-01")), labels=KNOWN))

    assert "Fewer than 5 people" in told(promise(), others=()).why
    assert (nobody.value, nobody.evidence) == (0, Withheld(rule=nobody.evidence.rule, n=0))


def test_where_no_project_has_such_a_label_there_is_a_gap_and_no_zero():
    served = Served(project="team/code", branches="default", label="Code-Review", gates=True)
    here = change(1, upload("02-20"), vote("03-02", 1))
    asked, unasked = (
        review_promises(case(here, labels=Labels(served=some))) for some in ((served,), ())
    )

    assert (isinstance(asked, Gap), asked.moot) == (True, True)
    assert "No project of the team has a label" in asked.why
    assert not unasked.moot


def test_a_vote_alone_shows_that_there_is_such_a_label():
    assert told(promise(), labels=Labels()).value == 6


def test_a_label_that_judges_changes_promises_no_review():
    assert isinstance(told(labels=replace(KNOWN, typed={LABEL: ("review",)})), Gap)


ACTS = st.lists(
    st.one_of(
        st.builds(promise, st.just("03-02"), st.sampled_from(PEOPLE), st.sampled_from([-1, 1, 2])),
        st.builds(review, st.sampled_from(["03-03", "03-12"]), st.sampled_from(PEOPLE)),
        st.just(merge("03-13")),
    ),
    max_size=8,
)


@given(ACTS, st.sampled_from(["03-03", "03-09", "03-20"]))
def test_each_promise_has_one_fate(steps, moment):
    ordered = sorted(steps, key=lambda step: step[0].at)
    found = told(*ordered, moment=moment)

    assert found.value == sum(part.value for part in found.parts if part.key != "holds")
    assert 5 <= found.value <= 10
