"""Change kinds: what a patch set is against an earlier one, and what else that makes it."""

from collections.abc import Iterable

_MIXED = "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE"
_REWORK = frozenset({"REWORK"})
_SMALL = frozenset({"TRIVIAL_REBASE", "NO_CODE_CHANGE", _MIXED})
SAME_FILES = frozenset({"NO_CHANGE", "NO_CODE_CHANGE", "TRIVIAL_REBASE"})
"""Kinds that leave the list of files as it was."""

# A lesser change counts as every greater one that holds it; a rework is what each is at least.
_SATISFIED = {
    "NO_CHANGE": _REWORK | _SMALL | {"NO_CHANGE", "MERGE_FIRST_PARENT_UPDATE"},
    "NO_CODE_CHANGE": _REWORK | {"NO_CODE_CHANGE", _MIXED},
    "TRIVIAL_REBASE": _REWORK | {"TRIVIAL_REBASE", _MIXED},
    _MIXED: _REWORK | {_MIXED},
    "MERGE_FIRST_PARENT_UPDATE": _REWORK | {"MERGE_FIRST_PARENT_UPDATE"},
}


def satisfied(kind: str) -> frozenset[str]:
    """Return all kinds that a patch set of one kind counts as; an unknown one is a rework."""
    return _SATISFIED.get(kind, _REWORK)


def joined(kinds: Iterable[str]) -> str:
    """Return the kind of a patch set against an earlier one, given each step between.

    A step back to what had been is not seen in them.
    """
    steps = {kind for kind in kinds if kind != "NO_CHANGE"}
    if len(steps) < 2:
        return steps.pop() if steps else "NO_CHANGE"
    # TRIVIAL_REBASE_WITH_MESSAGE_UPDATE was told apart from a rework by servers of 2024 and later.
    return _MIXED if steps <= _SMALL else "REWORK"
