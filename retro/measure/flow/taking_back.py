"""Which merges take another change back, and which one."""

import re
from datetime import datetime

from msgspec import Struct

from retro.measure.ground.case import Case, once
from retro.model.change import Change, Kind

# The form of Gerrit's and git's own subjects; Gerrit counts reverts of reverts, as Revert^2.
_SUBJECT = re.compile(r'Revert(?:\^\d+)? "(.*)"')
_COMMIT = re.compile(r"This reverts commit ([0-9a-f]+)")
_CHANGE_ID = re.compile(r"Change-Id: *(I[0-9a-f]+)", re.IGNORECASE)


class Revert(Struct, frozen=True):
    """A merge that takes a change back: which, where the records hold it, and when that came in.

    `told` means that more than a subject says so.
    """

    at: datetime
    change: Change
    told: bool
    target: Change | None = None
    merged: datetime | None = None


@once
def merged_reverts(case: Case) -> tuple[Revert, ...]:
    """Return the reverts merged in the window, in time order."""
    return tuple(_revert(case, at, one) for at, one in case.merges if _says(one))


def _says(change: Change) -> bool:
    """Tell whether a change says in any way that it takes another back."""
    return _sure(change) or _SUBJECT.fullmatch(change.subject) is not None


def _sure(change: Change) -> bool:
    return change.revert_of is not None or any(map(_COMMIT.match, change.footers))


def _revert(case: Case, at: datetime, change: Change) -> Revert:
    branch = change.branch_at(at)
    before = [
        (then, other)
        for then, other in case.all_merges
        if then < at and (other.project, other.branch_at(then)) == (change.project, branch)
    ]
    for named in (_by_number, _by_commit, _by_message, _by_subject):
        for then, other in reversed(before):
            if named(change, other):
                told = _sure(change) or named is not _by_subject
                return Revert(at, change, told, other, then)
    return Revert(at, change, _sure(change))


def _by_number(change: Change, other: Change) -> bool:
    return change.revert_of == other.number


def _by_commit(change: Change, other: Change) -> bool:
    named = (match[1] for match in map(_COMMIT.match, change.footers) if match)
    return any(other.commit.startswith(commit) for commit in named)


def _by_message(change: Change, other: Change) -> bool:
    names = {match[1] for match in map(_CHANGE_ID.fullmatch, change.footers) if match}
    return any(event.text in names for event in other.happened(Kind.REVERTED))


def _by_subject(change: Change, other: Change) -> bool:
    match = _SUBJECT.fullmatch(change.subject)
    return match is not None and match[1] == other.subject
