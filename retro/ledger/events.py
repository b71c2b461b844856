"""From a record to events: what happened to a change, each vote on its patch set."""

from datetime import datetime, timedelta
from functools import partial
from operator import attrgetter, itemgetter

from retro.ledger.heard import heard
from retro.ledger.server import Server
from retro.ledger.silent import UPLOADED, unsaid
from retro.ledger.uploads import DatedMessage, number_of, uploads
from retro.ledger.votes.ending import EndedBoards
from retro.messages import Reading
from retro.model.change import Accounts, Event, Kind, PatchSet, Sure
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo, moment

_ENDS = {"MERGED": Kind.MERGE, "ABANDONED": Kind.ABANDON, "NEW": Kind.RESTORE}
_FAILED, _CONFLICT = "Merge Failed", "was unable to be automatically merged"
# Zuul says so where a change left the queue because another one did, whatever was wrong with that.
_CASCADE = "depends on a change that failed to merge"
_SECOND = timedelta(seconds=1)
# Python 3.11 looks a member of an enum up ten times as slowly as a name.
_UPLOAD, _REVIEW, _COMMENT = Kind.UPLOAD, Kind.REVIEW, Kind.COMMENT
_SERVER, _MESSAGE, _ASSUMED = Sure.SERVER, Sure.MESSAGE, Sure.ASSUMED

Step = tuple[datetime, float, PatchSet | DatedMessage]
"""(moment, place, what): at one moment the record's order holds, an upload at its message."""


class History:
    """The reading of one change, event by event; `events` holds what was found.

    `began_on` is the branch that it was first moved from, empty where it never was.
    """

    def __init__(self, change: ChangeInfo, accounts: Accounts, server: Server) -> None:
        """Read the whole record."""
        self._change = change
        self._accounts = accounts
        self._server = server
        self._owner = accounts.of_the_same(change.owner._account_id)
        self._meanings = server.labels.on(change.project, change.branch)
        read = server.read
        said = [DatedMessage(moment(m.date), m, read(m.message)) for m in change.messages]
        self.patch_sets = uploads(change, said)
        self.created = _created(change, self.patch_sets)
        self.events: list[Event] = []
        self._boards = EndedBoards(self.events, server.rules, partial(_names, change))
        self._uploaders = {p.number: p.uploader for p in self.patch_sets}
        self._said: dict[int | None, Reading] = {}
        self._merged = next((one.at for one in said if one.reading.remade), None)
        self.began_on = ""
        self._listed = False
        self._closed = False
        self._shelved = False
        for _, _, what in self._steps(said):
            if isinstance(what, PatchSet):
                self._upload(what)
            else:
                self._message(what)
        self._end()
        self.events += unsaid(change, self.events, self._boards.current, accounts)
        self.events.sort(key=attrgetter("at"))

    def _steps(self, said: list[DatedMessage]) -> list[Step]:
        """Return uploads and messages in order, and note what is said of each upload."""
        steps: list[Step] = []
        places: dict[int | None, float] = {}
        for place, one in enumerate(said):
            steps.append((one.at, place, one))
            reading = one.reading
            if reading.upload and reading.patch_set not in places:
                places[reading.patch_set] = place - 0.5
                self._said[reading.patch_set] = reading
        steps += [(p.created, places.get(p.number, -1), p) for p in self.patch_sets]
        return sorted(steps, key=itemgetter(0, 1))

    def _end(self) -> None:
        """Let the votes that the record ends with tell what no message did."""
        # A label's `date` is that of the vote, but a merge writes it anew: seen since 2017.
        ends = moment(self._change.updated)
        for label, info in self._change.labels.items():
            voters = {vote._account_id for vote in info.all if vote.value}
            self._boards.end_without(ends, label, voters)
            for vote in info.all:
                if vote.value and vote.date and self._boards.lacks(vote._account_id, label):
                    self._boards.end_with(moment(vote.date), vote._account_id, label, vote.value)
        if self._change.status == "MERGED":
            self._boards.merge_with(self._server.gates)

    def _upload(self, patch_set: PatchSet) -> None:
        number, at = patch_set.number, patch_set.created
        self.events.append(
            Event(at, _UPLOAD, number, patch_set.uploader, "", 0, patch_set.kind, _SERVER)
        )
        if self._shelved:  # OpenStack's status of 2012 to 2014 ended with the next upload
            self._shelved = False
            self._add(at, Kind.READY, None, sure=Sure.ASSUMED)
        before = self._boards.upload(patch_set)
        reading = self._said.get(number)
        if reading is not None and reading.copied is not None:
            self._listed = True
            self._boards.copy_listed(patch_set, before, reading.copied)
            self._boards.outdate_listed(patch_set, before, reading.outdated)
        # A submit by cherry-pick or rebase makes a patch set and tells of it in the merge's
        # message.
        elif reading is None and self._merged and abs(self._merged - at) <= _SECOND:
            self._boards.copy_all(patch_set, before)
        elif self._server.lists_at(at) or self._listed:
            self._boards.copy_none()
        else:
            self._boards.copy_ruled(patch_set, before)

    def _message(self, said: DatedMessage) -> None:
        at, message, reading = said.at, said.message, said.reading
        author, boards = number_of(message.author), self._boards
        # Votes on older patch sets are allowed, so the current one is the last thing to assume.
        number = reading.patch_set or message._revision_number or boards.current
        if author is not None and (reading.votes or reading.follow_ups):
            self._votes(at, author, number, reading)
        for removal in reading.removed:
            boards.remove(at, author, message._revision_number or boards.current, removal)
        if reading.votes or reading.said or reading.counted:
            self._said_something(at, author, number, message, reading)
        if reading.upload or reading.wip is not None or reading.private is not None:
            self._flags(at, author, message, reading)
        if reading.reverted:
            self._add(at, Kind.REVERTED, author, text=reading.reverted_by)
        if reading.moved:
            self.began_on = self.began_on or reading.moved[0]
            self._add(at, Kind.MOVE, author, text="\t".join(reading.moved))
            boards.move(at, author)
        if reading.status:
            self._status(at, author, reading.status)

    def _flags(
        self, at: datetime, author: int | None, message: MessageInfo, reading: Reading
    ) -> None:
        for kind in _turns(message, reading):
            self._shelved = kind is Kind.WIP and not message.tag and reading.patch_set is not None
            self._add(at, kind, author, text=UPLOADED if reading.upload else "")

    def _votes(self, at: datetime, author: int, number: int, reading: Reading) -> None:
        self._boards.cast(at, number, author, reading.votes)
        for label, value, numbers in reading.follow_ups:
            self._boards.follow(at, author, label, value, numbers)
        late = number < self._boards.current
        if late and not reading.follow_ups and not self._server.says_lates_at(at):
            self._boards.carry_on(at, number, author, reading.votes)

    def _said_something(
        self,
        at: datetime,
        author: int | None,
        number: int,
        message: MessageInfo,
        reading: Reading,
    ) -> None:
        """Tell reviews, rechecks, comments and failures to merge apart."""
        words = heard(message, reading, at, self._server.asked)
        # Zuul's check pipeline requires an open change and its current patch set.
        if words.recheck is not None and not self._closed and number == self._boards.current:
            self.events.append(Event(at, Kind.RECHECK, number, author, text=words.recheck))
        gating = author in self._accounts.gating
        if gating and (failure := _failure(message.message)):
            self.events.append(Event(at, failure, number, author))
        elif words.commented or any(value for _, value in reading.votes):
            reviews = not self._closed and self._reviews(author, number)
            review = reviews and (words.commented or self._judged(reading))
            kind = _REVIEW if review else _COMMENT
            sure = _ASSUMED if words.guessed and not self._judged(reading) else _MESSAGE
            self.events.append(Event(at, kind, number, author, "", 0, words.note, sure))

    def _judged(self, reading: Reading) -> bool:
        """Tell whether a vote is on a label that judges the change."""
        judges = self._meanings.judges
        return any(value and judges(label) for label, value in reading.votes)

    def _reviews(self, author: int | None, number: int) -> bool:
        if author is None or author in self._accounts.robots or author in self._owner:
            return False
        uploader = self._uploaders.get(number)
        if uploader is None or uploader in self._owner:
            return True
        return author not in self._accounts.of_the_same(uploader)

    def _status(self, at: datetime, author: int | None, status: str) -> None:
        kind, sure = _ENDS[status], Sure.MESSAGE
        if kind is Kind.MERGE and self._change.submitted:
            # Before NoteDb the field and the message of one merge may be a second apart.
            at, sure = moment(self._change.submitted), Sure.SERVER
        self._closed = kind is not Kind.RESTORE
        self._add(at, kind, author, sure=sure)

    def _add(
        self,
        at: datetime,
        kind: Kind,
        account: int | None,
        text: str = "",
        sure: Sure = Sure.MESSAGE,
    ) -> None:
        number = self._boards.current
        self.events.append(Event(at, kind, number, account, "", 0, text, sure))


