"""What was promised, what was missed, and how much of the reviewing went to it."""

from retro.draft.listing import Listing
from retro.draft.sentence import many, of_them, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import counted, share, were


@sentence(
    "priorities.planned",
    "priorities.missed",
    steady=(
        "The list of priorities held {priorities.planned}, and {priorities.missed} of "
        "them ended as missed."
    ),
)
def priorities(planned: Fact, missed: Fact) -> str:
    """Say how many priorities there were, and how many were missed."""
    n = whole(planned)
    said = f"{many(planned)} {were(n)} set for the cycle"
    return f"{said}, and {of_them(whole(missed), n, 'missed')}." if n else f"{said}."


@sentence(
    "priorities.focus",
    steady="Changes that name a priority took {priorities.focus} of the reviews of code.",
)
def focus(reviews: Fact) -> str:
    """Say how much of the reviewing is known to have gone to priorities."""
    every = f"{counted(reviews.n, reviews.of)} of code" if reviews.n else "the reviews of code"
    return (
        f"{share(whole(reviews))} of {every} went to changes that name a priority; a change may "
        "serve one without naming it."
    )


PASSAGE = (
    priorities,
    focus,
    Listing("priorities.planned", "The priorities"),
)
