"""What some merged changes tell of a project: its labels, whose votes gate, and who is a bot.

Robots that are some for certain are called by name here, persons never.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from retro.collect.people import People, meet
from retro.collect.robots import CI_NAME, Reason, Spoken, Voices, judge
from retro.model.sketch import Guess
from retro.model.team import Gerrit

# Keys of `values` bear their sign, and zero a blank: "-1", " 0", "+1" (LabelInfo).
_VALUE = re.compile(r"[ +-]?[0-9]{1,4}")
_GATING = 0.25
"""Whoever casts the highest vote on so many of the merged changes lets them in."""


class Account(Struct, frozen=True):
    """An account by its number."""

    _account_id: int


class Vote(Account, frozen=True):
    """An account and what it voted."""

    value: int = 0


class Label(Struct, frozen=True):
    """A label of a change: every vote on it, and which votes there are."""

    all: tuple[Vote, ...] = ()
    values: dict[str, str] = {}

    @property
    def highest(self) -> int:
        """Return the highest vote that one can cast, as far as the server tells."""
        return max(self._every, default=0)

    @property
    def lowest(self) -> int:
        """Return the lowest vote that one can cast, as far as the server tells."""
        return min(self._every, default=0)

    @property
    def _every(self) -> tuple[int, ...]:
        told = (int(value) for value in self.values if _VALUE.fullmatch(value))
        return (*told, *(vote.value for vote in self.all))


class ChangeSeen(Struct, frozen=True):
    """A change, as far as it tells who votes, and where it went."""

    owner: Account
    branch: str = ""
    labels: dict[str, Label] = {}


class Crowd(Struct, frozen=True):
    """Everybody on some changes, and who of them is no person, by number."""

    people: People = {}
    robots: dict[int, Reason] = {}

    def call(self, number: int) -> str:
        """Return what team.yaml calls an account by: only a robot has a name here."""
        return self.people[number].call if number in self.robots else str(number)


def crowd(records: Iterable[dict[str, Any]], server: str) -> Crowd:
    """Return who is on some changes as a server sent them; judged as a collection judges."""
    people: People = {}
    voices = Voices()
    for record in records:
        meet(people, record)
        voices.hear(msgspec.convert(record, Spoken))
    return Crowd(people, judge(people, Gerrit(server=server, projects=()), voices))


def label(changes: Iterable[ChangeSeen]) -> Guess | None:
    """Return the label on which CI votes; None where nothing looks like it."""
    names = dict.fromkeys(name for change in changes for name in change.labels)
    if "Verified" in names:
        return Guess("Verified", "is a label of merged changes")
    near = next((name for name in names if "verif" in name.casefold()), "")
    return Guess(near, "is the label that sounds like it") if near else None


def gating(changes: tuple[ChangeSeen, ...], everybody: Crowd) -> tuple[Guess, ...]:
    """Return whose highest vote let changes in: robots; a nameless one only as a proposal."""
    found = label(changes)
    if not found:
        return ()
    cast = Counter(
        vote._account_id for change in changes for vote in _highest(change, found.value)
    )
    robots = everybody.robots
    ranked = sorted(cast.items(), key=lambda row: (-row[1], everybody.call(row[0])))
    often = [(who, n) for who, n in ranked if n >= max(1, len(changes) * _GATING)]
    named = [(who, n) for who, n in often if who in robots]
    return tuple(
        Guess(
            everybody.call(who),
            f"voted the highest {found.value} on {n} of {len(changes)} merged changes"
            + ("" if who in robots else "; is it a CI system?"),
            taken=who in robots,
            doubtful=who not in robots,
        )
        for who, n in named or often[:1]
    )


def bots(
    changes: Iterable[ChangeSeen], everybody: Crowd, gates: Iterable[Guess]
) -> tuple[Guess, ...]:
    """Return the robots that upload or speak, less the gating CI and what the rule on CI finds."""
    uploads = dict.fromkeys(change.owner._account_id for change in changes)
    known = {guess.value for guess in gates}
    return tuple(
        Guess(
            everybody.call(number),
            f"{'uploads changes' if number in uploads else 'speaks on changes'}: {reason.why}",
            doubtful=not reason.certain,
        )
        for number, reason in everybody.robots.items()
        if reason is not CI_NAME and everybody.call(number) not in known
    )


def others(changes: Iterable[ChangeSeen]) -> tuple[str, ...]:
    """Return what else the labels tell."""
    names = dict.fromkeys(name for change in changes for name in change.labels)
    if not names:
        return ("labels: no merged change of the cycle was seen",)
    told = [f"labels: {', '.join(names)}"]
    if "Workflow" not in names:
        told.append("no label Workflow: changes go in by another rule")
    return tuple(told)


def _votes(change: ChangeSeen, name: str) -> tuple[Vote, ...]:
    return change.labels.get(name, Label()).all


def _highest(change: ChangeSeen, name: str) -> Iterator[Vote]:
    highest = change.labels.get(name, Label()).highest
    return (vote for vote in _votes(change, name) if vote.value == highest > 0)
