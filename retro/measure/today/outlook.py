"""What lies ahead of a cycle that runs: its days, and the features that are under way."""

from collections.abc import Iterable, Iterator
from datetime import date

from retro.measure.features.counting import unknown_features
from retro.measure.ground.case import Case
from retro.measure.ground.sweep import waiting
from retro.measure.today.days import deadlines
from retro.model import query
from retro.model.ahead import Outlook, Underway
from retro.model.change import Change, Event, Kind
from retro.model.feature import Feature, Outcome


def outlook(case: Case) -> Outlook:
    """Return what lies ahead at the case's moment: days and work, and no word on how it ends."""
    unsure = len(case.features.unknown) if case.features else 0
    features = _features(case)
    return Outlook(days=deadlines(case), features=features, unsure=unsure, origin=case.origin)


def left(case: Case) -> tuple[Feature, ...]:
    """Return the features that were approved and neither landed nor went another way."""
    assert case.features, "whoever asks knows that there are some"
    return tuple(o for o in case.features.of(Outcome.OPEN, Outcome.UNKNOWN) if o.taken_on)


def _features(case: Case) -> tuple[Underway, ...] | str:
    """Return the features left, those first that nobody has touched for longest."""
    if missing := unknown_features(case):
        return missing.why
    every = (_underway(case, one) for one in left(case))
    return tuple(sorted(every, key=lambda one: (one.moved or date.min, one.title)))


def _underway(case: Case, feature: Feature) -> Underway:
    named = [change for change in case.changes if change.number in feature.changes]
    merged = [change for change in named if change.happened(Kind.MERGE)]
    standing = {one.change.number for one in waiting(case, case.moment)}
    still = [change for change in named if change.number in standing]
    return Underway(
        title=feature.title or feature.name,
        url=feature.url,
        since="".join(feature.evidence[:1]).partition(", ")[0],
        open=len(still),
        open_url=_address(still),
        merged=len(merged),
        merged_url=_address(merged),
        moved=max((event.at.date() for event in _deeds(case, named)), default=None),
    )


def _deeds(case: Case, changes: Iterable[Change]) -> Iterator[Event]:
    """Yield what people did to some changes, and their merges, which are a machine's deed."""
    for change in changes:
        for event in change.events:
            if event.kind is Kind.MERGE or case.accounts.is_person(event.account):
                yield event


def _address(changes: list[Change]) -> str:
    """Return where the server shows some changes, by their numbers."""
    numbers = " OR ".join(str(change.number) for change in changes)
    return query.address(changes[0].server, numbers) if changes else ""
