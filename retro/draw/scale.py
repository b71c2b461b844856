"""How numbers become pixels: days across, things upward."""

from collections.abc import Iterable
from math import ceil, log10

from msgspec import Struct

_FINE, _LARGE = 500, 10_000
"""So many steps to the highest number are enough not to be seen, and so many too long to say."""


class Scale(Struct, frozen=True, kw_only=True):
    """The pixel of the first day and of zero, and the pixels of a day and of a thing."""

    first: float
    left: float
    foot: float
    right: float
    up: float

    def place(self, at: float, number: float) -> tuple[float, float]:
        """Return the pixel of a number at a place."""
        return self.left + self.right * (at - self.first), self.foot + self.up * number


def finer(heights: Iterable[float]) -> float:
    """Return how many units make one, so that every height is whole, as near as can be seen."""
    some = list(heights)
    top = max(some, default=0)
    if top <= _LARGE and all(map(float.is_integer, some)):
        return 1.0
    return 10.0 ** ceil(log10(_FINE / top)) if top else 1.0
