"""The proof of forecasts refuses what does not hold, and reads code as it came to the branch."""

import os
import subprocess
from fractions import Fraction
from pathlib import Path

from retro.model.forecast import Season
from tests.measure.forecast.builders import past, season
from tests.prove_forecast import covers, merges, scores

EVEN = [season(n, (4, 3), (10, 4), open=40, moved=n % 3) for n in range(10)]


def test_ranges_that_hold_what_came_are_covered():
    found = scores(past(*EVEN))

    assert [len(found[name]) for name in ("specs", "backlog")] == [5, 5]
    assert all(covers(held) for held in found.values())


def test_a_team_that_lands_less_each_time_is_refused():
    falling = [season(n, (0, 0), (40, 40 - 4 * n)) for n in range(10)]

    assert not covers(scores(past(*falling))["specs"])


def test_a_backlog_that_moves_further_each_time_is_refused():
    growing = [Season(title=str(n), open=100, moved=n * n) for n in range(10)]

    assert not covers(scores(past(*growing))["backlog"])


def test_a_range_of_few_cycles_promises_less_than_one_of_many():
    promised = [share for _, share in scores(past(*EVEN))["backlog"]]

    assert promised == [Fraction(n - 1, n + 1) for n in range(5, 10)]


def git(folder: Path, day: str, *words: str) -> None:
    who = {
        f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+0000" for role in ("AUTHOR", "COMMITTER")}
    given = {"PATH": os.environ["PATH"], "HOME": str(folder)} | who | when
    subprocess.run(("git", "-C", str(folder), *words), check=True, capture_output=True, env=given)


def test_code_landed_when_its_merge_did_and_by_every_name_in_its_footers(tmp_path):
    commit = ("commit", "-q", "--allow-empty", "-m")
    git(tmp_path, "2021-01-01", "init", "-q", "-b", "main")
    git(tmp_path, "2021-01-01", *commit, "Begin\n\nNothing of blueprint words here.")
    git(tmp_path, "2021-01-02", "checkout", "-q", "-b", "work")
    git(tmp_path, "2021-01-03", *commit, "Sign\n\nImplements: blueprint signing")
    git(tmp_path, "2021-01-04", "checkout", "-q", "main")
    git(tmp_path, "2021-02-01", "merge", "-q", "--no-ff", "-m", "Merge", "work")
    git(tmp_path, "2021-03-01", *commit, "More\n\nPartial-Implements: bp signing")

    assert {name: [f"{at:%m-%d}" for at in days] for name, days in merges(tmp_path).items()} == {
        "signing": ["02-01", "03-01"]
    }
