"""What was spent on a feature after it was deferred: merges, and reviews where they are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from retro.measure.ground.case import Case, once
from retro.measure.ground.few import Act, told
from retro.measure.ground.review import Review
from retro.measure.ground.reviewing import acts, of_all
from retro.model.feature import Feature, Outcome
from retro.model.persons import few
from retro.outline import words


def work_after(case: Case, feature: Feature) -> Iterator[str]:
    """Say what was spent on a feature after it was deferred."""
    if feature.since is None:
        return
    first, last = feature.since, feature.until or feature.since
    merges = [at for at, change in case.merges if change.number in feature.changes]
    said = f"after it {_spent(merges, first, last, 'merges')}"
    reviews = [one.at for one in _reviews(case, feature)]
    if reviews and feature.name not in _told(case):
        yield f"{said}; how many reviews is not told"
    else:
        yield f"{said} and {_spent(reviews, first, last, 'reviews')}"


@once
def _told(case: Case) -> frozenset[str]:
    """Return the deferred features whose reviews after it are told, taken from all others too."""
    assert case.features, "whoever asks has made sure"
    enough = [one for one in case.features.of(Outcome.DEFERRED) if _by_enough(case, one)]
    after: dict[Review, list[tuple[str, bool]]] = defaultdict(list)
    for feature in enough:
        for review in _reviews(case, feature):
            after[review].append((feature.name, _surely(feature, review)))
    alike: dict[tuple[tuple[str, bool], ...], list[Act]] = defaultdict(list)
    for review in case.reviews:
        alike[tuple(after.get(review, ()))] += acts([review])
    whole = of_all(case)
    work = told(case, tuple(alike.values()), whole)
    if work.why or work.hidden - whole.hidden:  # weeks that are told would part them
        return frozenset()
    return frozenset(one.name for one in enough)


def _by_enough(case: Case, feature: Feature) -> bool:
    """Tell whether enough people reviewed a feature after it was deferred, and may have."""
    given = _reviews(case, feature)
    parts = ({o.account for o in given if _surely(feature, o) is one} for one in (True, False))
    return not any(few(len(people)) for people in parts)


def _reviews(case: Case, feature: Feature) -> tuple[Review, ...]:
    """Return the reviews of a feature's changes that came, or may have come, after a deferral."""
    if feature.since is None:
        return ()
    given = _by_change(case)
    every = (one for number in feature.changes for one in given.get(number, ()))
    return tuple(one for one in every if one.at >= feature.since)


@once
def _by_change(case: Case) -> dict[int, list[Review]]:
    """Return the reviews of the window by the number of their change."""
    found: dict[int, list[Review]] = defaultdict(list)
    for review in case.reviews:
        found[review.change].append(review)
    return found


def _surely(feature: Feature, review: Review) -> bool:
    """Tell whether a review came after a deferral that may lie between two moments."""
    last = feature.until or feature.since
    return last is not None and review.at >= last


def _spent(days: Iterable[datetime], first: datetime, last: datetime, unit: str) -> str:
    """Say how many of some days come after a moment that lies between two."""
    found = list(days)
    least, most = (sum(day >= since for day in found) for since in (last, first))
    return words.counted(most, unit) if least == most else f"{least} to {most} {unit}"
