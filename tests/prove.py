"""Hold the ledger against real histories whose truth is known: `make prove` prints the agreement.

A history is a ChangeInfo, as REST gives it, and the events that the server stored. Compared are:
the whole map (label, account) → value on the current patch set, at each moment at which something
happened to a vote or a patch set, be it in the server's store or in the replay; the votes that the
record's `labels` report at the end; the approvers that the server noted when it merged a change,
where it did; and who was work in progress. The ledger is given nothing but the records: rules are
what it learns from them. Each moment since 2018 at which the two differ is given a cause. Where a
file has comments too, the rechecks in them and in messages are held against those that the replay
finds, of the record as it came and as it is packed.
"""

import gzip
import json
import os
import sys
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from retro.ledger import labels_now, learn, replay
from retro.ledger.agreement import labels_of
from retro.model.change import Accounts, Change, Kind, Sure, Votes
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo, moment
from tests.rechecks import SINCE, UNTIL, Rechecks, rechecks
from tests.understood import understood

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "gerrit"
GERRIT = Gerrit(server="https://gerrit.example.org", projects=("*",), branches=())
COMPARED = {"patchset", "vote", "remove", "copied", "copied-removed", "copy-removed"}
SECOND = timedelta(seconds=1)
STORED_AT_THE_LATEST = datetime(2023, 1, 1, tzinfo=UTC)
"""Servers store copied votes since 3.5; a history without copies may be of any version before."""
GOALS = {"submitted": (2018, 0.99), "finals": (2022, 0.99), "flags": (2000, 1.0)}
"""Of each table of a proof: the share that must agree, and from which year on."""
EXPLAINED_SINCE = 2018
UNEXPLAINED = "unexplained"
UNJUDGED = "at which the store lacks copies, which it did not keep yet"

Event = dict
"""An event of the truth: `t` in epoch seconds, `kind`, and what belongs to the kind."""


@dataclass
class Proof:
    """What the comparison of one file gave, by year and by cause."""

    moments: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    finals: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    submitted: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    flags: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    causes: Counter = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)
    messages: Counter = field(default_factory=Counter)
    others: Counter = field(default_factory=Counter)
    rechecks: Rechecks | None = None

    def missed(self) -> list[str]:
        """Return the tables whose share is below what it must be."""
        low = [
            name
            for name, (since, least) in GOALS.items()
            if _agreeing(getattr(self, name), since) < least
        ]
        return low if self.rechecks is None or self.rechecks.agree else [*low, "rechecks"]


class Row(NamedTuple):
    """One line of a file: a record, and what its server stored beside it."""

    record: ChangeInfo
    events: list[Event]
    submitted_with: dict
    line: dict


class Story(NamedTuple):
    """One history from both sides: `said` are the seconds that have a message."""

    change: Change
    events: list[Event]
    said: set[str]
    stored: datetime


def rows(path: Path) -> Iterator[Row]:
    """Yield the histories of a file."""
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            record = msgspec.convert(row["change"], ChangeInfo)
            yield Row(record, row["truth"], row.get("submitted_with") or {}, row)


def truth(events: list[Event]) -> dict[datetime, Votes]:
    """Return the votes in force after each moment at which a vote or a patch set came."""
    boards: dict[int, Votes] = defaultdict(dict)
    current, after = 0, {}
    for event in events:
        if event["kind"] not in COMPARED:
            continue
        number = event["ps"]
        if event["kind"] == "patchset":
            current = max(current, number)
        else:
            key, value = (event["label"], event["account"]), event.get("value", 0)
            boards[number][key] = value
        after[at(event)] = {key: value for key, value in boards[current].items() if value}
    return after


def at(event: Event) -> datetime:
    return datetime.fromtimestamp(event["t"], UTC)


def storing_since(stories: Iterable[list[Event]]) -> datetime:
    """Return since when a server stored copies: the first that came with an upload."""
    uploads = ({e["t"] for e in events if e["kind"] == "patchset"} for events in stories)
    copies = [
        at(event)
        for events, moments in zip(stories, uploads, strict=True)
        for event in events
        if event["kind"] == "copied" and event["t"] in moments
    ]
    return min([*copies, STORED_AT_THE_LATEST])


