"""What the cycles before left undone, and as what the next one goes on with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from retro.ledger.features.belonging import specs_of
from retro.ledger.features.join import Surroundings, joined
from retro.ledger.features.matching import Word
from retro.ledger.features.specs import Spot, Stand
from retro.model.feature import Feature, Leftover, Outcome

Match = Callable[[Stand], Word]
"""Finds the word of the blueprint, or of the bug, that goes with a spec of one cycle."""

Again = tuple[tuple[Stand, Feature], ...]
"""The specs of a cycle, each with its feature."""


def landed_spots(around: Surroundings, match: Match) -> Iterator[Spot]:
    """Yield the specs of a cycle that landed in it, by folder or by blueprint."""
    for stand in specs_of(around.stands, around.cycle):
        if joined(around, stand, match(stand)).outcome is Outcome.LANDED:
            yield stand.spot


def leftovers(
    before: Surroundings, match: Match, again: Again, bare: Iterable[Feature]
) -> Iterator[Leftover]:
    """Yield the specs of a cycle that did not land in it, with what they became of in the next.

    Args:
        before: What is around the features of that cycle.
        match: Finds what goes with its specs.
        again: The specs of the next cycle, with their features.
        bare: That cycle's features that have no spec.
    """
    by_blueprint = {(one.project, one.blueprint): one for one in bare}
    for stand in specs_of(before.stands, before.cycle):
        word = match(stand)
        feature = joined(before, stand, word)
        if feature.outcome is not Outcome.LANDED:
            next_one = _same_spec(before, stand, again) or _same_blueprint(word, by_blueprint)
            yield Leftover(feature, next_one)


def _same_spec(before: Surroundings, stand: Stand, again: Again) -> Feature | None:
    """Return the feature of a spec in the next cycle: that of the same file, or of its names."""
    same = [(one, feature) for one, feature in again if before.same(one, stand)]
    same.sort(key=lambda pair: pair[0].life != stand.life)
    return same[0][1] if same else None


def _same_blueprint(word: Word, bare: Mapping[tuple[str, str], Feature]) -> Feature | None:
    return bare.get((word.blueprint.project, word.blueprint.name)) if word.blueprint else None
