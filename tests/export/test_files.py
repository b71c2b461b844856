"""What an export writes: tables that are what their description says, and nobody's name."""

import csv
import json
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date, datetime
from hashlib import sha256

import duckdb
import pytest

from retro.cli import main
from retro.export.tables import TABLES
from tests import golden, sample
from tests.places import places

READ = {
    "integer": int,
    "number": float,
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def export(home, *more, cycle="mitaka"):
    words = ["export", f"--cycle={cycle}", "--quiet"]
    return main([*words, *places("export", home), *more])


def recount(home):
    return main(["check", "--recount", *places("check", home)])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The sample, exported once."""
    folder = tmp_path_factory.mktemp("place")
    sample.copy(folder / "content")
    assert export(folder, "--edition=handoff") == 0
    return folder


@pytest.fixture(scope="module")
def tables(place):
    return place / "output/export/glance/mitaka"


def tables_of(home, *more):
    """Export the small cycle."""
    assert export(home, *more, f"--to={home / 'tables'}", cycle="dusk") == 0
    return {path.name: path.read_bytes() for path in (home / "tables/lantern/dusk").iterdir()}


@pytest.fixture(scope="module")
def few(small, tmp_path_factory):
    """The small cycle's tables, exported once."""
    return tables_of(golden.begin(small, tmp_path_factory.mktemp("few")))


@pytest.fixture(scope="module")
def package(tables):
    return json.loads((tables / "datapackage.json").read_text())


@pytest.fixture(scope="module")
def base(tables):
    with closing(sqlite3.connect(tables / "retro.sqlite")) as opened:
        yield opened


def test_each_file_is_the_one_that_the_description_tells_of(tables, package):
    for one in package["resources"]:
        data = (tables / one["path"]).read_bytes()
        assert (len(data), f"sha256:{sha256(data).hexdigest()}") == (one["bytes"], one["hash"])


def test_each_value_is_of_its_type_and_no_key_stands_twice(tables, package):
    for one in package["resources"]:
        fields = one["schema"]["fields"]
        keys = set()
        with (tables / one["path"]).open(newline="") as file:
            rows = csv.DictReader(file)
            assert rows.fieldnames == [field["name"] for field in fields]
            for row in rows:
                for field in fields:
                    allowed(field, row[field["name"]])
                keys.add(tuple(row[name] for name in one["schema"]["primaryKey"]))
            assert len(keys) == rows.line_num - 1


def allowed(field, text):
    limits = field.get("constraints", {})
    assert text or not limits.get("required")
    if text:
        READ[field["type"]](text)
        assert text in limits.get("enum", [text])


def test_each_row_that_is_named_by_another_is_there(base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_backlog_of_any_day_is_one_join(base):
    asked = """
        SELECT count(*) FROM states JOIN changes USING (change)
        WHERE NOT spec AND verified
          AND since < '2015-12-01' AND (until IS NULL OR until >= '2015-12-01')
    """
    [(number,)] = base.execute(asked)

    assert number == sample.report(date(2015, 11, 30)).facts["backlog.verified"].value


def test_the_queries_run_and_stand_below_their_definitions(tables, base):
    text = (tables / "retro.sql").read_text()
    with closing(sqlite3.connect(":memory:")) as again:
        base.backup(again)
        again.executescript(text)
        [(value,)] = again.execute("""SELECT value FROM "backlog.verified" WHERE part = 'whole'""")
    assert value == sample.report(date(2016, 3, 9)).facts["backlog.verified"].value
    assert "-- Verified backlog. Unit: changes." in text


def test_no_table_names_a_person_or_an_account(tables):
    text = "".join(path.read_text() for path in tables.glob("*.csv"))
    accounts = {account for one in sample.book().changes for account in everybody(one)}

    assert "sim-core" not in text
    assert not re.search(r"[\w.]+@[\w.]+", text)
    assert not accounts & set(map(int, re.findall(r"(?<![\w.-])\d{4,}(?![\w.-])", text)))


def everybody(change):
    return {event.account for event in change.events if event.account} | {change.owner}


def test_the_same_record_makes_the_same_bytes(home, few):
    assert tables_of(home) == few


def test_the_terminal_says_how_many_numbers_were_counted_again(place, capsys):
    assert recount(place) == 0

    assert re.search(r"\d+ values of 7\d of \d+ numbers", capsys.readouterr().err)


def test_a_number_that_the_tables_do_not_bear_out_is_named(tables, tmp_path, capsys):
    place = tmp_path / "output/export/glance/mitaka"
    place.mkdir(parents=True)
    shutil.copy(tables / "retro.sqlite", place)
    with closing(sqlite3.connect(place / "retro.sqlite")) as base, base:
        base.execute("UPDATE facts SET value = 84 WHERE fact = 'backlog.verified' AND value = 81")

    assert recount(tmp_path) == 3
    assert "backlog.verified is 84.0, but SQL counts 81" in capsys.readouterr().err


def test_where_nothing_was_exported_there_is_nothing_to_recount(tmp_path, capsys):
    assert recount(tmp_path) == 2

    assert "make export" in capsys.readouterr().err


def test_parquet_without_its_extra_says_what_to_install_and_writes_nothing(
    home, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert export(home, "--parquet", f"--to={home / 'none'}", cycle="dusk") == 2

    assert "cycle-retro[parquet]" in capsys.readouterr().err
    assert list((home / "none").rglob("*.csv")) == []


def test_parquet_holds_the_same_rows_and_does_not_stay_beside_a_new_export(home):
    files = tables_of(home, "--parquet")
    for table in TABLES:
        path = home / f"tables/lantern/dusk/{table.name}.parquet"
        [(number,)] = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()
        rows = csv.reader(files[f"{table.name}.csv"].decode().splitlines())
        assert number == sum(1 for _ in rows) - 1

    assert "facts.parquet" in files
    assert "facts.parquet" not in tables_of(home)


def accounts_in(files):
    return [row["account"] for row in csv.DictReader(files["events.csv"].decode().splitlines())]


def test_accounts_have_no_pseudonym_if_none_is_asked_for(few):
    assert set(accounts_in(few)) == {""}


def test_a_pseudonym_is_of_one_export_alone(home):
    one, two = (accounts_in(tables_of(home, "--accounts")) for _ in range(2))

    assert len(set(one)) == len(set(two)) > 3
    assert set(one) & set(two) <= {""}


def test_an_export_never_goes_where_the_writers_files_lie(home, capsys):
    assert export(home, f"--to={home / 'content'}", cycle="dusk") == 2

    assert "is no place to write to" in capsys.readouterr().err
    assert not (home / "content/lantern/dusk/facts.csv").exists()


@pytest.mark.parametrize("data", [b"no database at all" * 99, b""])
def test_a_file_that_is_no_export_is_named(tmp_path, data, capsys):
    place = tmp_path / "output/export/glance/mitaka"
    place.mkdir(parents=True)
    (place / "retro.sqlite").write_bytes(data)

    assert recount(tmp_path) == 3
    assert "no export that can be counted" in capsys.readouterr().err


def test_a_full_disk_is_said_and_leaves_the_export_that_was_there(home, monkeypatch, capsys):
    before = tables_of(home)

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("retro.export.sqlite.fill", full)

    assert export(home, f"--to={home / 'tables'}", cycle="dusk") == 2
    assert "database or disk is full" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in (home / "tables/lantern/dusk").iterdir()} == before
