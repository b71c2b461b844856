"""Where a report's numbers come from: accounts, collections, and the schedule's marks."""

from collections.abc import Iterable
from datetime import datetime

from retro.model.change import Account, Accounts, Status
from retro.model.facts import Collection, Mark, Robot
from retro.model.team import Notes
from retro.model.watch import Watched
from retro.record.target import Target
from retro.snapshot import Manifest
from retro.snapshot.gerrit import IndexInfo, RobotInfo, WatchInfo, moment

MARKED = ("M-1", "M-2", "M-3", "M-4", "feature freeze", "RC1", "release")
"""The days of the common schedule that charts show; a team's own freezes come with them."""


def accounts(records: Iterable[RobotInfo]) -> Accounts:
    """Return who is no person, and the numbers of the accounts that a person named."""
    robots, named = {}, {}
    for info in records:
        number = info._account_id
        if info.why:
            robots[number] = Account(number, info.name, info.why, info.gating)
        if info.username:
            named[info.username] = number
    return Accounts(robots, named)


def first_uploads(records: Iterable[IndexInfo]) -> dict[int, datetime]:
    """Return when each account's first change ever was uploaded; nobody's are left out."""
    firsts: dict[int, str] = {}
    for info in records:
        owner = info.owner._account_id
        # Gerrit's time stamps sort as text.
        if owner and info.created < firsts.get(owner, "~"):
            firsts[owner] = info.created
    return {owner: moment(created) for owner, created in firsts.items()}


def watched(notes: Notes, records: Iterable[WatchInfo]) -> dict[str, tuple[Watched, ...]]:
    """Return what was found for each watched piece of work, by its title; it may be nothing."""
    found: dict[str, list[Watched]] = {one.title: [] for one in notes.watch or () if one.query}
    for info in records:
        found.setdefault(info.watch, []).append(_watched(info))
    return {title: tuple(some) for title, some in found.items()}


def _watched(info: WatchInfo) -> Watched:
    return Watched(
        number=info._number,
        project=info.project,
        status=Status(info.status),
        created=moment(info.created),
        updated=moment(info.updated),
        merged=moment(info.submitted) if info.submitted else None,
    )


def robots(known: Accounts) -> tuple[Robot, ...]:
    """Return the accounts that are not counted as persons, as the method page prints them."""
    listed = (
        Robot(name=robot.name or f"account {robot.number}", why=robot.why, gating=robot.gating)
        for robot in known.robots.values()
    )
    return tuple(sorted(listed, key=lambda robot: (not robot.gating, robot.name.casefold())))


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


def marks(target: Target) -> tuple[Mark, ...]:
    """Return the days to point out on charts: milestones, freezes, and the team's own days."""
    cycle, notes = target.cycle, target.notes
    found = [Mark(name, day) for name in MARKED if (day := cycle.day_of(name))]
    found += [Mark(freeze.name, freeze.day, "freeze") for freeze in notes.freezes]
    for happening in notes.rhythm or ():
        found += [
            Mark(happening.title or happening.kind, d, happening.kind) for d in happening.days
        ]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.label)))
