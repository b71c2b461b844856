"""Which branches are counted, and how much of a cycle's work lies on others."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from operator import attrgetter

from retro.model.branches import OnBranch, Place
from retro.model.change import Change, Kind, Status
from retro.model.cycle import Cycle
from retro.model.team import Gerrit
from retro.outline import words
from retro.snapshot import Snapshot
from retro.snapshot.gerrit import CHANGES, ChangeInfo, moment

_NAMED = 5
_KINDS = {
    "merged": "merges",
    "open": "open changes",
    "merged_specs": "merged specs",
    "open_specs": "open specs",
}
"""What is told of a branch, in the order of telling, each with its plural noun."""

Found = tuple[str, str]
"""A branch, and what of it there is: a name of `_KINDS`."""


def branches(
    gerrit: Gerrit, changes: Iterable[Change], begins: datetime, ends: datetime, at: datetime
) -> tuple[OnBranch, ...]:
    """Return what lies on each branch: merged in a time, and open just before a moment."""
    kind_of = cache(partial(_kind, gerrit))
    return _counted(gerrit, (one for c in changes for one in _found(kind_of, c, begins, ends, at)))


def _found(
    kind_of: Callable[[str], str],
    change: Change,
    begins: datetime,
    ends: datetime,
    at: datetime,
) -> Iterator[Found]:
    kind = kind_of(change.project)
    for event in change.happened(Kind.MERGE):
        if begins <= event.at < ends:
            yield change.branch_at(event.at), f"merged{kind}"
    state = change.at(at)
    if state and state.open and not state.private:
        yield state.branch, f"open{kind}"


def recorded(gerrit: Gerrit, cycle: Cycle, snapshot: Snapshot) -> tuple[OnBranch, ...]:
    """Return what lies on each branch without a replay; open is what is so in the snapshot."""
    records = snapshot.records(CHANGES, ChangeInfo)
    return _counted(gerrit, (one for record in records for one in _noted(gerrit, cycle, record)))


def _noted(gerrit: Gerrit, cycle: Cycle, record: ChangeInfo) -> Iterator[Found]:
    kind = _kind(gerrit, record.project)
    if record.submitted and cycle.begins <= moment(record.submitted) < cycle.ends:
        yield record.branch, f"merged{kind}"
    if record.status not in (Status.MERGED, Status.ABANDONED) and not record.is_private:
        yield record.branch, f"open{kind}"


def _kind(gerrit: Gerrit, project: str) -> str:
    return "_specs" if gerrit.is_spec(project) else ""


def _counted(gerrit: Gerrit, found: Iterable[Found]) -> tuple[OnBranch, ...]:
    """Sum up what was found, the branches with most first."""
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for branch, kind in found:
        numbers[branch][kind] += 1
    order = sorted(numbers.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    return tuple(
        OnBranch(branch=branch, place=gerrit.place(branch), **number) for branch, number in order
    )


def told(gerrit: Gerrit, places: Sequence[OnBranch]) -> str:
    """Say which branches are counted, and how much of what is on which others."""
    counted = words.listed(gerrit.branches) or "all"
    outside = _outside(places)
    clauses = [
        f"{share}: {_named(outside, kind)}" for kind in _KINDS if (share := _share(places, kind))
    ]
    return f"{counted} counted" + "".join(f"; {clause}" for clause in clauses) + _apart(outside)


def _named(outside: Sequence[OnBranch], kind: str) -> str:
    """Name the branches with most of a kind, and sum up the others."""
    some = Counter({one.branch: getattr(one, kind) for one in outside if getattr(one, kind)})
    most = some.most_common(_NAMED)
    named = [f"{branch} {words.number(n)}" for branch, n in most]
    if more := some.total() - sum(n for _, n in most):
        named.append(f"others {words.number(more)}")
    return ", ".join(named)


def _apart(outside: Sequence[OnBranch]) -> str:
    """Say how the branches are taken that are not counted."""
    taken = {one.place for one in outside}
    if Place.STABLE not in taken:
        return ", not counted" if outside else ""
    rest = ", the rest is not counted" if Place.OUTSIDE in taken else ""
    return f"; stable branches are counted apart{rest}"


def warnings(gerrit: Gerrit, places: Sequence[OnBranch]) -> tuple[str, ...]:
    """Warn where most of the merges, or of what is open, is on branches that are not counted."""
    most = [kind for kind in _KINDS if 2 * _sum(_outside(places), kind) > _sum(places, kind)]
    if not most:
        return ()
    counted, shares = words.listed(gerrit.branches), (_share(places, kind) for kind in most)
    return (f"Only what is on {counted} is counted: {'; '.join(shares)}.",)


def _outside(places: Iterable[OnBranch]) -> tuple[OnBranch, ...]:
    return tuple(one for one in places if one.place is not Place.COUNTED)


def _sum(places: Iterable[OnBranch], kind: str) -> int:
    return sum(map(attrgetter(kind), places))


def _share(places: Sequence[OnBranch], kind: str) -> str:
    """Say how much of a kind is on other branches, or nothing where none is."""
    n, every = _sum(_outside(places), kind), _sum(places, kind)
    of = words.counted(every, _KINDS[kind])
    return f"{words.number(n)} of {of} {words.are(n)} on other branches" if n else ""
