"""`python -m tests.scale [TEAMS] [CHANGES]`: a site of many teams, whole, with what it costs.

Collects and builds 60 teams with 1,000 changes each, unless it is told otherwise, and fails where
the cycle's page names other teams in trouble than those that are, or other trouble.
"""

import csv
import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from retro.cli import main
from tests.places import places
from tests.world.teams import CYCLE, Team, collected

MEGABYTE = 1_000_000


def run(home: Path, *words: str) -> tuple[float, float]:
    """Run a command; return its CPU seconds, those of its processes too, and those of a clock."""
    began, used = perf_counter(), _used()
    assert main([*words, "--quiet", *places(words[0], home)]) == 0
    return _used() - used, perf_counter() - began


def named(home: Path) -> dict[str, set[str]]:
    """Return by which rules something stands out, by team, as the cycle's page has it."""
    table = home / "output" / CYCLE / "teams.csv"
    with table.open(newline="") as lines:
        rows = {row["team"]: row["rules"] for row in csv.DictReader(lines)}
    return {team: set(rules.split("; ")) for team, rules in rows.items() if rules}


def planted(teams: list[Team]) -> dict[str, str]:
    """Return what is wrong with those teams with which something is."""
    return {team.key: team.trouble for team in teams if team.trouble}


def _used() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    spent = [resource.getrusage(one) for one in both]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEGABYTE


def scale(many: int, size: int) -> int:
    """Print what a site of so many teams costs; return how many of them are named wrongly."""
    with TemporaryDirectory() as name:
        home = Path(name)
        began = _used()
        teams = collected(home, many, size)
        say(f"{many} teams with {size} changes each, collected: {_used() - began:.0f} CPU s")
        for what in ("cold", "nothing to do"):
            cpu, wall = run(home, "build", f"--cycle={CYCLE}")
            say(f"build, {what}: {cpu:.1f} CPU s, {wall:.1f} s on {os.cpu_count()} processors")
        say(f"output: {_size(home / 'output'):.0f} MB, {_size(home / '.cache'):.0f} MB kept")
        found, there = named(home), planted(teams)
        say(f"planted: {there}\nnamed: {found}")
        return sum({there.get(team)} != found.get(team, {None}) for team in {*found, *there})


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(scale(*map(int, sys.argv[1:] or (60, 1000))) != 0)
