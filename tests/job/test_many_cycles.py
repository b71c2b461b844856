"""Pages over many retrospectives: right after any build, and no work where nothing changed."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from retro import disk
from retro.check import check
from retro.job.build import build
from retro.job.order import Order
from retro.job.site import files, many_cycles, stamps
from retro.job.targets import named
from retro.model.facts import Fact
from retro.model.time import WEEK
from retro.outline.digest import Digest
from retro.record import weekly_numbers
from retro.record.reading import read
from tests.golden import content
from tests.job.as_built import as_built, keep, ordered
from tests.job.test_comparison import DAWN

Site = Callable[..., list[str]]


pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """Two cycles, built once without pictures, which have tests of their own."""
    folder = tmp_path_factory.mktemp("whole")
    content(folder / "content")
    content(folder / "content", name="dawn", written=DAWN)
    build(ordered(folder), all_of_them=True, say=lambda _: None)
    return keep(folder)


@pytest.fixture
def order(whole) -> Order:
    return ordered(as_built(whole))


@pytest.fixture
def site(order) -> Site:
    """Build, and return what was said."""

    def made(**words: object) -> list[str]:
        said: list[str] = []
        asked = {"all_of_them": not words} | {"say": said.append}
        build(ordered(order.output.parent, **words), **asked)
        return said

    return made


def page(order: Order, path: str = "lantern/index.html") -> str:
    return (order.output / path).read_text()


def test_a_number_by_weeks_is_what_an_edition_of_that_day_says(order):
    found = read(named(order, "lantern", "dusk"))
    release = found.target.cycle.release
    told = weekly_numbers.digest(found, found.report("final", release), "")
    for week in told.weekly["backlog.verified"].weeks:
        fact = found.report("", release - week * WEEK).facts["backlog.verified"]
        value = fact.value if isinstance(fact, Fact) else None
        assert told.weekly["backlog.verified"].at(week) == (value,)


def test_a_teams_page_has_every_cycle_that_is_built(order, site):
    shutil.rmtree(order.output)
    site(cycle="dusk")
    assert "Dawn" not in page(order)

    site(cycle="dawn")
    assert page(order).index("Dusk") < page(order).index("Dawn")


def test_two_cycles_built_at_once_both_stand_on_the_page_over_them(order, site):
    shutil.rmtree(order.output)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda cycle: site(cycle=cycle), ("dusk", "dawn")))

    assert page(order).index("Dusk") < page(order).index("Dawn")
    assert page(order, "index.html").count("Dusk") > 0


def test_a_deleted_cache_changes_no_page(order, site):
    site()
    before = {path: page(order, path) for path in ("index.html", "lantern/index.html")}
    for path in sorted((order.cache).rglob("*.json")):
        path.unlink()
    site(cycle="dusk")

    assert {path: page(order, path) for path in before} == before


def test_a_digest_that_cannot_be_read_is_made_again(order, site):
    site()
    before = page(order)
    for path in (order.cache / "digests").rglob("*.json"):
        path.write_text('{"made_from": "another version"}')
    site(cycle="dusk")

    assert page(order) == before


def test_a_digest_of_which_one_number_was_altered_is_made_again(order, site):
    before = page(order)
    path = stamps.digest_path(order, named(order, "lantern", "dusk"))
    held = path.read_bytes()
    weeks = held.rindex(b'"values":[') + len(b'"values":[')
    place = next(n for n in range(weeks, len(held)) if chr(held[n]).isdigit())
    path.write_bytes(held[:place] + bytes([held[place] ^ 1]) + held[place + 1 :])
    site()

    assert page(order) == before
    assert path.read_bytes() == held


def test_a_digest_that_fails_is_a_gap_of_its_row_and_no_end_of_the_build(order, site, monkeypatch):
    site()
    stamps.digest_path(order, named(order, "lantern", "dusk")).unlink()
    whole = many_cycles.open_record

    def failing(order, target, say):
        if target.folder == "dusk":
            raise ValueError("no such day")
        return whole(order, target, say)

    monkeypatch.setattr(many_cycles, "open_record", failing)
    said = site(cycle="dawn")

    assert any("lantern/dusk: could not be measured: no such day" in line for line in said)
    assert "This cycle could not be measured: no such day" in page(order)
    assert "could not be measured" in page(order, "index.html")


def test_of_a_cycle_longer_than_two_years_the_last_weeks_are_measured_and_that_is_said(order):
    found = read(named(order, "lantern", "dusk"))
    cycle = replace(found.target.cycle, start=found.target.cycle.release - 847 * WEEK)
    long = replace(found, target=replace(found.target, cycle=cycle))
    told = weekly_numbers.digest(long, found.report("final", cycle.release), "")
    weekly = told.weekly["backlog.verified"]

    assert weekly.weeks == tuple(range(103, -1, -1))
    assert weekly.cut.startswith("The cycle is longer than two years; of its 848 weeks")


def test_words_alone_measure_nothing_anew(order, site, monkeypatch):
    site()
    monkeypatch.setattr(weekly_numbers, "digest", None)
    (order.content / "lantern/dusk/summary.md").write_text("Other words.")

    assert any("rendering" in line for line in site())


def test_where_nothing_changed_no_page_is_made(site, monkeypatch):
    site()
    monkeypatch.setattr("retro.render.home", None)

    assert all("nothing to do" in line or "unchanged" in line for line in site())


def test_a_page_over_many_that_somebody_touched_is_made_again(order, site):
    site()
    whole = page(order)
    (order.output / "lantern/index.html").write_text("gone")
    site()

    assert page(order) == whole


def test_the_page_of_a_team_that_left_goes_with_it(order, site):
    site()
    shutil.rmtree(order.content / "lantern")
    content(order.content, team="beacon")
    site()

    assert not (order.output / "lantern/index.html").exists()
    assert (order.output / "beacon/index.html").exists()
    assert check(order.output) == []


def test_the_pages_of_a_cycle_that_left_go_with_it_and_nothing_else_does(order, site):
    mine = order.output / "lantern/dawn/mine.txt"
    mine.write_text("somebody's")
    shutil.rmtree(order.content / "lantern/dawn")
    said = site()
    left = [path for path in (order.output / "lantern/dawn").rglob("*") if path.is_file()]

    assert left == [mine]
    assert check(order.output) == []
    assert any("lantern/dawn: its pages are removed" in line for line in said)
    assert not any("removed" in line for line in site())


def test_the_pages_of_a_team_whose_folder_cannot_be_reached_stay(order, site, tmp_path):
    (order.content / "lantern").rename(tmp_path / "away")
    content(order.content, team="beacon")
    (order.content / "lantern").symlink_to("nowhere")
    site(team="beacon", cycle="dusk")

    assert (order.output / "lantern/dusk/index.html").exists()


def test_a_retrospective_that_is_built_while_the_pages_over_all_are_written_is_on_them_next(
    order, site, monkeypatch
):
    before = page(order)
    target = named(order, "lantern", "dusk")
    digest = stamps.digest_path(order, target)
    held, put = digest.read_bytes(), files.put

    def meanwhile(*words, **more):
        monkeypatch.setattr(files, "put", put)
        digest.write_bytes(held)
        return put(*words, **more)

    stale = msgspec.json.decode(disk.unsealed(held), type=Digest)
    other = {name: replace(one, title="Other") for name, one in stale.weekly.items()}
    many_cycles.leave(order, target, replace(stale, weekly=other))
    monkeypatch.setattr(files, "put", meanwhile)
    site(cycle="dusk")
    assert page(order) != before
    site(cycle="dusk")

    assert page(order) == before


def test_a_digest_lies_beside_the_stamp_of_the_same_output(order, site):
    site()
    target = named(order, "lantern", "dusk")

    assert stamps.digest_path(order, target).exists()
    other = Order(content=order.content, output=Path("elsewhere"))
    assert stamps.digest_path(other, target) != stamps.digest_path(order, target)


def test_a_run_reads_its_themes_once_for_all_retrospectives(site, monkeypatch):
    site()
    runs = []
    look = stamps.look
    monkeypatch.setattr(stamps, "look", lambda order: runs.append(order) or look(order))
    site()

    assert len(runs) == 1
