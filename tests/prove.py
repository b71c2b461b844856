"""Hold the ledger against real histories whose truth is known: `make prove` prints the agreement.

A history is a ChangeInfo, as REST gives it, and the events that the server stored. Compared is the
whole map (label, account) → value on the current patch set, at each moment at which something
happened to a vote or a patch set; and at the end, the votes that the record's `labels` report.
The ledger is given nothing but the records: rules are what it learns from them. Each moment since
2018 at which the two differ is given a cause.
"""

import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from retro.ledger import labels_now, learn, replay
from retro.model.change import Accounts, Change, Kind, Sure, Votes
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "gerrit"
GERRIT = Gerrit(server="https://gerrit.example.org", projects=("*",), branches=())
COMPARED = {"patchset", "vote", "remove", "copied", "copied-removed", "copy-removed"}
SECOND = timedelta(seconds=1)
STORED_AT_THE_LATEST = datetime(2023, 1, 1, tzinfo=UTC)
"""Servers store copied votes since 3.5; a history without copies may be of any version before."""
LEAST = 0.95
"""The share of a file's moments that must agree; none of them had less when this was written."""
EXPLAINED_SINCE = 2018
UNEXPLAINED = "unexplained"

Event = dict
"""An event of the truth: `t` in epoch seconds, `kind`, and what belongs to the kind."""


@dataclass
class Proof:
    """What the comparison of one file gave, by year and by cause."""

    moments: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    finals: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    causes: Counter = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    @property
    def agreement(self) -> float:
        """The share of moments at which the replay and the truth are the same."""
        counts = sum(self.moments.values(), Counter())
        return counts["agree"] / counts.total() if counts else 1.0


class Story(NamedTuple):
    """One history from both sides: `said` are the seconds that have a message."""

    change: Change
    events: list[Event]
    said: set[str]
    stored: datetime


def rows(path: Path) -> Iterator[tuple[ChangeInfo, list[Event]]]:
    """Yield (record, true events) of a file of real histories."""
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            yield msgspec.convert(row["change"], ChangeInfo), row["truth"]


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


def prove(path: Path) -> Proof:
    """Compare every history of a file."""
    pairs = list(rows(path))
    learned = learn(record for record, _ in pairs)
    copies = [at(event) for _, events in pairs for event in events if event["kind"] == "copied"]
    stored = min([*copies, STORED_AT_THE_LATEST])
    proof = Proof()
    for record, events in pairs:
        change = replay(record, Accounts(), GERRIT, learned)
        _final(proof, record, change)
        story = Story(change, events, {message.date[:19] for message in record.messages}, stored)
        for moment, votes in truth(events).items():
            _moment(proof, story, moment, votes)
    return proof


def _final(proof: Proof, record: ChangeInfo, change: Change) -> None:
    found = labels_now([(record, change)])
    year = int(record.updated[:4])
    proof.finals[year].update(agree=found.agree, differ=found.total - found.agree)
    if not found.differing or year < EXPLAINED_SINCE:
        return
    if "votes" in change.states[-1].assumed:
        proof.causes["at the end: the votes rest on an assumption, and are flagged so"] += 1
    else:
        proof.causes[UNEXPLAINED] += 1
        proof.unexplained.append(f"{change.number} at the end")


def _moment(proof: Proof, story: Story, moment: datetime, votes: Votes) -> None:
    state = story.change.at(moment + SECOND)
    ours = state.votes if state else {}
    agrees = state is not None and ours == votes
    proof.moments[moment.year]["agree" if agrees else "differ"] += 1
    if agrees or moment.year < EXPLAINED_SINCE:
        return
    differing = {key for key in ours.keys() | votes.keys() if ours.get(key) != votes.get(key)}
    causes = {_cause(story, moment, key) for key in differing}
    cause = UNEXPLAINED if UNEXPLAINED in causes else " + ".join(sorted(causes))
    proof.causes[cause] += 1
    if cause == UNEXPLAINED:
        proof.unexplained.append(
            f"{story.change.number} at {moment:%Y-%m-%d %H:%M:%S}: {differing}"
        )


def _cause(story: Story, moment: datetime, key: tuple[str, int]) -> str:
    """Name why one vote differs, from what both sides last say of it."""
    change, events, said, stored = story
    ours = [
        event
        for event in change.events
        if (event.label, event.account) == key and event.at < moment + SECOND
    ]
    theirs = [
        event
        for event in events
        if (event.get("label"), event.get("account")) == key and at(event) <= moment
    ]
    mine, yours = (ours[-1] if ours else None), (theirs[-1] if theirs else None)
    if mine and mine.kind is Kind.COPIED and moment < stored:
        return "the truth holds no copies before " + f"{stored:%Y-%m-%d}"
    if any(event["kind"] == "patchset-deleted" for event in events):
        return "a patch set was deleted"
    if mine and mine.kind is Kind.LAPSED:
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
    if any(event.kind is Kind.MOVE and event.at <= moment for event in change.events):
        return "a branch move kept or dropped other votes"
    if yours and yours["kind"] == "copied":
        return "a copy that no rule foretold"
    return UNEXPLAINED


def _share(counts: Counter | None) -> str:
    if not counts or not counts.total():
        return ""
    return f"{counts['agree']:5} of {counts.total():5}  {counts['agree'] / counts.total():8.2%}"


def main() -> None:
    """Print the agreement by project and year, and the causes of what differs.

    With `--there` only tell whether there are histories.
    """
    paths = sorted(DATA.glob("*.jsonl.gz"))
    if not paths:
        sys.exit(f"no real histories at {DATA}: set RETRO_TEST_DATA")
    if "--there" in sys.argv:
        return
    low = []
    for path in paths:
        proof = prove(path)
        low += [path.name] if proof.agreement < LEAST else []
        print(path.name)  # noqa: T201
        print("        at each event               at the end (labels)")  # noqa: T201
        for year, counts in sorted(proof.moments.items()):
            final = _share(proof.finals.get(year))
            print(f"  {year}  {_share(counts)}   {final}")  # noqa: T201
        for cause, count in proof.causes.most_common():
            print(f"  {count:5}  {cause}")  # noqa: T201
        for line in proof.unexplained:
            print(f"         {line}")  # noqa: T201
    if low:
        sys.exit(f"less than {LEAST:.0%} of the moments agree in {', '.join(low)}")


if __name__ == "__main__":
    main()
