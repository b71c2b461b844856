"""What is true of a change at any moment, by Gerrit's own rules.

This is the oracle that a ledger is judged by; it knows the acts and never sees a message.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from tests.world.acts import (
    Abandon,
    Act,
    Merge,
    RemoveReviewer,
    RemoveVote,
    Restore,
    Review,
    SetWip,
    Story,
    Upload,
)
from tests.world.people import JENKINS, ZUUL

Votes = dict[tuple[str, int], int]
"""(label, account number) → value, never 0: the votes in force on the current patch set."""

GATING = frozenset({JENKINS.number, ZUUL.number})
TRIVIAL = frozenset({"TRIVIAL_REBASE", "NO_CHANGE"})


def survives(label: str, value: int, kind: str) -> bool:
    """Tell whether a vote is copied to a patch set of some kind: OpenStack's rules of 2015."""
    if label == "Code-Review":
        return value == -2 or kind in TRIVIAL
    return kind == "NO_CHANGE"


@dataclass(frozen=True, slots=True)
class Truth:
    """How a change stands from one act to the next.

    `verdict` is the gating CI's last vote other than 0 on the current patch set.
    """

    status: str = "NEW"
    patch_set: int = 0
    uploaded: datetime | None = None
    votes: Votes = field(default_factory=dict)
    wip: bool = False
    verdict: int | None = None

    @property
    def verified(self) -> bool:
        """Tell whether the change is in the verified backlog."""
        votes = self.votes.items()
        return (
            self.status == "NEW"
            and (self.verdict or 0) > 0
            and not self.wip
            and not any(label == "Workflow" or value == -2 for (label, _), value in votes)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One act, the votes that really changed by it, and the truth it left behind.

    `before` are the votes on the patch set that an upload replaced.
    """

    act: Act
    truth: Truth
    changed: tuple[tuple[str, int], ...] = ()
    before: Votes = field(default_factory=dict)


def replay(story: Story) -> Iterator[Step]:
    """Yield the steps of a change's life."""
    truth, outdated = Truth(), {}
    for act in story.acts:
        match act:
            case Upload():
                before = truth.votes
                outdated[truth.patch_set] = dict(before)
                truth = _next_patch_set(truth, act)
                yield Step(act, truth, before=before)
            case Review() if act.patch_set == truth.patch_set:
                votes = dict(truth.votes)
                changed = _cast(votes, act)
                truth = replace(truth, votes=votes, verdict=_verdict(truth, act))
                yield Step(act, truth, changed)
            case Review():
                yield Step(act, truth, _cast(outdated[act.patch_set], act))
            case _:
                truth = _apply(truth, act)
                yield Step(act, truth)


def truth_at(story: Story, moment: datetime) -> Truth | None:
    """Return how the change stood just before a moment, None where it was not there yet."""
    last = None
    for step in replay(story):
        if step.act.at >= moment:
            break
        last = step.truth
    return last


def _next_patch_set(truth: Truth, act: Upload) -> Truth:
    kept = {key: value for key, value in truth.votes.items() if survives(key[0], value, act.kind)}
    verdict = truth.verdict if act.kind == "NO_CHANGE" else None
    return replace(
        truth, patch_set=truth.patch_set + 1, uploaded=act.at, votes=kept, verdict=verdict
    )


def _cast(votes: Votes, act: Review) -> tuple[tuple[str, int], ...]:
    """Apply votes in place; return those that changed something."""
    changed = []
    for label, value in act.votes:
        key = (label, act.by.number)
        if votes.get(key, 0) == value:
            continue
        changed.append((label, value))
        if value:
            votes[key] = value
        else:
            del votes[key]
    return tuple(changed)


def _verdict(truth: Truth, act: Review) -> int | None:
    if act.by.number not in GATING:
        return truth.verdict
    return next((v for label, v in act.votes if label == "Verified" and v), truth.verdict)


def _apply(truth: Truth, act: Act) -> Truth:
    match act:
        case Abandon():
            return replace(truth, status="ABANDONED")
        case Restore():
            return replace(truth, status="NEW")
        case Merge():
            return replace(truth, status="MERGED")
        case SetWip(wip=wip):
            return replace(truth, wip=wip)
        case RemoveVote(voter=voter, label=label):
            kept = {k: v for k, v in truth.votes.items() if k != (label, voter.number)}
            return replace(truth, votes=kept)
        case RemoveReviewer(voter=voter):
            kept = {k: v for k, v in truth.votes.items() if k[1] != voter.number}
            return replace(truth, votes=kept)
    return truth
