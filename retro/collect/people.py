"""Whom a server names on its changes: met while names are there, so that names can be dropped."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct

_HASHED = "sha256:"

_NESTED: frozenset[type] = frozenset({dict, list, tuple})


class Person(Struct):
    """An account as the server shows it; nothing of this but the number is packed."""

    number: int
    name: str = ""
    display_name: str = ""
    username: str = ""
    email: str = ""
    tags: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """Return what team.yaml calls it by: its username, else its number."""
        return self.username or str(self.number)


People = dict[int, Person]
"""Everybody met, by number."""


def accounts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every account in a record, wherever it stands."""
    left = [value]
    while left:
        one = left.pop()
        inside: Any = one
        # Voters have it beside their vote, all others in an object of their own (AccountInfo).
        if isinstance(one, dict):
            if one.get("_account_id").__class__ is int:
                yield one
            inside = one.values()
        # most of what stands in a record is text: it is left out before it is looked at
        left += [child for child in inside if child.__class__ in _NESTED]


def meet(people: People, accounts: Iterable[dict[str, Any]]) -> None:
    """Add the accounts of a record to those already met; some places tell more than others."""
    for account in accounts:
        number = account["_account_id"]
        person = people.get(number) or people.setdefault(number, Person(number))
        for field in ("name", "display_name", "username", "email"):
            # DETAILED_ACCOUNTS fills these, and anybody is served them, the address too.
            text = account.get(field)
            if text and isinstance(text, str):
                setattr(person, field, text)
        if isinstance(account.get("tags"), list):
            person.tags = tuple(account["tags"])


def by_call(people: Mapping[int, Person]) -> dict[str, set[int]]:
    """Return whom a number, a username or a full name calls.

    Anybody may choose a full name, so it counts only where no number or username is meant.
    """
    called = by_own_call(people)
    owned = frozenset(called)
    for number, person in people.items():
        if person.name and person.name not in owned:
            called.setdefault(person.name, set()).add(number)
    return called


def hashed(call: str) -> str:
    """Return by which words a list may call somebody without the number or name itself."""
    return f"{_HASHED}{sha256(call.encode()).hexdigest()}"


def hidden_calls(called: Mapping[str, set[int]], calls: Iterable[str]) -> dict[str, set[int]]:
    """Return whom those calls mean that are hashes of a number, a username or a full name."""
    wanted = {call for call in calls if call.startswith(_HASHED)}
    every = called.items() if wanted else ()
    return {told: who for call, who in every if (told := hashed(call)) in wanted}


def by_own_call(people: Mapping[int, Person]) -> dict[str, set[int]]:
    """Return whom a number or a username calls."""
    called: dict[str, set[int]] = {}
    for number, person in people.items():
        for call in {str(number), person.username} - {""}:
            called.setdefault(call, set()).add(number)
    return called
