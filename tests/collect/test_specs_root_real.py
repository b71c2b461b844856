"""A real repository whose whole root one more commit renames tells the same of its features."""

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from retro import calendar
from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Notes, Team
from retro.model.time import end_of
from retro.snapshot.specs import SpecInfo
from tests.specs_clones import clones

FAR = "4102444800 +0000"
"""1 January 2100: later than anything that a clone holds."""
CYCLES = ("liberty", "mitaka", "newton", "hibiscus")


def renamed(clone: Path, folder: Path) -> Git:
    """Return a copy of a clone in which one more commit renamed specs to docs/specs."""
    run = ("git", "-C", str(folder))
    subprocess.run(("git", "clone", "-q", "--bare", "-s", str(clone), str(folder)), check=True)
    tip = subprocess.run((*run, "rev-parse", "HEAD"), capture_output=True, text=True, check=True)
    said = (
        f"commit refs/heads/moved\ncommitter A <a@b.c> {FAR}\ndata 4\nMove\n"
        f"from {tip.stdout.strip()}\nR specs docs/specs\n"
    )
    subprocess.run((*run, "fast-import", "--quiet"), input=said, text=True, check=True)
    subprocess.run((*run, "symbolic-ref", "HEAD", "refs/heads/moved"), check=True)
    return Git(folder)


def told(records: tuple[SpecInfo, ...], name: str) -> list:
    """Return the features of some cycles, without the words and days that name paths."""
    gerrit = Gerrit(server="https://review.example.org", projects=("p",), specs=(name,))
    team = Team(key=name, title=name, gerrit=gerrit)
    cycles = [calendar.find(cycle) for cycle in CYCLES]
    known = FeatureRecords(cycles=calendar.known(), specs=records)
    found = (
        features(known, team, Notes(), one, Accounts(), (), moment=end_of(one.release))
        for one in cycles
    )
    return [[replace(one, evidence=()) for one in each.every] for each in found]


@pytest.mark.parametrize("root", ["specs", "docs/specs"])
@pytest.mark.parametrize("name", ["glance-specs", "keystone-specs", "ironic-specs", "swift-specs"])
def test_a_root_that_one_commit_renamed_changes_no_feature(tmp_path, name, root):
    if name not in clones():
        pytest.skip(f"no clone of {name}: RETRO_TEST_SPECS names their folder")
    clone, layouts = clones()[name], (SpecsLayout(), SpecsLayout(root=root))
    before, after = (
        history(git, name, Layout(layout, calendar.known()), ())
        for git, layout in zip(
            (Git(clone), renamed(clone, tmp_path / "moved")), layouts, strict=True
        )
    )

    assert any(told(before, name))
    assert told(after, name) == told(before, name)
