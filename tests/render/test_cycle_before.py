"""Key numbers beside how they stood in the cycle before."""

import json
from datetime import date

import pytest

from retro.model.facts import Before, Evidence, Fact, Gap
from retro.model.origin import Origin
from retro.outline.facts_json import facts_list
from retro.render import pages
from tests.render.fixture import THEME, fact, gap, item, report

NOW = fact("backlog.verified", 83, evidence=Evidence(items=(item(),)))


def before(then: Fact | Gap, **more: object) -> Before:
    given = {"cycle_title": "Liberty", "as_of": date(2015, 9, 16), "week": "R-4"}
    return Before(facts={then.name: then}, **given | more)


def made(then: Fact | Gap, **more: object) -> dict[str, bytes]:
    told = report(NOW, before=before(then, **more))
    return pages(told, (), {}, (THEME,), folder="glance/mitaka/handoff")


def text(then: Fact | Gap, page: str = "index.html", **more: object) -> str:
    return made(then, **more)[page].decode()


def test_the_first_screen_says_how_a_number_changed_and_from_what_in_which_week():
    page = text(fact("backlog.verified", 112))

    assert "29 fewer than in Liberty (112" in page
    assert "Liberty, the cycle before, is taken at the same week, R-4" in page


@pytest.mark.parametrize(("origin", "mark"), [(Origin.SIMULATED, "†"), (Origin.TYPED, "‡")])
def test_the_other_cycles_number_carries_its_own_mark(origin, mark):
    page = text(fact("backlog.verified", 112, origin=origin))
    said = page.partition("29 fewer than in Liberty (")[2]

    assert mark in said.partition(")")[0]


def test_a_number_that_was_not_known_then_is_left_out_and_its_evidence_says_why():
    then = gap("backlog.verified", "no gating CI")

    assert "in Liberty" not in text(then)
    assert "not known: no gating CI" in text(then, "evidence/backlog.verified.html")


@pytest.mark.parametrize(
    ("exact", "href"),
    [
        (True, "../../../liberty/evidence/backlog.verified.html"),
        (False, "../../../liberty/index.html"),
    ],
)
def test_the_evidence_leads_to_the_other_cycles_page(exact, href):
    then = fact("backlog.verified", 112)
    page = text(then, "evidence/backlog.verified.html", folder="glance/liberty", exact=exact)

    assert f'<a href="{href}">Liberty</a> as of 16' in page


def test_where_the_other_cycle_has_no_pages_it_is_named_alone():
    page = text(fact("backlog.verified", 112), "evidence/backlog.verified.html")

    assert "<dd>Liberty as of 16" in page


def test_without_a_cycle_before_no_page_speaks_of_one():
    built = pages(report(NOW, compared="There is no snapshot of Liberty."), (), {}, (THEME,))

    assert [name for name, page in built.items() if b"Liberty" in page] == ["method.html"]


def test_machines_are_told_the_growth_and_both_numbers():
    told = report(NOW, before=before(fact("backlog.verified", 112)))
    (found,) = json.loads(facts_list(told))

    assert (found["value"], found["before"]["value"], found["before"]["growth"]) == (83, 112, -29)
