"""Each command takes the options that it reads, and no other."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from retro.cli import main
from retro.cli.commands import COMMANDS, Command
from retro.cli.option import Option
from retro.cli.options import SPOKEN
from retro.cli.parser import parser, refuse
from retro.errors import RetroError, UsageError
from retro.progress import Progress
from tests.cli.reading import (
    NOW,
    QUESTION,
    READ,
    StopError,
    WatchedNamespace,
    WatchedOptions,
    WatchedOrder,
    begun,
    stop,
)
from tests.places import places

EVERY = {option.name: option for row in COMMANDS for option in (*row.options, *SPOKEN)}
VALUES = {
    "DAY": "2016-03-09",
    "N": "3",
    "URL": "https://review.example.org",
    "SOURCES": "specs",
    "WHAT": "none",
    "FORM": "board",
}
MORE = {
    "new": ["lantern", "dawn", "--offline", "--start=2021-02-01", "--release=2021-02-26"],
    "build": ["--collect"],
    "today": ["--mail"],
}
SILENT = Progress(StringIO(), quiet=True, verbose=False)
DASHED = [option for option in EVERY.values() if option.dashed]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for option in EVERY.values():
        monkeypatch.delenv(option.variable or "NONE", raising=False)


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Iterator[Path]:
    """A small cycle, collected from a server that still runs."""
    folder = tmp_path_factory.mktemp("collected")
    with begun(folder):
        words = ["collect", "--cycle=dusk", "--quiet", *places("collect", folder)]
        assert main(words, now=lambda: NOW, sleep=stop) == 0
        yield folder


@pytest.fixture
def read(monkeypatch) -> set[str]:
    """The names that are read of a command's words, as it works."""
    monkeypatch.setattr("retro.job.order.Order", WatchedOrder)
    monkeypatch.setattr("retro.collect.Options", WatchedOptions)
    READ.clear()
    return READ


@pytest.fixture
def home(tmp_path, collected, monkeypatch, request) -> Path:
    """A folder of one's own with that cycle in it, which `build` finds not collected yet."""
    shutil.copytree(collected / "content", tmp_path / "content")
    if request.getfixturevalue("row").name == "build":
        shutil.rmtree(tmp_path / "content/lantern/dusk/snapshot")
    monkeypatch.setenv("CYCLE", "dusk")
    return tmp_path


def said(option: Option) -> list[str]:
    metavar = option.details.get("metavar")
    return [option.name, VALUES.get(metavar, "x")] if metavar else [option.name]


def takes(row: Command, option: Option) -> bool:
    return option in (*row.options, *SPOKEN)


def named(value: Command | Option) -> str:
    return value.name


@pytest.mark.parametrize("row", COMMANDS, ids=named)
def test_an_option_of_a_command_is_taken(row):
    parse = parser(COMMANDS)
    silent = parse.parse_args([row.name])

    for option in (option for option in DASHED if takes(row, option)):
        args, strange = parse.parse_known_args([row.name, *said(option)])
        assert strange == []
        assert getattr(args, option.dest) != getattr(silent, option.dest)


@pytest.mark.parametrize("row", COMMANDS, ids=named)
def test_an_option_that_a_command_does_not_read_is_a_usage_error(row):
    parse = parser(COMMANDS)

    for option in (option for option in DASHED if not takes(row, option)):
        _, strange = parse.parse_known_args([row.name, *said(option)])
        with pytest.raises(UsageError) as refused:
            refuse(row, strange)
        assert str(refused.value).startswith(f"{row.name} takes no {option.name}\n")
        assert f"retro {row.name} --help" in str(refused.value)


def test_a_usage_error_of_an_option_is_said_and_is_the_exit_status(capsys):
    assert main(["facts", "--lanes=3"]) == 2
    assert capsys.readouterr().err.startswith("retro: facts takes no --lanes\n")


def test_a_misspelt_option_is_answered_with_the_nearest_one(capsys):
    assert main(["facts", "--edtion=final"]) == 2
    assert "did you mean --edition?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "variable"), [(row.name, name) for row in COMMANDS for name in ("CYCLE", "TEAM")]
)
def test_the_environment_of_make_reaches_the_commands_that_read_it(command, variable, monkeypatch):
    monkeypatch.setenv(variable, "mine")
    args = parser(COMMANDS).parse_args([command])
    row = next(row for row in COMMANDS if row.name == command)
    reads = f"--{variable.lower()}" in {option.name for option in row.options}

    assert getattr(args, variable.lower(), None) == ("mine" if reads else None)


@pytest.mark.parametrize(("value", "means"), [("1", True), ("0", False), ("", False)])
def test_a_flag_of_the_environment_is_off_at_zero(monkeypatch, value, means):
    monkeypatch.setenv("DRY_RUN", value)

    assert parser(COMMANDS).parse_args(["collect"]).dry_run is means


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("row", COMMANDS, ids=named)
def test_a_command_reads_each_option_that_it_takes(row, home, read, monkeypatch):
    monkeypatch.setattr("retro.job.audit.questions", lambda *_: (QUESTION,))
    args = parser(COMMANDS).parse_args(
        [row.name, *places(row.name, home), *MORE.get(row.name, ())]
    )
    with suppress(RetroError, StopError):
        row.run(WatchedNamespace(**vars(args)), SILENT, lambda: NOW, stop)

    assert {option.dest for option in row.options} - read == set()
