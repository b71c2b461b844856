"""Proposals: how many there were, and what became of those that were not approved."""

from retro.measure.features.counting import features_counted, spec_item, unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.parts import by_name
from retro.model.facts import Evidence, Part
from retro.model.feature import Features, Outcome


@metric("features.proposed", "Features proposed", unit="features", beside=("approved", "landed"))
def proposed(case: Case) -> Answer | Missing:
    """Count the features that were proposed for the cycle, up to the moment.

    Those approved, and those that changes of the specs repositories propose: changes that name a
    blueprint by topic or footer and at which something happened during the cycle, unless one of
    them was merged. All changes of one blueprint are one proposal.

    Returns:
        A whole number, with parts for what was proposed, approved, and landed. Unit: features.

    Source:
        The specs repository, Launchpad's blueprints, and Gerrit's changes of specs.

    Blind spots:
        A proposal that names no blueprint. One that stays open for the next cycle is counted in
        both. Goals, topics and footers, which join a feature, are of the day of collection.
    """
    return features_counted(
        case,
        lambda features: features.every,
        parts=_parts,
        simulated=case.simulated,
    )


@metric("features.refused", "Proposals refused", unit="features", of="proposals")
def refused(case: Case) -> Answer | Missing:
    """Count the proposals that were refused, up to the moment.

    Of the proposals of features.proposed that were not approved: a Code-Review −2 is in force on
    one of the open changes, or all are closed and the last was abandoned by another person than
    its owner. So what was proposed again is not refused. Why, only people can say.

    Returns:
        A whole number; n is that of proposals. Unit: features.

    Source:
        Gerrit: votes and abandons of changes in the specs repositories.

    Blind spots:
        Some who abandon for another do so at the owner's wish. Goals, topics and footers, which
        join a feature, are of the day of collection.
    """
    return _proposals(case, Outcome.REFUSED)


@metric("features.withdrawn", "Proposals withdrawn", unit="features", of="proposals")
def withdrawn(case: Case) -> Answer | Missing:
    """Count the proposals that were withdrawn, up to the moment.

    Of the proposals of features.proposed that were not approved: all changes are closed, and the
    last was abandoned by its owner.

    Returns:
        A whole number; n is that of proposals. Unit: features.

    Source:
        Gerrit: abandons of changes in the specs repositories.

    Blind spots:
        Some withdraw because they were told to. Goals, topics and footers, which join a feature,
        are of the day of collection.
    """
    return _proposals(case, Outcome.WITHDRAWN)


@metric("features.undecided", "Proposals undecided", unit="features", of="proposals")
def undecided(case: Case) -> Answer | Missing:
    """Count the proposals that were neither approved nor refused nor withdrawn by the moment.

    Of the proposals of features.proposed: a change is open, without a Code-Review −2 in force.

    Returns:
        A whole number; n is that of proposals. Unit: features.

    Source:
        Gerrit: the state of changes in the specs repositories.

    Blind spots:
        Near the end of a cycle most of these are meant for the next one. Goals, topics and
        footers, which join a feature, are of the day of collection.
    """
    return _proposals(case, Outcome.UNDECIDED)


def _parts(features: Features) -> tuple[Part, ...]:
    counts = {"proposed": len(features.every), "approved": len(features.taken_on)}
    if not features.unknown:
        counts["landed"] = len(features.of(Outcome.LANDED))
    return by_name(counts)


def _proposals(case: Case, outcome: Outcome) -> Answer | Missing:
    """Count proposals: Gerrit alone tells of those that were not approved."""
    if not case.team.gerrit.specs:
        return Missing("The team's settings name no specs repository.")
    missing, known = unknown_features(case), case.features or Features()
    if missing and not case.features:
        return missing
    found = known.of(outcome)
    return Answer(
        value=len(found),
        n=None if missing else len(known.every),
        evidence=Evidence(items=tuple(map(spec_item, found))),
        origin=case.origin,
    )
