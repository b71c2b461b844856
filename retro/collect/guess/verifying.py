"""On which label CI votes: by who votes on it, by whether it gates, and by its name."""

import re
from collections.abc import Iterable

from msgspec import Struct

from retro.collect.guess.votes import ChangeSeen, Crowd
from retro.model.label import CODE_REVIEW, WORKFLOW, Served
from retro.model.sketch import Guess

_SOUNDS = re.compile(r"verif", re.IGNORECASE)
# An order to a machine, or a way round it, is no verdict, even where a machine gives it.
_NO_VERDICT = re.compile(
    r"Commit-Queue|Auto-?Submit|.*-Ready|Bot-Commit|.*-Override|.*Bypass.*", re.IGNORECASE
)
_SOME = 0.25
"""On so many of the merged changes, at the least, a machine votes on the label of CI."""


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
    return Guess(best.name, "no robot was seen to vote, but its name says so", sure="a guess")


def _approved(name: str, changes: Iterable[ChangeSeen], everybody: Crowd) -> int:
    """Count the changes on which a robot has a positive vote on a label."""
    return sum(
        any(vote.value > 0 and vote._account_id in everybody.robots for vote in found.all)
        for change in changes
        if (found := change.labels.get(name))
    )
