"""Which branches are counted, and how much of a cycle's work lies on others."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from retro.model.change import Change, Kind
from retro.model.cycle import Cycle
from retro.model.team import Gerrit
from retro.outline import words
from retro.snapshot import Snapshot
from retro.snapshot.gerrit import CHANGES, ChangeInfo, moment

_NAMED = 5


def merged_on(changes: Iterable[Change], begins: datetime, ends: datetime) -> Counter[str]:
    """Count the merges of a time by their branch."""
    return Counter(
        change.branch_at(event.at)
        for change in changes
        for event in change.happened(Kind.MERGE)
        if begins <= event.at < ends
    )


def recorded_on(gerrit: Gerrit, cycle: Cycle, snapshot: Snapshot) -> Counter[str]:
    """Count a snapshot's merges of code in a cycle by their branch, without a replay."""
    return Counter(
        record.branch
        for record in snapshot.records(CHANGES, ChangeInfo)
        if record.submitted
        and not gerrit.is_spec(record.project)
        and cycle.begins <= moment(record.submitted) < cycle.ends
    )


def told(gerrit: Gerrit, merges: Counter[str]) -> str:
    """Say which branches are counted, and how many merges are on which others."""
    counted = words.listed(gerrit.branches) or "all"
    outside = _outside(gerrit, merges)
    if not outside:
        return f"{counted} counted"
    most = outside.most_common(_NAMED)
    named = [f"{branch} {words.number(n)}" for branch, n in most]
    if more := outside.total() - sum(n for _, n in most):
        named.append(f"others {words.number(more)}")
    return f"{counted} counted; {_share(outside, merges)}: {', '.join(named)}, not counted"


def warnings(gerrit: Gerrit, merges: Counter[str]) -> tuple[str, ...]:
    """Warn where most of the merges are on branches that are not counted."""
    outside = _outside(gerrit, merges)
    if 2 * outside.total() <= merges.total():
        return ()
    counted = words.listed(gerrit.branches)
    return (f"Only what is on {counted} is counted: {_share(outside, merges)}.",)


def _outside(gerrit: Gerrit, merges: Counter[str]) -> Counter[str]:
    return Counter({branch: n for branch, n in merges.items() if not gerrit.covers(branch)})


def _share(outside: Counter[str], merges: Counter[str]) -> str:
    total = words.counted(merges.total(), "merges")
    are = "is" if outside.total() == 1 else "are"
    return f"{words.number(outside.total())} of {total} {are} on other branches"
