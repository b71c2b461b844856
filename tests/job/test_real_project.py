"""A project outside OpenStack, from its real history to pages: what a user there would run."""

import gzip
import json
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from retro.cli import main
from retro.job.order import Order
from retro.job.targets import the_target
from retro.measure import fact
from retro.record import weekly_numbers
from retro.record.reading import read
from tests.places import places
from tests.record.alone import digests
from tests.world.gerrit import GerritServer

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "gerrit"
HISTORIES = DATA / "plugins-multi-site-2019-2026.jsonl.gz"
TEAM = """\
title: Multi-site
gerrit:
  server: {url}
  projects: [plugins/multi-site]
  branches: []
  ci:
    gating: ["1022687"]
"""
CYCLE = """\
dates:
  start: 2023-01-02
  release: 2023-12-31
"""


@pytest.fixture(scope="module")
def records() -> list[dict]:
    if not HISTORIES.exists():
        pytest.skip(f"no recorded histories at {HISTORIES}")
    with gzip.open(HISTORIES, "rt") as lines:
        return [json.loads(line)["change"] for line in lines]


@pytest.fixture(scope="module")
def home(records, tmp_path_factory) -> Path:
    """Collect and build once, with the words a user would type."""
    folder = tmp_path_factory.mktemp("elsewhere")
    keep = os.environ.get("RETRO_TEST_KEEP")
    folder = Path(keep) if keep else folder
    with GerritServer(records, version="3.10.9") as server:
        write(folder / "content/multi-site/team.yaml", TEAM.format(url=server.url))
        write(folder / "content/multi-site/2023/cycle.yaml", CYCLE)
        assert main(words(folder, "build", "--collect")) == 0
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def words(folder: Path, *command: str) -> list[str]:
    return [*command, "--cycle=2023", *places(command[0], folder)]


def facts(home: Path, capsys, *more: str) -> dict[str, dict]:
    assert main([*words(home, "facts"), *more]) == 0
    return {fact["name"]: fact for fact in json.loads(capsys.readouterr().out)}


def test_a_project_with_dates_of_its_own_gets_its_page(home):
    assert (home / "output/multi-site/2023/index.html").exists()


def test_any_days_of_the_record_count_what_the_server_dated_in_them(home, records, capsys):
    days = "2023-03-05", "2023-10-31"
    found = facts(home, capsys, f"--since={days[0]}", f"--until={days[1]}")
    merged = [r["submitted"][:10] for r in records if r["status"] == "MERGED"]

    assert found["flow.merged"]["value"] == sum(days[0] <= day <= days[1] for day in merged) > 0


def test_merges_are_those_that_the_server_dated_in_the_cycle(home, records, capsys):
    merged = [r for r in records if r["status"] == "MERGED" and r["submitted"] >= "2023-01-02"]
    in_cycle = [r for r in merged if r["submitted"] < "2024-01-01"]

    assert facts(home, capsys)["flow.merged"]["value"] == len(in_cycle)


def test_what_was_open_on_a_day_is_what_the_store_says(home, capsys):
    as_of = "2023-06-30"

    assert facts(home, capsys, f"--as-of={as_of}")["backlog.open"]["value"] == open_in_truth(as_of)


def open_in_truth(day: str) -> int:
    """Count from the stored events: uploaded before the day's end, not closed, not private."""
    from datetime import UTC, datetime, timedelta

    end = (datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)).timestamp()
    count = 0
    with gzip.open(HISTORIES, "rt") as lines:
        for row in map(json.loads, lines):
            before = [event for event in row["truth"] if event["t"] < end]
            status, private = "NEW" if before else "", False
            for event in before:
                status = event["value"] if event["kind"] == "status" else status
                private = event["value"] if event["kind"] == "private" else private
            count += status == "NEW" and not private
    return count


def test_sql_counts_the_numbers_of_a_real_history_alike(home, capsys):
    places = [f"--output={home / 'tables'}"]
    assert main(["export", "--cycle=2023", f"--content={home / 'content'}", *places]) == 0
    assert main(["check", "--recount", *places]) == 0

    assert ", 0 otherwise" in capsys.readouterr().err


def test_a_team_without_a_roster_has_no_joins_but_a_reason(home, capsys):
    assert "roster" in facts(home, capsys)["community.cores_joined"]["gap"]


def test_stable_branches_are_a_set_of_their_own_that_adds_up_to_what_the_server_merged(
    home, records
):
    target = the_target(Order(content=home / "content", team="multi-site", cycle="2023"))
    gerrit = replace(target.team.gerrit, branches=("master", "main"))
    book = read(replace(target, team=replace(target.team, gerrit=gerrit)))
    case = book.case(date(2023, 12, 31))
    merged = Counter(
        "stable" if one["branch"].startswith("stable-") else one["branch"]
        for one in records
        if one["status"] == "MERGED" and "2023-01-02" <= one["submitted"] < "2024-01-01"
    )
    counted = {name: fact(case, f"flow.{name}").value for name in ("merged", "stable_merged")}

    assert merged["stable"] > 0
    assert counted == {"merged": merged["master"], "stable_merged": merged["stable"]}
    share = f"{merged['stable']} of {merged.total()} merges are on other branches: stable-"
    assert share in book.branches.replace("\N{NO-BREAK SPACE}", " ")


def test_the_weeks_of_a_real_project_say_what_each_says_alone(home, monkeypatch):
    monkeypatch.setattr(weekly_numbers, "LONGEST", 12)
    book = read(the_target(Order(content=home / "content", team="multi-site", cycle="2023")))
    swept, alone = digests(book, book.report("final", date(2023, 12, 31)))

    assert swept == alone