def prove(path: Path, limit: int | None = None) -> Proof:
    """Compare every history of a file, or the first so many."""
    found = list(islice(rows(path), limit))
    learned = learn(row.record for row in found)
    stored = storing_since([row.events for row in found])
    proof = Proof()
    proof.messages, proof.others = understood(row.record for row in found)
    if any("comments" in row.line for row in found):
        proof.rechecks = rechecks(row.line for row in found)
    for record, events, submitted_with, _ in found:
        change = replay(record, Accounts(), GERRIT, learned)
        story = Story(change, events, {message.date[:19] for message in record.messages}, stored)
        _final(proof, record, story)
        _flags(proof, record, change, events)
        _submitted(proof, change, submitted_with)
        _moments(proof, story)
    return proof


def _final(proof: Proof, record: ChangeInfo, story: Story) -> None:
    """Compare the last votes with the record's; only what the labels did not mend is a fault."""
    change = story.change
    ours, theirs = change.states[-1].votes, labels_of(record)
    differing = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    closed = moment(record.updated)
    judged = {_cause(story, closed, key) for key in differing} - {UNJUDGED}
    before = labels_now([(record, change)]).agree
    proof.finals[closed.year].update(agree=not judged, differ=bool(judged), before=before)
    if not judged or closed.year < EXPLAINED_SINCE:
        return
    if "votes" in change.states[-1].assumed:
        proof.causes["at the end: the votes rest on an assumption, and are flagged so"] += 1
    else:
        proof.causes[UNEXPLAINED] += 1
        proof.unexplained.append(f"{change.number} at the end")


def _flags(proof: Proof, record: ChangeInfo, change: Change, events: list[Event]) -> None:
    """Compare work in progress: at the end, and that no change was it that never was."""
    last = change.states[-1]
    ends = (last.wip, last.private) == (record.work_in_progress, record.is_private)
    never = not record.work_in_progress and not any(
        event["kind"] == "wip" and event["value"] for event in events
    )
    invented = never and any(state.wip for state in change.states)
    proof.flags[int(record.updated[:4])].update(
        agree=ends and not invented, differ=not ends or invented, invented=invented
    )


def _submitted(proof: Proof, change: Change, submitted_with: dict) -> None:
    """Compare the approvers that the server noted at the merge, copied votes included."""
    merges = change.happened(Kind.MERGE)
    if not submitted_with or not merges:
        return
    before, after = change.at(merges[-1].at), change.at(merges[-1].at + SECOND)
    for status, label, account in submitted_with["pairs"]:
        if status == "OK" and account is not None:
            held = any(s and s.votes.get((label, account), 0) > 0 for s in (before, after))
            proof.submitted[merges[-1].at.year].update(agree=held, differ=not held)


def _moments(proof: Proof, story: Story) -> None:
    """Compare the votes at each moment of either side."""
    true = truth(story.events)
    times = sorted(true)
    ours = {state.since.replace(microsecond=0) for state in story.change.states}
    for when in sorted({*times, *ours}):
        index = bisect(times, when)
        if index:
            _moment(proof, story, when, true[times[index - 1]])


def _moment(proof: Proof, story: Story, when: datetime, votes: Votes) -> None:
    state = story.change.at(when + SECOND)
    ours = state.votes if state else {}
    differing = {key for key in ours.keys() | votes.keys() if ours.get(key) != votes.get(key)}
    causes = {key: _cause(story, when, key) for key in differing}
    judged = {cause for cause in causes.values() if cause != UNJUDGED}
    year = proof.moments[when.year]
    year.update(agree=not judged, differ=bool(judged), unjudged=not judged and bool(differing))
    if not judged or when.year < EXPLAINED_SINCE:
        return
    cause = UNEXPLAINED if UNEXPLAINED in judged else " + ".join(sorted(judged))
    proof.causes[cause] += 1
    if cause == UNEXPLAINED:
        proof.unexplained.append(f"{story.change.number} at {when:%Y-%m-%d %H:%M:%S}: {differing}")


