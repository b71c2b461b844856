"""What a collection brings home from a server, in a form that two servers can share."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path

from msgspec.structs import replace

from retro import snapshot
from retro.collect import collect
from retro.model.cycle import Cycle
from retro.model.team import CI, CopyRule, Gerrit, Notes, Team
from retro.snapshot.gerrit import ChangeInfo, LabelInfo, MessageInfo, RobotInfo
from tests.gerrit.conftest import Played
from tests.world.record import CLIENT, GLANCE, SPECS, STORE

LATE = datetime(2016, 4, 20, tzinfo=UTC)
CYCLE = Cycle(name="mitaka", start=date(2015, 10, 19), release=date(2016, 4, 7))


def team(gerrit: Played, *projects: str) -> Team:
    """Return the team, at home on this server."""
    rules = Gerrit(
        server=gerrit.url,
        projects=projects or (GLANCE, STORE, CLIENT),
        specs=() if projects else (SPECS,),
        branches=(),
        ci=CI(gating=("jenkins",)),
        bots=("proposal-bot",),
        copy_rules=(CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",), values=(-2,)),),
    )
    return Team(key="glance", title="Glance", gerrit=rules, lead_in_days=365)


def collected(
    gerrit: Played,
    folder: Path,
    *projects: str,
    cycle: Cycle = CYCLE,
    now: datetime = LATE,
    say: Callable[[str], None] = lambda _: None,
    sleep: Callable[[float], None] = lambda _: None,
) -> snapshot.Snapshot:
    """Collect everything from a server."""
    place = folder / "glance" / "mitaka" / "snapshot"
    collect(
        team(gerrit, *projects),
        Notes(),
        cycle,
        place,
        work=folder / "work",
        now=lambda: now,
        sleep=sleep,
        say=say,
    )
    return snapshot.read(place)


def changes(found: snapshot.Snapshot) -> list[ChangeInfo]:
    """Return the collected changes."""
    return list(found.records("gerrit-changes", ChangeInfo))


def robots(found: snapshot.Snapshot) -> list[RobotInfo]:
    """Return the accounts that matter by name."""
    return list(found.records("gerrit-accounts", RobotInfo))


def mapped(info: ChangeInfo) -> ChangeInfo:
    """Return a change less what no two servers share: hashes, and the order of a label's votes.

    A hash of a commit is named by its patch set.
    """
    names = {sha: f"patch set {one._number}" for sha, one in info.revisions.items()}
    by_number = sorted(info.revisions.items(), key=lambda pair: pair[1]._number)
    return replace(
        info,
        current_revision=names.get(info.current_revision, ""),
        revisions={names[sha]: one for sha, one in by_number},
        labels={
            label: LabelInfo(tuple(sorted(one.all, key=lambda vote: vote._account_id)))
            for label, one in info.labels.items()
        },
        messages=tuple(_told(message) for message in info.messages),
    )


def _told(message: MessageInfo) -> MessageInfo:
    """Return a message less its hash; old servers name the real author of every one."""
    real = None if message.real_author == message.author else message.real_author
    return replace(message, id="", real_author=real)


def apart(one: ChangeInfo, other: ChangeInfo) -> list[str]:
    """Return what differs between two mapped changes, a line each."""
    lines = [
        f"{one._number} {field}: {getattr(one, field)} and {getattr(other, field)}"
        for field in one.__struct_fields__
        if field != "messages" and getattr(one, field) != getattr(other, field)
    ]
    pairs = zip_longest(one.messages, other.messages)
    return lines + [f"{one._number}: {a} and {b}" for a, b in pairs if a != b]
