"""Names of branches and machines, in forms that public servers have them."""

import pytest

from retro.collect.guess.branches import branches, stable
from retro.collect.guess.votes import Account, ChangeSeen
from retro.collect.people import Person
from retro.collect.robots import Voices, judge
from retro.model.team import Gerrit


def seen(**many):
    return [ChangeSeen(Account(1), branch) for branch, n in many.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("branch", "apart"),
    [
        ("6.7", True),
        ("v8.x", True),
        ("18", True),
        ("24.02_branch", True),
        ("REL1_42", True),
        ("lineage-21.0", True),
        ("release-branch.go1.22", True),
        ("refs/branch-heads/6422", True),
        ("stable-3.10", True),
        ("stable/2024.1", True),
        ("neo", False),
        ("dev", False),
        ("feature/2024-login", False),
        ("users/ann/1.2", False),
        ("wip-3", False),
    ],
)
def test_a_branch_with_a_version_is_of_a_release_unless_it_is_somebodys_work(branch, apart):
    changes = seen(**{"master": 5, branch: 2})
    found = stable(branches("master", changes), changes)
    rule = {"stable": found.value} if found else {}
    gerrit = Gerrit(server="", projects=(), **rule)

    assert (gerrit.place(branch).value == "apart, as stable") is apart
    assert gerrit.place("master").value == "counted"


@pytest.mark.parametrize(
    ("head", "many", "counted"),
    [
        ("dev", {"dev": 9, "6.7": 3}, ["dev"]),
        ("", {"develop": 9, "1.0": 3}, ["develop"]),
        ("", {"main": 5, "trunk": 2}, ["master", "main"]),
        ("master", {"trunk": 9}, ["master", "main", "trunk"]),
        ("lineage-22.0", {"lineage-22.0": 9, "lineage-21.0": 4}, ["lineage-22.0"]),
    ],
)
def test_where_development_is_counts_wherever_head_points(head, many, counted):
    found = branches(head, seen(**many))

    assert [one.value for one in found if one.taken] == counted


@pytest.mark.parametrize(
    ("name", "machine"),
    [
        ("Treehugger Robot", True),
        ("Go LUCI", True),
        ("Qt Sanity Bot", True),
        ("jenkins-bot", True),
        ("Jenkins Builder", True),
        ("build bot (Jenkins)", True),
        ("fd.io JJB", True),
        ("Friendly Automation", True),
        ("ONAP Jobbuilder", True),
        ("PipelineBot", True),
        ("core-ci", True),
        ("chromium-autoroll", True),
        ("roller@skia.iam.gserviceaccount.com", True),
        ("Luci Smith", False),
        ("Robert Jenkins", False),
        ("Hudson Taylor", False),
        ("Anna Abbot", False),
        ("Marco Franci", False),
    ],
)
def test_a_machine_is_known_by_its_name_and_no_person_is(name, machine):
    people = {1: Person(1, name)}

    assert bool(judge(people, Gerrit(server="", projects=()), Voices())) is machine
