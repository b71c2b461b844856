"""Approved features of which nobody can tell what became: counted, and what they leave open."""

from collections.abc import Collection

from retro.measure.features.counting import (
    RANGES,
    coded,
    extent,
    features_counted,
    unknown_features,
)
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.model.feature import Feature
from retro.outline import words

_WHY = (
    "the team had not sorted out its done specs by then, and no blueprint or bug that was "
    "collected tells of them"
)


@metric("features.unknown", "Features of unknown outcome", unit="features", of="approved features")
def unknown(case: Case) -> Answer | Missing:
    """Count the approved features of which no source can tell what became of them by the moment.

    What landed, was deferred or given up is known by its spec's folder, its blueprint or the bug
    that asks for it. What is left is open only if its blueprint was collected and is of this
    cycle, by goal or milestone, if that bug is open, or if the team had sorted out its done specs
    by then. Moving them is paperwork, often of one day a cycle: before it the folders tell nothing
    of the others. It is done once a commit of the last six weeks before the cycle's end, or later,
    moved a fifth of the cycle's specs, and two at the least; or once half of the specs that left
    no other way were moved, in any commits.
    Approved features are those that landed, were deferred or given up, are open, and these.

    Returns:
        A whole number; n is that of approved features. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: goals, milestones, and
        the day of completion; Gerrit: merged changes that name a feature, which are named in the
        list as a second witness and are no landing.

    Blind spots:
        A team that sorts out less than that is taken for one that has not begun to. Goals, topics
        and footers, which join a feature, are of the day of collection.
    """
    return features_counted(
        case,
        lambda features: features.unknown,
        n=len(case.features.taken_on) if case.features else None,
        note=_witnessed(case, case.features.unknown if case.features else ()),
    )


def unsettled(case: Case) -> Missing | None:
    """Say why it can't be told of any feature what became of it."""
    if missing := unknown_features(case):
        return missing
    assert case.features
    untold, taken_on = case.features.unknown, case.features.taken_on
    if not untold or len(untold) < len(taken_on):
        return None
    every = words.counted(len(taken_on), "approved features")
    told = f"No source tells what became of the {every}: {_WHY}."
    return Missing(" ".join(filter(None, (told, _witnessed(case, untold)))))


def leeway(
    case: Case, found: Collection[Feature], more: int = 0
) -> tuple[tuple[int, int] | None, str]:
    """Return between what the number of some features lies, and why, where it isn't one number.

    Args:
        case: The case.
        found: Those that are known to have come to an end, by the first days possible.
        more: How many others may have by the moment, as far as days are known. Those of which
            nothing is known may have as well.
    """
    untold = len(case.features.unknown) if case.features else 0
    perhaps = words.counted(untold, "approved features")
    said = (
        f"What became of {perhaps} is not known: {_WHY}." if untold else "",
        RANGES if extent(case, found, more) else "",
    )
    return extent(case, found, more + untold), " ".join(filter(None, said))


def _witnessed(case: Case, features: Collection[Feature]) -> str:
    """Say how many features merged code names, which is a sign of a landing and none."""
    named = sum(coded(case, feature) > 0 for feature in features)
    if not named:
        return ""
    number, what = words.number(named), "it" if named == 1 else "them"
    return f"{number} of them {words.have(named)} merged code that names {what}."
