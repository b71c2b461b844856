"""Many teams in one cycle, five of them in trouble; which and what is known.

`python -m tests.world.teams FOLDER [TEAMS] [CHANGES]` writes and collects them for a site of any
size: 60 teams with 1,000 changes each, unless it is told otherwise.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from retro.cli import main
from tests.places import places
from tests.world.acts import Story
from tests.world.draft import Desk, Draft, numbered
from tests.world.frame import Info
from tests.world.gerrit import GerritServer
from tests.world.people import JENKINS, Account, person
from tests.world.record import END, LEAD_IN
from tests.world.rota import Rota
from tests.world.script import Script
from tests.world.wire import LABELS, change_info

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CYCLE = "mitaka"
TROUBLES = ("no_core_review", "slow_review", "old_backlog", "starved", "gate")
"""What is planted, by the names of the rules that are to find it."""

SILENCE = (datetime(2016, 1, 5, tzinfo=UTC), datetime(2016, 2, 4, tzinfo=UTC))
"""When no core reviewer of the silent team is there."""

CORES, OTHERS = 8, 14
SETTINGS = """\
title: {title}
gerrit:
  server: {server}
  projects: [example/{key}]
  ci: {{gating: [{ci}]}}
  bots: []
"""
NOTES = "editions: {midway: 2016-01-20}\nroster:\n"


class Crew(Rota):
    """The reviewers of one team, all of them there on every day."""

    def __init__(self, place: int) -> None:
        """Take people whom no other team has."""
        super().__init__(f"crew {place}")
        people = [person(1000 + 40 * place + n) for n in range(CORES + OTHERS)]
        self.cores, self.others = people[:CORES], people[CORES:]

    def core(self, rng: Random, _: datetime, *without: Account) -> Account:
        return rng.choice([who for who in self.cores if who not in without])

    def other(self, rng: Random, _: datetime, *without: Account) -> Account:
        return rng.choice([who for who in self.others if who not in without])


class Team:
    """One team: its changes, and what is wrong with it, if anything is."""

    def __init__(self, place: int, trouble: str = "") -> None:
        """Make a team; `trouble` is one of TROUBLES, or nothing."""
        self.key, self.trouble, self.crew = f"team{place:02}", trouble, Crew(place)
        self._desk = Desk(self.key, self.crew)
        self._first = 9_200_000 + 50_000 * place

    def stories(self, size: int) -> list[Story]:
        """Return the team's changes, most of them merged."""
        sorts = (*[self._landed] * 15, self._dropped, self._waiting, *[self._troubled] * 3)
        drafts = [sorts[n % len(sorts)](n) for n in range(size)]
        return [self._numbered(n, story) for n, story in enumerate(numbered(drafts))]

    def _numbered(self, place: int, story: Story) -> Story:
        return replace(story, number=self._first + place)

    def _begun(self, name: str, created: datetime) -> tuple[Script, datetime]:
        dice = self._desk.dice(f"owner of {name}")
        script = self._desk.script(name, f"example/{self.key}", self.crew.other(dice, created))
        return script, script.upload(created)

    def _sometime(self, name: str, since: datetime = LEAD_IN, until: datetime = END) -> datetime:
        return since + (until - since) * self._desk.dice(f"when {name}").random()

    def _looked_at(self, script: Script, settled: datetime) -> datetime:
        """Write the first review of a change; return when it was."""
        slow = self.trouble == "slow_review"
        waited = script.rng.uniform(35, 60) if slow else min(script.rng.expovariate(1 / 3), 20)
        at = settled + DAY * waited + HOUR
        script.review(at, script.rng.choice((1, 1, 0)), core=False)
        return at

    def _there(self, at: datetime) -> datetime:
        """Return when a core reviewer has the time for what waits since a moment."""
        away = self.trouble == "no_core_review" and SILENCE[0] <= at < SILENCE[1]
        return SILENCE[1] + (at - SILENCE[0]) / 20 if away else at

    def _landed(self, place: int) -> Draft:
        """Write a change that is merged some days after its first review."""
        script, settled = self._begun(f"landed {place}", self._sometime(f"landed {place}"))
        at = self._there(self._looked_at(script, settled) + DAY * script.rng.uniform(0.2, 4))
        first = script.review(at, 2, core=True)
        at = self._there(at + DAY * script.rng.uniform(0.1, 3))
        second = script.rota.core(script.rng, at, script.owner, first)
        script.say(at, second, ("Code-Review", 2), ("Workflow", 1))
        if script.rng.random() < (0.9 if self.trouble == "gate" else 0.05):
            script.gate(at + HOUR / 2, at + HOUR, passed=False)
            at += 2 * HOUR
            script.say(at, script.owner, text="recheck the runner was lost")
            script.check(at + HOUR, 1)
            at += HOUR
        script.gate(at + HOUR / 2, at + HOUR)
        script.merge(at + HOUR)
        return Draft(script, "Do one thing more")

    def _dropped(self, place: int) -> Draft:
        """Write a change that its owner gives up after a review."""
        script, settled = self._begun(f"dropped {place}", self._sometime(f"dropped {place}"))
        at = self._looked_at(script, settled) + 4 * DAY
        if at < END:
            script.abandon(at, script.owner)
        return Draft(script, "Do one thing less")

    def _waiting(self, place: int) -> Draft:
        """Write a change that is open at the end, and was looked at lately."""
        created = self._sometime(f"waiting {place}", END - 40 * DAY, END - 22 * DAY)
        script, settled = self._begun(f"waiting {place}", created)
        self._looked_at(script, settled)
        script.review(END - DAY * script.rng.uniform(5, 15), 0, core=False)
        return Draft(script, "Do one thing soon")

    def _troubled(self, place: int) -> Draft:
        """Write what only an old or a starved backlog has; elsewhere one more that waits."""
        name = f"troubled {place}"
        if self.trouble == "old_backlog":
            script, settled = self._begun(
                name, self._sometime(name, END - 600 * DAY, END - 450 * DAY)
            )
            self._looked_at(script, settled)
            script.review(END - DAY * script.rng.uniform(5, 15), 0, core=False)
        elif self.trouble == "starved":
            script, _ = self._begun(name, self._sometime(name, END - 90 * DAY, END - 50 * DAY))
        else:
            return self._waiting(place)
        return Draft(script, "Do one thing, some day")


