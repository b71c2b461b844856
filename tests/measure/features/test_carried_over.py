"""What the cycle before left undone: what landed in this one, and what did not again."""

from hypothesis import given
from hypothesis import strategies as st

from retro.measure.features.carried_over import carried_over
from retro.model.facts import Gap
from retro.model.feature import Leftover, Outcome
from tests.measure.features.builders import deferred, feature, landed, with_features

BEFORE = {"before": 9, "cycle_before": "elder"}
NOT_AGAIN = Leftover(feature("lost"))


def left(*again, then=Outcome.OPEN):
    """Return what the cycle before left, all of which this one has again."""
    return tuple(Leftover(feature(one.name, then), one) for one in again)


def counted(*every, leftovers=(), **told):
    return carried_over(with_features(*every, told={**BEFORE, "left": leftovers, **told}))


def test_what_was_carried_over_landed_or_was_approved_again_and_not_done():
    again = (
        feature("a", Outcome.LANDED),
        feature("b"),
        deferred("c"),
        feature("d", Outcome.DROPPED),
    )
    every = (*again, landed("new"), feature("older", carried=("older",)))
    found = counted(*every, leftovers=(*left(*again), NOT_AGAIN))

    assert (found.value, found.n, found.of) == (4, 5, "earlier leftovers")
    assert {part.key: part.value for part in found.parts} == {"landed": 1, "undone": 3}
    assert [item.ref for item in found.evidence.items] == ["a", "b", "c", "d"]
    assert found.note.replace("\N{NO-BREAK SPACE}", " ") == "Elder left 5 features undone."


def test_what_nobody_can_tell_of_those_may_have_landed_or_not():
    again = feature("a", Outcome.UNKNOWN), feature("b")
    found = counted(*again, leftovers=left(*again, then=Outcome.UNKNOWN))

    assert [(part.key, part.value, part.between) for part in found.parts] == [
        ("landed", 0, (0, 1)),
        ("undone", 1, (1, 2)),
        ("unknown", 1, None),
    ]
    assert (found.n, found.note) == (None, "How much Elder left undone is not known.")


def test_without_specs_of_either_cycle_nothing_is_carried_over_that_anybody_knows():
    assert isinstance(counted(landed("a"), specs=False, blueprints=True), Gap)
    assert isinstance(counted(landed("a"), leftovers=None), Gap)
    assert counted(landed("a")).value == 0


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=6))
def test_no_more_is_carried_over_than_was_left(names):
    every = {name: feature(name) for name in names if name}
    leftovers = tuple(Leftover(feature(name or "lost"), every.get(name)) for name in names)
    found = counted(*every.values(), leftovers=leftovers)

    assert found.value == len(every) <= found.n == len(names)
