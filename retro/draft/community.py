"""Who took part: the team as a whole, and never one of it."""

from retro.draft.sentence import count, many, part, sentence, whole
from retro.model.facts import Fact
from retro.model.origin import Origin
from retro.outline.words import are, counted, number, share


@sentence("community.cores", steady="The core team stands at {community.cores} now.")
def cores(now: Fact) -> str:
    """Say how many core reviewers there are at the moment."""
    guess = ", as far as votes tell" if now.origin is Origin.ASSUMED else ""
    n = whole(now)
    return f"there {are(n)} {many(now, 'core reviewers')} now{guess}."


@sentence(
    "community.cores_joined",
    "community.cores_joined_late",
    steady=(
        "During the cycle {community.cores_joined} joined, {community.cores_joined_late} of them "
        "in the last quarter of the time counted."
    ),
)
def joined(during: Fact, late: Fact) -> str:
    """Say how many became core reviewers."""
    n = whole(during)
    if not n:
        return "nobody joined them during the cycle."
    said, when = f"during the cycle {number(n)} joined", "in the last quarter of the time counted"
    if n == 1:
        return f"{said}, {when}." if late.value else f"{said}."
    return f"{said}, {'all' if late.value == n else count(whole(late))} of them {when}."


@sentence(
    "community.cores_left",
    "community.cores_returned",
    steady="From it {community.cores_left} left, and {community.cores_returned} came back.",
)
def moved(gone: Fact, back: Fact) -> str:
    """Say how many left, and how many came back."""
    if not gone.value and not back.value:
        return "nobody left the core team."
    return f"{count(whole(gone))} left, and {count(whole(back))} came back."


@sentence(
    "community.cores_usual",
    steady="Its usual size was {community.cores_usual}.",
)
def usual(size: Fact) -> str:
    """Say how many core reviewers there were usually."""
    return f"the usual number was {number(whole(size))}."


@sentence(
    "community.cores_constant",
    "community.cores_occasional",
    "community.cores_quiet",
    steady=(
        "Of those who were core reviewers for at least half of the time, "
        "{community.cores_constant} reviewed in at least three quarters of their weeks, and "
        "{community.cores_quiet} in less than one quarter."
    ),
)
def bands(constant: Fact, occasional: Fact, quiet: Fact) -> str:
    """Say how steadily the core team reviewed."""
    if constant.n is None or constant.n < 2:
        return ""
    return (
        f"of the {number(constant.n)} who were core reviewers for at least half of the time, "
        f"{count(whole(constant))} reviewed in at least three quarters of their weeks, "
        f"{count(whole(occasional))} in fewer but at least one quarter, and "
        f"{count(whole(quiet))} in less than that."
    )


@sentence(
    "community.share_by_non_cores",
    steady=(
        "Of all reviews of code, {community.share_by_non_cores} came from outside the core team."
    ),
)
def outside(reviews: Fact) -> str:
    """Say how much of the reviewing came from outside the core team."""
    every = (
        f"of {counted(reviews.n, reviews.of)} of code" if reviews.n else "of the reviews of code"
    )
    value = whole(reviews)
    said = "all" if value == 1 else share(value) if value else "none"
    return f"{every}, {said} came from people outside the core team."


@sentence(
    "community.first_reviews_by_non_cores",
    steady=(
        "The first to review a change of code came from outside the core team in "
        "{community.first_reviews_by_non_cores} of the cases."
    ),
)
def first_word(firsts: Fact) -> str:
    """Say how often somebody outside the core team answered first."""
    every = (
        f" of {counted(firsts.n, firsts.of)} of code" if firsts.n else " of the changes of code"
    )
    return f"the first review came from outside the core team for {share(whole(firsts))}{every}."


@sentence(
    "community.core_reviews",
    steady=(
        "Those who were core reviewers at that time gave {community.core_reviews} of the reviews "
        "of code."
    ),
)
def given(reviews: Fact) -> str:
    """Hold what core reviewers gave against what merges needed."""
    needed = part(reviews, "needed")
    said = f"those who were core reviewers at that time gave {many(reviews)} of code"
    return (
        f"{said}; what was merged needed {number(needed)}." if needed is not None else f"{said}."
    )


@sentence(
    "community.newcomers",
    steady="Of those who uploaded changes, {community.newcomers} did so for the first time.",
)
def newcomers(new: Fact) -> str:
    """Say how many came with a first change."""
    said = f"{many(new) if new.value else 'nobody'} uploaded a change for the first time"
    merged = part(new, "merged") if new.value else None
    return f"{said}." if merged is None else f"{said}; {count(merged)} of them had one merged."


PASSAGE = (
    cores,
    joined,
    moved,
    usual,
    bands,
    outside,
    first_word,
    given,
    newcomers,
)
