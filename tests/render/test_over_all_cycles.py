"""A team over all its cycles: one long line, and what became of what was carried on."""

import re
from itertools import pairwise

import pytest
from msgspec.structs import replace

from retro.outline.digest import MULTIPLES, Carried, Chain, KeyNumber
from retro.outline.words import NBSP
from retro.render import Volume
from retro.render.carried import carried
from retro.render.long_line import long_line, rounded_up
from tests.render.fixture import weekly
from tests.render.test_team import LIBERTY, MITAKA, team, volume, words

BACKLOG = MULTIPLES[0]


def line(*volumes: Volume) -> str:
    return long_line(BACKLOG, volumes).path


def test_cycles_far_apart_are_joined_by_nothing():
    """Three weeks are told of each, and half a year lies between their ends."""
    path = line(MITAKA, LIBERTY)

    assert path.count("M") == 2
    assert path.startswith("M0 ")
    assert path.endswith("1000 117")


def test_a_cycle_that_begins_where_the_one_before_ends_goes_on_with_its_line():
    newer = volume("Mitaka", weekly(BACKLOG, *[100] * 26))
    older = volume("Liberty", weekly(BACKLOG, *[50] * 26), place=1)

    assert line(newer, older).count("M") == 1


def test_a_week_that_is_not_known_breaks_the_long_line():
    newer = volume("Mitaka", weekly(BACKLOG, *[100] * 13, None, *[100] * 12))
    older = volume("Liberty", weekly(BACKLOG, *[50] * 26), place=1)

    assert line(newer, older).count("M") == 2


def test_a_day_of_two_cycles_is_told_by_the_earlier_one():
    newer = volume("Mitaka", weekly(BACKLOG, *[100] * 30))
    older = volume("Liberty", weekly(BACKLOG, *[50] * 26), place=1)
    across = [float(x) for x in re.findall(r"[\d.]+", line(newer, older))[::2]]

    assert across == sorted(set(across))


def test_the_long_line_says_its_ends_and_its_farthest_points():
    said = long_line(BACKLOG, (MITAKA, LIBERTY)).sentence.replace(NBSP, " ")

    assert said == (
        "From 120 changes on 24 September 2015 to 83 changes on 7 April 2016; "
        "at most 165 changes on 8 October 2015, at least 83 changes on 7 April 2016."
    )


def test_a_number_that_may_be_off_says_so_on_the_long_line():
    vague = volume("Mitaka", weekly(BACKLOG, 90, 83, off=(0, 4)))

    assert f"83{NBSP}±{NBSP}4" in long_line(BACKLOG, (vague, LIBERTY)).sentence


def test_names_of_short_cycles_do_not_meet():
    many = [volume(f"Cycle {n}", weekly(BACKLOG, *[5] * 26), place=n) for n in range(20)]
    named = [one.left for one in long_line(BACKLOG, many).uprights if one.name]

    assert 2 < len(named) < 8
    assert all(b - a > 100 * 7 * 7 / 288 for a, b in pairwise(named))


@pytest.mark.parametrize(("value", "top"), [(0, 1), (1, 1), (9, 10), (165, 200), (1001, 1500)])
def test_the_top_of_the_long_line_is_a_round_number(value, top):
    assert rounded_up(value) == top


@pytest.mark.parametrize(
    "volumes", [(MITAKA,), (MITAKA, volume("Liberty", place=1)), (volume("A"), volume("B"))]
)
def test_one_cycle_makes_no_long_line_and_no_empty_chart(volumes):
    assert long_line(BACKLOG, volumes) is None
    assert 'class="trends"' not in team(*volumes)


def number(value: int, between: tuple[int, int] | None = None) -> KeyNumber:
    return KeyNumber(name="features.x", title="", unit="features", value=value, between=between)


def chained(
    cycle: str, before: str = "", place: int = 0, approved: int = 9, **taken: tuple[int, int]
) -> Volume:
    """A cycle that took up so many features of earlier ones, and landed so many of them."""
    every = tuple(
        Carried(cycle=name, again=number(again), landed=number(landed))
        for name, (again, landed) in taken.items()
    )
    told = Chain(
        cycle=cycle.lower(),
        before=before,
        approved=number(approved),
        landed=number(approved - 4),
        carried=every,
    )
    one = volume(cycle, place=place)
    return replace(one, digest=replace(one.digest, chain=told))


C = chained("C", "b", b=(3, 1), a=(2, 1))
B = chained("B", "a", 1, a=(4, 2))
A = chained("A", place=2)


def later(*volumes: Volume) -> list[tuple[str, ...]]:
    return [
        tuple(f"{one.again.text}, {one.landed.text}" if not one.why else "-" for one in row.later)
        for row in carried(volumes)
    ]


def test_what_a_cycle_approved_is_followed_into_the_two_after_it():
    assert later(C, B, A) == [("-", "-"), ("3, 1", "-"), ("4, 2", "2, 1")]
    assert [(row.approved.text, row.landed.text) for row in carried((C, B, A))] == [("9", "5")] * 3


def test_of_what_did_not_come_so_far_there_are_none():
    assert later(chained("C", "b", b=(3, 1)), B, A)[2] == ("4, 2", "0, 0")


def test_over_a_cycle_that_is_not_there_nothing_is_followed():
    (row,) = [row for row in carried((C, A)) if row.cycle.title == "A"]

    assert row.later[0].why == "The cycle before C is not here."


def test_a_cycle_that_knows_nothing_of_it_says_why():
    blind = volume("C")

    assert carried((blind, B, A))[1].later[0].why == "No specs."
    assert carried((blind, MITAKA)) == ()
    assert carried((C,)) == ()


def test_the_page_tells_the_chain_as_a_table():
    page = team(C, B, A)
    (table,) = re.findall(r'<table class="chain">.*?</table>', page, re.DOTALL)
    rows = [words(row) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]

    assert rows[3] == "A 9 5 4 into B, 2 landed 2 into C, 1 landed"
    assert rows[1].endswith("– not known: The cycle is not here yet.")
