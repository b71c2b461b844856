"""What the cycle before left undone: what landed in this one, and what did not again."""

from retro.measure.features.carried_over import carried_over
from retro.model.facts import Gap
from retro.model.feature import Outcome
from tests.measure.features.builders import deferred, feature, landed, with_features

BEFORE = {"before": 9, "cycle_before": "elder", "left_before": 5}


def again(make, name, *more, **given):
    return make(name, *more, carried=("older", "elder"), **given)


def counted(*every, **told):
    return carried_over(with_features(*every, told=BEFORE | told))


def test_what_was_carried_over_landed_or_was_approved_again_and_not_done():
    every = (
        again(feature, "a", Outcome.LANDED),
        again(feature, "b"),
        again(deferred, "c"),
        again(feature, "d", Outcome.DROPPED),
        landed("new"),
        feature("older", carried=("older",)),
    )
    found = counted(*every)

    assert (found.value, found.n, found.of) == (4, 5, "earlier leftovers")
    assert {part.key: part.value for part in found.parts} == {"landed": 1, "undone": 3}
    assert [item.ref for item in found.evidence.items] == ["a", "b", "c", "d"]
    assert found.note.replace("\N{NO-BREAK SPACE}", " ") == "Elder left 5 features undone."


def test_what_nobody_can_tell_of_those_may_have_landed_or_not():
    found = counted(again(feature, "a", Outcome.UNKNOWN), again(feature, "b"), left_before=None)

    assert [(part.key, part.value, part.between) for part in found.parts] == [
        ("landed", 0, (0, 1)),
        ("undone", 1, (1, 2)),
        ("unknown", 1, None),
    ]
    assert (found.n, found.note) == (None, "How much Elder left undone is not known.")


def test_without_specs_of_either_cycle_nothing_is_carried_over_that_anybody_knows():
    assert isinstance(counted(landed("a"), specs=False, blueprints=True), Gap)
    assert isinstance(counted(landed("a"), before=None), Gap)
    assert counted(landed("a")).value == 0
