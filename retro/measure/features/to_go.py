"""The features that are left to do, day by day."""

from collections.abc import Sequence
from datetime import date, datetime

from retro.measure.features.counting import origin, unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart
from retro.model.facts import Line
from retro.model.feature import GIVEN_UP, Feature, Outcome
from retro.model.time import end_of, last_day_before
from retro.outline import words

_GONE = (Outcome.LANDED, Outcome.DEFERRED, *GIVEN_UP)


@chart("features.to_go_daily", "Still to do, day by day", unit="features")
def to_go_daily(case: Case) -> Lines | Missing:
    """Count the features that were approved and still to do, as each day ended.

    From the day of its approval a feature is to do until it lands, is deferred or given up, each
    as in the numbers of those names. The first day is the one before the cycle, the last is its
    last: of those to come nothing is known, and nothing is foretold. The cycle before is counted
    likewise as of its own end, each day as long before it. Where no source tells of each feature
    whether it is done, nothing is drawn.

    Returns:
        A whole number a day. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        Blueprints without a spec have days that Launchpad forgets, and are not counted. A day
        that is only known to lie between two is taken as the first of them. A spec is moved by
        hand, often weeks after the last merge of its feature.
    """
    counted = to_go(case, case.cycle.whole)
    if isinstance(counted, Missing):
        return counted
    return Lines(
        x=case.cycle.whole,
        x_unit="days",
        lines=(Line(label="to do", role="opened", values=counted),),
        sentence=_sentence(case, next(n for n in reversed(counted) if n is not None)),
        origin=origin(case),
    )


def to_go(case: Case, days: Sequence[date]) -> tuple[int | None, ...] | Missing:
    """Count the features to do as each of some days ended; None for those not begun by then."""
    if missing := unknown_features(case):
        return missing
    assert case.features
    if unknown := len(case.features.unknown):
        approved = words.counted(len(case.features.taken_on), "approved features")
        return Missing(f"Of {words.number(unknown)} of {approved} nobody tells if they are done.")
    dated = _dated(case)
    if not dated:
        return Missing("No approved feature has days that are known.")
    last = last_day_before(case.moment)
    return tuple(
        _to_do(dated, min(end_of(day), case.moment)) if day <= last else None for day in days
    )


def _dated(case: Case) -> list[Feature]:
    """Return the features of which it is known from when to when they were to do."""
    assert case.features
    every = (one for one in case.features.dated if one.taken_on)
    return [one for one in every if one.since or one.outcome not in _GONE]


def _to_do(features: Sequence[Feature], moment: datetime) -> int:
    return sum(_is_to_do(one, moment) for one in features)


def _is_to_do(feature: Feature, moment: datetime) -> bool:
    assert feature.approved
    if feature.approved >= moment:
        return False
    gone = feature.since if feature.outcome in _GONE else None
    return gone is None or gone >= moment


def _sentence(case: Case, left: int) -> str:
    assert case.features
    dated, every = len(_dated(case)), len(case.features.taken_on)
    approved = words.counted(dated, "approved features")
    said = f"Of {approved} {words.number(left)} {words.are(left)} still to do."
    if every > dated:
        said += f" The days of {words.number(every - dated)} more are not known."
    return said
