"""What the cycle before left undone, and what became of it in this one."""

from retro.measure.features.counting import features_counted
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.model.facts import Part
from retro.model.feature import Feature, Features, Outcome
from retro.outline import words


@metric(
    "features.carried_over",
    "Features carried over",
    unit="features",
    of="earlier leftovers",
)
def carried_over(case: Case) -> Answer | Missing:
    """Count the features approved for the cycle that the cycle before had approved and not done.

    One spec of both cycles: moved from folder to folder, or approved again under the same name or
    the same blueprint; or a spec of the cycle before whose blueprint this one has without a spec.
    What landed in the cycle before, by its folder or by its blueprint, is no leftover. Whether
    they landed in this one, up to the moment, is told as in features.landed.

    Returns:
        A whole number, with parts for what landed in this cycle, what was approved again and is
        not done, and what features.unknown counts; n is the number of earlier leftovers; those are
        specs of the cycle before that did not land in it by the moment. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        Leftovers that went on without being approved again. Blueprints without a spec, which
        Launchpad moves to another goal without a trace. Goals, topics and footers, which join a
        feature, are of the day of collection.
    """
    known = case.features
    if known is None or not known.specs:
        return Missing("No spec of the cycle is known: only specs tell what is carried over.")
    if known.left is None:
        return Missing("No spec of the cycle before is known.")
    return features_counted(case, _taken_up, n=known.left_before, parts=_parts, note=_note(known))


def _taken_up(features: Features) -> tuple[Feature, ...]:
    return features.carried_over


def _parts(features: Features) -> tuple[Part, ...]:
    ends = [one.outcome for one in features.carried_over]
    landed, unknown = ends.count(Outcome.LANDED), ends.count(Outcome.UNKNOWN)
    undone = len(ends) - landed - unknown
    told = (
        Part("landed", "landed in this cycle", landed, between=_range(landed, unknown)),
        Part("undone", "approved again and not done", undone, between=_range(undone, unknown)),
    )
    return (*told, Part("unknown", words.UNKNOWN, unknown)) if unknown else told


def _range(least: int, unknown: int) -> tuple[int, int] | None:
    return (least, least + unknown) if unknown else None


def _note(features: Features) -> str:
    title = features.cycle_before.capitalize()
    if features.left_before is None:
        return f"How much {title} left undone is not known."
    return f"{title} left {words.counted(features.left_before, 'features')} undone."
