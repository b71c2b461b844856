"""Hold what is read of real specs repositories against git's own listing, and against itself.

`make prove` prints for each that RETRO_TEST_SPECS names: every file below the root is a spec, a
link to one, or left out for a reason; the history ends with the files of the last commit; and of
each cycle, as of its release, approved = landed + deferred + given up + open + unknown.
"""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from retro import calendar
from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.collect.specs.tree import files_at
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts
from retro.model.cycle import Cycle
from retro.model.feature import GIVEN_UP, Outcome
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Notes, Team
from retro.model.time import end_of
from retro.outline.files import sorted_files
from retro.snapshot.specs import MOVED, PAGE, REMOVED, SpecInfo
from tests.specs_clones import clones

WAYS = ("landed", "deferred", "given up", "open", "unknown")
KINDS = {
    Outcome.LANDED: "landed",
    Outcome.DEFERRED: "deferred",
    Outcome.OPEN: "open",
    Outcome.UNKNOWN: "unknown",
} | dict.fromkeys(GIVEN_UP, "given up")


class Proof(NamedTuple):
    """What one repository gave: its files by what they are, cycles by outcome, and all faults."""

    files: dict[str, int]
    cycles: dict[str, Counter]
    faults: tuple[str, ...]


def prove(name: str, clone: Path) -> Proof:
    """Read one repository, and name what does not agree."""
    git, layout = Git(clone), Layout(SpecsLayout(), calendar.known())
    records = history(git, name, layout, (), datetime.now(UTC))
    tip = git.tip
    files = files_at(git, layout)
    listed = _listed(clone, tip)
    faults = []
    if sum(files.values()) != len(listed):
        faults.append(f"{sum(files.values())} files are sorted, and git lists {len(listed)}")
    specs = {path for path in listed if not layout.reason(path)}
    faults += [f"{path} has no history" for path in sorted(specs - _standing(records))]
    faults += [f"{path} is gone, says git" for path in sorted(_standing(records) - set(listed))]
    cycles = {cycle.name: _outcomes(name, cycle, records) for cycle in calendar.known()}
    for cycle, found in cycles.items():
        if found["approved"] != sum(found[way] for way in WAYS):
            faults.append(f"{cycle}: the parts are not the whole: {dict(found)}")
    return Proof(files, {cycle: found for cycle, found in cycles.items() if found}, tuple(faults))


def _listed(clone: Path, tip: str) -> list[str]:
    """Return the files below the root as git lists them."""
    tree = ("git", "-C", str(clone), "ls-tree", "-r", "-z", "--name-only", "--full-tree", tip)
    told = subprocess.run(tree, capture_output=True, check=True).stdout.decode(errors="replace")
    return [path for path in told.split("\0") if path.startswith(f"{SpecsLayout().root}/")]


def _standing(records: tuple[SpecInfo, ...]) -> set[str]:
    """Return the files that stand at the end of all histories."""
    places: set[str] = set()
    for record in records:
        own: set[str] = set()
        for event in record.events:
            own.discard(event.source if event.what == MOVED else event.path)
            if event.what != REMOVED and event.state != PAGE and event.cycle == record.cycle:
                own.add(event.path)
        places |= own
    return places


def _outcomes(name: str, cycle: Cycle, records: tuple[SpecInfo, ...]) -> Counter:
    """Count a cycle's features by what became of them, as of its release."""
    gerrit = Gerrit(server="https://review.example.org", projects=("p",), specs=(name,))
    found = features(
        FeatureRecords(cycles=calendar.known(), specs=records),
        Team(key=name, title=name, gerrit=gerrit),
        Notes(),
        cycle,
        Accounts(),
        (),
        moment=end_of(cycle.release),
    )
    counts = Counter(KINDS.get(one.outcome, one.outcome) for one in found.taken_on)
    return counts + Counter(approved=len(found.taken_on))


def _print(name: str, proof: Proof) -> None:
    print(sorted_files(name, proof.files).replace("\N{NO-BREAK SPACE}", " "))  # noqa: T201
    for cycle, found in proof.cycles.items():
        parts = " + ".join(f"{found[way]:3} {way}" for way in WAYS)
        print(f"  {cycle:10} {found['approved']:4} approved = {parts}")  # noqa: T201
    for fault in proof.faults:
        print(f"  WRONG: {fault}")  # noqa: T201


def main() -> None:
    """Print the proof of each repository; fail where something does not agree."""
    found = clones()
    if not found:
        print("no real specs repositories: RETRO_TEST_SPECS names their folder")  # noqa: T201
        return
    wrong = []
    for name, clone in found.items():
        proof = prove(name, clone)
        if proof.files:
            _print(name, proof)
            wrong += [name] if proof.faults else []
    if wrong:
        sys.exit(f"something does not agree in {', '.join(wrong)}")


if __name__ == "__main__":
    main()
