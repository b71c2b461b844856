"""Auditing the replay: which moments to ask the server about, and what its answers prove."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from math import sqrt
from random import Random

from msgspec.structs import replace

from retro import messages
from retro.model.audit import Difference, Past, Question
from retro.model.change import Change, Votes
from retro.snapshot.gerrit import ChangeInfo, MessageInfo, moment

_SHA = re.compile(r"[0-9a-f]{40}")
_SECOND = timedelta(seconds=1)
_95_PERCENT = 1.959964


def questions(records: Iterable[ChangeInfo], size: int, seed: str) -> tuple[Question, ...]:
    """Draw changes by lot, and of each of them one moment; the same seed draws the same.

    A change without a message that the server can be asked about is left out of the draw.
    """
    dice = Random(seed)
    changes = [asked for record in records if (asked := tuple(_moments(record)))]
    drawn = dice.sample(changes, min(size, len(changes)))
    return tuple(sorted(map(dice.choice, drawn), key=lambda question: question.number))


def _moments(record: ChangeInfo) -> Iterator[Question]:
    """Yield the moments of a change at which both sides know the same.

    A message's id names the commit that holds the state after it, if the server keeps its records
    in git. Two things would make the sides differ rightly: a second message within the second,
    and a vote on an old patch set, whose copies on newer ones are recorded one commit later.
    """
    messages = record.messages
    after = (*messages[1:], None)
    for message, following in zip(messages, after, strict=True):
        last = following is None or following.date[:19] > message.date[:19]
        if last and _SHA.fullmatch(message.id) and not _reaches(message):
            yield Question(record._number, message.id, moment(message.date))


def _reaches(message: MessageInfo) -> bool:
    return bool(messages.read(message.message).follow_ups)


def replayed(change: Change, question: Question) -> Past | None:
    """Return how a change stood right after a moment as the replay has it, None for not yet."""
    state = change.at(question.at + _SECOND)
    if state is None:
        return None
    return Past(status=state.status, patch_set=state.patch_set, votes=state.votes, wip=state.wip)


def differences(ours: Past | None, theirs: Past) -> tuple[str, ...]:
    """Return in what the replay and the server differ, one line each; nothing if they agree."""
    if ours is None:
        return ("existence: not replayed yet",)
    ours = replace(ours, votes=_counted(ours.votes, theirs.others))
    theirs = replace(theirs, votes=_counted(theirs.votes, theirs.others), others=frozenset())
    return tuple(
        f"{field.replace('_', ' ')}: replayed {_told(mine)}, the server says {_told(its)}"
        for field in ("status", "patch_set", "votes", "wip")
        if (mine := getattr(ours, field)) != (its := getattr(theirs, field))
    )


def difference(question: Question, lines: Sequence[str]) -> Difference:
    """Return what is kept of a difference: where, when and in what."""
    what = tuple(line.partition(":")[0] for line in lines)
    return Difference(question.number, question.at, what)


def interval(agree: int, total: int) -> tuple[float, float]:
    """Return Wilson's interval for a share, with 95 % confidence; of nothing nothing is known.

    Source:
        E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    if not total:
        return 0.0, 1.0
    z, share = _95_PERCENT, agree / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def _counted(votes: Votes, others: frozenset[int]) -> Votes:
    return {key: value for key, value in votes.items() if key[1] not in others}


def _told(value: object) -> str:
    if isinstance(value, dict):
        votes = (f"{label}{vote:+d} by {who}" for (label, who), vote in sorted(value.items()))
        return ", ".join(votes) or "no vote"
    return str(value)
