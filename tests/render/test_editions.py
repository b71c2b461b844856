"""Editions side by side: what changed from one to the next."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from retro.measure import definitions
from retro.model.facts import Evidence, Part, Withheld
from retro.outline.growth import SUMS
from retro.render import Entry, pages, side_by_side
from tests.render.fixture import THEME, fact, gap, item, report
from tests.render.test_pages import Reader


def counting(name: str, *numbers: int, **more: object):
    """A number that counts its list."""
    listed = tuple(item(f"Change {n}", n, ref=str(n)) for n in numbers)
    return fact(name, len(listed), evidence=Evidence(items=listed), **more)


def entry(edition: str, day: date, *told: object) -> Entry:
    folder = "glance/mitaka" if edition == "final" else f"glance/mitaka/{edition}"
    return Entry(folder=folder, report=report(*told, edition=edition, as_of=day))


def page(then: object, now: object) -> str:
    editions = (
        entry("handoff", date(2016, 3, 9), then),
        entry("final", date(2016, 4, 7), now),
    )
    return made(*editions)


def made(*editions: Entry) -> str:
    return side_by_side(editions, (THEME,), folder="glance/mitaka")["editions.html"].decode()


def rows(text: str) -> list[str]:
    """Return the words of each row, folded ones too."""
    found = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in found][1:]


def test_a_number_stands_in_each_edition_with_its_change():
    text = page(fact("backlog.verified", 81), fact("backlog.verified", 83))
    said = rows(text)[0].replace(" † (simulated)", "")

    assert said == "Verified 81 changes 83 changes 2 more"


def test_numbers_that_stayed_the_same_are_folded():
    text = page(fact("backlog.verified", 81), fact("backlog.verified", 81))
    folded = re.findall(r"<details>.*?</details>", text, re.DOTALL)

    assert "No number changed." in text
    assert [">Verified<" in one for one in folded] == [True]


def test_an_equal_number_of_other_things_did_not_stay_the_same():
    text = page(counting("backlog.verified", 1, 2), counting("backlog.verified", 2, 3))

    assert "No number changed." not in text
    assert "the same" in rows(text)[0]
    assert "1 came, 1 left" in rows(text)[0]


def test_what_came_and_what_left_is_named_with_both_lists():
    text = page(counting("backlog.verified", 1, 2), counting("backlog.verified", 2, 3))
    (section,) = re.findall(r'<section class="lists">.*?</section>', text, re.DOTALL)

    assert re.findall(r"Change \d", section) == ["Change 3", "Change 1"]
    assert 'href="handoff/evidence/backlog.verified.html"' in section
    assert 'href="evidence/backlog.verified.html"' in section


def test_a_long_list_names_its_first_and_counts_the_rest():
    text = page(counting("backlog.verified"), counting("backlog.verified", *range(1, 31)))

    assert "and 18" in text


def test_a_list_that_would_name_people_is_not_compared():
    people = fact("community.cores", 3, evidence=Withheld(rule="the roster", n=3))
    text = page(people, fact("community.cores", 4, evidence=Withheld(rule="the roster", n=4)))

    assert "1 more" in text
    assert "came" not in text


def test_features_that_landed_since_are_told_in_words():
    text = page(counting("features.landed", 1), counting("features.landed", 1, 2))

    assert re.search(r"1.feature landed since", text)
    assert "Change 2" in text.partition("</section>")[0]


def test_a_number_that_became_known_shows_why_it_was_not():
    text = page(gap("backlog.verified", "too early"), fact("backlog.verified", 83))

    assert "not known: too early 83" in rows(text)[0].replace("  ", " ")


def test_nothing_came_to_a_list_that_was_not_known():
    text = page(gap("features.landed", "too early"), counting("features.landed", 1, 2))

    assert "came" not in text
    assert "landed since" not in text


def test_only_parts_that_differ_are_told():
    then = fact("backlog.verified", 3, parts=(Part("code", "code", 1), Part("specs", "specs", 2)))
    now = fact("backlog.verified", 4, parts=(Part("code", "code", 2), Part("specs", "specs", 2)))

    assert "specs" not in rows(page(then, now))[0]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_there_may_be_any_number_of_editions(count):
    names = ["early", "handoff", "late", "final"][-count:]
    editions = [
        entry(name, date(2016, 3, n + 1), fact("backlog.verified", 80 + n))
        for n, name in enumerate(names)
    ]
    text = made(*editions)
    reader = Reader()
    reader.feed(text)

    assert len(re.findall(r"<td", rows_of(text)[0])) == count + 1
    assert text.count('class="step"') == count - 1
    assert reader.stack == []


def rows_of(text: str) -> list[str]:
    return re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)[1:]


def test_every_edition_leads_to_the_page_over_all():
    editions = [
        entry("handoff", date(2016, 3, 9), fact("backlog.verified", 81)),
        entry("final", date(2016, 4, 7), fact("backlog.verified", 83)),
    ]
    for one, way in zip(editions, ("../editions.html", "editions.html"), strict=True):
        built = pages(
            one.report, (), {}, (THEME,), entries=editions, folder=one.folder, sides=True
        )
        assert f'<a href="{way}">' in built["index.html"].decode()


def moved(then: Sequence[object], now: Sequence[object]) -> list[str]:
    """Return what moved most, as words."""
    editions = (
        entry("handoff", date(2016, 3, 9), *then),
        entry("final", date(2016, 4, 7), *now),
    )
    listed = re.findall(r'<ul class="moved most">(.*?)</ul>', made(*editions), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", "".join(listed))
    return [
        words(line).replace(" † (simulated)", "").replace("† (simulated)", "") for line in lines
    ]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def numbers(**values: float):
    return [fact(f"backlog.{name}", value) for name, value in values.items()]


def test_the_three_that_moved_most_stand_first_whichever_way():
    then = numbers(a=100, b=100, c=100, d=100)
    now = numbers(a=99, b=20, c=200, d=70)

    assert moved(then, now) == [
        "B: from 100 to 20 changes, 80 fewer.",
        "C: from 100 to 200 changes, 100 more.",
        "D: from 100 to 70 changes, 30 fewer.",
    ]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (fact("backlog.open", 1), fact("backlog.open", 9)),
        (gap("backlog.open"), fact("backlog.open", 90)),
        (fact("backlog.open", 90), gap("backlog.open")),
        (fact("backlog.open", 80, off=20), fact("backlog.open", 95)),
        (fact("backlog.age", 2.5, unit="days", n=9), fact("backlog.age", 8.5, unit="days", n=40)),
        (fact("a.b", 0.2, unit="share", n=9), fact("a.b", 0.8, unit="share", n=9)),
        (fact("a.b", 0.01, unit="share", n=90), fact("a.b", 0.05, unit="share", n=90)),
        (fact("flow.merged", 100), fact("flow.merged", 300)),
        (fact("a.b", date(2016, 1, 1)), fact("a.b", date(2016, 3, 1))),
    ],
)
def test_what_does_not_bear_it_moved_nowhere(then, now):
    assert moved([then], [now]) == []
    assert "What moved most" not in page(then, now)


def test_what_reads_alike_moved_once():
    assert len(moved(numbers(a=30, b=30), numbers(a=60, b=60))) == 1


def test_counts_over_the_cycle_are_told_by_their_definitions():
    counting = {
        name
        for name, known in definitions().items()
        if re.match("Count|Sum", known.summary) and "during the cycle" in known.summary
    }

    assert counting - SUMS == set(), "name it in retro/outline/growth.py"
    assert definitions().keys() >= SUMS
