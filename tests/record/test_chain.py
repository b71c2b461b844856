"""What a cycle took up again of earlier ones, told for each of them."""

from hypothesis import given
from hypothesis import strategies as st

from retro.measure.features.carried_over import carried_over
from retro.model.feature import Feature, Features, Leftover, Outcome
from retro.record.chain import taken_up
from tests.measure.features.builders import feature, with_features
from tests.render.fixture import fact

EVERY = st.builds(
    feature,
    st.text("abcdefgh", min_size=1, max_size=3),
    st.sampled_from([Outcome.LANDED, Outcome.OPEN, Outcome.UNKNOWN]),
    carried=st.sampled_from([(), ("elder",), ("eldest", "elder"), ("eldest",)]),
)


def known(*every: Feature) -> Features:
    left = tuple(Leftover(feature(one.name), one) for one in every)
    return Features(every=every, specs=True, before=9, cycle_before="elder", left=left)


def told(*every: Feature) -> dict[str, tuple[int, int, tuple[int, int] | None]]:
    found = taken_up(known(*every), fact("features.carried_over", len(every)))
    return {one.cycle: (one.again.value, one.landed.value, one.landed.between) for one in found}


def test_what_came_so_far_from_an_earlier_cycle_is_told_apart():
    every = (
        feature("a", Outcome.LANDED, carried=("eldest", "elder")),
        feature("b", carried=("elder",)),
        feature("c", Outcome.UNKNOWN, carried=("eldest",)),
    )
    assert told(*every) == {"elder": (3, 1, (1, 2)), "eldest": (2, 1, (1, 2))}


def test_where_nothing_was_carried_over_the_cycle_before_has_a_zero():
    assert told() == {"elder": (0, 0, None)}


@given(st.lists(EVERY, max_size=6, unique_by=lambda one: one.name))
def test_of_the_cycle_before_it_is_what_the_number_says(every):
    of = known(*every)
    number = carried_over(with_features(*every, told=parts_of(of)))
    first = next(iter(taken_up(of, number)))
    landed = next(part for part in number.parts if part.key == "landed")

    assert (first.again.value, first.landed.value) == (number.value, landed.value)
    assert first.landed.between == landed.between


def parts_of(of: Features) -> dict[str, object]:
    return {"before": of.before, "cycle_before": of.cycle_before, "left": of.left}
