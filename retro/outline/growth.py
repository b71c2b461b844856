"""How a number differs from the same number at another time: counted, worded, not judged."""

from retro.model.facts import Fact
from retro.outline.words import amount, counted, margin, number

_POINTS = "points"

SUMS = frozenset(
    (
        *("features.landed", "features.deferred", "features.will_not_make_it"),
        *("features.proposed", "features.approved", "features.refused", "features.withdrawn"),
        *("features.given_up", "features.carried_over", "features.conflicts"),
        *("features.merged_after_freeze", "features.approved_after_freeze", "features.ffe"),
        *("community.cores_joined", "community.cores_joined_late", "community.cores_left"),
        *("community.cores_returned", "community.cores_interrupted", "community.newcomers"),
        *("community.core_reviews", "community.disagreement"),
        *("community.cores_per_hundred_merges", "community.review_promises"),
        *("backlog.abandoned", "backlog.abandoned_by_reason", "backlog.abandoned_by_rule"),
        *("backlog.starved_abandoned", "backlog.opened"),
        *("flow.merged", "flow.merged_by_people", "flow.merged_by_milestone"),
        *("flow.merged_after_freeze", "flow.rechecks", "flow.gate_failures"),
        *("flow.reverts", "flow.reverted", "flow.stable_merged", "flow.stable_reviewed"),
        *("rhythm.review_days", "rhythm.effect", "priorities.planned", "priorities.missed"),
        *("bugs.reported", "bugs.fixed", "bugs.closed_otherwise", "bugs.closed_in_mass"),
        *("bugs.fixed_since_m3", "bugs.fixed_by_milestone", "bugs.security", "bugs.tag.lite-spec"),
    )
)
"""Counts of what happened since the cycle began, and a rate by one: days alone move them."""


def difference(now: Fact, then: Fact) -> float | int | None:
    """Return by how much a number grew; None where that has no meaning.

    Both are rounded as they are printed, so that whoever subtracts finds the same; a share grows
    by points of a hundred.
    """
    if now.unit != then.unit:
        return None
    if not isinstance(now.value, int | float) or not isinstance(then.value, int | float):
        return None
    if now.unit == "share":
        return round(100 * now.value) - round(100 * then.value)
    return round(round(now.value, 1) - round(then.value, 1), 1)


def growth(now: Fact, then: Fact) -> str:
    """Say by how much a number grew: 29 fewer, 29 ± 5 fewer, 1.2 days more, the same.

    Where both may be off by more than it grew, nobody knows whether it did: it says both ends.
    """
    more = difference(now, then)
    if more is None:
        return ""
    off = now.off + then.off
    if not more:
        return f"the same{margin(off)}"
    if now.unit == "share":
        return f"{counted(abs(more), _POINTS)} {'more' if more > 0 else 'less'}"
    if isinstance(more, float):
        unit = "" if now.unit.startswith("to ") else now.unit
        return f"{counted(abs(more), unit)} {'more' if more > 0 else 'less'}"
    if off > abs(more):
        return f"between {number(off - more)} fewer and {number(off + more)} more"
    return f"{amount(abs(more), off)} {'more' if more > 0 else 'fewer'}"


def against(now: Fact, then: Fact, cycle: str) -> str:
    """Say the same with the cycle that the earlier number is from: 29 fewer than in Liberty."""
    grown = growth(now, then)
    return f"{grown} {'than' if difference(now, then) else 'as'} in {cycle}" if grown else ""
