"""A cycle's page: a line for each team, whichever was built, and nothing of theirs overwritten."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from retro import check
from retro.errors import SnapshotError
from retro.job.build import build
from retro.job.order import Order
from retro.outline.many_teams import ASKED
from tests.golden import content
from tests.job.as_built import as_built, keep, ordered

pytestmark = pytest.mark.usefixtures("undrawn")

Site = Callable[..., list[str]]
TEAMS = ("beacon", "lantern", "candle")


def begun(folder: Path, team: str) -> None:
    """Write the small cycle of a team, all of which have the same project."""
    content(folder, team=team)
    settings = folder / team / "team.yaml"
    settings.write_text(settings.read_text().replace("title: Lantern", f"title: {team.title()}"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """Three teams, built once."""
    folder = tmp_path_factory.mktemp("whole")
    for team in TEAMS:
        begun(folder / "content", team)
    build(ordered(folder), all_of_them=True, say=lambda _: None)
    return keep(folder)


@pytest.fixture
def order(whole) -> Order:
    return ordered(as_built(whole))


@pytest.fixture
def site(order) -> Site:
    def made(**words: object) -> list[str]:
        said: list[str] = []
        build(ordered(order.output.parent, **words), all_of_them=not words, say=said.append)
        return said

    return made


def page(order: Order) -> str:
    return (order.output / "dusk/index.html").read_text()


def rows(order: Order) -> list[dict[str, str]]:
    return list(csv.DictReader((order.output / "dusk/teams.csv").read_text().splitlines()))


def test_each_team_has_a_line_by_its_name_that_leads_to_its_retrospective(order):
    places = [page(order).index(f'<a href="../{team}/dusk/index.html">') for team in sorted(TEAMS)]

    assert places == sorted(places)
    assert all(page(order).count(f'<tr id="{team}">') == 1 for team in TEAMS)
    assert 'href="dusk/index.html"' in (order.output / "index.html").read_text()


def test_every_number_of_a_line_is_that_of_the_teams_own_page(order):
    for row in rows(order):
        facts = (order.output / row["team"] / "dusk/facts.json").read_bytes()
        told = {one["name"]: one.get("value") for one in json.loads(facts)["facts"]}
        asked = {name: row[name] for name in ASKED}

        assert asked == {name: "" if told[name] is None else str(told[name]) for name in ASKED}


def test_what_is_wrong_in_one_team_stands_out_in_that_one_alone(order, site):
    cycle = order.content / "candle/dusk/cycle.yaml"
    cycle.write_text(f"{cycle.read_text()}releases: []\ncandidates: []\n")
    site(cycle="dusk", team="candle")

    assert [row["signals"] for row in rows(order)] == [
        "",
        "nobody stands for election; no release in the cycle",
        "",
    ]
    href = "../candle/dusk/evidence/handoff.candidates.html"
    assert f'<a class="number" href="{href}">nobody stands for election</a>' in page(order)


def test_the_page_of_a_team_leads_to_all_teams_of_a_cycle(order):
    assert (
        '<a href="../dusk/index.html">all teams</a>'
        in (order.output / "lantern/index.html").read_text()
    )


def test_a_stranger_finds_nothing_wrong_with_it(order):
    assert check.check(order.output) == []


def test_one_team_makes_no_page_over_teams(order, site):
    for team in TEAMS[1:]:
        shutil.rmtree(order.content / team)
    site()

    assert not (order.output / "dusk").exists()
    assert "dusk/index.html" not in (order.output / "index.html").read_text().replace(
        "beacon/dusk/index.html", ""
    )


def test_building_one_team_keeps_the_lines_of_the_others(order, site):
    before = page(order)
    cycle = order.content / "lantern/dusk/cycle.yaml"
    cycle.write_text(cycle.read_text().replace('  - {account: "2"}\n', ""))
    site(cycle="dusk", team="lantern")

    assert [row["community.cores"] for row in rows(order)] == ["2", "2", "1"]
    assert page(order) != before


def test_other_words_of_one_team_leave_the_page_untouched(order, site):
    written = (order.output / "dusk/index.html").stat().st_mtime_ns
    (order.content / "lantern/dusk/summary.md").write_text("Other words.")
    site()

    assert (order.output / "dusk/index.html").stat().st_mtime_ns == written


def test_a_team_that_is_called_as_the_cycle_keeps_its_page_and_that_is_said(order, site):
    begun(order.content, "dusk")
    said = site()

    assert any("dusk: no page over the teams of this cycle, since a team is" in s for s in said)
    assert "cycle by cycle" in page(order)
    assert not (order.output / "dusk/teams.csv").exists()


def test_a_cycle_that_is_called_as_files_of_the_site_has_no_page(order, site):
    for team in TEAMS[:2]:
        content(order.content, team=team, name="assets")
    said = site()

    assert any("assets: no page over the teams of this cycle, since the site" in s for s in said)
    assert not (order.output / "assets/index.html").exists()


def test_a_team_that_has_nothing_to_show_is_named_beside_the_sums(order, site):
    shutil.rmtree(order.content / "candle/dusk/snapshot")
    begun(order.content, "aglow")
    shutil.rmtree(order.content / "aglow/dusk/snapshot")
    with pytest.raises(SnapshotError):
        site()

    assert "2 of 4\N{NO-BREAK SPACE}teams, " in page(order)
    assert "or none that can be read: aglow and candle. " in page(order)

    shutil.rmtree(order.content / "aglow")
    with pytest.raises(SnapshotError):
        site()
    assert "2 of 3\N{NO-BREAK SPACE}teams, " in page(order)


def test_a_quarter_has_its_page_below_the_name_of_its_folders(order, site):
    for team in TEAMS[:2]:
        content(order.content, team=team, name="2021-q1", written="editions: {}\n")
        (order.content / team / "2021-q1/summary.md").write_text("A quarter.")
    site()

    assert "2021-Q1, <i>team by team</i>" in (order.output / "2021-q1/index.html").read_text()
    assert "../2021-q1/index.html" in (order.output / "beacon/index.html").read_text()


def test_the_table_has_a_row_a_team_and_says_what_is_lacking(order):
    assert [row["team"] for row in rows(order)] == sorted(TEAMS)
    assert {row["features.landed"] for row in rows(order)} == {""}
    assert all("features.landed: Nothing tells" in row["remarks"] for row in rows(order))


def test_numbers_that_the_pages_of_a_team_do_not_tell_are_a_gap_of_its_line(order, site):
    facts = order.output / "lantern/dusk/facts.json"
    facts.write_text(facts.read_text().replace('"value": 2,', '"value": 3,'))
    said = site(cycle="dusk", team="beacon")

    assert not any("pages of another" in line for line in said)  # nothing changed, nothing is made
    (order.output / "index.html").unlink()
    said = site(cycle="dusk", team="beacon")

    assert any("lantern/dusk: has pages of another record or edition" in line for line in said)
    assert rows(order)[2]["backlog.verified"] == ""
    assert rows(order)[0]["backlog.verified"] == "1"
