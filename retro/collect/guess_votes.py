"""What some merged changes tell of a project: its labels, whose votes gate, and who is a bot.

Robots are called by name here, persons never.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from retro.model.sketch import Guess
from retro.model.team import CI

_CI = re.compile(CI().names)
_BOT = re.compile(r"(?i)(?:^|[ ._-])bot$")
_KNOWN = frozenset({"Code-Review", "Verified", "Workflow"})
_GATING = 0.25
"""Whoever casts the highest vote on so many of the merged changes lets them in."""


class Account(Struct, frozen=True):
    """An account as a change shows it."""

    _account_id: int
    name: str = ""
    username: str = ""
    tags: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """Return what team.yaml calls it by: its username, else its number."""
        return self.username or str(self._account_id)

    @property
    def is_ci(self) -> bool:
        """Tell whether it is a CI system by what the server or its name says."""
        return "SERVICE_USER" in self.tags or bool(_CI.search(self.name))

    @property
    def is_bot(self) -> bool:
        """Tell whether it acts by itself, by its name or as the server says."""
        named = _BOT.search(self.name) or _BOT.search(self.username)
        return "SERVICE_USER" in self.tags or bool(named)


class Vote(Account, frozen=True):
    """An account and what it voted."""

    value: int = 0


class Label(Struct, frozen=True):
    """A label of a change: every vote on it, and which votes there are."""

    all: tuple[Vote, ...] = ()
    values: dict[str, str] = {}

    @property
    def highest(self) -> int:
        """Return the highest vote that one can cast."""
        return max((int(value) for value in self.values), default=0)


class ChangeSeen(Struct, frozen=True):
    """A change, as far as it tells who votes."""

    owner: Account
    labels: dict[str, Label] = {}


def label(changes: Iterable[ChangeSeen]) -> Guess | None:
    """Return the label on which CI votes; None where nothing looks like it."""
    names = dict.fromkeys(name for change in changes for name in change.labels)
    if "Verified" in names:
        return Guess("Verified", "is a label of merged changes")
    near = next((name for name in names if "verif" in name.casefold()), "")
    return Guess(near, "is the label that sounds like it") if near else None


def gating(changes: tuple[ChangeSeen, ...]) -> tuple[Guess, ...]:
    """Return whose highest vote let changes in: robots; a nameless one only as a proposal."""
    found = label(changes)
    if not found:
        return ()
    cast = Counter(
        vote.call if vote.is_ci else str(vote._account_id)
        for change in changes
        for vote in _highest(change, found.value)
    )
    robots = {
        vote.call for change in changes for vote in _votes(change, found.value) if vote.is_ci
    }
    ranked = sorted(cast.items(), key=lambda one: (-one[1], one[0]))
    often = [(who, n) for who, n in ranked if n >= max(1, len(changes) * _GATING)]
    named = [(who, n) for who, n in often if who in robots]
    return tuple(
        Guess(
            who,
            f"voted the highest {found.value} on {n} of {len(changes)} merged changes"
            + ("" if who in robots else "; is it a CI system?"),
            taken=who in robots,
            doubtful=who not in robots,
        )
        for who, n in named or often[:1]
    )


def bots(changes: Iterable[ChangeSeen]) -> tuple[Guess, ...]:
    """Return the accounts that upload by themselves, as their names or the server say."""
    owners = dict.fromkeys(change.owner.call for change in changes if change.owner.is_bot)
    return tuple(Guess(call, "uploads changes, and is no person") for call in owners)


def others(changes: Iterable[ChangeSeen]) -> tuple[str, ...]:
    """Return what else the labels tell."""
    names = dict.fromkeys(name for change in changes for name in change.labels)
    if not names:
        return ("labels: no merged change of the cycle was seen",)
    told = [f"labels: {', '.join(names)}"]
    if "Workflow" not in names:
        told.append("no label Workflow: changes go in by another rule")
    if more := [name for name in names if name not in _KNOWN]:
        told.append(f"not counted: votes on {', '.join(more)}")
    return tuple(told)


def _votes(change: ChangeSeen, name: str) -> tuple[Vote, ...]:
    return change.labels.get(name, Label()).all


def _highest(change: ChangeSeen, name: str) -> Iterator[Vote]:
    highest = change.labels.get(name, Label()).highest
    return (vote for vote in _votes(change, name) if vote.value == highest > 0)
