from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.draw import spans, svg
from retro.model.facts import Mark
from tests.draw.world import (
    LOOK,
    SCHEDULE,
    START,
    assert_words_stand_apart_and_inside,
    bar,
    bars,
    day,
    dots,
    mark,
    shapes,
    ways_of,
    words,
)

SPAN = (START, day(99))
HEADS = ("feature", "outcome", "proposed", "approved", "until")
WAY, BEFORE = 5.0, 1.5


def strokes(canvas, breadth):
    """Return (first, last) on the x axis of every stroke of a width that has a colour."""
    return [
        (line[0][0], line[-1][0])
        for one in shapes(canvas)
        if one.ink.breadth == breadth and one.ink.stroke != "muted" and not one.closed
        for line in one.lines
    ]


def signs(canvas):
    """Return shape and colours of every sign."""
    discs = [("disc", one.ink) for one in dots(canvas)]
    return discs + [
        (len(line), one.ink) for one in shapes(canvas) for line in one.lines * one.closed
    ]


def test_a_way_leads_from_approval_to_its_end_in_proportion():
    made = bars(bar("a", "landed", day(0), day(50)), bar("b", "open", day(50), day(99)), span=SPAN)
    (start, middle), (same, end) = strokes(spans(made, (), LOOK), WAY)

    assert middle == same
    assert (middle - start) / (end - start) == pytest.approx(50 / 99)


def test_a_thin_line_leads_from_the_proposal_to_the_way():
    made = bars(bar("a", "landed", day(5), day(20), day(50)), heads=HEADS, span=SPAN)
    canvas = spans(made, (), LOOK)
    ((before, start),), ((first, _),) = strokes(canvas, BEFORE), strokes(canvas, WAY)

    assert before < start == first


@pytest.mark.parametrize("proposed", [None, day(30)])
def test_a_proposal_that_is_not_known_or_came_later_is_not_drawn(proposed):
    made = bars(bar("a", "landed", proposed, day(20), day(50)), heads=HEADS, span=SPAN)

    assert strokes(spans(made, (), LOOK), BEFORE) == []


def test_a_way_that_began_before_the_cycle_begins_at_its_edge():
    made = bars(bar("a", "landed", day(-40), day(10)), bar("b", "open", day(0), day(9)), span=SPAN)
    (early, _), (first, _) = strokes(spans(made, (), LOOK), WAY)

    assert early <= first


def test_ends_are_told_apart_by_shape():
    kinds = ("landed", "deferred", "given up", "open")
    made = bars(*(bar(kind, kind, day(0), day(9)) for kind in kinds), span=SPAN)
    found = signs(spans(made, (), LOOK))

    assert len(set(found)) == 4
    assert set(Counter(found).values()) == {2}  # one in the key


def test_an_end_that_is_not_clear_has_no_sign():
    made = bars(bar("a", "unclear", day(0), day(9)), span=SPAN)

    assert signs(spans(made, (), LOOK)) == []


def test_the_key_has_what_is_there():
    canvas = spans(bars(bar("a", "landed", day(0), day(9)), span=SPAN), (), LOOK)

    assert "landed" in words(canvas)
    assert not {"open", "deferred", "proposed"} & set(words(canvas))
    assert "proposed" in words(spans(ways_of(1), (), LOOK))


def test_a_long_label_is_cut_and_beside_or_above_its_lane():
    title = "a feature with a longer title, going on and on and on"
    made = bars(bar(title, "landed", day(0), day(9)), span=SPAN)

    assert any(word.endswith("…") for word in words(spans(made, (), LOOK)))
    assert title in words(spans(made, (), LOOK, narrow=True))


def test_words_of_a_server_are_no_formula():
    made = bars(bar("$x_1$\n\x00", "landed", day(0), day(9)), span=SPAN)
    drawn = svg(spans(made, (), LOOK), LOOK, name="x", title="t", desc="d")

    assert ">$x_1$<" in drawn


def test_days_outside_the_span_are_left_out():
    canvas = spans(bars(bar("a", "open", day(0), day(9)), span=SPAN), [mark("M-9", 300)], LOOK)

    assert "M-9" not in words(canvas)


titles = st.text("abc -", min_size=1, max_size=60)
kinds = st.sampled_from(["landed", "deferred", "given up", "open", "unclear"])
numbers = st.integers(-50, 250)
ways = st.builds(
    lambda title, kind, days: bar(title, kind, *map(day, sorted(days))),
    titles,
    kinds,
    st.lists(numbers, min_size=3, max_size=3),
)
marks = st.lists(
    st.builds(
        lambda text, n, kind: Mark(text, START + timedelta(days=n), kind),
        titles,
        st.integers(0, 250),
        st.sampled_from(["milestone", "freeze", "review day"]),
    ),
    max_size=9,
)


@settings(max_examples=20)
@given(st.lists(ways, max_size=25), marks, st.integers(0, 250), st.booleans())
def test_words_never_overlap_nor_leave(some, marked, last, narrow):
    heads = ("feature", "outcome", "proposed", "approved", "until")
    made = bars(*some, heads=heads, span=(START, day(last)))

    assert_words_stand_apart_and_inside(spans(made, marked, LOOK, narrow=narrow))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "made",
    [bars(), replace(ways_of(1), span=None), replace(ways_of(25), span=(START, START))],
    ids=["nothing", "no span", "one day"],
)
def test_the_smallest_are_drawn(made, narrow):
    drawn = svg(spans(made, SCHEDULE, LOOK, narrow=narrow), LOOK, name="x", title="t", desc="d")

    assert "nan" not in drawn
