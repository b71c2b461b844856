"""What pages over many show of a retrospective is what its own pages show."""

from datetime import date

import pytest

from retro import agree
from retro.outline.digest import Digest, KeyNumber
from tests.render.fixture import UNCHAINED, weekly

RELEASE = date(2016, 4, 7)


def said(*values: float, told: dict[str, object] | None = None, as_of: date = RELEASE, **number):
    given = {"name": "backlog.verified", "title": "", "value": 83} | number
    lines = {"backlog.verified": weekly("backlog.verified", *values)} if values else {}
    digest = Digest(made_from="", numbers=(KeyNumber(**given),), weekly=lines, chain=UNCHAINED)
    own = {"value": 83, "between": None} | (told or {})
    return agree.not_of_its_pages(digest, {"backlog.verified": own}, RELEASE, as_of)


def test_the_same_number_agrees_in_its_week_too():
    assert said(90, 83) == ""


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ({"value": 84}, {}),
        ({"why": "No records.", "value": None}, {}),
        ({}, {"value": None, "why": "No records."}),
        ({"between": [80, 90]}, {}),
        ({}, {"between": (80, 90)}),
    ],
)
def test_another_number_than_that_of_its_page_is_named(told, number):
    assert "on its own page" in said(told=told, **number)


def test_the_week_that_ends_with_the_day_has_its_number():
    assert said(90, 84) == "backlog.verified is 83, but 84 in the week of that day"
    assert said(83, 84, as_of=date(2016, 3, 31)) == ""
    assert said(90, 84, as_of=date(2016, 4, 5)) == ""


def test_a_number_that_its_pages_do_not_tell_is_not_judged():
    digest = Digest(
        made_from="",
        numbers=(KeyNumber(name="a.b", title="", value=1),),
        weekly={},
        chain=UNCHAINED,
    )
    assert agree.not_of_its_pages(digest, {}, RELEASE, RELEASE) == ""
