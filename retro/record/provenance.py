"""Where a report's numbers come from: who is no person, and which collections there are."""

from collections.abc import Iterable

from retro.model.change import Accounts, Change, Kind
from retro.model.facts import Collection, Robot
from retro.model.label import Meaning
from retro.model.labels import Labels
from retro.snapshot import Manifest


def robots(accounts: Accounts) -> tuple[Robot, ...]:
    """Return the accounts that are not counted as persons, as the method page prints them."""
    listed = (
        Robot(number=robot.number, name=robot.name, why=robot.why, gating=robot.gating)
        for robot in accounts.robots.values()
    )
    return tuple(sorted(listed, key=_place))


def _place(robot: Robot) -> tuple[bool, bool, str, int]:
    return (not robot.gating, not robot.name, robot.name.casefold(), robot.number)


def labels(meanings: Labels, changes: Iterable[Change]) -> tuple[Meaning, ...]:
    """Return what votes mean on each label of the record, as the method page prints it."""
    events = (event for change in changes for event in change.events)
    names = {event.label for event in events if event.kind is Kind.VOTE}
    return tuple(meanings.meaning(name) for name in sorted(names))


def collections(manifest: Manifest) -> tuple[Collection, ...]:
    """Return the parts of the snapshot, as pages print them."""
    return tuple(
        Collection(
            name=part.name,
            origin=part.origin,
            server=part.server,
            version=part.version,
            collected=part.started,
            records=part.records,
            queries=part.queries,
        )
        for part in manifest.collections
    )
