"""The team's own days, and what happened around them."""

from retro.draft.listing import Listing
from retro.draft.sentence import many, parts, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import listed, number, were


@sentence(
    "rhythm.review_days",
    steady="So far the team set {rhythm.review_days} of its days aside for reviewing together.",
)
def review_days(so_far: Fact) -> str:
    """Say how many review days there were, and when."""
    n = whole(so_far)
    said = f"{many(so_far, 'review days')} {were(n)} set aside so far"
    return f"{said}: {listed(parts(so_far))}." if n and so_far.parts else f"{said}."


@sentence("rhythm.effect")
def effect(own: Fact) -> str:
    """Say what happened around the team's own days, and nothing of why."""
    said = [f"{one.label}: {number(one.value)}" for one in own.parts]
    what = "what happened around the team's own days, not what caused it"
    return f"{what}: {'; '.join(said)}." if said else ""


PASSAGE = (
    review_days,
    effect,
    Listing("rhythm.review_days", "These days"),
)
