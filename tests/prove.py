"""Hold the ledger against real histories whose truth is known: `make prove` prints the agreement.

A history is a ChangeInfo, as REST gives it, and the events that the server stored. Compared is the
whole map (label, account) → value on the current patch set, at each moment at which something
happened to a vote or a patch set.
"""

import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from retro.ledger import replay
from retro.model.change import Accounts, Change, Votes
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "gerrit"
GERRIT = Gerrit(server="https://gerrit.example.org", projects=("*",), branches=())
COMPARED = {"patchset", "vote", "remove", "copied", "copied-removed", "copy-removed"}
SECOND = timedelta(seconds=1)


def histories(path: Path) -> Iterator[tuple[Change, list[dict]]]:
    """Yield (replayed change, true events) of a file of real histories."""
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            record = msgspec.convert(row["change"], ChangeInfo)
            yield replay(record, Accounts(), GERRIT), row["truth"]


def truth(events: list[dict]) -> dict[datetime, Votes]:
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
        moment = datetime.fromtimestamp(event["t"], UTC)
        after[moment] = {key: value for key, value in boards[current].items() if value}
    return after


def compare(path: Path) -> dict[int, Counter]:
    """Return, by year, how many moments agree and how many there are."""
    years: dict[int, Counter] = defaultdict(Counter)
    for change, events in histories(path):
        for moment, votes in truth(events).items():
            state = change.at(moment + SECOND)
            agrees = state is not None and state.votes == votes
            years[moment.year]["agree" if agrees else "differ"] += 1
    return years


def main() -> None:
    """Print the agreement by project and year."""
    paths = sorted(DATA.glob("*.jsonl.gz"))
    if not paths:
        sys.exit(f"no real histories at {DATA}: set RETRO_TEST_DATA")
    for path in paths:
        print(path.name)  # noqa: T201
        for year, counts in sorted(compare(path).items()):
            share = counts["agree"] / counts.total()
            print(f"  {year}  {counts['agree']:5} of {counts.total():5}  {share:7.2%}")  # noqa: T201


if __name__ == "__main__":
    main()
