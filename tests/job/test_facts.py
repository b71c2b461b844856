"""Facts on the command line: as JSON, as lines for writers, and over days of one's own."""

import json
import re

import pytest

from retro.cli import main
from tests.places import places


def told(home, capsys, *words: str) -> str:
    assert main(["facts", "--cycle=dusk", "--team=lantern", *words, *places("facts", home)]) == 0
    return capsys.readouterr().out


def test_names_are_a_line_a_fact_with_value_and_title_in_columns(home, capsys):
    names = [fact["name"] for fact in json.loads(told(home, capsys))]
    lines = told(home, capsys, "--names").splitlines()

    assert [line.split(" ", 1)[0] for line in lines] == names
    (wait,) = (line for line in lines if line.startswith("flow.merged "))
    assert re.fullmatch(r"flow\.merged +\d+ changes? +Merged changes", wait.replace("\xa0", " "))
    assert len({line.rindex("  ") for line in lines if line.startswith("features.")}) == 1


def test_a_gap_is_a_line_with_its_reason_and_never_a_zero(home, capsys):
    (line,) = (
        line
        for line in told(home, capsys, "--names").splitlines()
        if line.startswith("bugs.reported ")
    )

    assert "not known: " in line
    assert len(line) < 120


def test_facts_over_days_of_ones_own_say_which_days(home, capsys):
    facts = json.loads(told(home, capsys, "--since=2021-03-03", "--until=2021-03-20"))

    assert {(fact["since"], fact["as_of"]) for fact in facts} == {("2021-03-03", "2021-03-20")}


@pytest.mark.parametrize("word", ["--edition=early", "--as-of=2021-03-09"])
def test_days_named_in_two_ways_are_refused(home, capsys, word):
    words = ["facts", "--cycle=dusk", "--since=2021-03-03", word, *places("facts", home)]

    assert main(words) == 2
    assert "--since and --until" in capsys.readouterr().err
