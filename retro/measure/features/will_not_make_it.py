"""What was planned and will not be in the release: deferred, declared so, or missed."""

from collections.abc import Iterator

from msgspec.structs import replace

from retro.measure.features.counting import origin, spec_item
from retro.measure.features.deferred import deferred_features, untold
from retro.measure.features.story import promised, storied
from retro.measure.features.unknown import leeway
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line
from retro.model.facts import Evidence, Item, Part
from retro.model.feature import Feature, Outcome
from retro.model.origin import Origin
from retro.model.story import Story


@metric("features.will_not_make_it", "Features that will not make it", unit="features")
def will_not_make_it(case: Case) -> Answer | Missing:
    """Count what was planned for the cycle and will not be done in it, each thing once.

    Deferred features, as in features.deferred; what a person declares deferred in the team's
    notes and has not landed; and priorities that a person calls missed, if they name no feature
    that is known and were not declared under the same words. Where only these are known, others
    may have slipped beside them.

    Returns:
        A whole number, with one part for each of the three. Unit: features.

    Source:
        The specs repository and the blueprints; `deferred`, and
        the `outcome` of `priorities`, in the team's notes.

    Blind spots:
        What is declared under other words than those of a feature or a priority counts twice.
        Goals, topics and footers, which join a feature, are of the day of collection.
    """
    gap = untold(case)
    declared, missed = list(_declared(case)), list(_missed(case))
    if gap and not (declared or missed):
        return gap
    moved = [] if gap else [_moved(case, feature) for feature in deferred_features(case)[0]]
    specs = Part("deferred", "deferred, as the specs tell", len(moved))
    typed = (
        Part("declared", "declared by a person", len(declared)),
        Part("missed", "missed priorities beside these", len(missed)),
    )
    every = len(moved) + len(declared) + len(missed)
    between, why = (None, "") if gap else _leeway(case, every - len(moved) - _unsure(case))
    told = "Declarations and missed priorities are typed by a person."
    return Answer(
        value=every,
        between=between,
        parts=typed if gap else (specs, *typed),
        evidence=Evidence(items=(*moved, *declared, *missed)),
        note=gap.why if gap else " ".join(filter(None, (told, why))),
        origin=Origin.TYPED if gap else origin(case),
    )


def _leeway(case: Case, more: int) -> tuple[tuple[int, int] | None, str]:
    """Return between what the number lies, with some that are sure, and why."""
    extends, why = leeway(case, deferred_features(case)[0])
    return extends and (extends[0] + more, extends[1] + more), why


def _unsure(case: Case) -> int:
    """Return how many were declared deferred and may have landed, as nobody tells."""
    return sum(bool(one.declared) for one in case.features.unknown) if case.features else 0


def _moved(case: Case, feature: Feature) -> Item:
    """Return a deferred feature as a line, with the words of who declared it deferred."""
    written = {entry.item: entry.why for entry in case.notes.deferred or ()}
    return storied(case, feature, spec_item(feature), written.get(feature.declared, ""))


def _declared(case: Case) -> Iterator[Item]:
    """Yield what was declared deferred, less what has landed or is counted as deferred."""
    every = case.features.every if case.features else ()
    known = {feature.declared: feature for feature in every if feature.declared}
    for entry in case.notes.deferred or ():
        feature = known.get(entry.item)
        if feature is None:
            item = line(entry.item, state=_to(entry.to), since=entry.day, note=entry.why)
            promise = promised(case, (entry.item,))
            story = Story(promise=promise.title if promise else "", words=entry.why)
            yield replace(item, story=story)
        elif feature.outcome not in (Outcome.LANDED, Outcome.DEFERRED):
            item = spec_item(feature, _to(entry.to), entry.day, entry.why)
            yield storied(case, feature, item, entry.why)


def _missed(case: Case) -> Iterator[Item]:
    """Yield the missed priorities that no known feature stands for, and that were not declared."""
    every = case.features.every if case.features else ()
    known = {name for feature in every for name in feature.names}
    declared = {entry.item.casefold() for entry in case.notes.deferred or ()}
    for one in case.notes.priorities or ():
        if one.outcome != "missed" or known & {name.casefold() for name in one.features}:
            continue
        if one.title.casefold() not in declared:
            item = line(one.title, url="".join(one.links[:1]), state="missed", note=one.why)
            yield replace(item, story=Story(promise=one.title, words=one.why))


def _to(cycle: str) -> str:
    return f"declared, to {cycle}" if cycle else "declared"
