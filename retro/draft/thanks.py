"""Whom there is to thank, as a number and never by name."""

from retro.draft.sentence import sentence
from retro.model.facts import Fact
from retro.outline.words import counted


@sentence(
    "community.reviewers",
    steady="Of those who gave a review, {community.reviewers} gave a good many.",
)
def reviewers(active: Fact) -> str:
    """Say how many people reviewed at all, which is whom there is to thank."""
    return f"{counted(active.n, active.of)} gave at least one review." if active.n else ""


PASSAGE = (reviewers,)
