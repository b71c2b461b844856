"""From events to states: one fold, which is the only place that says what an event does."""

from collections.abc import Callable, Iterable, Iterator

from retro.ledger.votes.maps import VoteMaps
from retro.model.change import TAKEN, Accounts, Event, Kind, State, Status, Sure

_ASPECTS = {
    Kind.ABANDON: "status",
    Kind.RESTORE: "status",
    Kind.MERGE: "status",
    Kind.WIP: "flags",
    Kind.READY: "flags",
    Kind.PRIVATE: "flags",
    Kind.PUBLIC: "flags",
}
# Python 3.11 looks a member of an enum up ten times as slowly as a name.
_LAPSED, _ASSUMED = Kind.LAPSED, Sure.ASSUMED
_NOTHING: frozenset[str] = frozenset()
_VOTES = frozenset({"votes"})


def fold(
    events: Iterable[Event],
    *,
    project: str,
    branch: str,
    accounts: Accounts,
    label: str,
    maps: VoteMaps | None = None,
) -> Iterator[State]:
    """Yield the state that each event leaves behind, in order; events at one moment make one.

    Args:
        events: In time order; the first is the first upload.
        project: The change's project.
        branch: The branch at the beginning.
        accounts: Tells persons, robots and the gating CI apart.
        label: The label on which the gating CI votes.
        maps: Those of other changes, to share them.
    """
    running: _RunningState | None = None
    maps = maps or VoteMaps()
    for event in events:
        if running is None:
            running = _RunningState(event, project, branch, accounts, label, maps)
        elif running.at < event.at:
            yield running.state()
        running.take(event)
    if running is not None:
        yield running.state()


class _RunningState:
    """A change while its events go by."""

    __slots__ = (
        "assumed",
        "at",
        "branch",
        "doubtful",
        "gating",
        "label",
        "maps",
        "merge_failed",
        "patch_set",
        "private",
        "project",
        "status",
        "uploaded",
        "verdict",
        "votes",
        "wip",
    )  # fmt: skip

    def __init__(
        self,
        first: Event,
        project: str,
        branch: str,
        accounts: Accounts,
        label: str,
        maps: VoteMaps,
    ) -> None:
        self.label = label
        self.gating = accounts.gating
        self.at = self.uploaded = first.at
        self.patch_set = first.patch_set
        self.project, self.branch = project, branch
        self.status = Status.NEW
        self.maps = maps
        self.votes = maps.none
        self.wip = self.private = self.merge_failed = False
        self.verdict: int | None = None
        self.assumed = _NOTHING
        self.doubtful: set[tuple[str, int]] = set()

    def state(self) -> State:
        return State(
            self.at,
            self.status,
            self.patch_set,
            self.uploaded,
            self.branch,
            self.votes,
            self.wip,
            self.private,
            self.verdict,
            self.merge_failed,
            self.assumed | _VOTES if self.doubtful else self.assumed,
            self.project,
        )

    def take(self, event: Event) -> None:
        """Let an event happen."""
        self.at, kind = event.at, event.kind
        _STEPS[kind](self, event)
        if kind in _ASPECTS:
            self._rest_on(event.sure, _ASPECTS[kind])

    def _rest_on(self, sure: Sure, aspect: str) -> None:
        if sure is _ASSUMED:
            self.assumed |= {aspect}
        elif self.assumed:
            self.assumed -= {aspect}

    def upload(self, event: Event) -> None:
        if event.patch_set < self.patch_set:
            return
        self.patch_set = event.patch_set
        self.uploaded = event.at
        self.votes = self.maps.none
        self.verdict = None
        self.merge_failed = False
        self.doubtful.clear()

    def vote(self, event: Event) -> None:
        # 4 to 17 % of a year's votes go to an older patch set, which do not count for this one.
        label, account = event.label, event.account
        if event.patch_set != self.patch_set or account is None:
            return
        key = label, account
        if event.sure is _ASSUMED:
            self.doubtful.add(key)
        elif self.doubtful:
            self.doubtful.discard(key)
        self.votes = self.maps.after(self.votes, key, event.value)
        if label == self.label and account in self.gating and event.kind is not _LAPSED:
            self._verdict(event)

    def _verdict(self, event: Event) -> None:
        """Take the gating CI's word; what it clears itself stands, since its gate is running."""
        if event.value:
            self.verdict, self.merge_failed = event.value, False
        # Zuul's gate begins with Verified 0 (openstack/project-config, pipelines.yaml); the word
        # of the check before it still holds.
        elif event.text == TAKEN:
            self.verdict = None

    def merge_failure(self, event: Event) -> None:
        if event.patch_set == self.patch_set:
            self.merge_failed = True

    def comment(self, event: Event) -> None:
        """Let a later word of the gating CI replace a merge failure, even without a new vote."""
        if event.account in self.gating and event.patch_set == self.patch_set:
            self.merge_failed = False

    def move(self, event: Event) -> None:
        # A move leaves nothing but its message; the record has the last branch only.
        self.branch = event.text.partition("\t")[2]

    def merge(self, _: Event) -> None:
        self.status = Status.MERGED

    def nothing(self, _: Event) -> None:
        pass


def _set(name: str, value: object) -> Callable[[_RunningState, Event], None]:
    return lambda running, _: setattr(running, name, value)


_STEPS: dict[Kind, Callable[[_RunningState, Event], None]] = {
    Kind.UPLOAD: _RunningState.upload,
    Kind.VOTE: _RunningState.vote,
    Kind.COPIED: _RunningState.vote,
    Kind.REMOVED: _RunningState.vote,
    Kind.LAPSED: _RunningState.vote,
    Kind.REVIEW: _RunningState.nothing,
    Kind.COMMENT: _RunningState.comment,
    Kind.CASCADE: _RunningState.comment,
    Kind.RECHECK: _RunningState.nothing,
    Kind.ABANDON: _set("status", Status.ABANDONED),
    Kind.RESTORE: _set("status", Status.NEW),
    Kind.MERGE: _RunningState.merge,
    Kind.WIP: _set("wip", True),
    Kind.READY: _set("wip", False),
    Kind.PRIVATE: _set("private", True),
    Kind.PUBLIC: _set("private", False),
    Kind.MOVE: _RunningState.move,
    Kind.MERGE_FAILURE: _RunningState.merge_failure,
    Kind.REVERTED: _RunningState.nothing,
}
