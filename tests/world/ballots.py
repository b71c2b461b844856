"""Who voted what on which patch set, by Gerrit's own rules on what a new one takes over."""

from dataclasses import dataclass, field

from tests.world.acts import Review, Upload

Votes = dict[tuple[str, int], int]
"""(label, account number) → value, never 0: the votes in force on one patch set."""

TRIVIAL = frozenset({"TRIVIAL_REBASE", "NO_CHANGE"})
VETO = "Code-Review", -2


def survives(label: str, value: int, kind: str) -> bool:
    """Tell whether a vote is copied to a patch set of some kind: OpenStack's rules of 2015."""
    if label == "Code-Review":
        return value == -2 or kind in TRIVIAL
    return kind == "NO_CHANGE"


@dataclass(frozen=True, slots=True)
class Reach:
    """A vote on an old patch set, and newer ones that it reached or left.

    Each patch set stands with the value that its voter's copied vote had there before, or 0.
    """

    label: str
    value: int
    reached: tuple[tuple[int, int], ...]
    left: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """What came of a review's votes.

    `changed` are those that differ from the voter's earlier ones, `renewed` those that only make
    a copied vote the voter's own.
    """

    changed: tuple[tuple[str, int], ...]
    renewed: tuple[tuple[str, int], ...]
    reaches: tuple[Reach, ...]


@dataclass(slots=True)
class Ballots:
    """The votes on every patch set; `own` were cast there, all others were copied."""

    votes: dict[int, Votes] = field(default_factory=dict)
    own: set[tuple[int, str, int]] = field(default_factory=set)
    kinds: dict[int, str] = field(default_factory=dict)

    def upload(self, act: Upload) -> Votes:
        """Begin a patch set with what it takes over; return the votes on the one before."""
        before = self.votes.get(len(self.votes), {})
        number = len(self.votes) + 1
        self.kinds[number] = act.kind
        self.votes[number] = {
            key: value for key, value in before.items() if survives(key[0], value, act.kind)
        }
        return dict(before)

    def cast(self, act: Review) -> Cast:
        """Apply a review's votes."""
        changed, renewed, reaches = [], [], []
        votes = self.votes[act.patch_set]
        for label, value in act.votes:
            key, place = (label, act.by.number), (act.patch_set, label, act.by.number)
            if votes.get(key, 0) != value:
                changed.append((label, value))
                _put(votes, key, value)
                reaches.append(self._follow(act, label, value))
            elif value and place not in self.own:
                renewed.append((label, value))
            self.own.add(place)
        told = tuple(one for one in reaches if one.reached or one.left)
        return Cast(tuple(changed), tuple(renewed), told)

    def drop(self, keep: Votes) -> None:
        """Keep only some of the votes on the last patch set."""
        number = len(self.votes)
        gone = {(number, *key) for key in self.votes[number] if key not in keep}
        self.own -= gone
        self.votes[number] = dict(keep)

    def _follow(self, act: Review, label: str, value: int) -> Reach:
        """Let newer patch sets have the vote, up to one on which the voter spoke anew."""
        reached, left = [], []
        key = (label, act.by.number)
        for number in range(act.patch_set + 1, len(self.votes) + 1):
            if (number, *key) in self.own:
                break
            value = value if value and survives(label, value, self.kinds[number]) else 0
            before = self.votes[number].get(key, 0)
            if value != before:
                (reached if value else left).append((number, before))
            _put(self.votes[number], key, value)
        return Reach(label, dict(act.votes)[label], tuple(reached), tuple(left))


def _put(votes: Votes, key: tuple[str, int], value: int) -> None:
    if value:
        votes[key] = value
    else:
        votes.pop(key, None)
