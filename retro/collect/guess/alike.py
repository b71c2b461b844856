"""Accounts that may be one person's: told by numbers alone, since it is no more than likely."""

import re
from collections.abc import Iterable, Iterator

from retro.collect.guess.votes import Crowd
from retro.collect.people import Person
from retro.model.sketch import Alike

# "cora2" and "cora_" are "cora" once more; "li1" and "li2" may be anybody.
_STEM = re.compile(r"(.{4,}?)[\d._-]*", re.DOTALL)


def alike(everybody: Crowd) -> tuple[Alike, ...]:
    """Return the accounts that look like one person's, each group with the reason."""
    persons = [
        person
        for number, person in sorted(everybody.people.items())
        if number not in everybody.robots
    ]
    names = ((person.name.casefold(), person) for person in persons if " " in person.name.strip())
    stems = ((match[1], person) for person in persons if (match := _stem(person)))
    found = {
        **{one.accounts: one for one in _groups(stems, "their usernames begin alike")},
        **{one.accounts: one for one in _groups(names, "the server shows one full name for them")},
    }
    return tuple(found[accounts] for accounts in sorted(found))


def _stem(person: Person) -> re.Match[str] | None:
    return _STEM.fullmatch(person.username.casefold())


def _groups(keyed: Iterable[tuple[str, Person]], why: str) -> Iterator[Alike]:
    """Yield who shares a key with somebody."""
    found: dict[str, list[int]] = {}
    for key, person in keyed:
        found.setdefault(key, []).append(person.number)
    return (Alike(tuple(numbers), why) for numbers in found.values() if len(numbers) > 1)
