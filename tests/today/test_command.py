"""`retro today` from the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retro.cli import main
from tests import golden

NOW = datetime(2021, 4, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("CYCLE", raising=False)
    monkeypatch.delenv("TEAM", raising=False)


@pytest.fixture
def home(tmp_path) -> Path:
    golden.content(tmp_path / "content")
    return tmp_path


def shown(home: Path, capsys, *words: str, now: datetime = NOW) -> str:
    asked = ["today", "--cycle=dusk", f"--content={home / 'content'}", *words]
    assert main(asked, now=lambda: now) == 0
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def running(home: Path) -> None:
    """Let the cycle go on beyond the end of the record, which is 31 March."""
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text().replace("release: 2021-03-26", "release: 2021-05-28"))


def test_a_cycle_that_is_over_says_so(home, capsys):
    text = shown(home, capsys)

    assert "As of the end of 26 March 2021." in text
    assert "The cycle is over; nothing that came later is counted." in text


def test_a_record_that_is_old_names_the_command_that_renews_it(home, capsys):
    running(home)
    text = shown(home, capsys)

    assert "As of the end of 31 March 2021." in text
    assert "The record ends with 31 March 2021, 10 days ago." in text
    assert "\nmake collect TEAM=lantern CYCLE=dusk\n" in text


def test_a_record_of_yesterday_is_fresh(home, capsys):
    running(home)

    assert "The record ends" not in shown(home, capsys, now=datetime(2021, 4, 1, 7, tzinfo=UTC))


def test_any_day_of_the_cycle_can_be_asked_about(home, capsys):
    text = shown(home, capsys, "--as-of=2021-03-08")

    assert "week R-2, 18 days to the release" in text
    assert "Next: review day in 1 day, on 9 March 2021." in text


def test_a_day_outside_of_the_record_is_a_usage_error(home, capsys):
    asked = ["today", "--cycle=dusk", f"--content={home / 'content'}", "--as-of=2031-01-01"]

    assert main(asked, now=lambda: NOW) == 2
    assert "2021-03-01 to" in capsys.readouterr().err


def test_nobody_is_named(home, capsys):
    assert "@" not in shown(home, capsys, "--verbose")


def test_the_view_comes_as_json_and_as_markdown_too(home, capsys):
    told = json.loads(shown(home, capsys, "--json"))

    assert (told["team"], told["as_of"]) == ("Lantern", "2021-03-26")
    assert {"title", "things", "url", "doubt"} == set(told["lately"][0])
    assert shown(home, capsys, "--markdown").startswith("# Lantern, Dusk: week R-0\n")


def test_the_view_comes_as_a_draft_of_a_mail_which_is_not_sent(home, capsys):
    output = home / "output"
    assert shown(home, capsys, "--mail", f"--output={output}") == ""
    folder = output / "mail/lantern/dusk"

    assert sorted(path.name for path in folder.iterdir()) == ["week-R-0.eml", "week-R-0.txt"]
    assert (folder / "week-R-0.txt").read_text().startswith("Lantern, Dusk: week R-0, released.\n")
    first = (folder / "week-R-0.eml").read_bytes()
    assert first.startswith(b"Subject: [lantern] Week R-0: ")
    shown(home, capsys, "--mail", f"--output={output}", now=datetime(2021, 5, 1, tzinfo=UTC))
    assert (folder / "week-R-0.eml").read_bytes() == first


def test_where_people_write_no_mail_is_written(home, capsys):
    asked = ["today", "--cycle=dusk", "--mail", f"--content={home / 'content'}"]

    assert main([*asked, f"--output={home / 'content'}"], now=lambda: NOW) == 2
    assert "is no place to write to" in capsys.readouterr().err


@pytest.mark.parametrize(
    "forms", [("--markdown", "--json"), ("--mail", "--json"), ("--markdown", "--mail")]
)
def test_one_form_is_made_at_a_time(home, capsys, forms):
    asked = ["today", "--cycle=dusk", f"--content={home / 'content'}", *forms]

    assert main(asked, now=lambda: NOW) == 2
    assert "name one of them at a time" in capsys.readouterr().err
