"""What nobody can tell stands beside the other ends of features, and leaves them open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.measure.features import deferred as late
from retro.measure.features import outcomes as of
from retro.measure.features import proposed as asked
from retro.measure.features.funnel import funnel
from retro.measure.features.timeline import timeline
from retro.measure.features.unknown import unknown
from retro.measure.features.will_not_make_it import will_not_make_it
from retro.model.facts import Fact, Gap
from retro.model.feature import GIVEN_UP, Outcome
from retro.model.origin import Origin
from retro.model.team import Deferral, Notes
from retro.outline import words
from tests.measure.builders import when
from tests.measure.features.builders import deferred, feature, landed, with_features

ENDS = (of.landed, of.open_at_end, of.given_up, late.deferred)
MANY = (landed("a"), deferred("b"), feature("c", Outcome.UNKNOWN), feature("d", Outcome.UNKNOWN))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        (of.landed, "1 to 3"),
        (late.deferred, "1 to 3"),
        (of.open_at_end, "0 to 2"),
        (of.given_up, "0 to 2"),
        (will_not_make_it, "1 to 3"),
        (unknown, "2"),
        (of.approved, "4"),
    ],
)
def test_beside_what_is_unknown_each_end_has_a_least_and_a_most(metric, said):
    found = metric(with_features(*MANY))

    assert words.value(found) == said
    assert found.n in (4, None)


def test_a_number_between_two_says_how_many_are_unknown_and_why():
    assert plain(of.landed(with_features(*MANY)).note).startswith(
        "What became of 2 approved features is not known: the team had not sorted out"
    )


@pytest.mark.parametrize("metric", ENDS)
def test_where_nothing_is_unknown_each_end_is_one_number(metric):
    found = metric(with_features(landed("a"), deferred("b"), feature("c")))

    assert (found.between, found.off, found.note) == (None, 0, "")


@pytest.mark.parametrize("metric", [*ENDS, will_not_make_it])
def test_where_all_is_unknown_nothing_is_a_number(metric):
    every = with_features(feature("a", Outcome.UNKNOWN, merged=(when("03-02"),)))

    found = metric(every)
    assert isinstance(found, Gap)
    assert plain(found.why).startswith("No source tells what became of the 1 approved feature:")
    assert found.why.endswith("1 of them has merged code that names it.")
    assert unknown(every).value == 1


def test_merged_code_is_a_witness_and_no_landing():
    some = (
        feature("a", Outcome.UNKNOWN, merged=(when("03-02"), when("03-04"))),
        feature("b", Outcome.UNKNOWN),
        landed("c"),
    )
    found = unknown(with_features(*some))

    assert (found.value, found.n) == (2, 3)
    assert found.note == "1 of them has merged code that names it."
    assert plain(found.evidence.items[0].note) == ("2 merged changes name it, since 2 March 2016")
    assert found.evidence.items[1].note == ""


def test_simulated_code_is_no_witness_of_a_real_spec():
    one = feature("a", Outcome.UNKNOWN, merged=(when("03-02"),))
    found = unknown(with_features(one, landed("b"), simulated=True))

    assert (found.note, found.evidence.items[0].note, found.origin) == ("", "", Origin.MEASURED)


def test_what_landed_is_no_stage_of_proposals_as_long_as_some_are_unknown():
    assert [part.key for part in asked.proposed(with_features(*MANY)).parts] == [
        "proposed",
        "approved",
    ]


def test_pictures_show_what_is_unknown():
    case = with_features(*MANY)
    counted, followed = funnel(case), timeline(case)

    assert ("unknown", 2) in [(bar.label, *bar.values) for bar in counted.bars]
    assert plain(counted.sentence).endswith("4 were approved, and 1 to 3 landed.")
    assert [bar.kind for bar in followed.bars] == ["landed", "deferred", "unknown", "unknown"]
    assert followed.bars[-1].values == (date(2016, 3, 1), date(2016, 3, 9))
    assert "and what became of 2 is not known" in plain(followed.sentence)


@given(
    st.lists(
        st.sampled_from(
            (Outcome.LANDED, Outcome.DEFERRED, Outcome.OPEN, Outcome.UNKNOWN, *GIVEN_UP)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_approved_is_the_sum_of_what_is_known_and_what_is_not(drawn):
    case = with_features(*(feature(f"f{n}", one) for n, one in enumerate(drawn)))
    counts = [metric(case) for metric in (*ENDS, unknown)]
    told = [one for one in counts if isinstance(one, Fact)]

    assert sum(int(one.value) for one in told) == of.approved(case).value
    for one in told:
        assert len(one.evidence.items) == one.value
        assert one.value or one.between or Outcome.UNKNOWN not in drawn


def test_why_no_source_tells_of_features_is_said_of_each():
    here = with_features(told={"specs": False, "silent": ("no spec", "no blueprint")})

    assert of.landed(here).why == (
        "Nothing tells of the cycle's features: no spec and no blueprint."
    )


def test_a_project_that_launchpad_did_not_give_is_said_beside_what_is_approved():
    found = of.approved(with_features(landed("a"), told={"refused": ("lamp is not there",)}))

    assert (found.value, found.note) == (1, "Lamp is not there.")


def test_what_was_declared_and_may_have_landed_is_not_counted_twice():
    lost = feature("a", Outcome.UNKNOWN, declared="a"), feature("b", Outcome.UNKNOWN)
    notes = Notes(deferred=(Deferral(item="a"),))
    found = will_not_make_it(with_features(deferred("c"), *lost, notes=notes))

    assert found.between == (1, 3)
