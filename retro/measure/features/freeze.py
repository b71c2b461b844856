"""What a person wrote about features: freeze exceptions, and the freeze of specs."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.facts import Origin
from retro.model.team import Freeze
from retro.outline import words

_SPEC_FREEZE = "spec freeze"


@metric("features.ffe", "Feature freeze exceptions", unit="requests")
def feature_freeze_exceptions(case: Case) -> Answer | Missing:
    """Count the feature freeze exceptions (FFE) that were asked for.

    Exceptions are asked for by mail, so a person lists them. Those dated after the edition's day
    are left out.

    Returns:
        A whole number. Unit: requests.

    Source:
        `ffe` in cycle.yaml.

    Blind spots:
        A request that nobody wrote down.
    """
    if case.notes.ffe is None:
        return unwritten("ffe")
    asked = (one for one in case.notes.ffe if one.day is None or one.day <= case.as_of)
    return typed(line(one.item, state=one.to, since=one.day, note=one.why) for one in asked)


@metric("features.spec_freeze", "Spec freeze", unit="day")
def spec_freeze(case: Case) -> Answer | Missing:
    """Tell on which day the team stopped taking new specs.

    Returns:
        A day. Unit: day.

    Source:
        The freeze named “spec freeze” under `freezes` in cycle.yaml.

    Blind spots:
        What was approved after it is not counted here.
    """
    freeze = spec_freeze_of(case)
    return Answer(value=freeze.day, origin=Origin.TYPED) if freeze else unwritten(_SPEC_FREEZE)


@metric("features.freeze_notice_days", "Notice of the spec freeze", unit="days")
def freeze_notice_days(case: Case) -> Answer | Missing:
    """Tell how many days before the spec freeze it was announced.

    From the day of the announcement to the day of the freeze.

    Returns:
        A whole number. Unit: days.

    Source:
        `announced` of the freeze named “spec freeze” under `freezes` in cycle.yaml.

    Blind spots:
        An announcement is not yet read by everybody.
    """
    freeze = spec_freeze_of(case)
    if freeze is None or freeze.announced is None:
        return unwritten(f"announced of a {_SPEC_FREEZE}" if freeze else _SPEC_FREEZE)
    told = f"Announced on {words.day(freeze.announced)}, for {words.day(freeze.day)}."
    return Answer(value=(freeze.day - freeze.announced).days, note=told, origin=Origin.TYPED)


def spec_freeze_of(case: Case) -> Freeze | None:
    """Return the team's spec freeze, if a person wrote one down."""
    return next((f for f in case.notes.freezes if f.name.casefold() == _SPEC_FREEZE), None)
