"""The way of each of the cycle's features, from approval to what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from statistics import median_low

from msgspec import Struct

from retro.measure.features.counting import origin, unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Missing, Ranks, chart
from retro.model.facts import Bar
from retro.model.feature import GIVEN_UP, Feature, Outcome
from retro.model.origin import Origin
from retro.model.time import last_day_before
from retro.outline import words

MOST = 25
"""More rows than this can't be read at a glance."""

_KINDS = {
    Outcome.LANDED: ("landed", "merged"),
    Outcome.DEFERRED: ("deferred", "abandoned"),
    Outcome.OPEN: ("open", "opened"),
} | dict.fromkeys(GIVEN_UP, ("given up", "restored"))
"""What became of a feature, in a word, with the role of its colour."""

_UNKNOWN = ("unknown", "others")
_ORDER = ("landed", "deferred", "given up", "open", "unknown")


class Way(Struct, frozen=True, kw_only=True):
    """A feature's way: from which day to which, and how it went on before."""

    feature: Feature
    kind: str
    role: str
    proposed: date | None
    approved: date
    until: date

    @property
    def days(self) -> int:
        """Return how long it took, from the first day possible to the first."""
        return (self.until - self.approved).days

    @property
    def least(self) -> int:
        """Return how long it took at the least."""
        approved = self.feature.approved_until or self.feature.approved
        assert approved, "a way begins with an approval"
        return max(0, (self.until - approved.date()).days)

    @property
    def most(self) -> int:
        """Return how long it took at the most."""
        last = self.feature.until.date() if self.feature.until else self.until
        return (last - self.approved).days

    @property
    def place(self) -> tuple[int, date, date, str]:
        """Return what rows are sorted by: what landed first, by its day."""
        return _ORDER.index(self.kind), self.until, self.approved, self.feature.name


@chart("features.timeline", "Features from approval to landing", unit="features")
def timeline(case: Case) -> Ranks | Missing:
    """Follow each approved feature to the day on which it landed, was deferred or given up.

    Approved, landed, deferred and given up as in the numbers of those names, as of the moment; a
    feature that is open, or of which nothing is known, is followed up to it. Where the specs
    repository's changes tell when a feature was first proposed, and are as real as its specs, that
    day stands there too. Sorted by the day of landing, then of approval; what did not land comes
    last. Of more than 25 features the picture and its table have the 25 that took longest.

    Returns:
        Two or three days for each feature. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion;
        Gerrit: the day on which a spec was first uploaded.

    Blind spots:
        Blueprints without a spec, and what was deferred without one, have days that Launchpad
        forgets. A day that is only known to lie between two is drawn as the first of them; what
        is said of all in words is a range then. A spec is moved by hand, often weeks after the
        last merge of its feature. Goals, topics and footers, which join a feature, are of the day
        of collection.
    """
    if not case.cycle.days(case.window[1]):
        return Missing("The cycle has not begun.")
    if missing := unknown_features(case):
        return missing
    assert case.features
    taken_on = case.features.taken_on
    ways = [way for feature in taken_on if (way := _way(case, feature))]
    if not ways:
        return Missing("No approved feature has days that are known.")
    longest = sorted(ways, key=attrgetter("days"), reverse=True)[:MOST]
    dated = any(way.proposed for way in longest)
    return Ranks(
        heads=("feature", "outcome", *(("proposed",) if dated else ()), "approved", "until"),
        bars=tuple(_bar(way, dated=dated) for way in sorted(longest, key=attrgetter("place"))),
        span=(case.cycle.start, case.as_of),
        sentence=_sentence(case, ways, len(taken_on)),
        origin=case.origin if dated else origin(case),
    )


def _way(case: Case, feature: Feature) -> Way | None:
    """Return a feature's way, unless one of its days is not known."""
    kind, role = _KINDS.get(feature.outcome, _UNKNOWN)
    if kind in ("open", "unknown"):
        until = last_day_before(case.moment)
    elif feature.since:
        until = feature.since.date()
    else:
        return None
    if feature.approved is None:
        return None
    return Way(
        feature=feature,
        kind=kind,
        role=role,
        proposed=_proposed(case, feature),
        approved=feature.approved.date(),
        until=until,
    )


def _proposed(case: Case, feature: Feature) -> date | None:
    """Return when a feature was proposed; no simulated day stands beside the public record."""
    mixed = case.simulated and origin(case) is not Origin.SIMULATED
    return None if mixed or feature.proposed is None else feature.proposed.date()


def _bar(way: Way, *, dated: bool) -> Bar:
    days = (way.approved, way.until)
    return Bar(
        label=way.feature.title or way.feature.name,
        kind=way.kind,
        role=way.role,
        values=(way.proposed, *days) if dated else days,
    )


def _sentence(case: Case, ways: Sequence[Way], taken_on: int) -> str:
    kinds = Counter(way.kind for way in ways)
    told = [_became(kind, kinds[kind]) for kind in _ORDER if kinds[kind]]
    by = f"Of {words.counted(len(ways), 'features')} approved by {words.day(case.as_of)}"
    said = [f"{by}, {words.listed(told)}."]
    said += _took([way for way in ways if way.kind == "landed"])
    if taken_on > len(ways):
        said.append(f"The days of {words.number(taken_on - len(ways))} more are not known.")
    if len(ways) > MOST:
        said.append(f"Shown are the {MOST} that took longest.")
    return " ".join(said)


def _became(kind: str, number: int) -> str:
    """Say of some features what became of them: 10 landed, 1 is open."""
    said = words.number(number)
    if kind == "landed":
        return f"{said} {kind}"
    if kind == "unknown":
        return f"what became of {said} is {words.UNKNOWN}"
    verb = words.are if kind == "open" else words.were
    return f"{said} {verb(number)} {kind}"


def _took(ways: Sequence[Way]) -> Iterator[str]:
    """Say how long landing took, from the least to the most that the days allow."""
    if len(ways) > 1:
        least, most = [way.least for way in ways], [way.most for way in ways]
        low, high = words.number(min(least)), words.counted(max(most), "days")
        median = words.extent(median_low(least), median_low(most))
        yield f"From approval to landing it took {low} to {high}, the median {median}."
