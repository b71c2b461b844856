"""Who is who on a server: decided while names are there, so that names can be dropped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from retro.model.team import Gerrit
from retro.snapshot.gerrit import RobotInfo

_NESTED: frozenset[type] = frozenset({dict, list, tuple})


class Person(Struct):
    """An account as the server shows it; nothing of this but the number is packed."""

    number: int
    name: str = ""
    display_name: str = ""
    username: str = ""
    email: str = ""
    tags: tuple[str, ...] = ()


class Who(Struct, frozen=True, kw_only=True):
    """What the collection's accounts are.

    `infos` are those that matter by name: robots, and accounts that the team's content names.
    """

    robots: frozenset[int]
    dropped: frozenset[int]
    infos: tuple[RobotInfo, ...]
    unknown: tuple[str, ...]

    def number(self, account: int) -> int:
        """Return an account's number, or 0 for one that opted out."""
        return 0 if account in self.dropped else account


def accounts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every account in a record, wherever it stands."""
    left = [value]
    while left:
        one = left.pop()
        inside: Any = one
        # Voters have it beside their vote, all others in an object of their own (AccountInfo).
        if isinstance(one, dict):
            if "_account_id" in one:
                yield one
            inside = one.values()
        # most of what stands in a record is text: it is left out before it is looked at
        left += [child for child in inside if child.__class__ in _NESTED]


def meet(people: dict[int, Person], record: Any) -> None:
    """Add the accounts of a record to those already met; some places tell more than others."""
    for account in accounts_in(record):
        person = people.setdefault(account["_account_id"], Person(account["_account_id"]))
        for field in ("name", "display_name", "username", "email"):
            # DETAILED_ACCOUNTS fills these, and anybody is served them, the address too.
            if account.get(field):
                setattr(person, field, account[field])
        if account.get("tags"):
            person.tags = tuple(account["tags"])


def recognise(
    people: Mapping[int, Person],
    gerrit: Gerrit,
    named: Iterable[str],
    held: Iterable[RobotInfo] = (),
) -> Who:
    """Tell robots from persons, find the accounts that content names, and who opted out.

    Args:
        people: Everybody met.
        gerrit: The team's lists and its rule on names.
        named: Accounts that the team's content calls by number or username.
        held: Accounts that a snapshot to top up holds by name; not all were met again.
    """
    before = {info._account_id: info for info in held if info._account_id not in people}
    everybody = {n: Person(n, info.name, username=info.username) for n, info in before.items()}
    everybody |= people
    called = _by_call(everybody)
    dropped = frozenset(number for call in gerrit.opt_out for number in called.get(call, ()))
    why = _reasons(everybody, gerrit, called)
    why |= {n: info.why for n, info in before.items() if info.why and n not in why}
    gating = {number for call in gerrit.ci.gating for number in called.get(call, ())}
    infos = {
        number: RobotInfo(number, one.name, one.username, why[number], number in gating)
        for number, one in everybody.items()
        if number in why and number not in dropped
    }
    # one gating account is enough: a team names those of all times
    missing = [] if gating else list(gerrit.ci.gating)
    for call in dict.fromkeys(named):
        found = {number for number, one in everybody.items() if call == one.username}
        for number in found - dropped:
            infos.setdefault(number, RobotInfo(number, username=call))
        # who is named by number needs no resolving, and no name in the snapshot
        if not found and not call.isdecimal():
            missing.append(call)
    return Who(
        robots=frozenset(why),
        dropped=dropped,
        infos=tuple(infos[number] for number in sorted(infos)),
        unknown=tuple(missing),
    )


def _by_call(people: Mapping[int, Person]) -> dict[str, set[int]]:
    """Return whom a number, a username or a full name calls.

    Anybody may choose a full name, so it counts only where no number or username is meant.
    """
    called: dict[str, set[int]] = {}
    for number, person in people.items():
        for call in {str(number), person.username} - {""}:
            called.setdefault(call, set()).add(number)
    owned = frozenset(called)
    for number, person in people.items():
        if person.name and person.name not in owned:
            called.setdefault(person.name, set()).add(number)
    return called


def _reasons(
    people: Mapping[int, Person], gerrit: Gerrit, called: Mapping[str, set[int]]
) -> dict[int, str]:
    """Return why an account is no person, the strongest reason first."""
    rule = re.compile(gerrit.ci.names)
    lists = (
        ("the team names it as its gating CI", gerrit.ci.gating),
        ("the team lists it as CI", gerrit.ci.accounts),
        ("the team lists it as a bot", gerrit.bots),
    )
    why: dict[int, str] = {}
    for reason, calls in lists:
        for call in calls:
            for number in called.get(call, ()):
                why.setdefault(number, reason)
    # Third-party CI is known by its name, which ends in " CI" by OpenStack's convention
    # (hideci.js).
    for number, person in people.items():
        if "SERVICE_USER" in person.tags:
            why.setdefault(number, "the server tags it as a service user")
        elif person.name and rule.search(person.name):
            why.setdefault(number, "its name fits the rule for CI systems")
    return why
