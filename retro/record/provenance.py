"""Where a report's numbers come from: who is no person, who is one, and what votes mean."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from retro.model.change import Account, Accounts, Change, Kind
from retro.model.label import Meaning, branch_class
from retro.model.labels import Labels
from retro.model.persons import Joined, Robot
from retro.model.team import Gerrit
from retro.outline import words


def robots(accounts: Accounts, gerrit: Gerrit) -> tuple[Robot, ...]:
    """Return the accounts that are not counted as persons, as the method page prints them."""
    calls = dict.fromkeys((*gerrit.ci.gating, *gerrit.ci.accounts, *gerrit.bots))
    listed = (
        Robot(
            number=robot.number,
            name=next((call for call in calls if _calls(call, robot, accounts)), ""),
            why=robot.why,
            gating=robot.gating,
        )
        for robot in accounts.robots.values()
    )
    return tuple(sorted(listed, key=_place))


def _calls(call: str, robot: Account, accounts: Accounts) -> bool:
    """Tell whether somebody wrote a robot's name, full or short; its number is no name."""
    named = call == robot.name or accounts.named.get(call) == robot.number
    return named and not call.isdecimal()


def _place(robot: Robot) -> tuple[bool, bool, str, int]:
    return (not robot.gating, not robot.name, robot.name.casefold(), robot.number)


def joined(accounts: Accounts, gerrit: Gerrit, changes: Iterable[Change]) -> tuple[Joined, ...]:
    """Return the accounts that are counted as one person, as the method page prints them.

    Who asked to be left out is nowhere in the changes, and so not here either.
    """
    met = {account for change in changes for account in _accounts(change)}
    names = [call for calls in gerrit.people for call in calls if call in accounts.named]
    found: dict[int, Joined] = {}
    for number, person in sorted(accounts.people.items()):
        if person in met:
            one = found.get(person, Joined(accounts=()))
            own = tuple(name for name in names if accounts.named[name] == number)
            found[person] = Joined(accounts=(*one.accounts, number), names=one.names + own)
    return tuple(found.values())


def _accounts(change: Change) -> Iterator[int | None]:
    yield change.owner
    yield from (event.account for event in change.events)


def labels(meanings: Labels, changes: Iterable[Change]) -> tuple[Meaning, ...]:
    """Return what votes mean on each label of the record, as the method page prints it.

    A label that means another thing from project to project comes once for each.
    """
    found: dict[str, dict[Meaning, set[str]]] = {}
    for name, project, branch in sorted(_voted(changes)):
        meaning = meanings.on(project, branch).meaning(name)
        found.setdefault(name, {}).setdefault(meaning, set()).add(project)
    return tuple(told for name in sorted(found) for told in _by_place(found[name]))


def _voted(changes: Iterable[Change]) -> set[tuple[str, str, str]]:
    """Return the labels that were voted on, each with a project and one branch of its class."""
    places = {
        (label, change.served, branch_class(change.branch)): change.branch
        for change in changes
        for label in {event.label for event in change.happened(Kind.VOTE)}
    }
    return {(label, project, branch) for (label, project, _), branch in places.items()}


def _by_place(found: dict[Meaning, set[str]]) -> Iterator[Meaning]:
    for meaning, projects in found.items():
        where = words.listed(sorted(projects)) if len(found) > 1 else ""
        yield replace(meaning, where=where)
