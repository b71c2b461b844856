"""The cupboard of what sources said: one manifest, one gzip JSON Lines file a collection."""

from retro.snapshot.manifest import Collection, Hole, Manifest, Source, Window
from retro.snapshot.reading import Snapshot, exists, read
from retro.snapshot.writing import Header, write

__all__ = [
    "Collection",
    "Header",
    "Hole",
    "Manifest",
    "Snapshot",
    "Source",
    "Window",
    "exists",
    "read",
    "write",
]
