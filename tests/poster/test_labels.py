"""Words of the first screen's picture stand in it, and none upon another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from retro.model.facts import Before, Line, Mark
from retro.poster.line import line
from retro.poster.placing import ROOMS, Room, box, meet, placed
from retro.poster.shapes import Label
from tests.render.fixture import report, series

START, RELEASE = date(2015, 10, 19), date(2016, 4, 7)
DAYS = (RELEASE - START).days + 1
COUNTS = some.lists(some.integers(0, 2500), min_size=1, max_size=DAYS)
WIDTHS = [
    Room(width=width, height=least.height, narrow=least.narrow)
    for least, most in zip(ROOMS[::2], ROOMS[1::2], strict=True)
    for width in range(int(least.width), int(most.width) + 1, 40)
]


def daily(numbers, start: date = START):
    days = tuple(start + timedelta(days=n - 1) for n in range(len(numbers)))
    told = Line(label="verified changes", role="reviewers", values=tuple(numbers))
    return series("backlog.verified_daily", x=days, x_unit="days", lines=(told,))


def picture(now, then=(), *, turned=60, title="Liberty", off=0):
    as_of = START + timedelta(days=len(now) - 1)
    shift = timedelta(days=182)
    before = then and Before(
        cycle_title=title,
        as_of=as_of - shift,
        week="R-4",
        facts={},
        series={"backlog.verified_daily": daily(then, START - shift)},
    )
    mark = Mark("day", START + timedelta(days=turned), "review day")
    told = report(start=START, release=RELEASE, as_of=as_of, before=before or None, marks=(mark,))
    return line(told, daily(now), off)


@given(
    now=COUNTS,
    then=some.one_of(some.just([]), COUNTS),
    turned=some.integers(0, DAYS),
    off=some.sampled_from([0, 12, 62]),
)
def test_no_two_words_of_a_picture_overlap_at_any_width(now, then, turned, off):
    told = picture(now, then, turned=turned, off=off)
    for room in WIDTHS:
        boxes = [here for label in told.labels if (here := box(label, room))]
        assert not any(meet(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
        assert all(here[0] >= -10 and here[2] <= room.width + 50 for here in boxes)


@given(now=COUNTS, then=COUNTS)
def test_a_thin_line_or_an_upright_without_its_name_is_not_drawn(now, then):
    told = picture(now, then)
    kinds = [label.kind for label in told.labels]
    assert ("then" in kinds) == bool(told.before)
    assert ("occasion" in kinds) == (told.upright is not None)


@given(now=COUNTS)
def test_the_last_number_is_always_said(now):
    assert "end" in [label.kind for label in picture(now).labels]


def test_an_extreme_near_the_start_gives_way_to_the_starts_number():
    told = picture([164, *[160] * 29, 174, *[160] * 60, *range(160, 80, -1)])
    high = next(label for label in told.labels if label.kind == "extreme")
    assert high.text == "highest: 174"
    assert high.across == "rightward"


def test_words_for_which_no_place_is_free_are_left_out():
    here = Label(kind="start", text="164", left=50, top=50)
    assert placed([[here], [here]], []) == [here]


def test_words_stand_beside_a_line_sooner_than_upon_it():
    above = Label(kind="extreme", text="highest: 9", left=50, top=50)
    below = Label(kind="extreme", text="highest: 9", left=50, top=50, down="below")
    assert placed([[above, below]], [(52, 46)]) == [below]
