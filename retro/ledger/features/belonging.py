"""Which cycle a spec is of, and in which one it landed."""

from collections.abc import Iterable

from retro.ledger.features.specs import Arrival, Stand
from retro.model.cycle import Cycle


def specs_of(stands: Iterable[Stand], cycle: Cycle) -> list[Stand]:
    """Return the approved specs of a cycle, one for each file.

    By their folders, or, where these name no cycle, by the day: then a spec is of the cycle in
    which it was approved, if it was for no other one by then, and of that in which it was done.
    What comes into a cycle's folder when it has landed in another one is none of it.
    """
    found: dict[tuple[str, str], Stand] = {}
    for stand in sorted(stands, key=lambda stand: not stand.cycle):
        if _is_of(stand, cycle):
            found.setdefault((stand.repository, stand.life), stand)
    return list(found.values())


def landed_in(cycle: Cycle, stand: Stand) -> Arrival | None:
    """Return how a spec came to the done ones, if it was in a cycle: a file lands once."""
    landed = stand.landed
    return landed if landed and _in(landed, cycle) else None


def _is_of(stand: Stand, cycle: Cycle) -> bool:
    approved, landed = stand.approved, stand.landed
    if approved is None:
        return False
    if not stand.cycle:
        begun = stand.first is None or approved.at <= stand.first.at
        return (begun and _in(approved, cycle)) or landed_in(cycle, stand) is not None
    elsewhere = landed is not None and not _in(landed, cycle) and landed.at <= approved.at
    return stand.cycle == cycle.name and not elsewhere


def _in(arrival: Arrival, cycle: Cycle) -> bool:
    """Tell whether a spec arrived for a cycle: in its folder, or in one of none in its days."""
    event = arrival.event
    if event.cycle:
        return event.cycle == cycle.name
    return not event.quiet and cycle.begins <= arrival.at < cycle.ends
