"""The cupboard of what sources said: one manifest, one gzip JSON Lines file a collection."""

from retro.snapshot.audit import keep_audit, last_audit
from retro.snapshot.manifest import (
    PACKING,
    Agreement,
    Collection,
    Hole,
    Manifest,
    Source,
    Untouched,
    Window,
)
from retro.snapshot.older import lacking
from retro.snapshot.reading import Snapshot, exists, read, unchanged
from retro.snapshot.writing import TOOL, Header, Proof, Records, line, write

__all__ = [
    "PACKING",
    "TOOL",
    "Agreement",
    "Collection",
    "Header",
    "Hole",
    "Manifest",
    "Proof",
    "Records",
    "Snapshot",
    "Source",
    "Untouched",
    "Window",
    "exists",
    "keep_audit",
    "lacking",
    "last_audit",
    "line",
    "read",
    "unchanged",
    "write",
]
