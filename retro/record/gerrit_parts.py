"""What Gerrit's records tell beside histories: accounts, first uploads, and watched work."""

from collections.abc import Iterable
from datetime import datetime

from retro.model.change import Account, Accounts, Status
from retro.model.team import Notes
from retro.model.watch import Watched
from retro.snapshot.gerrit import IndexInfo, RobotInfo, WatchInfo, moment


def accounts(records: Iterable[RobotInfo], people: Iterable[tuple[str, ...]] = ()) -> Accounts:
    """Return who is no person, and the numbers of the accounts that a person named.

    Args:
        records: The accounts that matter by name.
        people: Lists of accounts that belong to one person each; the lowest number stands for
            them all. Without it each account is one of its own, as on the server.
    """
    robots, named = {}, {}
    for info in records:
        number = info._account_id
        if info.why:
            robots[number] = Account(number, info.name, info.why, info.gating)
        if info.username:
            named[info.username] = number
    return Accounts(robots, named, _people(Accounts(named=named), people))


def _people(accounts: Accounts, people: Iterable[tuple[str, ...]]) -> dict[int, int]:
    """Return the number that stands for each account of a person who has several."""
    found: dict[int, int] = {}
    for calls in people:
        numbers = {number for call in calls if (number := accounts.number_of(call)) is not None}
        found |= dict.fromkeys(numbers, min(numbers, default=0)) if len(numbers) > 1 else {}
    return found


def first_uploads(records: Iterable[IndexInfo], accounts: Accounts) -> dict[int, datetime]:
    """Return when each person's first change ever was uploaded; nobody's are left out."""
    firsts: dict[int, str] = {}
    for info in records:
        owner = accounts.person(info.owner._account_id)
        # Gerrit's time stamps sort as text.
        if owner and info.created < firsts.get(owner, "~"):
            firsts[owner] = info.created
    return {owner: moment(created) for owner, created in firsts.items()}


_KNOWN = frozenset(Status)


def watched(notes: Notes, records: Iterable[WatchInfo]) -> dict[str, tuple[Watched, ...]]:
    """Return what was found for each watched piece of work, by its title; it may be nothing."""
    works: dict[str, list[Watched]] = {
        pointer.title: [] for pointer in notes.watch or () if pointer.query
    }
    for info in records:
        works.setdefault(info.watch, []).append(_watched(info))
    return {title: tuple(changes) for title, changes in works.items()}


def _watched(info: WatchInfo) -> Watched:
    return Watched(
        number=info._number,
        project=info.project,
        # a draft, or one that waits for its merge, is not closed: old servers tell both
        status=Status(info.status) if info.status in _KNOWN else Status.NEW,
        created=moment(info.created),
        updated=moment(info.updated),
        merged=moment(info.submitted) if info.submitted else None,
    )
