"""The freezes of specs and of features: what was announced, excepted, and came after them."""

from datetime import date

from retro.measure.features.counting import RANGES, approval_item, extent, features_counted
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.merges import merges_counted, people_and_bots
from retro.measure.ground.phases import FREEZE, freeze_past
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.cycle import RELEASE
from retro.model.feature import Feature, named_by
from retro.model.origin import Origin
from retro.model.team import Freeze
from retro.outline import words

_SPEC_FREEZE = "spec freeze"


@metric("features.ffe", "Feature freeze exceptions", unit="requests")
def feature_freeze_exceptions(case: Case) -> Answer | Missing:
    """Count the feature freeze exceptions (FFE) that were asked for.

    Exceptions are asked for by mail, so a person lists them. Those dated after the day of an
    earlier edition are not in it.

    Returns:
        A whole number. Unit: requests.

    Source:
        `ffe` in the team's notes.

    Blind spots:
        A request that nobody wrote down.
    """
    if case.notes.ffe is None or "ffe" in case.later:
        by_rule = case.cycle.ending != RELEASE and case.cycle.day_of(FREEZE) is None
        none = by_rule or FREEZE in case.cycle.without
        return Missing(case.cycle.lacks(FREEZE)) if none else unwritten(case, "ffe")
    asked = (line(o.item, state=o.to, since=o.day, note=o.why) for o in case.notes.ffe)
    return typed(asked)


@metric("features.spec_freeze", "Spec freeze", unit="day")
def spec_freeze(case: Case) -> Answer | Missing:
    """Tell on which day the team stopped taking new specs.

    Returns:
        A day. Unit: day.

    Source:
        The freeze named “spec freeze” under `freezes` in the team's notes, from the day on that it
        was `announced`.

    Blind spots:
        What was approved after it is not counted here.
    """
    freeze = _spec_freeze(case)
    return Answer(value=freeze.day, origin=Origin.TYPED) if freeze else _unset(case)


@metric("features.freeze_notice_days", "Notice of the spec freeze", unit="days")
def freeze_notice_days(case: Case) -> Answer | Missing:
    """Tell how many days before the spec freeze it was announced.

    From the day of the announcement to the day of the freeze.

    Returns:
        A whole number. Unit: days.

    Source:
        `announced` of the freeze named “spec freeze” under `freezes` in the team's notes.

    Blind spots:
        An announcement is not yet read by everybody.
    """
    freeze = _spec_freeze(case)
    if freeze is None:
        return _unset(case)
    if freeze.announced is None:
        return unwritten(case, "announced", f"announced of a {_SPEC_FREEZE}")
    told = f"Announced on {words.day(freeze.announced)}, for {words.day(freeze.day)}."
    return Answer(value=(freeze.day - freeze.announced).days, note=told, origin=Origin.TYPED)


@metric(
    "features.approved_after_freeze",
    "Features approved after the spec freeze",
    unit="features",
    of="approved specs",
)
def approved_after_freeze(case: Case) -> Answer | Missing:
    """Count the features whose specs were approved after the team's spec freeze.

    From 00:00 UTC of the day after the freeze, up to the moment.

    Returns:
        A whole number; n is that of approved specs. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; `freezes` in the team's notes.

    Blind spots:
        A spec that was agreed on before the freeze and merged after it counts. A commit that
        landed without a merge was there between two days, unless Gerrit has its merge; where the
        freeze lies between them, the number is a range. Goals, topics and footers, which join a
        feature, are of the day of collection.
    """
    freeze = _spec_freeze(case)
    if freeze is None:
        return _unset(case)
    if freeze.day >= case.as_of:
        return Missing(f"The spec freeze of {words.day(freeze.day)} is not past.")
    perhaps = [one.name for one in _dated(case) if _straddles(one, freeze.day)]
    return features_counted(
        case,
        lambda features: [
            one for one in features.dated if one.approved and one.approved.date() > freeze.day
        ],
        between=lambda found: extent(case, found, len(perhaps)),
        ranges=f"After the freeze or not: {words.listed(perhaps)}." if perhaps else RANGES,
        n=len(case.features.dated) if case.features else None,
        line=approval_item,
    )


@metric("features.merged_after_freeze", "Feature work merged after the freeze", unit="changes")
def merged_after_freeze(case: Case) -> Answer | Missing:
    """Count the changes that name a blueprint and were merged after the feature freeze.

    Of the changes of flow.merged_after_freeze: those that name a blueprint in a footer or by
    their topic. It stands beside features.ffe, which counts what was asked for.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge, footers and topics; the calendar of the cycle.

    Blind spots:
        Documentation and fixes may name a blueprint as well; a feature's change may name none.
        Topics, footers and subjects are of the day of collection.
    """
    since = freeze_past(case)
    if isinstance(since, Missing):
        return since
    late = tuple(pair for pair in case.merges if pair[0] >= since and named_by(pair[1]))
    return merges_counted(case, late, since=since, parts=people_and_bots(late))


def _dated(case: Case) -> tuple[Feature, ...]:
    return case.features.dated if case.features else ()


def _straddles(feature: Feature, day: date) -> bool:
    """Tell whether a feature may have been approved after a day, and may have been before."""
    first, last = feature.approved, feature.approved_until
    return bool(first and last and first.date() <= day < last.date())


def _spec_freeze(case: Case) -> Freeze | None:
    """Return the team's spec freeze, if a person wrote one down."""
    return next((f for f in case.notes.freezes if f.name.casefold() == _SPEC_FREEZE), None)


def _unset(case: Case) -> Missing:
    """Say that no spec freeze was written down, or that none was announced by then."""
    if case.cycle.ending != RELEASE and not case.team.gerrit.specs:
        return Missing("The team's settings name no specs repository.")
    return unwritten(case, "freezes", _SPEC_FREEZE)
