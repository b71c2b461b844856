"""What goes by a feature's names: its proposals, the changes of code, what a person declared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from retro.ledger.features.proposals import Proposal
from retro.model.change import Change, Kind
from retro.model.feature import Feature, Outcome, named_by
from retro.model.team import Deferral, Notes

Merges = Mapping[int, datetime | None]
"""When changes were merged, by their number; None for those that were not."""


def named(changes: Iterable[Change]) -> Mapping[str, Merges]:
    """Return the changes that name a blueprint, by its name."""
    found: dict[str, dict[int, datetime | None]] = defaultdict(dict)
    for change in changes:
        merged = max((event.at for event in change.happened(Kind.MERGE)), default=None)
        for name in named_by(change):
            found[name][change.number] = merged
    return found


def declared(notes: Notes) -> dict[str, Deferral]:
    """Return what a person declared deferred, by its words in small letters."""
    return {entry.item.casefold(): entry for entry in notes.deferred or ()}


def completed(
    feature: Feature,
    proposed: Mapping[str, Proposal],
    coded: Mapping[str, Merges],
    written: Mapping[str, Deferral],
) -> Feature:
    """Add to a feature what goes by its names."""
    first = [proposed[name].first for name in feature.names if name in proposed]
    entry = next((written[name] for name in sorted(feature.names) if name in written), None)
    contrary = entry and feature.outcome is Outcome.LANDED
    merges = {n: at for name in feature.names for n, at in coded.get(name, {}).items()}
    return replace(
        feature,
        proposed=min(first, default=None),
        changes=frozenset(merges),
        merged=tuple(sorted(filter(None, merges.values()))),
        declared=entry.item if entry else "",
        to=feature.to or (entry.to if entry and not contrary else ""),
        conflicts=(*feature.conflicts, "a person declared it deferred")
        if contrary
        else feature.conflicts,
    )
