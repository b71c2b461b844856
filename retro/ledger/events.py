"""From a record to events: what happened to a change, each vote on its patch set."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from retro.ledger import copies
from retro.ledger.unsaid import unsaid
from retro.ledger.uploads import number_of, uploads
from retro.model.change import Accounts, Event, Kind, PatchSet, Sure, Votes
from retro.model.team import Gerrit
from retro.snapshot.gerrit import ChangeInfo, MessageInfo, moment
from retro.wording import Reading, Removal, read

VETO = -2

Step = tuple[datetime, int, PatchSet | tuple[MessageInfo, Reading]]
"""(moment, rank, what): at one second an upload comes before the messages about it."""


class History:
    """The reading of one change, event by event; `events` holds what was found.

    Keeps the votes of every patch set, since a vote may be cast on an old one, and a new one
    may take votes over.
    """

    def __init__(self, change: ChangeInfo, accounts: Accounts, gerrit: Gerrit) -> None:
        """Read the whole record."""
        self._change = change
        self._accounts = accounts
        self._gerrit = gerrit
        self._readings = [(message, read(message.message)) for message in change.messages]
        self.patch_sets = uploads(change, self._readings)
        self.events: list[Event] = []
        self._votes: dict[int, Votes] = {}
        self._current = self.patch_sets[0].number
        self._uploaders = {p.number: p.uploader for p in self.patch_sets}
        self._said = {r.patch_set: r for _, r in reversed(self._readings) if r.upload}
        self._listed = False
        self._closed = False
        for _, _, what in sorted(self._steps(), key=lambda step: step[:2]):
            if isinstance(what, PatchSet):
                self._upload(what)
            else:
                self._message(*what)
        self.events += unsaid(change, self.events, self._current)
        self.events.sort(key=lambda event: event.at)

    def _steps(self) -> Iterator[Step]:
        for patch_set in self.patch_sets:
            yield patch_set.created, 0, patch_set
        for message, reading in self._readings:
            yield moment(message.date), 1, (message, reading)

    def _upload(self, patch_set: PatchSet) -> None:
        before = self._votes.get(self._current, {})
        number, at = patch_set.number, patch_set.created
        self._current = number
        votes = self._votes.setdefault(number, {})
        self.events.append(
            Event(
                at, Kind.UPLOAD, number, patch_set.uploader, text=patch_set.kind, sure=Sure.SERVER
            )
        )
        reading = self._said.get(number)
        if reading is not None and reading.copied is not None:
            self._listed = True
            kept = copies.as_said(reading.copied, before)
        else:
            rules = self._gerrit.copy_rules
            kept = copies.by_rule(patch_set.kind, rules, at.date(), before)
        for (label, account), value, sure in kept:
            votes[label, account] = value
            self.events.append(Event(at, Kind.COPIED, number, account, label, value, sure=sure))

    def _message(self, message: MessageInfo, reading: Reading) -> None:
        at, author = moment(message.date), number_of(message.author)
        number = reading.patch_set or message._revision_number or self._current
        self._votes_cast(at, author, number, reading)
        for removal in reading.removed:
            self._remove(at, author, message._revision_number or self._current, removal)
        self._said_something(at, author, number, message, reading)
        for kind in _turns(message, reading):
            self._add(at, kind, self._current, author)
        if reading.moved:
            self._move(at, author, reading.moved)
        if reading.status:
            self._status(at, author, reading.status)

    def _votes_cast(self, at: datetime, author: int | None, number: int, reading: Reading) -> None:
        if author is None:
            return
        for label, value in reading.votes:
            self._vote(at, Kind.VOTE, number, author, label, value)
            if number < self._current and not self._listed:
                self._carry_on(at, number, author, label, value)
        self._listed = self._listed or bool(reading.follow_ups)
        for follow_up in reading.follow_ups:
            kind = Kind.REMOVED if follow_up.value is None else Kind.COPIED
            for later in follow_up.patch_sets:
                self._vote(at, kind, later, author, follow_up.label, follow_up.value or 0)

    def _carry_on(self, at: datetime, number: int, account: int, label: str, value: int) -> None:
        """Let a vote on an old patch set reach newer ones, as servers before 3.8 did unsaid."""
        for patch_set in self.patch_sets:
            if number < patch_set.number <= self._current:
                vote = {(label, account): value}
                rules = self._gerrit.copy_rules
                if not any(copies.by_rule(patch_set.kind, rules, at.date(), vote)):
                    return
                self._vote(at, Kind.COPIED, patch_set.number, account, label, value)

    def _vote(
        self, at: datetime, kind: Kind, number: int, account: int, label: str, value: int
    ) -> None:
        self._add(at, kind, number, account, label=label, value=value, by=account)
        votes = self._votes.setdefault(number, {})
        if value:
            votes[label, account] = value
        else:
            votes.pop((label, account), None)

    def _remove(self, at: datetime, author: int | None, number: int, removal: Removal) -> None:
        votes = self._votes.get(number, {})
        for label, account in [key for key in votes if _meant(removal, key, votes[key])]:
            del votes[label, account]
            self._add(at, Kind.REMOVED, number, account, label=label, by=author)

    def _move(self, at: datetime, author: int | None, branches: tuple[str, str]) -> None:
        """Move to another branch, which takes every vote but a veto with it."""
        self._add(at, Kind.MOVE, self._current, author, text="\t".join(branches))
        votes = self._votes.get(self._current, {})
        for label, account in [key for key in votes if votes[key] > VETO]:
            del votes[label, account]
            number = self._current
            self._add(at, Kind.REMOVED, number, account, label=label, by=author, sure=Sure.RULE)

    def _said_something(
        self,
        at: datetime,
        author: int | None,
        number: int,
        message: MessageInfo,
        reading: Reading,
    ) -> None:
        """Tell reviews, rechecks, comments and merge failures apart."""
        if reading.recheck:
            self._add(at, Kind.RECHECK, number, author)
        if self._accounts.is_gating(author) and _merge_failed(message.message):
            self._add(at, Kind.MERGE_FAILURE, number, author)
        elif reading.comment or any(value for _, value in reading.votes):
            review = not self._closed and self._reviews(author, number)
            self._add(at, Kind.REVIEW if review else Kind.COMMENT, number, author)

    def _reviews(self, author: int | None, number: int) -> bool:
        strangers = author not in (self._change.owner._account_id, self._uploaders.get(number))
        return strangers and self._accounts.is_person(author)

    def _status(self, at: datetime, author: int | None, status: str) -> None:
        kind = {"MERGED": Kind.MERGE, "ABANDONED": Kind.ABANDON, "NEW": Kind.RESTORE}[status]
        sure = Sure.MESSAGE
        if kind is Kind.MERGE and self._change.submitted:
            at, sure = moment(self._change.submitted), Sure.SERVER
        self._closed = kind is not Kind.RESTORE
        self._add(at, kind, self._current, author, sure=sure)

    def _add(
        self,
        at: datetime,
        kind: Kind,
        number: int,
        account: int | None,
        *,
        label: str = "",
        value: int = 0,
        by: int | None = None,
        text: str = "",
        sure: Sure = Sure.MESSAGE,
    ) -> None:
        self.events.append(Event(at, kind, number, account, label, value, by, text, sure))


def _turns(message: MessageInfo, reading: Reading) -> Iterable[Kind]:
    """Yield the turns of the work-in-progress and private flags that a message tells."""
    if reading.upload and "WipPatchSet" in message.tag:
        yield Kind.WIP
    elif reading.upload and message.tag.endswith("newPatchSet"):
        yield Kind.READY
    if reading.wip is not None:
        yield Kind.WIP if reading.wip else Kind.READY
    if reading.private is not None:
        yield Kind.PRIVATE if reading.private else Kind.PUBLIC


def _meant(removal: Removal, key: tuple[str, int], value: int) -> bool:
    label, account = key
    return (
        removal.label in ("", label)
        and removal.account in (None, account)
        and removal.value in (None, value)
    )


def _merge_failed(text: str) -> bool:
    return "Merge Failed" in text or "was unable to be automatically merged" in text
