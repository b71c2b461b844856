"""What is true of a change at any moment, by Gerrit's own rules.

This is the oracle that a ledger is judged by; it knows the acts and never sees a message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tests.world.acts import (
    Abandon,
    Act,
    Merge,
    Move,
    RemoveReviewer,
    RemoveVote,
    Restore,
    Review,
    SetPrivate,
    SetTopic,
    SetWip,
    Story,
    Upload,
)
from tests.world.ballots import VETO, Ballots, Reach, Votes
from tests.world.people import JENKINS, ZUUL

GATING = frozenset({JENKINS.number, ZUUL.number})


@dataclass(frozen=True, slots=True)
class Truth:
    """How a change stands from one act to the next.

    `verdict` is the gating CI's last vote other than 0 on the current patch set. `branch` is
    where the change is now, which a move changes.
    """

    status: str = "NEW"
    patch_set: int = 0
    uploaded: datetime | None = None
    votes: Votes = field(default_factory=dict)
    wip: bool = False
    private: bool = False
    branch: str = ""
    topic: str = ""
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

    `renewed` are votes that were copied and are cast once more, `before` the votes on the patch
    set that an upload replaced; `reaches` tells of votes on an older patch set that newer ones
    took over.
    """

    act: Act
    truth: Truth
    changed: tuple[tuple[str, int], ...] = ()
    renewed: tuple[tuple[str, int], ...] = ()
    before: Votes = field(default_factory=dict)
    reaches: tuple[Reach, ...] = ()


def replay(story: Story) -> Sequence[Step]:
    """Return the steps of a change's life, which are found once."""
    if not story.steps:
        story.steps.extend(_replay(story))
    return story.steps


def _replay(story: Story) -> Iterator[Step]:
    truth, ballots = Truth(branch=story.branch), Ballots()
    for act in story.acts:
        match act:
            case Upload():
                before = ballots.upload(act)
                truth = _next_patch_set(truth, act, ballots)
                yield Step(act, truth, before=before)
            case Review():
                cast = ballots.cast(act)
                truth = _reviewed(truth, act, ballots)
                yield Step(act, truth, cast.changed, cast.renewed, reaches=cast.reaches)
            case _:
                truth = _heard(truth, _apply(truth, act))
                ballots.drop(truth.votes)
                yield Step(act, truth)


def truth_at(story: Story, moment: datetime) -> Truth | None:
    """Return how the change stood just before a moment, None where it was not there yet."""
    last = None
    for step in replay(story):
        if step.act.at >= moment:
            break
        last = step.truth
    return last


def _next_patch_set(truth: Truth, act: Upload, ballots: Ballots) -> Truth:
    number = truth.patch_set + 1
    return replace(
        truth,
        patch_set=number,
        uploaded=act.at,
        votes=dict(ballots.votes[number]),
        wip=truth.wip if act.wip is None else act.wip,
        verdict=truth.verdict if act.kind == "NO_CHANGE" else None,
    )


def _reviewed(truth: Truth, act: Review, ballots: Ballots) -> Truth:
    current = act.patch_set == truth.patch_set
    return replace(
        truth,
        votes=dict(ballots.votes[truth.patch_set]),
        wip=truth.wip and not act.ready,
        verdict=_verdict(truth, act) if current else truth.verdict,
    )


def _verdict(truth: Truth, act: Review) -> int | None:
    if act.by.number not in GATING:
        return truth.verdict
    return next((v for label, v in act.votes if label == "Verified" and v), truth.verdict)


def _heard(before: Truth, after: Truth) -> Truth:
    """Let the verdict go with the vote, where somebody took that away."""
    gone = before.votes.keys() - after.votes.keys()
    lost = any(label == "Verified" and number in GATING for label, number in gone)
    return replace(after, verdict=None) if lost else after


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
        case SetPrivate(private=private):
            return replace(truth, private=private)
        case SetTopic(topic=topic):
            return replace(truth, topic=topic)
        case Move(branch=branch):
            kept = {k: v for k, v in truth.votes.items() if (k[0], v) == VETO}
            return replace(truth, branch=branch, votes=kept)
        case RemoveVote(voter=voter, label=label):
            kept = {k: v for k, v in truth.votes.items() if k != (label, voter.number)}
            return replace(truth, votes=kept)
        case RemoveReviewer(voter=voter):
            kept = {k: v for k, v in truth.votes.items() if k[1] != voter.number}
            return replace(truth, votes=kept)
    return truth
