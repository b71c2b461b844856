"""Make the forecasts of past cycles again, on real records, and count how many ranges held.

`make prove` prints for each clone that RETRO_TEST_SPECS names, and each of the histories that
RETRO_TEST_DATA has, how many past cycles ended inside of the range that would have been told on
their day, from what was known on it. A sentence is refused where, of all that were scored, fewer
ended inside than it promises: of specs four of five; of a range from the least to the most of n
cycles, as the backlog has, (n - 1) of (n + 1), since the next one is as likely the least or the
most as any other. What past cycles landed is told as a record, since such ranges did not hold.
Skill is by how much the errors are smaller than those of the team's mean share: those of the
counts, and the squared ones of each spec's chance (Brier's score), which tells what it is worth to
know of code. From R-5 on nothing is expected, and there it is told alone.

Merged code is read from a clone of the project beside that of its specs: nova beside nova-specs.
Where there is none, the record of the folders alone is held.
"""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from retro import calendar
from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.collect.texts import footers
from retro.ledger import learn, replay
from retro.ledger.features.outcomes import FeatureRecords
from retro.ledger.features.then import Specs
from retro.measure import Case
from retro.measure.forecast import backlog, record, shares
from retro.measure.forecast.ranges import PROMISE
from retro.measure.forecast.week import LAST
from retro.measure.ground.sweep import sweep
from retro.model.change import Accounts, Change
from retro.model.cycle import Cycle
from retro.model.feature import blueprints_in
from retro.model.forecast import LEAST, Course, Lot, Past, Rehearsal
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Notes, Team
from retro.model.time import DAY, WEEK, end_of
from retro.record.seasons import Seasons
from tests.prove import DATA, GERRIT, rows
from tests.specs_clones import clones

WEEKS = (12, 8, 6)
"""In which of the weeks of specs it is looked."""

UNTOLD = (5, 4)
"""In which later ones, where no number is told, it is looked what that would be worth."""

LATE = (12, 8, 4, 2)
"""In which of those of the backlog."""

BACK = 13 * WEEK
NOW = datetime.now(UTC)

RECORD = "record"
"""The sentence that tells of past cycles alone, and is held to nothing."""

SENTENCES = ("specs", "backlog")
"""Those that promise something."""

ALL = 99
"""More cycles than there are."""

Held = tuple[bool, Fraction]
"""Whether a range held what came, and how often such a one has to."""


class Skill(NamedTuple):
    """How far off two were: what is expected, and the team's mean share."""

    ours: Fraction | int = 0
    theirs: Fraction | int = 0

    def __add__(self, more: "Skill") -> "Skill":  # type: ignore[override]
        """Return both together."""
        return Skill(self.ours + more.ours, self.theirs + more.theirs)

    def __str__(self) -> str:
        """Say by how much the first is better."""
        return f"{float(1 - Fraction(self.ours) / self.theirs):.0%}"


Scores = dict[str, list[Held]]
"""What was scored, by sentence."""


def scores(past: Past) -> Scores:
    """Return how the ranges of past cycles fared, by sentence."""
    return {
        "specs": [(low <= came <= high, PROMISE) for _, (low, high), came in _specs(past)],
        "backlog": list(_backlog(past.recorded)),
        RECORD: [(held, Fraction(0)) for held in _record(past)],
    }


def _specs(past: Past) -> Iterable[tuple[str, tuple[int, int], int]]:
    return shares.rehearsed(past.recorded) if _told_of(past) else ()


def _record(past: Past) -> Iterable[bool]:
    return record.rehearsed(record.shares(past.folders)) if _told_of(past) else ()


def _told_of(past: Past) -> bool:
    """Tell whether anything is said of specs so near to a release."""
    return past.days >= LAST * 7


def _backlog(past: Iterable[Rehearsal]) -> Iterator[Held]:
    for one in past:
        of = len(backlog.moves(one.before))
        for _, (low, high), came in backlog.rehearsed([one]):
            yield low <= came <= high, _by_chance(of)


def _by_chance(of: int) -> Fraction:
    return Fraction(of - 1, of + 1)


def skill(past: Sequence[Rehearsal]) -> tuple[Skill, Skill]:
    """Return how far off were counts and chances: by the shares of classes, and by one of all."""
    counts, chances = Skill(), Skill()
    for one in past:
        known, season = shares.outcomes(one.before), one.season
        about = season.coded and season.bare and known.about((season.coded.of, season.bare.of))
        lots = [two.every for two in one.before if two.coded and two.every]
        if about is None or not season.coded or not season.every or len(lots) < LEAST:
            continue
        mean = Fraction(sum(lot.landed for lot in lots), sum(lot.of for lot in lots))
        parts = zip((season.coded, season.bare), known.shares, strict=True)
        ours = sum(_squares(lot, share or Fraction(0)) for lot, share in parts)
        landed, of = season.every.landed, season.every.of
        counts += Skill(abs(landed - about), abs(landed - round(mean * of)))
        chances += Skill(ours, _squares(season.every, mean))
    return counts, chances


def _squares(lot: Lot, share: Fraction) -> Fraction:
    """Return how far off a chance was of some specs, squared and added up."""
    return lot.landed * (1 - share) ** 2 + (lot.of - lot.landed) * share**2


def of_specs(name: str, clone: Path, code: Path | None) -> Iterator[tuple[int, Past]]:
    """Yield the past cycles of a specs repository, in each of the weeks."""
    found = history(Git(clone), name, Layout(SpecsLayout(), calendar.known()), (), NOW)
    gerrit = Gerrit(server="https://review.example.org", projects=("p",), specs=(name,))
    known = FeatureRecords(cycles=calendar.known(), specs=found)
    specs = Specs(known, Team(key=name, title=name, gerrit=gerrit), ())
    merged = merges(code) if code else {}
    courses = [_course(cycle, merged) for cycle in specs.cycles] if merged else []
    for week in (*WEEKS, *UNTOLD):
        yield week, Seasons(specs, week * 7, ALL).past(courses, NOW)


