"""The threads that the cycle before left: each counted once, with what became of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import agree
from retro.measure.handoff.threads import threads
from retro.model.cycle_before import CycleBefore
from retro.model.facts import Fact, Gap
from retro.model.feature import Features, Leftover, Outcome
from retro.model.origin import Origin
from retro.model.team import Deferral, Notes, Pointer, Priority
from retro.outline.strands import strands
from tests.agree.reports import report_of
from tests.measure.builders import UNGATED, case, change, merge, review, upload, verdict
from tests.measure.features.builders import deferred, feature, landed

READY = upload("01-01"), verdict("01-01 01:00")
NOTHING = Notes(priorities=(), deferred=(), next_goals=(), delegations=())
BURN = Priority(title="Burn all night")


def here(*changes, before=NOTHING, notes=None, left=(), every=(), **more):
    features = Features(every=every, specs=True, left=left, cycle_before="elder")
    past = before and CycleBefore("Elder", before)
    return case(*changes, before=past, notes=notes or Notes(), features=features, **more)


def ends(*changes, **more):
    """Return how many threads came to each end, by kind and end."""
    found = threads(here(*changes, **more))
    assert isinstance(found, Fact), found.why
    return {part.key: part.value for part in found.parts}


def became(before, notes=None, **more):
    return ends(before=before, notes=notes, **more)


def priority(title="Burn all night", **more):
    return replace(NOTHING, priorities=(Priority(title=title, **more),))


def test_a_change_that_was_starved_is_a_thread_with_its_fate():
    changes = (
        change(1, *READY, merge("03-02")),
        change(2, *READY),
        change(3, *READY, review("03-03")),
    )

    assert ends(*changes) == {"starved.merged": 1, "starved.starved": 1, "starved.reviewed": 1}


def test_each_leftover_feature_landed_was_deferred_again_given_up_or_not_taken_up():
    again = landed("a"), deferred("b"), feature("c"), feature("d", Outcome.UNKNOWN)
    left = (
        *(Leftover(feature(one.name), one) for one in again),
        Leftover(feature("e", Outcome.DROPPED)),
        Leftover(deferred("f")),
        Leftover(feature("g")),
    )

    assert ends(left=left) == {
        f"features.{end}": 1
        for end in (
            "landed",
            "deferred",
            "undone",
            "unknown",
            "given_up",
            "elsewhere",
            "not_again",
        )
    }


def test_what_nobody_knows_to_be_left_is_no_thread_and_is_said():
    doubtful = Leftover(feature("a", Outcome.UNKNOWN))
    alone, beside = (threads(here(*some, left=(doubtful,))) for some in ((), [change(1, *READY)]))

    assert "no source tells whether they landed" in alone.why
    assert (beside.value, beside.note) == (
        1,
        alone.why.removeprefix("Nothing is known to be left. "),
    )


@pytest.mark.parametrize("outcome", ["open", "missed"])
def test_an_unmet_priority_that_nobody_names_again_has_no_word_and_is_not_dropped(outcome):
    assert became(priority(outcome=outcome)) == {"priorities.unsaid": 1}
    assert became(priority(outcome="met")) == {}


@pytest.mark.parametrize(
    ("notes", "end"),
    [
        (priority(outcome="met"), "met"),
        (priority("BURN ALL NIGHT", outcome="missed"), "missed"),
        (priority("Otherwise", features=("lamp",), outcome="met"), "met"),
        (priority(), "open"),
        (Notes(deferred=(Deferral(item="Burn all night"),)), "deferred"),
        (Notes(next_goals=(Pointer(title="Burn all night"),)), "again"),
        (priority("Something else", outcome="met"), "unsaid"),
    ],
)
def test_the_notes_of_this_cycle_tell_what_became_of_a_priority(notes, end):
    assert became(priority(features=("lamp",)), notes) == {f"priorities.{end}": 1}


def test_what_is_measured_speaks_where_no_person_told_an_end():
    before, done = priority(features=("lamp",)), landed("lamp")

    assert became(before, every=(done,)) == {"priorities.landed": 1}
    assert became(before, priority(), every=(done,)) == {"priorities.landed": 1}
    assert became(before, priority(outcome="missed"), every=(done,)) == {"priorities.missed": 1}
    assert became(before, every=(deferred("lamp"),)) == {"priorities.deferred": 1}
    assert became(before, every=(feature("lamp"),)) == {"priorities.unsaid": 1}


def test_a_goal_is_a_thread_and_a_duty_that_is_handed_on_again():
    before = Notes(next_goals=(Pointer(title="Glow"),), delegations=(Pointer(title="Releases"),))
    notes = Notes(priorities=(Priority(title="Glow"),), delegations=before.delegations)

    assert became(before, notes) == {"goals.open": 1, "duties.again": 1}
    assert became(before) == {"goals.unsaid": 1, "duties.unsaid": 1}


def test_only_what_was_declared_for_this_cycle_or_for_none_is_left_to_it():
    items = (Deferral(item=to or "any", to=to) for to in ("", "tiny", "later"))

    assert became(Notes(deferred=tuple(items))) == {"declared.unsaid": 2}


def test_one_thing_under_the_same_words_or_the_same_feature_is_one_thread():
    before = Notes(
        priorities=(Priority(title="Burn", features=("lamp",)),),
        deferred=(Deferral(item="lamp"), Deferral(item="wick")),
        next_goals=(Pointer(title="burn"), Pointer(title="wick")),
    )
    left = (Leftover(feature("wick")),)

    assert became(before, left=left) == {
        "features.not_again": 1,
        "priorities.unsaid": 1,
        "goals.unsaid": 1,
    }


def test_what_cannot_be_known_is_said_and_left_out():
    found = threads(here(before=Notes(priorities=(BURN,)), accounts=UNGATED, left=None))

    assert found.value == 1
    assert "Starved changes are not known: " in found.note
    assert "no spec of Elder" in found.note
    assert "Nobody wrote down declared deferrals, goals and duties of Elder." in found.note


def test_where_nothing_is_left_but_not_all_is_known_there_is_a_gap_and_no_zero():
    assert isinstance(threads(here(before=None, accounts=UNGATED, left=None)), Gap)
    assert isinstance(threads(here(before=Notes())), Gap)
    assert threads(here()).value == 0


def test_threads_of_notes_are_typed_and_those_of_changes_as_the_record_is():
    typed, measured = here(before=priority()), here(change(1, *READY))

    assert threads(typed).origin is Origin.TYPED
    assert threads(measured).origin is Origin.MEASURED


def test_a_line_leads_where_it_was_promised_and_says_when_and_why_it_ended():
    link = ("https://lists.example.org/1",)
    again = priority(outcome="missed", on=date(2016, 3, 5), why="No oil.")
    (item,) = threads(here(before=priority(links=link), notes=again)).evidence.items

    assert (item.url, item.since, item.note) == (link[0], date(2016, 3, 5), "No oil.")


NAMES = st.sampled_from(["a", "b", "c", "d"])
TITLED = st.lists(NAMES.map(lambda name: Pointer(title=name)), max_size=3).map(tuple)
PROMISED = st.lists(
    st.builds(Priority, title=NAMES, outcome=st.sampled_from(["met", "missed", "open"])),
    max_size=3,
).map(tuple)
WRITTEN = st.builds(Notes, priorities=PROMISED, next_goals=TITLED, delegations=TITLED)
LEFT = st.lists(
    st.builds(
        Leftover,
        st.builds(feature, NAMES, st.sampled_from([Outcome.OPEN, Outcome.UNKNOWN])),
        st.one_of(st.none(), NAMES.map(landed)),
    ),
    max_size=4,
).map(tuple)


@given(WRITTEN, WRITTEN, LEFT)
@settings(max_examples=25)
def test_kinds_and_ends_add_up_and_the_list_has_the_same(before, notes, left):
    every = tuple({one.again.name: one.again for one in left if one.again}.values())
    made = here(change(1, *READY), before=before, notes=notes, left=left, every=every)
    found = threads(made)
    told = list(strands(found))

    assert agree.disagreements(report_of(made)) == ()
    assert sum(number for strand in told for number, _ in strand.ends) == found.value
    assert [item.title for strand in told for item in strand.items] == [
        item.title for item in found.evidence.items
    ]
    assert all(len(strand.items) == sum(n for n, _ in strand.ends) for strand in told)
