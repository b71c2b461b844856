"""Asks one server for all that one team's cycle needs, part by part."""

from collections.abc import Callable
from typing import IO

from msgspec import Struct

from retro.collect.ahead import Ahead
from retro.collect.gerrit.accounts import Who, recognise
from retro.collect.gerrit.base import Base
from retro.collect.gerrit.changes import GerritChanges
from retro.collect.gerrit.crawl import INDEXING, Crawler, Index
from retro.collect.gerrit.details import BATCH, Details
from retro.collect.gerrit.early import Early
from retro.collect.gerrit.full_records import FullRecords
from retro.collect.gerrit.labels import LabelsAsked
from retro.collect.gerrit.lanes import Lanes
from retro.collect.gerrit.parts import Cost, Crawl
from retro.collect.gerrit.replies import Replies
from retro.collect.gerrit.watch import watch
from retro.collect.listener import Listener
from retro.collect.options import Options
from retro.collect.plan import Plan
from retro.collect.reply import TooOldError
from retro.collect.work import Work
from retro.messages import REPLIES
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team
from retro.model.time import Now
from retro.outline.words import NBSP, counted
from retro.progress import Say


class Collector(Struct, frozen=True, kw_only=True):
    """One collection: for whom, after which plan, from where on, and how.

    An `eager` one asks for records while the index is still read.
    """

    team: Team
    notes: Notes
    cycle: Cycle
    plan: Plan
    base: Base | None
    work: Work
    lines: IO[bytes]
    options: Options
    now: Now
    say: Say
    go_on: Callable[[Ahead], bool]
    listener: Listener
    eager: bool = False

    def crawl(self, gerrit: GerritChanges) -> Crawl | None:
        """Ask for the index, and, if that is wanted, for watched work and for the records.

        Raises:
            SourceError: The server is silent, refuses, or answers in another shape.
        """
        with Lanes(self.options.lanes, gerrit.stop) as lanes:
            return self._crawl(gerrit, lanes)

    def _crawl(self, gerrit: GerritChanges, lanes: Lanes) -> Crawl | None:
        crawler = Crawler(gerrit, self.team, self.cycle, self.plan.started, lanes)
        version = self._version(gerrit, lanes, crawler)
        self.say(f"Gerrit {version or 'of unknown version'} at {gerrit.server}")
        details = Details(gerrit, version, lanes)
        # of a server that tells no version it turns out by its index whether it will do
        begin = details.begin if version and self.eager else lambda _: None
        index = crawler.index(version, self.base, self.say, begin)
        indexing = Cost(self.plan.started, self.now(), gerrit.spent(*INDEXING))
        labels = LabelsAsked(gerrit, index, self.base)
        beside = len(self.plan.watch) + labels.requests
        self.say(_estimate(index, self.base, beside))
        if not self.go_on(_ahead(gerrit.server, index, beside)):
            return None
        if lanes.number > 1:
            labels.begin(lanes)
        watched = watch(gerrit, self.plan.watch, self.cycle.begins, self.cycle.ends)
        watching = indexing.next(self.now(), gerrit.spent("watch"))
        early = Early(self.team.gerrit, self.lines, self.listener)
        records = FullRecords(details, self.work, early, self.say)
        who = self._fetched(records, index)
        self._name_strangers(who)
        replies = Replies(gerrit, self.work, lanes, self.say)
        robots = frozenset(number for number, _ in who.reasons)
        replies.fetch(tuple(records.met.counting(robots)))
        fetching = watching.next(self.now(), gerrit.spent("details", "again", "comments"))
        labels.fetch(lanes)
        crawl = Crawl(
            server=gerrit.server,
            base=self.base,
            index=index,
            records=records,
            replies=replies,
            who=who,
            labels=labels,
            watched=watched,
            unknown_options=details.unknown,
            overfull=tuple(sorted(gerrit.overfull)),
            indexing=indexing,
            watching=watching,
            fetching=fetching,
            labelling=fetching.next(self.now(), gerrit.spent("labels", "told")),
        )
        if crawl.packed_early == crawl.shown:
            self.listener.complete()
        return crawl

    def _version(self, gerrit: GerritChanges, lanes: Lanes, crawler: Crawler) -> str:
        """Return the server's version; who is eager begins with the index meanwhile."""
        if self.base or not self.eager:
            return gerrit.version()
        asked = lanes.begin(lambda _: gerrit.version(), None)
        crawler.begin()
        try:
            return lanes.found(asked)
        except TooOldError:
            # it told an index that nobody can use
            lanes.end()
            crawler.forget()
            raise

    def _name_strangers(self, who: Who) -> None:
        """Say whom the team's files name and nobody is, with who is called nearly so."""
        for call, near in who.near.items():
            hint = f"; did you mean {near}?" if near else ""
            self.say(f"{call}, named by the team, is on no change that was collected{hint}")

    def _fetched(self, records: FullRecords, index: Index) -> Who:
        """Fetch what is outdated, and what turns out to be by who is met on the way."""
        wanted = index.outdated
        while True:
            records.fetch(wanted)
            who = self._who(records)
            outdated = self.base.outdated(who) if self.base else set()
            wanted = tuple(sorted(outdated.intersection(index.in_play) - records.numbers))
            if not wanted:
                return who

    def _who(self, records: FullRecords) -> Who:
        people, voices = records.met.people, records.met.voices.copy()
        # who is not met again is what it was, however it speaks
        for spoken in self.base.spoken() if self.base and people else ():
            if spoken._number not in records.numbers:
                voices.hear(spoken)
        roster = (tenure.account for tenure in self.notes.roster)
        known = self.base.robots if self.base else ()
        return recognise(people, self.team.gerrit, roster, known, voices)


def _ahead(server: str, index: Index, beside: int) -> Ahead:
    return Ahead(server, index.outdated, beside, _recent(index), "the index")


def _estimate(index: Index, base: Base | None, beside: int) -> str:
    """Say what is to come before it is asked for."""
    moved = f", {len(index.outdated)} of those new or changed" if base else ""
    left = -(-len(index.outdated) // BATCH) + beside
    return (
        f"{len(index.rows)} changes in all, {len(index.in_play)} of them in play{moved}: "
        f"{_counted(left, 'more requests')}, {_duration(left)} at one a second{_replies(index)}"
    )


def _replies(index: Index) -> str:
    """Say how many changes may have to be asked for the words of replies."""
    recent = _recent(index)
    return f"; and up to {_counted(recent, 'requests')} for comments" if recent else ""


def _recent(index: Index) -> int:
    return sum(index.rows[number].updated >= REPLIES for number in index.outdated)


def _duration(seconds: int) -> str:
    minutes = round(seconds / 60)
    return (
        f"about {_counted(minutes, 'minutes')}" if seconds > 90 else _counted(seconds, "seconds")
    )


def _counted(number: int, unit: str) -> str:
    return counted(number, unit).replace(NBSP, " ")
