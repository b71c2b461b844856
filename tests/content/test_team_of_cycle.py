"""What cycle.yaml says of a team's own keys holds for that cycle, and for no other one."""

import pytest

from retro.content import notes, team
from retro.errors import ContentError

TEAM = """\
title: Lamp
launchpad: [lamp]
gerrit:
  server: https://review.example.org
  projects: [lamp]
  labels: {Hold: [hold], Mood: [neither]}
  ci: {gating: [zuul], label: Tested}
"""
CYCLE = """\
ffe: []
launchpad: [old-lamp]
release_model: independent
specs_layout: {root: designs}
gerrit:
  projects: [lamp, lantern]
  labels: {Hold: [review]}
  ci:
    gating: [jenkins]
"""


def wrote(folder, cycle, text):
    home = folder / "lamp" / cycle
    home.mkdir(parents=True)
    (folder / "lamp/team.yaml").write_text(TEAM)
    (home / "cycle.yaml").write_text(text)


def test_a_cycle_has_its_own_trackers_projects_labels_ci_and_layout(tmp_path):
    wrote(tmp_path, "noon", CYCLE)

    then, now = team(tmp_path, "lamp", "noon"), team(tmp_path, "lamp")

    assert (then.launchpad, now.launchpad) == (("old-lamp",), ("lamp",))
    assert (then.gerrit.projects, now.gerrit.projects) == (("lamp", "lantern"), ("lamp",))
    assert (then.gerrit.ci.gating, now.gerrit.ci.gating) == (("jenkins",), ("zuul",))
    assert (then.specs_layout.root, then.release_model) == ("designs", "independent")
    assert notes(tmp_path, "lamp", "noon").ffe == ()


def test_what_the_cycle_does_not_say_is_as_the_team_has_it(tmp_path):
    wrote(tmp_path, "noon", CYCLE)

    found = team(tmp_path, "lamp", "noon").gerrit

    assert found.ci.label == "Tested"
    assert found.labels == {"Hold": ("review",), "Mood": ("neither",)}
    assert team(tmp_path, "lamp", "dusk") == team(tmp_path, "lamp")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("ffe: []\ngerrit:\n  project: [lamp]\n", 3, "unknown key `project`"),
        ("launchpads: [lamp]\n", 1, "unknown key `launchpads`"),
        ("gerrit: [lamp]\n", 1, "this must be keys with values"),
        ("release_model: rc\n", 1, '`release_model` is "rc"'),
    ],
)
def test_a_fault_names_the_line_of_the_cycle(tmp_path, text, line, what):
    wrote(tmp_path, "noon", text)

    with pytest.raises(ContentError) as error:
        notes(tmp_path, "lamp", "noon"), team(tmp_path, "lamp", "noon")

    assert error.value.where.endswith(f"noon/cycle.yaml:{line}")
    assert error.value.what.startswith(what)


def test_a_milestone_may_be_none(tmp_path):
    wrote(tmp_path, "noon", "dates: {milestones: {RC1: none}}\n")

    assert notes(tmp_path, "lamp", "noon").dates.milestones == {"RC1": None}