def _created(change: ChangeInfo, patch_sets: list[PatchSet]) -> datetime:
    """Return when a change began: the same object as the upload's that was at that moment."""
    at = moment(change.created)
    return next((patch.created for patch in patch_sets if patch.created == at), at)


def _failure(text: str) -> Kind | None:
    """Return what kept a change from being merged: itself, or one below it."""
    if _FAILED in text or _CONFLICT in text:
        return Kind.MERGE_FAILURE
    return Kind.CASCADE if _CASCADE in text else None


def _turns(message: MessageInfo, reading: Reading) -> list[Kind]:
    """Return the turns of the work-in-progress and private flags that a message tells."""
    turns = []
    # newWipPatchSet and newPatchSet tell the state after the upload (since 2.15). Uploads have had
    # tags since 2.14 (2016-10): one without is older, and tells nothing.
    if reading.upload and "WipPatchSet" in message.tag:
        turns.append(Kind.WIP)
    elif reading.upload and message.tag.endswith("newPatchSet"):
        turns.append(Kind.READY)
    if reading.wip is not None:
        turns.append(Kind.WIP if reading.wip else Kind.READY)
    if reading.private is not None:
        turns.append(Kind.PRIVATE if reading.private else Kind.PUBLIC)
    return turns


def _names(change: ChangeInfo) -> dict[str, int]:
    """Return the accounts of a raw record by name; a packed one has numbers in their place."""
    people: list[AccountInfo | None] = [change.owner, change.submitter]
    people += [message.author for message in change.messages]
    people += [revision.uploader for revision in change.revisions.values()]
    return {who.name: who._account_id for who in people if who and who.name}
