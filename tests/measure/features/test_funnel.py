from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure.features.funnel import funnel
from retro.model.facts import LEFT, Bars, Gap
from retro.model.feature import GIVEN_UP, Feature, Outcome
from retro.model.origin import Origin
from tests.measure.builders import (
    GERRIT,
)
from tests.measure.features.builders import MIXED, feature, landed, with_features


def counts(found: Any) -> list[tuple]:
    assert isinstance(found, Bars), found
    return [(bar.label, *bar.values) for bar in found.bars]


def funneled(*every: Feature, **more: Any) -> Any:
    return funnel(with_features(*every, **more))


def without_specs(*every: Feature, **more: Any) -> Any:
    here = with_features(*every, **more)
    return funnel(replace(here, team=replace(here.team, gerrit=replace(GERRIT, specs=()))))


def test_each_stage_is_counted_with_what_left_before_it():
    assert counts(funneled(*MIXED)) == [
        ("proposed", 9),
        ("refused", 1),
        ("withdrawn", 1),
        ("undecided", 1),
        ("approved", 6),
        ("deferred", 1),
        ("given up", 2),
        ("open", 1),
        ("landed", 2),
    ]
    assert funneled(*MIXED).sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Of 9 features proposed by 10 March 2016, 6 were approved, and 2 landed."
    )


def test_without_specs_in_gerrit_the_way_begins_at_approval():
    found = without_specs(landed("a"), feature("d"))

    assert counts(found) == [("approved", 2), ("open", 1), ("landed", 1)]
    assert found.sentence.startswith("Of 2\N{NO-BREAK SPACE}features approved by")


def test_a_landing_that_nobody_knows_is_no_zero():
    found = funneled(feature("a", Outcome.UNKNOWN))

    assert counts(found)[-1] == ("landed", None)
    assert found.sentence.endswith("and what landed is not known.")


def test_proposals_that_gerrit_alone_tells_are_as_real_as_gerrit():
    assert funneled(*MIXED, simulated=True).origin is Origin.SIMULATED
    assert without_specs(*MIXED, simulated=True).origin is Origin.MEASURED


def test_without_any_feature_there_is_no_funnel():
    assert isinstance(funneled(), Gap)


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.booleans()), min_size=1, max_size=30))
def test_each_stage_is_the_one_before_less_what_left(drawn):
    every = [
        feature(f"f{n}", outcome, "03-01" if approved else None)
        for n, (outcome, approved) in enumerate(drawn)
        if approved or outcome not in (Outcome.OPEN, Outcome.DEFERRED, *GIVEN_UP)
        if not (approved and outcome in (Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.UNDECIDED))
    ]
    found = funneled(*every)
    if isinstance(found, Gap):
        return
    if found.bars[-1].values[0] is None:
        return
    left = found.bars[0].values[0]
    for bar in found.bars[1:]:
        left -= bar.values[0] if bar.kind == LEFT else 0
        assert bar.kind == LEFT or left == bar.values[0]
