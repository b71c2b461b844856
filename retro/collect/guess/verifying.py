"""On which label CI votes, and who CI is: by who votes on it, whether it gates, and its name."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from retro.collect.guess.votes import ChangeSeen, Crowd, Vote, highest, votes
from retro.model.label import CODE_REVIEW, WORKFLOW, Served
from retro.model.sketch import Guess

_SOUNDS = re.compile(r"verif", re.IGNORECASE)
# An order to a machine, or a way round it, is no verdict, even where a machine gives it.
_NO_VERDICT = re.compile(
    r"Commit-Queue|Auto-?Submit|.*-Ready|Bot-Commit|.*-Override|.*Bypass.*", re.IGNORECASE
)
_SOME = 0.25
"""On so many of the merged changes, at the least, a machine votes on the label of CI."""
_GATING = 0.25
"""Whoever casts the highest vote on so many of the merged changes lets them in."""
_MACHINES, _ENOUGH = 0.5, 10
"""Whoever votes so on half of ten changes or more, and does nothing else, may be a machine."""


class _Voted(Struct, frozen=True):
    """A label: on how many changes a robot approved, and whether the server asks for it."""

    name: str
    robots: int
    gates: bool

    @property
    def sounds(self) -> bool:
        return bool(_SOUNDS.search(self.name))

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        return self.name == "Verified", self.sounds, self.gates, self.robots


def label(
    changes: tuple[ChangeSeen, ...], everybody: Crowd, served: Iterable[Served]
) -> Guess | None:
    """Return the label on which CI votes; None where nothing looks like it.

    Of those on which robots vote it is the one that sounds like it, or without such a one that
    which gates, or has most of their votes. Where robots vote on none, the name decides.
    """
    names = dict.fromkeys(name for change in changes for name in change.labels)
    gates = {rule.label for rule in served if rule.gates}
    labels = [
        _Voted(name, _approved(name, changes, everybody), name in gates)
        for name in names
        if name not in WORKFLOW | {CODE_REVIEW} and not _NO_VERDICT.fullmatch(name)
    ]
    voted = [one for one in labels if one.robots >= max(1, len(changes) * _SOME)]
    if voted:
        best = max(voted, key=lambda one: one.rank)
        asked = "; the server asks for it" if best.gates else ""
        why = f"robots approved {best.robots} of {len(changes)} merged changes on it{asked}"
        return Guess(best.name, why, sure="sure" if best.gates else "likely")
    named = [one for one in labels if one.sounds]
    if not named:
        return None
    best = max(named, key=lambda one: one.rank)
    return Guess(
        best.name,
        "nobody known for a robot was seen to vote on it, but its name says so",
        sure="a guess",
    )


def _approved(name: str, changes: Iterable[ChangeSeen], everybody: Crowd) -> int:
    """Count the changes on which a robot has a positive vote on a label."""
    return sum(
        any(vote.value > 0 and vote._account_id in everybody.robots for vote in found.all)
        for change in changes
        if (found := change.labels.get(name))
    )


def gating(
    changes: tuple[ChangeSeen, ...], everybody: Crowd, found: Guess | None
) -> tuple[Guess, ...]:
    """Return whose vote on the label of CI let changes in.

    They are robots that cast the highest vote or, where none does, a positive one; or else who
    does nothing but that. Somebody else is only proposed, by number.
    """
    if not found:
        return ()
    top = _often(changes, lambda change: highest(change, found.value))
    positive = _often(changes, lambda change: _positive(change, found.value))
    robots = everybody.robots
    alone = [who for who in top if _is_alone(who, top[who], changes, found.value)]
    for cast, some, how in (
        (top, [who for who in top if who in robots], ""),
        (positive, [who for who in positive if who in robots], ", if not the highest"),
        (top, alone, ", and did nothing else on them"),
        (top, list(top)[:1], "; is it a CI system?"),
    ):
        if some:
            rows = sorted(some, key=lambda who: (-cast[who], everybody.call(who)))
            sure = some[0] in robots or bool(alone)
            vote = f"voted {'the highest' if cast is top else 'a positive'} {found.value}"
            return tuple(
                Guess(
                    everybody.call(who),
                    f"{vote} on {cast[who]} of {len(changes)} merged changes{how}",
                    taken=sure,
                    doubtful=not sure,
                    sure="likely" if sure else "a guess",
                )
                for who in rows
            )
    return ()


def _often(
    changes: tuple[ChangeSeen, ...], votes: Callable[[ChangeSeen], Iterable[Vote]]
) -> dict[int, int]:
    """Return who cast some votes on many of the changes, and on how many; most often first."""
    cast = Counter(vote._account_id for change in changes for vote in votes(change))
    least = max(1, len(changes) * _GATING)
    return {who: n for who, n in cast.most_common() if n >= least}


def _is_alone(who: int, cast: int, changes: tuple[ChangeSeen, ...], name: str) -> bool:
    """Tell whether an account votes on a label and nothing else, often enough to be a machine."""
    often = cast >= max(_ENOUGH, len(changes) * _MACHINES)
    return often and not _does_more(who, changes, name)


def _does_more(who: int, changes: Iterable[ChangeSeen], name: str) -> bool:
    """Tell whether an account owns a change, or votes on another label."""
    return any(
        change.owner._account_id == who
        or any(
            vote._account_id == who and vote.value
            for other, label in change.labels.items()
            if other != name
            for vote in label.all
        )
        for change in changes
    )


def _positive(change: ChangeSeen, name: str) -> Iterator[Vote]:
    return (vote for vote in votes(change, name) if vote.value > 0)
