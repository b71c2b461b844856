"""Tables and lists that stand among the words."""

import re

import pytest

from retro.errors import ContentError
from retro.model.facts import Evidence, Line, Part, Withheld
from tests.render.fixture import fact, gap, item, series
from tests.render.test_claims import plain
from tests.render.test_prose import page as whole
from tests.render.test_prose import prose

PARTS = (Part("reviewable", "reviewable", 80), Part("ci", "on CI", 7))


def many(count: int):
    return fact(evidence=Evidence(items=tuple(item(f"Change {n}", n) for n in range(count))))


def test_a_table_of_a_number_shows_its_parts():
    html = prose("{table backlog.open}", fact(parts=PARTS))

    assert '<th scope="col">Part</th><th scope="col">Changes</th>' in html
    assert '<tr><th scope="row">reviewable</th><td>80</td></tr>' in html
    assert "Open: 87† (simulated) changes, as of 9 March 2016" in plain(html)


def test_a_table_of_a_number_without_parts_shows_the_list_behind_it():
    html = prose("{table backlog.open}", many(2))

    assert '<table class="evidence">' in html
    assert "0 openstack/glance Change 0 reviewable5 January 2016" in plain(html)


def test_a_table_of_a_series_shows_its_numbers():
    html = prose("{table backlog.by_state_daily}", fact())

    assert '<th scope="row">9 March 2016<td>41<td>not known' in html.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "data/backlog.by_state_daily.csv" in html


def test_a_list_links_titles_and_gives_state_and_day():
    html = prose("{list backlog.open}", many(2))

    assert '<li><a href="https://review.example.org/0" rel="noreferrer"><bdi>Change 0' in html
    assert "Change 0, reviewable, 5 January 2016 Change 1" in plain(html)


@pytest.mark.parametrize("kind", ["table", "list"])
def test_a_long_list_is_folded_and_leads_on(kind):
    html = prose(f"{{{kind} backlog.open}}", many(200))
    opened, folded = html.split("<details>")[:2]

    assert (opened.count("<bdi>Change"), folded.count("<bdi>Change")) == (12, 100)
    assert "Entries 13 to 112" in folded
    assert '<a href="evidence/backlog.open.html">The whole list</a> has 200 entries' in html


def test_a_list_at_a_moment_is_of_that_moment():
    there = {("backlog.open", "M-2"): many(1)}
    html = prose("{list backlog.open @ M-2}", fact(), elsewhere=there)

    assert "as of 9 March 2016 (M-2)" in plain(html)
    assert "evidence/backlog.open--2016-03-09.html" in html


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (fact(evidence=Evidence(items=())), "The list is empty."),
        (fact(evidence=None), "There is nothing to list: it stands as its source gives it."),
        (
            fact(evidence=Withheld(rule="People are counted.", n=12)),
            "People are counted. The list",
        ),
        (gap("backlog.open"), "Open: not known: Launchpad was not collected"),
    ],
)
def test_where_there_is_no_list_a_line_says_so(told, line):
    assert line in plain(prose("{list backlog.open}", told))


def test_a_table_stands_in_no_paragraph():
    html = prose("{table backlog.open}\n\nOne.", fact(parts=PARTS))

    assert not re.search(r"<p>\s*<div", html)


def test_a_series_that_is_not_known_is_a_line():
    html = prose("{table flow.first_review}", fact(), pictured=(gap("flow.first_review"),))

    assert "First_review: not known: Launchpad was not collected" in plain(html)


def test_shares_in_a_table_are_percent():
    lines = (Line(label="reviewed", role="review", values=(0.5, 0.974)),)
    shares = series("flow.first_review", unit="share", x=(0, 60), x_unit="days", lines=lines)
    html = prose("{table flow.first_review}", fact(), pictured=(shares,))

    assert "050 %6097 %" in plain(html)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Look: {table backlog.open}", "{table backlog.open} stands inside a sentence"),
        ("- {list backlog.open} here", "{list backlog.open} stands inside a sentence"),
        ("{table backlog.opne}", "no number or series is named backlog.opne"),
        ("{list backlog.by_state_daily}", "no number is named backlog.by_state_daily"),
        ("{table backlog.by_state_daily @ M-2}", "backlog.by_state_daily is a series, which has"),
    ],
)
def test_a_table_that_can_not_stand_is_an_error(text, what):
    with pytest.raises(ContentError) as error:
        whole(text)

    assert error.value.what.startswith(what)


def test_a_series_that_is_pictured_and_told_has_two_names_for_those_who_listen():
    page = whole("{chart backlog.by_state_daily}\n\n{table backlog.by_state_daily}")
    names = re.findall(r'role="group" aria-label="(.*?)"', page)

    assert len(names) == len(set(names)) == 2
