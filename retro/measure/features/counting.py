"""What measures of features share: the list behind a number, and why there may be none."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from msgspec.structs import replace

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing
from retro.measure.ground.evidence import behind
from retro.model.facts import Item, Part
from retro.model.feature import Feature, Features, Outcome
from retro.model.origin import Origin
from retro.outline import words


def spec_item(
    feature: Feature, state: str = "", since: date | None = None, note: str = ""
) -> Item:
    """Return a feature as a line of a list, with how its outcome is known."""
    to = f" to {feature.to}" if feature.outcome is Outcome.DEFERRED and feature.to else ""
    said = (note or "; ".join(feature.evidence), *feature.conflicts)
    dated = feature.since.date() if feature.since else None
    return Item(
        ref=feature.name,
        project=feature.project,
        title=feature.title or feature.name,
        url=feature.url,
        state=state or f"{feature.outcome}{to}",
        since=since or dated,
        note="; ".join(filter(None, said)),
    )


def approval_item(feature: Feature) -> Item:
    """Return a feature as a line of a list, with how its approval is known."""
    on = feature.approved.date() if feature.approved else None
    return spec_item(feature, "approved", on, "".join(feature.evidence[:1]))


def after(case: Case, until: datetime | None) -> bool:
    """Tell whether what came by a day, or until another, may have come only after the moment."""
    return until is not None and until >= case.moment


def sure(case: Case, feature: Feature) -> bool:
    """Tell whether a feature was approved, and became what it is, by the moment for certain."""
    return not after(case, feature.approved_until) and not after(case, feature.until)


def extent(case: Case, found: Collection[Feature], more: int = 0) -> tuple[int, int] | None:
    """Return the least and the most that some features may be; None where they are so many.

    Args:
        case: The case.
        found: Those that are counted, by the first days possible.
        more: How many others may be so as well.
    """
    least, most = sum(sure(case, one) for one in found), len(found) + more
    return None if least == most else (least, most)


RANGES = "Some days are only known as ranges, which reach beyond the moment."


def features_counted(
    case: Case,
    pick: Callable[[Features], Iterable[Feature]],
    *,
    between: Callable[[tuple[Feature, ...]], tuple[int, int] | None] = lambda _: None,
    ranges: str = RANGES,
    n: int | None = None,
    note: str = "",
    parts: Callable[[Features], tuple[Part, ...]] = lambda _: (),
    line: Callable[[Feature], Item] = spec_item,
    simulated: bool = False,
) -> Answer | Missing:
    """Count and list some features of the case; `ranges` says why they may be between two."""
    if missing := unknown_features(case):
        return missing
    assert case.features
    found = tuple(pick(case.features))
    extends = between(found)
    return Answer(
        value=len(found),
        between=extends,
        n=n,
        parts=parts(case.features),
        evidence=behind(case, (_seconded(case, one, line(one)) for one in found)),
        note=" ".join(filter(None, (note, ranges if extends else ""))),
        origin=Origin.SIMULATED if simulated else origin(case),
    )


def coded(case: Case, feature: Feature) -> int:
    """Return how many merged changes name a feature; none that are less real than its spec."""
    mixed = case.simulated and origin(case) is not Origin.SIMULATED
    return 0 if mixed or not feature.taken_on else len(feature.merged)


def _seconded(case: Case, feature: Feature, item: Item) -> Item:
    """Add to a line what is merged under the feature's name: a witness, and no landing."""
    number = coded(case, feature)
    if not number:
        return item
    changes, since = words.counted(number, "merged changes"), words.day(feature.merged[0].date())
    said = f"{changes} {'names' if number == 1 else 'name'} it, since {since}"
    return replace(item, note="; ".join(filter(None, (item.note, said))))


def unknown_features(case: Case) -> Missing | None:
    """Say why nothing is known of the cycle's features."""
    known = case.features
    if known and (known.specs or known.blueprints):
        return None
    if known is None:
        return Missing("Neither was collected: the specs repository and the blueprints.")
    return Missing(f"Nothing tells of the cycle's features: {words.listed(known.silent)}.")


def origin(case: Case) -> Origin:
    """Return where a number comes from that was counted in specs and blueprints alone."""
    told = case.features is not None and case.features.simulated
    return Origin.SIMULATED if told else Origin.MEASURED
