"""What commits do to a specs repository, made up in memory and followed without git."""

from collections.abc import Mapping
from datetime import date, timedelta
from posixpath import dirname, relpath

from retro import calendar
from retro.collect.specs.days import Landed
from retro.collect.specs.git import Step
from retro.collect.specs.layout import Layout
from retro.collect.specs.text import SpecText
from retro.collect.specs.tracker import Tracker, Turn
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts
from retro.model.feature import Features
from retro.model.team import Gerrit, Notes, SpecsLayout, Team
from retro.model.time import start_of
from retro.snapshot.specs import SpecInfo

FIRST = calendar.find("liberty").begins
TEAM = Team(
    key="team",
    title="Team",
    gerrit=Gerrit(server="https://review.example.org", projects=("p",), specs=("team/specs",)),
)


class Commits:
    """A repository's files and commits, one every ten days but for those that are told not to."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.turns: list[Turn] = []
        self._links: dict[str, str] = {}
        self._day = 0

    def text(self, path: str) -> Step:
        """Add a spec, or edit the one that is there."""
        letter = "M" if path in self.files else "A"
        self.files.setdefault(path, f"text {path} {len(self.turns)}")
        return Step(letter, path, path, self.files[path], link=False)

    def link(self, path: str, target: str) -> Step:
        """Let a path lead to another one."""
        letter = "T" if path in self.files else "A"
        led = relpath(target, dirname(path))
        self.files[path] = f"link {led}"
        self._links[self.files[path]] = led
        return Step(letter, path, path, self.files[path], link=True)

    def move(self, source: str, path: str) -> Step:
        """Rename a file, not onto another."""
        assert path not in self.files
        self.files[path] = self.files.pop(source)
        return Step("R", path, source, self.files[path], link=self.files[path] in self._links)

    def remove(self, path: str) -> Step:
        blob = self.files.pop(path)
        return Step("D", path, path, "", link=blob in self._links)

    def commit(self, *steps: Step, days: int = 10) -> None:
        """Commit some days after the last one; the next one comes on its day all the same."""
        number, at = f"{len(self.turns):040x}", FIRST + timedelta(days=self._day + days)
        self._day += days if days == 10 else 0
        self.turns.append(Turn(number, Landed(at), list(steps)))

    def records(self) -> tuple[SpecInfo, ...]:
        """Return the records that the collector makes of the commits."""
        layout = Layout(SpecsLayout(), calendar.known())
        layout.moved_from("elsewhere")
        blobs = {step.blob for turn in self.turns for step in turn.steps} - set(self._links)
        words = {blob: SpecText(title=blob.split()[1]) for blob in blobs if blob}
        tracker = Tracker(layout, self._links, words)
        for turn in self.turns:
            tracker.take(turn)
        return tuple(
            SpecInfo(
                repository="team/specs", cycle=home.cycle, name=name, life=home.life, events=e
            )
            for name, home, events in tracker.records()
            for e in (tuple(events),)
        )


def known(records: tuple[SpecInfo, ...], cycle: str, *, day: str = "") -> Features:
    """Return the features of a cycle at its end, or at the start of a day."""
    of = calendar.find(cycle)
    return features(
        FeatureRecords(cycles=calendar.known(), specs=records),
        TEAM,
        Notes(),
        of,
        Accounts(),
        (),
        moment=start_of(date.fromisoformat(day)) if day else of.ends,
    )


def facts(records: tuple[SpecInfo, ...], cycle: str) -> list[Mapping[str, object]]:
    """Return what is known of a cycle's features long after it, but for where files lie."""
    return [
        {name: getattr(one, name) for name in ("name", "approved", "outcome", "since", "to")}
        for one in known(records, cycle, day="2020-01-01").every
    ]
