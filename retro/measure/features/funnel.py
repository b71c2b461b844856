"""The cycle's features from proposal to landing, and where they left the way."""

from collections.abc import Iterator

from retro.measure.features.counting import origin, sure, unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Missing, Ranks, chart
from retro.model.facts import LEFT, Bar
from retro.model.feature import GIVEN_UP, Features, Outcome
from retro.outline import words

_ON_THE_WAY = "on the way"


@chart("features.funnel", "Features from proposal to landing, counted", unit="features")
def funnel(case: Case) -> Ranks | Missing:
    """Count the features at each stage of the way, and those that left it between two stages.

    The stages are features.proposed, features.approved, and those of the approved that landed.
    Between them stands what became of the others, as in the numbers of these names; unknown is
    what features.unknown counts, unclear a proposal that no person abandoned. So each stage is
    the one before less what left. Without changes of specs nobody knows what was proposed, and
    the way begins at approval.

    Returns:
        A whole number for each stage and each way to leave it, from the first stage on; what
        nobody left by is missing. Unit: features.

    Source:
        The specs repository, Launchpad's blueprints, and Gerrit's changes of specs.

    Blind spots:
        As for features.proposed, features.landed and features.deferred.
    """
    if missing := unknown_features(case):
        return missing
    assert case.features
    known = case.features
    told = bool(case.team.gerrit.specs)
    bars = (*(_proposals(known) if told else ()), *_approved(known))
    if not bars[0].values[0]:
        return Missing("Nothing was proposed or approved by then.")
    return Ranks(
        heads=("stage", "way", "features"),
        bars=bars,
        sentence=_sentence(case, bars),
        origin=case.origin if told else origin(case),
    )


def _proposals(features: Features) -> Iterator[Bar]:
    """Yield what was proposed, and what became of that which was not approved."""
    others = [one.outcome for one in features.every if not one.taken_on]
    yield _stage("proposed", len(features.every))
    yield from _left("refused", others.count(Outcome.REFUSED))
    yield from _left("withdrawn", others.count(Outcome.WITHDRAWN))
    yield from _left("undecided", others.count(Outcome.UNDECIDED))
    yield from _left("unclear", others.count(Outcome.UNKNOWN))
    yield from _left("done unasked", others.count(Outcome.LANDED))


def _approved(features: Features) -> Iterator[Bar]:
    """Yield what was approved, what became of it, and what landed, if that is known."""
    found = [one.outcome for one in features.taken_on]
    yield _stage("approved", len(found))
    if len(features.unknown) == len(found) > 0:
        yield from _left("unknown", len(found))
        yield _stage("landed", None)
        return
    yield from _left("deferred", found.count(Outcome.DEFERRED))
    yield from _left("given up", sum(found.count(outcome) for outcome in GIVEN_UP))
    yield from _left("open", found.count(Outcome.OPEN))
    yield from _left("unknown", found.count(Outcome.UNKNOWN))
    yield _stage("landed", found.count(Outcome.LANDED))


def _stage(label: str, number: int | None) -> Bar:
    return Bar(label=label, kind=_ON_THE_WAY, role="core", values=(number,))


def _left(label: str, number: int) -> Iterator[Bar]:
    if number:
        yield Bar(label=label, kind=LEFT, role="others", values=(number,))


def _sentence(case: Case, bars: tuple[Bar, ...]) -> str:
    """Say the stages in words: of 25 proposed, 13 were approved, and 10 landed."""
    numbers = {bar.label: bar.values[0] for bar in bars if bar.kind != LEFT}
    approved, landed = numbers["approved"], numbers["landed"]
    assert isinstance(approved, int)
    by = words.day(case.as_of)
    end = (
        f"{_range(case, landed)} landed" if isinstance(landed, int) else "what landed is not known"
    )
    if isinstance(proposed := numbers.get("proposed"), int):
        every = words.counted(proposed, "features")
        taken_on = f"{words.number(approved)} {words.were(approved)} approved"
        return f"Of {every} proposed by {by}, {taken_on}, and {end}."
    return f"Of {words.counted(approved, 'features')} approved by {by}, {end}."


def _range(case: Case, landed: int) -> str:
    """Say how many landed: a range where some may have only after the moment, or in silence."""
    found = case.features.of(Outcome.LANDED) if case.features else ()
    late = sum(not sure(case, feature) for feature in found if feature.taken_on)
    untold = len(case.features.unknown) if case.features else 0
    return words.extent(landed - late, landed + untold)
