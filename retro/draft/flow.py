"""How the work flows: how much was merged, and how long a change waits for a person."""

from retro.draft.sentence import count, many, part, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import are, counted, listed, number, share, were


@sentence(
    "flow.time_to_first_review",
    steady=(
        "Half of the new changes had a review by a person within {flow.time_to_first_review} days."
    ),
)
def first_review(wait: Fact) -> str:
    """Say how long a change waits for the first word of a person."""
    late = part(wait, "p85")
    said = f"half of the new changes had a review by a person within {_days(whole(wait))}"
    return f"{said}, and {share(0.85)} within {_days(late)}." if late is not None else f"{said}."


@sentence(
    "flow.days_to_merge_of_merged",
    steady="Of what was merged, half had taken at most {flow.days_to_merge_of_merged} days.",
)
def merge(took: Fact) -> str:
    """Say how long a merged change had taken."""
    return f"of what was merged, half had taken at most {_days(whole(took))}."


@sentence(
    "flow.merged",
    "flow.merged_by_people",
    steady="Merges came to {flow.merged}, {flow.merged_by_people} of them of changes by people.",
)
def merged(every: Fact, theirs: Fact) -> str:
    """Say how much was merged."""
    n, people = whole(every), whole(theirs)
    said = f"{many(every)} {were(n)} merged during the cycle"
    if not n or people == n:
        return f"{said}{', all by people' if n > 1 else ''}."
    return f"{said}, {count(people)} of them by people."


@sentence(
    "flow.stable_merged",
    "flow.stable_open",
    steady=(
        "On stable branches, which are counted apart, merges come to {flow.stable_merged}, and "
        "open changes to {flow.stable_open}."
    ),
)
def stable(gone: Fact, left: Fact) -> str:
    """Say what was done, and what waits, on stable branches."""
    n, still = whole(gone), whole(left)
    said = f"on stable branches, which are counted apart, {many(gone)} {were(n)} merged"
    return f"{said}, and {count(still)} {are(still)} open."


@sentence("flow.merged_by_milestone")
def phases(every: Fact) -> str:
    """Say when it was merged."""
    said = [f"{number(one.value)} {one.label}" for one in every.parts]
    return f"merges by phase: {listed(said)}." if every.value and said else ""


@sentence(
    "flow.patch_sets",
    steady=(
        "Half of what was merged was ready with patch set {flow.patch_sets} or an earlier one."
    ),
)
def patch_sets(took: Fact) -> str:
    """Say how often a change was uploaded."""
    return f"half of the merged changes took at most {many(took)}."


def _days(days: float | int) -> str:
    return counted(round(days, 1), "days")


PASSAGE = (
    merged,
    phases,
    first_review,
    merge,
    patch_sets,
    stable,
)
