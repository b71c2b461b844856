"""A repository whose changes lie under two names has the numbers of one with a single name."""

import json

from retro.cli import main
from tests.places import places
from tests.world import teams
from tests.world.gerrit import GerritServer
from tests.world.wire import LABELS

FORMERLY = "  formerly: {example/team00: [old/team00, older/gone]}\n  projects:"


def collect(home, *, parted):
    made = teams.teams(1)
    records = list(teams.records(made, 40))
    for record in records[1::2] if parted else ():
        record["project"] = "old/team00"
    with GerritServer(records, requirements=tuple(LABELS)) as gerrit:
        teams.begin(home / "content", made, gerrit.url)
        settings = home / "content/team00/team.yaml"
        if parted:
            settings.write_text(settings.read_text().replace("  projects:", FORMERLY))
        words = ["collect", "--cycle=mitaka", *places("collect", home)]
        assert main(words, now=lambda: teams.END, sleep=lambda _: None) == 0


def facts(home, capsys):
    """Return all numbers but an address, which has the server's and asks by all names."""
    capsys.readouterr()
    words = ["facts", "--cycle=mitaka", "--team=team00", *places("facts", home)]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    return [one for one in told if one["name"] != "handoff.dashboard_url"]


def test_all_numbers_are_those_of_one_project(tmp_path, capsys):
    for name in ("whole", "parted"):
        collect(tmp_path / name, parted=name == "parted")
    whole, parted = (facts(tmp_path / name, capsys) for name in ("whole", "parted"))

    assert sum(one["kind"] == "fact" for one in whole) > 40
    assert whole == parted
