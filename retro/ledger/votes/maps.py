"""Maps of votes, each held once: of all that many changes come by, few differ."""

from retro.model.change import Votes

Step = tuple[int, tuple[str, int], int]
"""(which map, the vote's key, its new value)."""


class VoteMaps:
    """The maps of votes of many changes; none of them is ever altered.

    Attributes:
        none: The map without a vote.
    """

    def __init__(self) -> None:
        """Begin with the map that each patch set begins with."""
        self.none: Votes = {}
        self._known: dict[tuple[object, ...], Votes] = {(): self.none}
        self._steps: dict[Step, Votes] = {}

    def after(self, votes: Votes, key: tuple[str, int], value: int) -> Votes:
        """Return the map that a vote makes of one of these; 0 takes it away."""
        step = id(votes), key, value  # `_known` holds every map, so no other gets its id
        found = self._steps.get(step)
        if found is None:
            found = self._steps[step] = self._made(votes, key, value)
        return found

    def _made(self, votes: Votes, key: tuple[str, int], value: int) -> Votes:
        made = {**votes, key: value}
        if not value:
            del made[key]
        return self._known.setdefault(tuple(made.items()), made)
