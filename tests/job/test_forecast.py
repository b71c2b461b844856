"""What is expected of a cycle is asked of the records before it, and of no other."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from retro.cli import main
from retro.job import earlier
from retro.job.answers import quietly
from retro.job.forecast import foretold
from retro.job.order import Order
from retro.job.site import stamps
from retro.job.targets import named
from retro.model.ahead import Forecast
from retro.model.time import WEEK
from retro.record import expecting
from tests.golden import CYCLE, content

RUNNING = CYCLE.replace("release: 2021-03-26", "release: 2021-05-28")
NOW = datetime(2021, 4, 1, 9, tzinfo=UTC)
RECORDED = date(2021, 3, 31)
"""The last day of the record, 58 days before the release."""


def past(n: int) -> str:
    """Write a cycle that ended in the winter before, in whose record nothing happened."""
    release = date(2021, 2, 26) - n * 2 * WEEK
    return f"dates: {{start: {release - 9 * WEEK}, release: {release}}}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("forecast")
    content(folder / "content", written=RUNNING)
    for n in range(6):
        content(folder / "content", name=f"winter-{n}", written=past(n))
    return folder


@pytest.fixture
def order(made, tmp_path) -> Order:
    return Order(content=made / "content", output=tmp_path / "output")


@pytest.fixture
def own(made, tmp_path) -> Order:
    """Return an order of a copy that a test may alter."""
    copytree(made / "content", tmp_path / "content")
    return Order(content=tmp_path / "content", output=tmp_path / "output")


def expected(order: Order, cycle="dusk", as_of=RECORDED, *, running=True, say=print):
    asker = quietly(order, named(order, "lantern", cycle), lambda _: None)
    return foretold(order, asker, as_of, say, running=running)


def test_the_backlog_is_expected_by_the_records_of_the_cycles_before(order):
    found = expected(order)

    assert isinstance(found, Forecast)
    known = next(one for one in found.expected if one.title.startswith("Open"))
    assert (known.low, known.high) == (3, 3)
    assert "Over the last 58\N{NO-BREAK SPACE}days of 6\N{NO-BREAK SPACE}past" in known.sentence


def test_each_record_is_replayed_once_whatever_day_and_whoever_asks(order):
    heard: list[str] = []
    expected(order)
    asker = quietly(order, named(order, "lantern", "dusk"), heard.append)
    assert foretold(order, asker, RECORDED, heard.append, running=True)
    assert heard == []

    kept = sorted(path.parent.name for path in order.cache.glob("answers/*/*/course-*"))
    assert kept == [f"winter-{n}" for n in range(6)]


def test_a_cycle_that_is_over_expects_nothing_and_tells_how_it_fared(own, monkeypatch):
    monkeypatch.setattr(expecting, "DAYS", 7)
    found = expected(own, "winter-0", date(2021, 2, 26), running=False)

    assert found
    assert [(one.sentence, one.low, one.score.of) for one in found.expected] == [("", None, 1)]


def test_of_fewer_than_five_earlier_cycles_no_record_is_read(order):
    target = named(order, "lantern", "winter-3")

    assert earlier.earlier(order, target) == ()
    assert expected(order, "winter-3", date(2021, 1, 15), running=False) is None


def test_a_record_that_cannot_be_used_is_said_and_left_out(own):
    manifest = own.content / "lantern/winter-3/snapshot/manifest.json"
    manifest.write_text(manifest.read_text().replace('"lantern"', '"other"'))
    heard: list[str] = []
    found = expected(own, say=heard.append)

    assert found
    assert "of 5\N{NO-BREAK SPACE}past cycles" in found.expected[-1].sentence
    assert len(heard) == 1
    assert heard[0].startswith("lantern/dusk: nothing is expected by winter-3: ")


def test_pages_are_made_anew_when_an_earlier_record_is(own):
    target = named(own, "lantern", "dusk")
    before = stamps.inputs(own, target)
    rmtree(own.content / "lantern/winter-5/snapshot")

    assert stamps.inputs(own, target) != before


def test_today_tells_it_with_its_mark_in_each_form(order, capsys):
    asked = ["today", "--cycle=dusk", f"--content={order.content}", f"--output={order.output}"]
    texts = []
    for form in ((), ("--markdown",), ("--json",)):
        assert main([*asked, *form], now=lambda: NOW) == 0
        texts.append(capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " "))

    assert "\nWhat may be expected\n------" in texts[0]
    assert "\n## What may be expected\n" in texts[1]
    assert all("Expected, not measured: over the last" in " ".join(t.split()) for t in texts[:2])
    assert all("planned clean-ups aside." in " ".join(text.split()) for text in texts)
    found = json.loads(texts[2])["forecast"]["expected"]
    assert [(one["sort"], one["low"], one["high"]) for one in found[-1:]] == [("expected", 3, 3)]