def _cause(story: Story, when: datetime, key: tuple[str, int]) -> str:
    """Name why one vote differs, from what both sides last say of it."""
    change, events, said, stored = story
    ours = [
        event
        for event in change.events
        if (event.label, event.account) == key and event.at < when + SECOND
    ]
    theirs = [
        event
        for event in events
        if (event.get("label"), event.get("account")) == key and at(event) <= when
    ]
    mine, yours = (ours[-1] if ours else None), (theirs[-1] if theirs else None)
    if mine and mine.kind is Kind.COPIED and when < stored:
        return UNJUDGED
    gone = {event["ps"] for event in events if event["kind"] == "patchset-deleted"}
    if (mine and mine.patch_set in gone) or (yours and yours.get("ps") in gone):
        return "its patch set was deleted"
    if mine and mine.sure is Sure.END:
        return "told by how the record ends"
    if mine and mine.kind is Kind.LAPSED and mine.sure is Sure.ASSUMED:
        return "no copy rule is known for that day"
    if mine and mine.kind is Kind.COPIED and mine.sure is not Sure.MESSAGE:
        return "a copy rule that did not hold that day"
    if yours and not yours.get("message", True):
        return "a vote without a message" if yours.get("value") else "a silent removal"
    if (
        yours
        and yours["kind"] in ("vote", "remove")
        and f"{at(yours):%Y-%m-%d %H:%M:%S}" not in said
    ):
        return "the message was deleted"
    if any(event.kind is Kind.MOVE and event.at <= when for event in change.events):
        return "a branch move kept or dropped other votes"
    if yours and yours["kind"] == "copied":
        return "a copy that no rule foretold"
    return UNEXPLAINED


def _agreeing(table: dict[int, Counter], since: int) -> float:
    counts = sum((found for year, found in table.items() if year >= since), Counter())
    total = counts["agree"] + counts["differ"]
    return counts["agree"] / total if total else 1.0


def _share(counts: Counter | None) -> str:
    total = counts["agree"] + counts["differ"] if counts else 0
    if not counts or not total:
        return " " * 24
    return f"{counts['agree']:6} of {total:6} {counts['agree'] / total:8.2%}"


def _print(path: Path, proof: Proof) -> None:
    print(path.name)  # noqa: T201
    heads = ("moments", "labels at the end", "submitted with", "work in progress")
    print("        " + "   ".join(f"{head:>24}" for head in heads))  # noqa: T201
    tables = proof.moments, proof.finals, proof.submitted, proof.flags
    for year in sorted({year for table in tables for year in table}):
        shares = "   ".join(_share(table.get(year)) for table in tables)
        print(f"  {year}  {shares}".rstrip())  # noqa: T201
    unjudged = sum(counts["unjudged"] for counts in proof.moments.values())
    invented = sum(counts["invented"] for counts in proof.flags.values())
    before = sum(counts["before"] for counts in proof.finals.values())
    print(f"  {before:5}  ended with the votes of their labels before these were heard")  # noqa: T201
    print(f"  {unjudged:5}  moments {UNJUDGED}")  # noqa: T201
    print(f"  {invented:5}  changes work in progress that never were")  # noqa: T201
    for cause, count in proof.causes.most_common():
        print(f"  {count:5}  {cause}")  # noqa: T201
    if seen := proof.rechecks:
        typed, raw, packed = (counts.total() for counts in seen)
        print(f"  {typed:5}  rechecks from {SINCE} on, before {UNTIL}, in messages and comments")  # noqa: T201
        print(f"  {raw:5}  found by the replay of the record as it came")  # noqa: T201
        print(f"  {packed:5}  found by the replay of the record as it is packed")  # noqa: T201
    print("  messages, by what was read of them:")  # noqa: T201
    for name, count in [*proof.messages.most_common(), *proof.others.most_common(5)]:
        mark = "  begins with: " if name in proof.others else ""
        print(f"  {count:7}  {mark}{name}")  # noqa: T201


def main() -> None:
    """Print the agreement by project and year, and the causes of what differs.

    With `--there` only tell whether there are histories.
    """
    paths = sorted(DATA.glob("*.jsonl.gz"))
    limit = int(os.environ.get("PROVE", "0")) or None
    if not paths:
        sys.exit(f"no real histories at {DATA}: set RETRO_TEST_DATA")
    if "--there" in sys.argv:
        return
    low = []
    for path in paths:
        proof = prove(path, limit)
        _print(path, proof)
        low += [f"{path.name}: {name}" for name in proof.missed()]
        for line in proof.unexplained:
            print(f"         {line}")  # noqa: T201
    if low:
        sys.exit(f"too little agrees in {', '.join(low)}")


if __name__ == "__main__":
    main()
