"""What some merged changes tell of a project: its labels, whose votes gate, and who is a bot.

Robots that are some for certain are called by name here, persons never.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from retro.collect.people import People, accounts_in, meet
from retro.collect.robots import CI_NAME, SERVICE, Reason, Spoken, Voices, judge
from retro.model.label import CODE_REVIEW
from retro.model.sketch import Guess
from retro.model.team import Gerrit

# Keys of `values` bear their sign, and zero a blank: "-1", " 0", "+1" (LabelInfo).
_VALUE = re.compile(r"[ +-]?[0-9]{1,4}")
_SEVERAL = 0.5
"""Where so many of the merged changes bear several of the highest votes they are needed."""


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
        meet(people, accounts_in(record))
        voices.hear(msgspec.convert(record, Spoken))
    return Crowd(people, judge(people, Gerrit(server=server, projects=()), voices))


def reviews(changes: tuple[ChangeSeen, ...], everybody: Crowd) -> Guess | None:
    """Return how many core reviews a change needs, if that is one: so few do merged ones bear.

    They are the highest votes on Code-Review by people; None where nothing was seen.
    """
    bear = [
        len({v._account_id for v in highest(change, CODE_REVIEW)} - everybody.robots.keys())
        for change in changes
    ]
    several, voted = sum(n > 1 for n in bear), sum(n > 0 for n in bear)
    if not voted or several >= voted * _SEVERAL:
        return None
    why = f"{several} of {voted} merged changes bear more than one of the highest {CODE_REVIEW}"
    return Guess("1", why, sure="likely")


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


def votes(change: ChangeSeen, name: str) -> tuple[Vote, ...]:
    """Return the votes on a label of a change."""
    return change.labels.get(name, Label()).all


def highest(change: ChangeSeen, name: str) -> Iterator[Vote]:
    """Yield the highest votes on a label that one can cast, as far as there are some."""
    highest = change.labels.get(name, Label()).highest
    return (vote for vote in votes(change, name) if vote.value == highest > 0)
