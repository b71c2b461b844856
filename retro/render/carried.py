"""What became of features over cycles: what landed where it was approved, what was carried on."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from retro.outline.digest import Carried, KeyNumber
from retro.outline.evidence import evidence_path
from retro.render.frame import INDEX
from retro.render.many_cycles import Figure, Volume, Way, figure

LATER = 2
"""So many cycles after its own are told of what a cycle approved."""


class Later(Struct, frozen=True, kw_only=True):
    """What a later cycle took up, and what landed in it; `why` says what is lacking instead."""

    cycle: str = ""
    again: Figure
    landed: Figure
    why: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """What one cycle approved, what landed in it, and what later cycles took up of it."""

    cycle: Way
    approved: Figure
    landed: Figure
    later: tuple[Later, ...]


def carried(volumes: Sequence[Volume]) -> tuple[Row, ...]:
    """Return a row for each cycle, as they come; none where nothing is known to be carried on.

    Args:
        volumes: A team's retrospectives, the newest first.
    """
    if not any(other.digest.chain.carried for other in volumes[:-1]):
        return ()
    columns = min(LATER, len(volumes) - 1)
    return tuple(
        _row(volume, volumes[:place][::-1], columns) for place, volume in enumerate(volumes)
    )


def _row(volume: Volume, later: Sequence[Volume], columns: int) -> Row:
    """Tell of one cycle and the ones after it, the next one first."""
    chain = volume.digest.chain
    return Row(
        cycle=Way(volume.cover.cycle_title, f"../{volume.folder}/{INDEX}"),
        approved=figure(chain.approved, _behind(volume, chain.approved)),
        landed=figure(chain.landed, _behind(volume, chain.landed)),
        later=tuple(_later(volume, later, ahead) for ahead in range(1, columns + 1)),
    )


def _later(volume: Volume, later: Sequence[Volume], ahead: int) -> Later:
    """Tell what the cycle so many ahead took up, if each between stands next to its own."""
    if len(later) < ahead:
        return _lacking("The cycle is not here yet.")
    for one, after in pairwise((volume, *later[:ahead])):
        chain = after.digest.chain
        if chain.why or chain.before != one.digest.chain.cycle:
            between = f"The cycle before {after.cover.cycle_title} is not here."
            return _lacking(chain.why or between)
    other, name = later[ahead - 1], volume.digest.chain.cycle
    taken = {one.cycle: one for one in other.digest.chain.carried}
    found = taken.get(name) or _nothing(other.digest.chain.carried[0])
    href = _behind(other, found.again)
    return Later(
        cycle=other.cover.cycle_title,
        again=figure(found.again, href),
        landed=figure(found.landed, href),
    )


def _nothing(other: Carried) -> Carried:
    """Return what it is that nothing of a cycle came so far as to another."""
    none = replace(other.again, value=0, between=None)
    return Carried(cycle="", again=none, landed=none)


def _lacking(why: str) -> Later:
    gap = Figure(title="", why=why)
    return Later(again=gap, landed=gap, why=why)


def _behind(volume: Volume, number: KeyNumber) -> str:
    """Return the way to what is behind a number of a cycle."""
    return f"../{volume.entries[-1].folder}/{evidence_path(number.name)}"
