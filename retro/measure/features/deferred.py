"""Deferred features: how many, and how far ahead of the freeze."""

from datetime import date

from retro.measure.features.counting import origin, spec_item
from retro.measure.features.spent import work_after
from retro.measure.features.unknown import leeway, unsettled
from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Lists, Missing, metric
from retro.measure.ground.evidence import behind
from retro.measure.ground.phases import FREEZE
from retro.model.facts import Item, Part
from retro.model.feature import Feature, Outcome
from retro.outline import words

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@metric("features.deferred", "Features deferred", unit="features", of="approved features")
def deferred(case: Case) -> Answer | Missing:
    """Count the features that were approved for the cycle and deferred to a later one.

    Up to the moment, and not landed: the spec was moved to a later cycle's folder or approved
    again in it. The list tells to which cycle, for which time, how many days ahead of the
    feature freeze, and what was merged after it under the feature's name; and how often that was
    reviewed, where five people did it or nobody.

    Returns:
        A whole number, with one part for each cycle that they went to; n is the number of
        approved features. Unit: features.

    Source:
        The specs repository: the day on which a commit landed; Gerrit for the work after it.

    Blind spots:
        Launchpad moves a blueprint to its next goal without a trace, so that what has no spec is
        missing here. So is what was deferred and not yet approved again. Goals, topics and
        footers, which join a feature, are of the day of collection.
    """
    if missing := untold(case):
        return missing
    found, taken_on = deferred_features(case)
    between, why = leeway(case, found)
    to = sorted({feature.to for feature in found})
    return Answer(
        value=len(found),
        n=taken_on,
        parts=tuple(
            Part(cycle, f"to {cycle}", sum(f.to == cycle for f in found)) for cycle in to if cycle
        ),
        between=between,
        evidence=behind(case, (_story(case, feature) for feature in found)),
        note=why,
        origin=origin(case),
    )


@metric(
    "features.deferral_lead_days",
    "Lead of the last deferral",
    unit="days",
    of="deferred features",
    beside=EVERY,
    lists=Lists.TAKEN_FROM,
)
def deferral_lead_days(case: Case) -> Answer | Missing:
    """Tell how many days before the feature freeze the last feature was deferred.

    From the day of the deferral to that of the freeze: a negative number says that it came after
    the freeze. Deferrals as in features.deferred; if all were early, this one was. Where a day
    is only known to lie between two, so does the number, which then is the least.

    Returns:
        A whole number, or a range of them, with one part for each deferred feature; n is that
        of deferred features. Unit: days.

    Source:
        The specs repository: the day on which a commit landed; the calendar of the cycle.

    Blind spots:
        The decision may have been made, and told, before the file was moved. Goals, topics and
        footers, which join a feature, are of the day of collection.
    """
    if missing := untold(case):
        return missing
    freeze = case.cycle.day_of(FREEZE)
    if freeze is None:
        return Missing(case.cycle.lacks(FREEZE))
    found = [feature for feature in deferred_features(case)[0] if feature.since]
    if not found:
        return Missing("No feature was deferred on a day that is known.")
    leads = [_lead(feature, freeze) for feature in found]
    least, most = (min(ends) for ends in zip(*leads, strict=True))
    return Answer(
        value=least,
        between=(least, most) if least < most else None,
        n=len(found),
        parts=tuple(_part(one.name, *lead) for one, lead in zip(found, leads, strict=True)),
        evidence=behind(case, (_story(case, feature) for feature in found)),
        origin=origin(case),
    )


def untold(case: Case) -> Missing | None:
    """Say why it can't be told what was deferred: Launchpad alone keeps no trace of it."""
    if missing := unsettled(case):
        return missing
    if case.features and (case.features.specs or case.features.of(Outcome.DEFERRED)):
        return None
    return Missing(
        "Launchpad moves a blueprint to another goal without a trace, and the specs repository "
        "was not collected."
    )


def deferred_features(case: Case) -> tuple[tuple[Feature, ...], int]:
    """Return what was deferred, and the number of what was approved; ask `untold` first."""
    assert case.features, "whoever asks has made sure"
    return case.features.of(Outcome.DEFERRED), len(case.features.taken_on)


def _lead(feature: Feature, freeze: date) -> tuple[int, int]:
    """Return the least and the most days by which a deferral came ahead of the freeze."""
    assert feature.since, "only dated ones have a lead"
    last = feature.until or feature.since
    return (freeze - last.date()).days, (freeze - feature.since.date()).days


def _part(name: str, least: int, most: int) -> Part:
    return Part(name, name, least, between=(least, most) if least < most else None)


def _ahead(least: int, most: int) -> str:
    """Say how far ahead of the freeze something came: 2 to 5 days before the feature freeze."""
    freeze = "the feature freeze"
    if least == most == 0:
        return f"on the day of {freeze}"
    if least > 0 or most < 0:
        near, far = sorted((abs(least), abs(most)))
        days = words.counted(far, "days") if near == far else f"{near} to {far} days"
        return f"{days} {'before' if least > 0 else 'after'} {freeze}"
    before = f"{words.counted(most, 'days')} before" if most else "the day of"
    return f"between {before} {freeze} and {_after(-least)}"


def _after(days: int) -> str:
    return f"{words.counted(days, 'days')} after it" if days else "its day"


def _story(case: Case, feature: Feature) -> Item:
    """Tell of a deferral: for which time, how far ahead of the freeze, the work after it."""
    times = len(set(feature.carried))
    nth = _ORDINALS[times] if times < len(_ORDINALS) else f"{times + 1}th"
    said = [*feature.evidence[-1:], f"for the {nth} time"]
    freeze = case.cycle.day_of(FREEZE)
    if feature.since and freeze:
        said.append(_ahead(*_lead(feature, freeze)))
    said += work_after(case, feature)
    return spec_item(feature, note="; ".join(said))
