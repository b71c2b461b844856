"""Counts in a few steps of one length, so that a ramp of colours can show them."""

from math import ceil

from msgspec import Struct

from retro.draw.ticks import round_step
from retro.outline import words

RAMP = ("ramp-one", "ramp-two", "ramp-three", "ramp-four", "ramp-five")
"""Roles, from the fewest to the most."""

_ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Steps(Struct, frozen=True):
    """Steps of `length` numbers each, from 1 on, of which `count` are needed."""

    length: int
    count: int

    def role(self, value: float) -> str:
        """Return the role of a number above zero."""
        return RAMP[ceil(value / self.length) - 1]

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return the role of each step and which numbers it has."""
        firsts = [n * self.length + 1 for n in range(self.count)]
        return tuple(
            (role, _say(first, first + self.length - 1))
            for role, first in zip(RAMP, firsts, strict=False)
        )


def steps(top: float) -> Steps:
    """Return as many steps of a round length as hold every number up to `top`."""
    if top <= 0:
        return Steps(1, 0)
    length = int(round_step(max(1, top / len(RAMP)), whole=True, among=_ROUND))
    return Steps(length, ceil(top / length))


def _say(first: int, last: int) -> str:
    said = words.number(first)
    return said if first == last else f"{said}–{words.number(last)}"
