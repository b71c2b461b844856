"""From records to histories: every change with what happened to it, and how it stood after.

Pure and per change: `replay` touches no disk, no clock and no other change, so any engine that
can call a Python function can run it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from sys import intern

from msgspec.structs import replace

from retro.ledger.agreement import Agreement, labels_now
from retro.ledger.events import History
from retro.ledger.labels import labels
from retro.ledger.persons import by_persons
from retro.ledger.server import Server
from retro.ledger.states import fold
from retro.ledger.votes.learned import Learned
from retro.ledger.votes.lesson import Lesson, learn, lesson
from retro.model.change import Accounts, Change, State
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo

__all__ = [
    "Agreement",
    "Learned",
    "Lesson",
    "cut",
    "histories",
    "labels",
    "labels_now",
    "learn",
    "lesson",
    "replay",
    "states",
]


def histories(
    records: Iterable[ChangeInfo],
    accounts: Accounts,
    gerrit: Gerrit,
    learned: Learned | None = None,
) -> Iterator[Change]:
    """Yield each record's change with its history, in the order given.

    Args:
        records: All records of one server that belong together.
        accounts: Who is not a person.
        gerrit: The team's rules.
        learned: What a first pass over the records told; without it the records are held in
            memory and that pass is made here.
    """
    if learned is None:
        records = tuple(records)
        learned = learn(records, ruled=bool(gerrit.copy_rules))
    server = Server(gerrit, accounts, learned)
    for record in records:
        yield _replay(record, accounts, gerrit, server)


def replay(
    record: ChangeInfo, accounts: Accounts, gerrit: Gerrit, learned: Learned | None = None
) -> Change:
    """Return one change with its events and the states they left behind."""
    return _replay(record, accounts, gerrit, Server(gerrit, accounts, learned or Learned()))


def _replay(record: ChangeInfo, accounts: Accounts, gerrit: Gerrit, server: Server) -> Change:
    history = History(record, accounts, server)
    owner = record.owner._account_id
    branch, project = intern(history.began_on or record.branch), intern(record.project)
    now = intern(gerrit.now(project))
    change = Change(
        server=gerrit.server,
        number=record._number,
        project=now,
        there=project if now != project else "",
        branch=branch,
        subject=record.subject,
        owner=owner,
        owner_is_bot=not accounts.is_person(owner),
        topic=record.topic,
        hashtags=record.hashtags,
        footers=record.footers,
        commit=record.current_revision,
        revert_of=record.revert_of,
        created=history.created,
        moves=bool(history.began_on),
        events=tuple(history.events),
        states=tuple(
            fold(
                history.events,
                project=project,
                branch=branch,
                accounts=accounts,
                label=gerrit.ci.label,
                maps=server.maps,
            )
        ),
    )
    return by_persons(change, accounts.people)


def states(change: Change, accounts: Accounts, gerrit: Gerrit) -> Iterator[State]:
    """Yield the states that a change's events left behind, in time order."""
    return fold(
        change.events,
        project=change.served,
        branch=change.branch,
        accounts=accounts,
        label=gerrit.ci.label,
    )


def cut(change: Change, moment: datetime) -> Change | None:
    """Return the change as it was known just before a moment, or None where there was none.

    What comes after is gone from the result, so nothing that reads it can know the future. Every
    state begins with an event: where no event comes after, nothing does.
    """
    known = bisect_left(change.events, moment, key=attrgetter("at"))
    if not known or change.created >= moment:
        return None
    if known == len(change.events):
        return change
    return replace(
        change,
        events=change.events[:known],
        states=change.states[: bisect_left(change.states, moment, key=attrgetter("since"))],
    )
