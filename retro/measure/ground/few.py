"""Work of people is told where enough of them did it, and no two amounts give that of fewer.

Reviews, votes and promises are looked at in pieces of time: weeks, cut where an edition ends. A
piece is told if of each class of people nobody was at work in it, or enough were. The others make
a pool, which a total gives back as the rest of what is told; so the pool is held to the same rule,
and takes in others until it keeps it, those of fewest people first: were it those of fewest acts,
the choice would bound how many these were. Each edition settles the pieces since the one before
it, once for all later ones. So whatever is told, at any moments and taken from each other in any
way, is the work of nobody or of enough. What no edition has settled is not told: on other days
there are no totals, and no weeks since the last edition.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, pairwise

from msgspec import Struct

from retro.measure.ground.case import Case
from retro.model.persons import ENOUGH, few
from retro.model.time import end_of, monday_of, start_of

FEW = f"Done by fewer than {ENOUGH} people."
"""Why an amount of work is not told."""

ODD = "How much people did is told by editions alone: between two days it may be few who did it."

Act = tuple[datetime, int]
"""When somebody did something, and who."""

Classes = Sequence[Sequence[Act]]
"""What people of each class did; every class is judged by itself."""

Cell = tuple[list[Act], ...]
"""What each class did in one piece of time."""

Cells = Mapping[datetime, Cell]
"""The pieces of time, by their first moment."""


class Told(Struct, frozen=True):
    """What of some work is told.

    `pieces` are the moments at which the pieces of the window begin, and its end; those that begin
    at `hidden` are not told. `gaps` are the weeks, or days, that are not told, and `groups` the
    days that are not told of one piece each; `why` says why the total is not, or nothing.
    """

    pieces: tuple[datetime, ...]
    hidden: frozenset[datetime]
    gaps: frozenset[date]
    why: str = ""
    groups: tuple[frozenset[date], ...] = ()

    def holds(self, at: datetime) -> bool:
        """Tell whether what was done at a moment lies in a piece of the window that is told."""
        place = bisect_right(self.pieces, at) - 1
        return 0 <= place < len(self.pieces) - 1 and self.pieces[place] not in self.hidden

    def sums(self, days: Iterable[date]) -> bool:
        """Tell whether a sum over days is told: of each group it has every day, or none."""
        wanted = frozenset(days)
        inside = all(self.holds(start_of(day)) for day in wanted)
        return inside and all(group <= wanted or not group & wanted for group in self.groups)


Work = Callable[[Case], Told]
"""Says of a case over whom a measure is, and so what of it is told."""


def told(case: Case, classes: Classes, within: Told | None = None, *, weekly: bool = True) -> Told:
    """Judge some work of a case's window: its weeks, and all of it.

    Args:
        case: The case.
        classes: What people of each class did.
        within: What is told of that of which this is a part; no more is told of the part.
        weekly: Whether that is told by pieces, and not in sum alone.
    """
    pieces = _pieces(case)
    cells = _cells(pieces, classes)
    hidden = {since for since, cell in cells.items() if not _enough([cell])}
    hidden |= within.hidden if within else frozenset()
    pool: list[datetime] = []
    last, why = case.window[0], ODD
    for end in settled(case):
        fresh = [since for since in cells if last <= since < end]
        pool += [since for since in fresh if since in hidden]
        others = [
            at
            for at in fresh
            if at not in hidden and not (within and weekly and _alone(cells[at]))
        ]
        more = _taken_in(cells, pool, others)
        hidden.update(more or ())
        pool, why = (pool, FEW) if more is None else ([], "")
        last = end
    hidden.update(since for since in cells if since >= last and any(cells[since]))
    gaps = frozenset(monday_of(since.date()) for since in hidden)
    every = odd(case) or why or (within.why if within else "")
    return Told(pieces, frozenset(hidden), gaps, every)


def odd(case: Case) -> str:
    """Say why there are no totals on a day of which there is no edition, or nothing."""
    return "" if case.as_of in _editions(case) else ODD


def days_told(whole: Told, acts: Sequence[Act]) -> Told:
    """Judge the days of those pieces that are told, each piece by the rule of the pool."""
    cells = _cells(whole.pieces, (acts,))
    groups = [
        frozenset(since.date() for since in _few_days(whole, piece, *cells[piece[0]]))
        for piece in pairwise(whole.pieces)
    ]
    gaps = frozenset(chain.from_iterable(groups))
    return Told(whole.pieces, whole.hidden, gaps, whole.why, tuple(filter(None, groups)))


def _few_days(
    whole: Told, piece: tuple[datetime, datetime], acts: Sequence[Act]
) -> Iterable[datetime]:
    """Return the days of a piece, and of what was done in it, that are not told."""
    since, until = piece
    begun = [since]
    while end_of(begun[-1].date()) < until:
        begun.append(end_of(begun[-1].date()))
    days = _cells((*begun, until), (acts,))
    if since in whole.hidden:
        return [day for day in days if any(days[day])]
    alone = [day for day in days if not _enough([days[day]])]
    return (*alone, *(_taken_in(days, alone, [day for day in days if day not in alone]) or ()))


def _editions(case: Case) -> tuple[date, ...]:
    """Return the days of the editions up to the case's; if none are known, it is one itself."""
    if case.editions is None:
        return (case.as_of,)
    return tuple(sorted({day for day in case.editions if day <= case.as_of}))


def settled(case: Case) -> tuple[datetime, ...]:
    """Return where the windows of the editions up to the case's end, in time order."""
    begins, ends = case.window
    return tuple(sorted({min(end_of(day), ends) for day in _editions(case) if begins < ends}))


def _pieces(case: Case) -> tuple[datetime, ...]:
    begins, ends = case.window
    if begins >= ends:
        return (begins,)
    mondays = map(start_of, case.cycle.weeks(ends))
    inside = {at for at in (*mondays, *settled(case)) if begins < at < ends}
    return (begins, *sorted(inside), ends)


def _cells(pieces: Sequence[datetime], classes: Classes) -> Cells:
    """Return what each class did in each piece of time; the last moment ends the last piece."""
    found: dict[datetime, Cell] = {since: tuple([] for _ in classes) for since in pieces[:-1]}
    for place, acts in enumerate(classes):
        for act in acts:
            if pieces[0] <= act[0] < pieces[-1]:
                found[pieces[bisect_right(pieces, act[0]) - 1]][place].append(act)
    return found


def _enough(cells: Iterable[Cell]) -> bool:
    """Tell whether in some pieces together nobody of a class was at work, or enough were."""
    classes = zip(*cells, strict=True)
    return not any(few(len({who for _, who in chain.from_iterable(acts)})) for acts in classes)


def _taken_in(
    cells: Cells, pool: Sequence[datetime], others: Sequence[datetime]
) -> list[datetime] | None:
    """Return which others a pool must take in, of fewest people first; None if all are too few."""
    more: list[datetime] = []
    rest = sorted((key for key in others if any(cells[key])), key=lambda key: _people(cells[key]))
    while not _enough(cells[key] for key in (*pool, *more)):
        if not rest:
            return None
        more.append(rest.pop(0))
    return more


def _alone(cell: Cell) -> bool:
    """Tell whether one class did all of a piece, so that who tells the whole tells of it."""
    return sum(map(bool, cell)) == 1


def _people(cell: Cell) -> int:
    return len({who for acts in cell for _, who in acts})