def merges(clone: Path) -> dict[str, list[datetime]]:
    """Return when code came to the branch that names blueprints, by their names."""
    form = "--format=%x1e%H%x1f%P%x1f%ct%x1f%B"
    told = _git(clone, "log", "--topo-order", form)
    commits = {}
    for one in told.split("\x1e")[1:]:
        number, parents, at, text = one.split("\x1f")
        commits[number] = parents.split(), datetime.fromtimestamp(int(at), UTC), text
    found = defaultdict(list)
    for number, at in _landed(commits, _git(clone, "rev-parse", "HEAD").strip()):
        for name in {name for line in footers(commits[number][2]) for name in blueprints_in(line)}:
            found[name].append(at)
    return found


def _landed(commits: dict, tip: str) -> Iterator[tuple[str, datetime]]:
    """Yield each commit with the day of the first commit of the branch that holds it."""
    branch = [tip]
    while parents := commits[branch[-1]][0]:
        branch.append(parents[0])
    seen: set[str] = set()
    for first in reversed(branch):
        left = [first]
        while left:
            number = left.pop()
            if number not in seen:
                seen.add(number)
                yield number, commits[first][1]
                left += commits[number][0]


def _git(clone: Path, *words: str) -> str:
    told = subprocess.run(("git", "-C", str(clone), *words), capture_output=True, check=True)
    return told.stdout.decode(errors="replace")


def _course(cycle: Cycle, merged: dict[str, list[datetime]]) -> Course:
    inside = {
        name: [at for at in days if cycle.begins <= at < cycle.ends]
        for name, days in merged.items()
    }
    return Course(cycle=cycle, code=tuple((n, min(days)) for n, days in inside.items() if days))


def of_changes(path: Path) -> Iterator[tuple[int, Past]]:
    """Yield the past half-years of a recorded history, in each of the weeks."""
    records = [row.record for row in rows(path)]
    learned = learn(records)
    changes = tuple(replay(one, Accounts(), GERRIT, learned) for one in records)
    courses = list(_counted(changes))
    nothing = Specs(FeatureRecords(), Team(key="t", title="T", gerrit=GERRIT), ())
    for week in LATE:
        yield week, Seasons(nothing, week * 7).past(courses, NOW)


def _counted(changes: tuple[Change, ...]) -> Iterator[Course]:
    """Yield the backlog of each cycle of OpenStack's calendar that lies in a history."""
    first, last = min(one.created for one in changes), max(one.created for one in changes)
    for cycle in calendar.known():
        if end_of(cycle.release - BACK) >= first + BACK and cycle.ends <= last:
            yield Course(cycle=cycle, backlog=_open(changes, cycle))


def _open(changes: tuple[Change, ...], cycle: Cycle) -> tuple[int, ...]:
    days = [cycle.release - BACK + n * DAY for n in range(92)]
    case = Case(
        team=Team(key="t", title="T", gerrit=GERRIT),
        cycle=cycle,
        notes=Notes(),
        accounts=Accounts(),
        changes=changes,
        moment=cycle.ends,
        as_of=cycle.release,
        reaches=min(one.created for one in changes),
    )
    counts = sweep(case, [end_of(day) for day in days]).values()
    return tuple(map(sum, zip(*counts, strict=True)))


def _told(held: Sequence[Held]) -> str:
    inside, promised = sum(one for one, _ in held), float(sum(share for _, share in held))
    goal = f", {promised:5.1f} promised" if promised else ", a record"
    return f"{inside:3} of {len(held):3} inside{goal}"


def _print(name: str, every: Iterable[tuple[int, Past]]) -> Scores:
    whole: Scores = defaultdict(list)
    skills = {}
    for week, past in every:
        for sentence, held in scores(past).items():
            whole[sentence] += held
        skills[week] = skill(past.recorded)
    for sentence, held in whole.items():
        if held:
            print(f"  {name:32} {sentence:8} {_told(held)}")  # noqa: T201
    for place, what in enumerate(("counts", "chances")):
        told = [f"R-{n} {skills[n][place]}" for n in skills if skills[n][place].theirs]
        if told:
            print(f"  {name:32} skill of {what}: {', '.join(told)}")  # noqa: T201
    return whole


def main() -> None:
    """Print how forecasts fared, and fail where a sentence holds less than it promises."""
    there = clones()
    sources = {
        name: of_specs(name, clone, there.get(name.removesuffix("-specs")))
        for name, clone in there.items()
        if name.endswith("-specs")
    }
    sources |= {path.name.partition(".")[0]: of_changes(path) for path in DATA.glob("*.jsonl.gz")}
    whole: Scores = defaultdict(list)
    print("how the ranges of past cycles held what came")  # noqa: T201
    for name, every in sorted(sources.items()):
        for sentence, held in _print(name, every).items():
            whole[sentence] += held
    for sentence in SENTENCES:
        if not whole[sentence]:
            print(f"  {'all':32} {sentence:8} NOT HELD: nothing real was there to score")  # noqa: T201
    for sentence, held in ((key, some) for key, some in whole.items() if some):
        print(f"  {'all':32} {sentence:8} {_told(held)}")  # noqa: T201
    refused = [name for name, held in whole.items() if not covers(held)]
    if refused:
        sys.exit(f"ranges hold less than they promise: {', '.join(refused)}")


def covers(held: Sequence[Held]) -> bool:
    """Tell whether so many ranges held what came as they promise together."""
    return sum(one for one, _ in held) >= sum(share for _, share in held)


if __name__ == "__main__":
    main()
