"""Times during which something held."""

from datetime import timedelta

from retro.measure.ground.spells import INSTANT, Spell, holding, joined_up
from tests.measure.builders import when


def spell(since: str, until: str) -> Spell:
    return Spell(when(since), when(until))


def test_the_common_part_of_two_spells_is_a_spell_unless_they_only_touch():
    first = spell("03-01", "03-05")

    assert first.within(spell("03-03", "03-09")) == spell("03-03", "03-05")
    assert first.within(spell("02-01", "03-03")) == spell("03-01", "03-03")
    assert first.within(spell("03-05", "03-09")) is None


def test_spells_that_touch_or_overlap_are_one():
    apart = [spell("03-07", "03-08"), spell("03-01", "03-05"), spell("03-02", "03-03")]

    assert joined_up(apart) == (spell("03-01", "03-05"), spell("03-07", "03-08"))
    assert joined_up([spell("03-01", "03-02"), spell("03-02", "03-04")]) == (
        spell("03-01", "03-04"),
    )


def test_only_the_last_of_the_spells_before_is_prolonged():
    apart = [spell("03-01", "03-02"), spell("03-04", "03-06"), spell("03-05", "03-08")]

    assert joined_up(apart) == (spell("03-01", "03-02"), spell("03-04", "03-08"))
    within = [*apart[:1], spell("03-04", "03-08"), spell("03-05", "03-06")]
    assert joined_up(within) == joined_up(apart)


def test_between_the_last_instant_before_a_moment_and_the_moment_lies_nothing():
    assert timedelta.resolution == INSTANT


def test_a_spell_holds_from_its_first_instant_to_before_its_end():
    spells = (spell("03-01", "03-02"), spell("03-04", "03-05"))

    assert holding(spells, when("03-01")) == spells[0]
    assert holding(spells, when("03-04 12:00")) == spells[1]
    assert [holding(spells, when(at)) for at in ("02-29", "03-02", "03-03", "03-05")] == [None] * 4
