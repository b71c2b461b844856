"""What some merged changes tell of a project: its labels, whose votes gate, and who is a bot.

Robots that are some for certain are called by name here, persons never.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from retro.collect.people import People, meet
from retro.collect.robots import CI_NAME, SERVICE, Reason, Spoken, Voices, judge
from retro.model.sketch import Guess
from retro.model.team import Gerrit

# Keys of `values` bear their sign, and zero a blank: "-1", " 0", "+1" (LabelInfo).
_VALUE = re.compile(r"[ +-]?[0-9]{1,4}")
_GATING = 0.25
"""Whoever casts the highest vote on so many of the merged changes lets them in."""
_MACHINES, _ENOUGH = 0.5, 10
"""Whoever votes so on half of ten changes or more, and does nothing else, may be a machine."""


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


def gating(
    changes: tuple[ChangeSeen, ...], everybody: Crowd, found: Guess | None
) -> tuple[Guess, ...]:
    """Return whose vote on the label of CI let changes in.

    They are robots that cast the highest vote or, where none does, a positive one; or else who
    does nothing but that. Somebody else is only proposed, by number.
    """
    if not found:
        return ()
    highest = _often(changes, lambda change: _highest(change, found.value))
    positive = _often(changes, lambda change: _positive(change, found.value))
    robots = everybody.robots
    alone = [who for who in highest if _is_alone(who, highest[who], changes, found.value)]
    for cast, some, how in (
        (highest, [who for who in highest if who in robots], ""),
        (positive, [who for who in positive if who in robots], ", if not the highest"),
        (highest, alone, ", and did nothing else on them"),
        (highest, list(highest)[:1], "; is it a CI system?"),
    ):
        if some:
            rows = sorted(some, key=lambda who: (-cast[who], everybody.call(who)))
            sure = some[0] in robots or bool(alone)
            top = f"voted {'the highest' if cast is highest else 'a positive'} {found.value}"
            return tuple(
                Guess(
                    everybody.call(who),
                    f"{top} on {cast[who]} of {len(changes)} merged changes{how}",
                    taken=sure,
                    doubtful=not sure,
                    sure="likely" if sure else "a guess",
                )
                for who in rows
            )
    return ()


def _often(
    changes: tuple[ChangeSeen, ...], votes: Callable[[ChangeSeen], Iterable[Vote]]
) -> dict[int, int]:
    """Return who cast some votes on many of the changes, and on how many; most often first."""
    cast = Counter(vote._account_id for change in changes for vote in votes(change))
    least = max(1, len(changes) * _GATING)
    return {who: n for who, n in cast.most_common() if n >= least}


def _is_alone(who: int, cast: int, changes: tuple[ChangeSeen, ...], name: str) -> bool:
    """Tell whether an account votes on a label and nothing else, often enough to be a machine."""
    often = cast >= max(_ENOUGH, len(changes) * _MACHINES)
    return often and not _does_more(who, changes, name)


def _does_more(who: int, changes: Iterable[ChangeSeen], name: str) -> bool:
    """Tell whether an account owns a change, or votes on another label."""
    return any(
        change.owner._account_id == who
        or any(
            vote._account_id == who and vote.value
            for other, label in change.labels.items()
            if other != name
            for vote in label.all
        )
        for change in changes
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
            sure="sure" if reason is SERVICE else "likely" if reason.certain else "a guess",
        )
        for number, reason in everybody.robots.items()
        if reason is not CI_NAME and everybody.call(number) not in known
    )


def others(changes: Iterable[ChangeSeen]) -> tuple[str, ...]:
    """Return what else the labels tell."""
    names = dict.fromkeys(name for change in changes for name in change.labels)
    if not names:
        return ("labels: no merged change of the cycle was seen",)
    return (f"labels: {', '.join(names)}",)


def _votes(change: ChangeSeen, name: str) -> tuple[Vote, ...]:
    return change.labels.get(name, Label()).all


def _positive(change: ChangeSeen, name: str) -> Iterator[Vote]:
    return (vote for vote in _votes(change, name) if vote.value > 0)


def _highest(change: ChangeSeen, name: str) -> Iterator[Vote]:
    highest = change.labels.get(name, Label()).highest
    return (vote for vote in _votes(change, name) if vote.value == highest > 0)
