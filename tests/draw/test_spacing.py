from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retro.draw.spacing import Flag, elided, flags, flowed, plain, spread, thinned, width, wrapped

middles = st.lists(st.floats(0, 200), min_size=1, max_size=5)


@given(middles)
def test_names_at_the_right_end_never_overlap_nor_leave(wanted):
    placed = sorted(spread(wanted, [30.0] * len(wanted), 0, 200))

    assert placed[0] >= 15 - 1e-6
    assert placed[-1] <= 185 + 1e-6
    assert all(b - a >= 30 - 1e-6 for a, b in pairwise(placed))


def test_names_with_room_stay_where_they_belong():
    assert spread([100, 20], [14, 14], 0, 200) == [100, 20]


def test_names_that_want_one_place_share_the_push():
    assert spread([100, 100], [14, 14], 0, 200) == [93, 107]


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(10, 150)), max_size=8))
def test_words_at_uprights_never_overlap_nor_leave(uprights):
    placed = [
        (flag.row, *((x - w, x) if flag.leftward else (x, x + w)), x)
        for (x, w), flag in zip(uprights, flags(uprights, 600), strict=True)
        if flag
    ]

    for n, (row, low, high, _) in enumerate(placed):
        assert low >= 0
        assert high <= 600
        for other, (above, first, last, x) in enumerate(placed):
            if n != other and row == above:
                assert last <= low or high <= first
            if above > row:
                assert x <= low or x >= high


def test_two_gates_a_fortnight_apart_are_both_named():
    candidate, freeze, second = flags([(441, 25), (400, 130), (276, 25)], 600)

    assert freeze == Flag(1, leftward=False)
    assert candidate == second == Flag(0, leftward=False)


def test_words_without_room_are_dropped():
    assert flags([(10, 900)], 600) == [None]


def test_a_name_is_broken_at_its_spaces():
    assert wrapped("waiting on the author", 84, 12) == ("waiting on", "the author")


def test_a_text_is_one_line_of_what_can_be_shown():
    assert plain(" a\n\x00b\t c ") == "a b c"


@given(st.text(max_size=60), st.floats(20, 300))
def test_what_is_cut_fits_and_says_so(text, room):
    shown = elided(text, room, 12)

    assert width(shown, 12) <= room + 1e-6
    assert shown == text or shown.endswith("…")


@given(st.text("ab", min_size=1, max_size=60))
def test_a_room_as_wide_as_a_text_holds_it(text):
    assert elided(text, width(text, 12), 12) == text


@given(st.lists(st.integers(1, 200), max_size=12))
def test_what_flows_stays_in_order_and_apart(widths):
    placed = flowed(widths, 200, 9)

    for (x, row), (after, below), one in zip(placed, placed[1:], widths, strict=False):
        assert x + one <= 200
        assert (below, after) == (row + 1, 0) or (below == row and after == x + (one + 9))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 80)), max_size=20))
def test_labels_in_a_row_are_thinned_until_none_touch(labels):
    extents = sorted((x, x + room) for x, room in labels)
    kept = [extents[n] for n in thinned(extents)]

    assert all(high < low for (_, high), (low, _) in pairwise(kept))
    assert kept[:1] == extents[:1]
