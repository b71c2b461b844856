"""Editions of one cycle agree on what was over before the earlier of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from retro.agree.terms import Term, drawn, part, value
from retro.model.facts import Line, Report, Series
from retro.outline.balance import WAYS, way_key

FIXED = (
    "backlog.open_at_start",
    "backlog.verified_at_start",
    "backlog.starved_at_start",
    "backlog.starved_fate",
    "features.spec_freeze",
)
"""Facts of the cycle's first moment, or typed once."""

FIXED_FAMILIES = ("backlog.clean_up.", "backlog.starved_fate.")
"""How the names begin of numbers of days of cycle.yaml, which are over once they are known."""

GROWING: tuple[Term, ...] = (
    value("flow.merged"),
    value("flow.stable_merged"),
    value("backlog.abandoned"),
    value("bugs.open_at_start"),
    *(part("backlog.closure_ratio", way_key(way)) for way in WAYS),
)
"""What is counted up to the moment, and never less than it was.

Reported bugs are not among them: one that becomes a duplicate counts no more.
"""

PASSED = (
    "flow.merges_weekly",
    "backlog.balance_weekly",
    "backlog.by_state_daily",
    "backlog.verified_daily",
)
"""Series whose points stay as they are, but for the last one, which the moment may cut."""


def disagreements(reports: Sequence[Report]) -> tuple[str, ...]:
    """Say on what the editions of a cycle disagree."""
    ordered = sorted(reports, key=attrgetter("moment"))
    return tuple(said for pair in pairwise(ordered) for said in _between(*pair))


def _between(earlier: Report, later: Report) -> Iterator[str]:
    editions = f"{later.team}/{later.cycle}, {earlier.edition} and {later.edition}"
    for said in (*_fixed(earlier, later), *_shrunk(earlier, later), *_rewritten(earlier, later)):
        yield f"{said} ({editions})"


def _fixed(earlier: Report, later: Report) -> Iterator[str]:
    names = (*FIXED, *(name for name in earlier.facts if name.startswith(FIXED_FAMILIES)))
    for name in names:
        before, after = (value(name).read(report) for report in (earlier, later))
        if before is not None and after is not None and before != after:
            yield f"{name} is {before:g} in one edition, but {after:g} in the other"


def _shrunk(earlier: Report, later: Report) -> Iterator[str]:
    for term in GROWING:
        before, after = term.read(earlier), term.read(later)
        if before is not None and after is not None and before > after:
            yield f"{term.says} is {before:g} in the earlier edition, but {after:g} in the later"


def _rewritten(earlier: Report, later: Report) -> Iterator[str]:
    for name in PASSED:
        before, after = drawn(earlier, name), drawn(later, name)
        if before and after and (point := _first_rewritten(before, after)) is not None:
            yield f"{name} at {point} is not the same in both editions"


def _first_rewritten(before: Series, after: Series) -> object | None:
    """Return the first point, but for the last, at which two series of one name differ."""
    then = {line.label: line for line in after.lines}
    for at, point in enumerate(before.x[:-1]):
        if any(_at(line, at) != _at(then.get(line.label), at) for line in before.lines):
            return point
    return None


def _at(line: Line | None, at: int) -> float | int:
    """Return a line's value at a point; a line that has nothing to show is left out."""
    return (line.values[at] if line and at < len(line.values) else None) or 0
