"""The edition of a cycle that runs looks ahead, over the whole of the cycle before."""

from datetime import date

import pytest

from retro.job.answers import quietly
from retro.job.order import Order
from retro.job.site import comparison
from retro.job.targets import named
from retro.model.facts import Gap, Report, Series
from retro.outline.key_numbers import AHEAD
from retro.record.reading import read
from tests.golden import CYCLE, content

RUNNING = CYCLE.replace("release: 2021-03-26", "release: 2021-05-28")
DAWN = "dates: {start: 2021-01-04, release: 2021-03-12}\n"
FEATURES, VERIFIED = AHEAD


@pytest.fixture
def order(tmp_path) -> Order:
    content(tmp_path / "content", written=RUNNING)
    return Order(content=tmp_path / "content", output=tmp_path / "output", team="lantern")


def report(order: Order, edition: str | None = None) -> Report:
    target = named(order, "lantern", "dusk")
    book = read(target)
    earlier = comparison.opened(order, quietly(order, target, print), print)
    found = comparison.compare(earlier, book.report(*book.moments.edition(edition, None)))
    return comparison.linked(order, earlier, found)


def test_the_edition_of_a_running_cycle_looks_ahead_and_the_others_do_not(order):
    found, early = report(order), report(order, "early")

    assert found.outlook
    assert found.outlook.days[-1].day == date(2021, 5, 28)
    assert {*AHEAD} <= found.series.keys() & found.definitions.keys()
    assert early.outlook is None
    assert not {*AHEAD} & (early.series.keys() | early.definitions.keys())


def test_the_line_of_the_cycle_before_is_as_long_before_its_own_release(order):
    content(order.content, name="dawn", written=DAWN)
    series = report(order).series[VERIFIED]
    dawn = read(named(order, "lantern", "dawn")).report("", date(2021, 3, 5))
    assert isinstance(series, Series)
    then = {day: before for day, _, before in series.rows}

    assert [line.label for line in series.lines] == ["verified", "Dawn"]
    assert then[date(2021, 5, 21)] == dawn.facts["backlog.verified"].value
    assert then[date(2021, 5, 28)] is not None


def test_without_a_cycle_before_there_is_one_line_and_the_reason(order):
    found = report(order)

    assert len(found.series[VERIFIED].lines) == 1
    assert found.compared == "The cycle before is not known, so nothing is compared with it."


def test_without_features_their_picture_is_a_gap(order):
    assert isinstance(report(order).series[FEATURES], Gap)


def test_an_edition_of_a_cycle_that_is_over_never_looks_ahead(tmp_path):
    content(tmp_path / "content")
    order = Order(content=tmp_path / "content", output=tmp_path / "output", team="lantern")

    assert [report(order, name).outlook for name in ("early", "final")] == [None, None]
