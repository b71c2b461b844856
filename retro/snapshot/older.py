"""Snapshots that an older retro packed: what means another thing today is withheld, by name.

A collection whose records have changed their meaning would make numbers that look right, so it is
a hole with its reason. What was not kept at all is told, for the pages to warn of.
"""

from msgspec.structs import replace

from retro.snapshot.manifest import PACKING, Hole, Manifest

_MEANS_SINCE = {
    "specs": (8, "a spec had no life of its own, and one that was renamed counted twice"),
    "launchpad-bugs": (9, "nothing told since when a bug was a duplicate"),
}
"""From which packing on a collection means what it means today, and what it was before."""

_KEPT_SINCE = {
    3: "which words started the CI",
    4: "which votes a machine cast by its tag",
    5: "comments that are replies",
    6: "reverts made on the server",
}
"""What is kept from a packing on, and can't be told of a snapshot from before it."""


def usable(manifest: Manifest) -> Manifest:
    """Return a manifest without the collections that mean another thing today, a hole for each."""
    withheld = {
        held.name: why
        for held in manifest.collections
        for since, why in [_MEANS_SINCE.get(held.name, (1, ""))]
        if manifest.packing < since
    }
    kept = tuple(held for held in manifest.collections if held.name not in withheld)
    holes = tuple(Hole(collection=name, why=_why(manifest, why)) for name, why in withheld.items())
    return replace(manifest, collections=kept, gaps=(*manifest.gaps, *holes))


def lacking(manifest: Manifest) -> tuple[str, ...]:
    """Return what a snapshot can't tell because it was packed before that was kept."""
    return tuple(what for since, what in _KEPT_SINCE.items() if manifest.packing < since)


def _why(manifest: Manifest, why: str) -> str:
    return f"packed by an older retro ({manifest.packing}, today {PACKING}): {why}"
