"""What became of proposals: the specs repository's changes, told apart by what they name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from retro.model.change import Accounts, Change, Event, Kind, Status
from retro.model.feature import Feature, Outcome, named_by
from retro.model.label import CODE_REVIEW, VETO
from retro.outline import words


class Proposal(Struct, frozen=True, kw_only=True):
    """All changes of the specs repositories that name one blueprint."""

    name: str
    changes: tuple[Change, ...]

    @property
    def first(self) -> datetime:
        """Return when it was first proposed."""
        return min(change.created for change in self.changes)

    @property
    def merged(self) -> bool:
        """Tell whether any of the changes was merged."""
        return any(change.states[-1].status is Status.MERGED for change in self.changes)


def proposals(specs: Iterable[Change]) -> Mapping[str, Proposal]:
    """Return what was proposed, by the name of its blueprint."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in specs:
        for name in named_by(change):
            found[name].append(change)
    return {name: Proposal(name=name, changes=tuple(some)) for name, some in found.items()}


def unapproved(
    proposed: Mapping[str, Proposal],
    approved: frozenset[str],
    accounts: Accounts,
    window: tuple[datetime, datetime],
) -> list[Feature]:
    """Return the proposals that were not approved, each with its outcome.

    Only those at which something happened in the window. One that was merged although no spec of
    this cycle bears its name was for another cycle, or only mended a text.

    Args:
        proposed: The proposals, of histories that end at the window's end.
        approved: Names of what was approved.
        accounts: Who is not a person.
        window: The cycle, as far as it had gone.
    """
    return [
        _feature(proposal, accounts)
        for name, proposal in sorted(proposed.items())
        if name not in approved
        and not proposal.merged
        and any(window[0] <= change.events[-1].at < window[1] for change in proposal.changes)
    ]


def _feature(proposal: Proposal, accounts: Accounts) -> Feature:
    waiting = [change for change in proposal.changes if change.states[-1].open]
    if waiting:
        change = max(waiting, key=lambda change: change.created)
        outcome, since, says = _open(change)
    else:
        change = max(proposal.changes, key=_closed)
        outcome, since, says = _abandoned(change, accounts)
    return Feature(
        name=proposal.name,
        project=change.project,
        title=change.subject,
        blueprint=proposal.name,
        url=change.url,
        proposed=proposal.first,
        outcome=outcome,
        since=since,
        evidence=(f"change {change.number} {says} {words.day(since.date())}",),
    )


def _open(change: Change) -> tuple[Outcome, datetime, str]:
    veto = _veto(change)
    if veto:
        return Outcome.REFUSED, veto.at, "got the Code-Review −2 in force on"
    return Outcome.UNDECIDED, change.created, "is open since"


def _veto(change: Change) -> Event | None:
    """Return the latest vote that blocks a change still, or None."""
    blocking = {
        account
        for (label, account), value in change.states[-1].votes.items()
        if label == CODE_REVIEW and value == VETO
    }
    cast = (
        event
        for event in reversed(change.events)
        if event.kind is Kind.VOTE and event.value == VETO and event.account in blocking
    )
    return next(cast, None)


def _abandoned(change: Change, accounts: Accounts) -> tuple[Outcome, datetime, str]:
    event = change.happened(Kind.ABANDON)[-1]
    if event.account == change.owner:
        return Outcome.WITHDRAWN, event.at, "was abandoned by its owner on"
    if not accounts.is_person(event.account):
        return Outcome.UNKNOWN, event.at, "was abandoned, by no person, on"
    return Outcome.REFUSED, event.at, "was abandoned by another than its owner on"


def _closed(change: Change) -> datetime:
    return change.happened(Kind.ABANDON)[-1].at