def teams(many: int) -> list[Team]:
    """Return so many teams, every twelfth of them in trouble, or five in all."""
    apart = max(many // len(TROUBLES), 1)
    planted = {apart * n + 1: trouble for n, trouble in enumerate(TROUBLES)}
    return [Team(place, planted.get(place, "")) for place in range(many)]


def begin(folder: Path, all_teams: list[Team], server: str) -> None:
    """Write what people would write: a team.yaml and a cycle.yaml with a roster each."""
    for team in all_teams:
        cycle = folder / team.key / CYCLE
        cycle.mkdir(parents=True)
        text = SETTINGS.format(
            title=team.key.title(), server=server, key=team.key, ci=JENKINS.username
        )
        (folder / team.key / "team.yaml").write_text(text)
        roster = (f'  - {{account: "{who.number}"}}\n' for who in team.crew.cores)
        (cycle / "cycle.yaml").write_text(NOTES + "".join(roster))


def records(all_teams: list[Team], size: int) -> Iterator[Info]:
    """Yield the changes of all teams as a server has them."""
    stories = chain.from_iterable(team.stories(size) for team in all_teams)
    return (info for story in stories if (info := change_info(story)))


def collected(home: Path, many: int, size: int) -> list[Team]:
    """Begin so many teams in a folder, and collect them from a server of their own."""
    made = teams(many)
    with GerritServer(list(records(made, size)), requirements=tuple(LABELS)) as gerrit:
        begin(home / "content", made, gerrit.url)
        words = ["collect", f"--cycle={CYCLE}", *places("collect", home)]
        assert main(words, now=lambda: END, sleep=lambda _: None) == 0
    return made


if __name__ == "__main__":
    place, *numbers = sys.argv[1:]
    collected(Path(place), *map(int, numbers or (60, 1000)))
