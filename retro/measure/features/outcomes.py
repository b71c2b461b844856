"""Features: how many were approved and landed, and which are open."""

from collections.abc import Sequence

from retro.measure.features.counting import (
    after,
    approval_item,
    features_counted,
    spec_item,
)
from retro.measure.features.story import storied
from retro.measure.features.unknown import leeway, unsettled
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.parts import by_kind
from retro.model.facts import Part
from retro.model.feature import GIVEN_UP, Feature, Features, Outcome
from retro.outline import words


@metric("features.approved", "Features approved", unit="features")
def approved(case: Case) -> Answer | Missing:
    """Count the features that the team took on for the cycle, up to the moment.

    A feature is approved when its spec enters the cycle's folder, or when Launchpad has its
    blueprint with an accepted goal for the cycle. Spec and blueprint are one feature: a blueprint
    that is linked at the top of a spec wins over the file's name. Where folders bear no cycle's
    name, a spec is of the cycle in which it was approved, and of that in which it was done.
    A spec is one through all its renames, moves and links; a link to an earlier cycle's text
    approves it again. No news is a commit that takes more than half of all specs, at least five,
    from where they were, but for those that it moves to another state or cycle; one that brings
    at least five, and more than there were, brings what was approved on or before its day.

    Returns:
        A whole number, with one part for specs and one for blueprints without a spec. The note
        has the number of the cycle before by the same week. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: goals as of the day of
        collection.

    Blind spots:
        Features differ in size. Small ones need no spec in many teams. Launchpad forgets when a
        goal was accepted, and who has moved on to another cycle. Goals, topics and footers, which
        join a feature, are of the day of collection.
    """

    def parts(features: Features) -> tuple[Part, ...]:
        specs = sum(one.specified for one in features.taken_on)
        alone = len(features.taken_on) - specs
        return Part("specs", "specs", specs), Part("blueprints", "blueprints alone", alone)

    known = case.features
    notes = [] if known is None or known.before is None else [_before(known)]
    if known and known.left_out:
        notes.append(_left_out(known.left_out))
    notes += [f"{why[:1].upper()}{why[1:]}." for why in known.refused] if known else []

    def between(found: Sequence[Feature]) -> tuple[int, int] | None:
        least = sum(not after(case, one.approved_until) for one in found)
        return None if least == len(found) else (least, len(found))

    return features_counted(
        case,
        lambda features: features.taken_on,
        between=between,
        note=" ".join(notes),
        parts=parts,
        line=approval_item,
    )


@metric("features.landed", "Features landed", unit="features", of="approved features")
def landed(case: Case) -> Answer | Missing:
    """Count the features that were completed for the cycle, up to the moment.

    A feature has landed when its spec stands in the folder of the implemented ones, or when its
    blueprint is Implemented, or approved and only Informational, was completed before the moment,
    and belongs to the cycle by its accepted goal, its milestone or, having neither, the day: the
    first of these that is some cycle's decides. Where a spec names a bug that asks for it, and no
    blueprint, it landed when that bug was fixed. Which of them it was stands in the list. Beside
    each stand the merged changes that name it, by project; what kind of work they are (client,
    docs, tests) is told only where the project's name says so.

    Returns:
        A whole number; where Launchpad has some as done that nobody had approved, with one part
        for the approved ones and one for these; n is that of approved features. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        Somebody has to move the file or set the blueprint, often weeks after the last merge. The
        files of a change are not collected: docs and tests in a project of code are not told
        apart, and work in projects of others is not seen. Goals, topics and footers, which join
        a feature, are of the day of collection.
    """
    return _outcome(case, Outcome.LANDED)


@metric("features.open_at_end", "Features still open", unit="features", of="approved features")
def open_at_end(case: Case) -> Answer | Missing:
    """Count the features that were approved and, by the moment, neither landed nor moved.

    Those that are not in features.landed, not in features.deferred and not given up.

    Returns:
        A whole number; n is that of approved features. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        As for features.landed: the work may be done, and its spec not yet moved.
    """
    return _outcome(case, Outcome.OPEN)


@metric("features.given_up", "Features given up", unit="features", of="approved features")
def given_up(case: Case) -> Answer | Missing:
    """Count the features that were approved for the cycle and then given up, up to the moment.

    The spec was removed from the cycle's folder without going to a later cycle's, or the
    blueprint was completed as Obsolete or Superseded.

    Returns:
        A whole number, with one part for each way; n is that of approved features.
        Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Launchpad: the day of completion.

    Blind spots:
        Launchpad tells the day of completion only, and that may be that of a later clean-up.
        Goals, topics and footers, which join a feature, are of the day of collection.
    """
    return _outcome(case, *GIVEN_UP)


@metric("features.conflicts", "Features told differently", unit="features", of="features")
def conflicts(case: Case) -> Answer | Missing:
    """Count the features of the cycle about which the sources disagree.

    For example a spec among the implemented ones whose blueprint has the next cycle as its goal.
    The number that stands elsewhere follows the specs repository first, then the blueprint; the
    list has what the other source says.

    Returns:
        A whole number; n is that of features. Unit: features.

    Source:
        The specs repository, Launchpad's blueprints, and `deferred` in the team's notes.

    Blind spots:
        Launchpad tells its goals and most of its states as of the day of collection only.
    """
    return features_counted(
        case,
        lambda features: [one for one in features.every if one.conflicts],
        n=len(case.features.every) if case.features else None,
    )


def _left_out(number: int) -> str:
    files = words.counted(number, "files")
    return f"Not counted: {files} that may hold a spec, as the sources tell."


def _before(features: Features) -> str:
    specs = words.counted(features.before or 0, "specs")
    return f"In {features.cycle_before.capitalize()} it was {specs} by the same week."


def _outcome(case: Case, *outcomes: Outcome) -> Answer | Missing:
    if missing := unsettled(case):
        return missing

    def parts(features: Features) -> tuple[Part, ...]:
        if outcomes == (Outcome.LANDED,):
            return _unasked(features)
        counts = {outcome: len(features.of(outcome)) for outcome in outcomes}
        return by_kind(outcomes, counts) if len(outcomes) > 1 else ()

    assert case.features
    found, taken_on = case.features.of(*outcomes), case.features.taken_on
    # what may have come about only after the moment may have been open at it
    late = [one for one in taken_on if after(case, one.until) and one.outcome not in outcomes]
    between, why = leeway(case, found, len(late) if Outcome.OPEN in outcomes else 0)
    return features_counted(
        case,
        lambda _: found,
        between=lambda _: between,
        ranges=why,
        n=len(taken_on),
        parts=parts,
        line=lambda feature: storied(case, feature, spec_item(feature)),
    )


def _unasked(features: Features) -> tuple[Part, ...]:
    """Tell those that landed and were approved from those that were not, if there are any."""
    landed = features.of(Outcome.LANDED)
    approved = sum(one.taken_on for one in landed)
    if approved == len(landed):
        return ()
    return (
        Part("approved", "approved for the cycle", approved),
        Part("unasked", "done without an approval", len(landed) - approved),
    )
