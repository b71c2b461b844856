"""Writing a snapshot: whole or not at all."""

import gzip
from collections.abc import Callable, Iterable, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from retro import __version__, disk
from retro.errors import SnapshotError
from retro.snapshot.manifest import (
    FORMAT,
    NAME,
    PACKING,
    Agreement,
    Collection,
    Hole,
    Manifest,
    Source,
    Untouched,
    Window,
    file_name,
    sealed,
    text,
)
from retro.snapshot.reading import Snapshot

TOOL = f"retro {__version__}"

_ENCODER = msgspec.json.Encoder(order="deterministic")


class Header(Struct, frozen=True, kw_only=True):
    """What a manifest says about the snapshot as a whole."""

    team: str
    cycle: str
    window: Window
    gaps: tuple[Hole, ...] = ()
    settings: dict[str, str] = {}


Records = Iterable[Struct | msgspec.Raw] | Untouched
"""The records of a collection; one that is packed already is its line."""

Proof = Callable[[Snapshot], Agreement]
"""Holds the records of a snapshot that is about to be written against what they say of votes."""


def write(
    folder: Path,
    header: Header,
    collections: Sequence[tuple[Source, Records]],
    *,
    proof: Proof | None = None,
) -> Manifest:
    """Replace a folder's snapshot by new collections, and return the new manifest.

    New files lie beside the old ones, under names of their own, until the manifest is replaced
    in one step; so a crash at any point leaves the old snapshot or the new one, never a mixture.
    Nobody reads it while they are exchanged.

    Args:
        folder: The snapshot's folder, made if need be.
        header: What the manifest says about the whole.
        collections: Each source with its records, sorted by number. A record is one line; the
            same records make the same bytes, so those that are there may be taken over.
        proof: Reads the records back before they take their place; its answer is written too.
    """
    disk.sweep(folder)
    with disk.draft(folder) as draft:
        held = tuple(_collection(draft, *part) for part in collections)
        manifest = Manifest(
            format=FORMAT, packing=PACKING, tool=TOOL, collections=held, **asdict(header)
        )
        if proof:
            manifest = replace(manifest, labels=proof(Snapshot(draft, manifest)))
        manifest = sealed(manifest)
        with disk.read_together(folder, alone=True):
            for one in held:
                disk.place(draft / one.file, folder / one.file)
            disk.put(folder / NAME, text(manifest))
            _sweep(folder, {one.file for one in held})
    return manifest


def _collection(draft: Path, source: Source, records: Records) -> Collection:
    path = draft / source.name
    with path.open("w+b") as file:
        if isinstance(records, Untouched):
            count = records.held.records
            file.write((records.folder / records.held.file).read_bytes())
        else:
            count = _lines(file, records)
        size = file.tell()
        file.seek(0)
        digest = file_digest(file, "sha256").hexdigest()
    if isinstance(records, Untouched) and digest != records.held.sha256:
        raise SnapshotError("the file was altered while it was read", where=records.held.file)
    name = file_name(source.name, digest)
    path.rename(draft / name)
    return Collection(file=name, sha256=digest, bytes=size, records=count, **asdict(source))


def line(record: Struct | msgspec.Raw) -> bytes:
    """Return the bytes of a record, the same for the same record."""
    return _ENCODER.encode(record)


def _lines(file: IO[bytes], records: Iterable[Struct | msgspec.Raw]) -> int:
    count = 0
    # no name and no time in gzip's header, so that only the records make the bytes
    with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
        for record in records:
            packed.write(line(record) + b"\n")
            count += 1
    file.flush()
    return count


def _sweep(folder: Path, named: set[str]) -> None:
    """Remove what no manifest names any more: older collections."""
    for path in folder.glob("*.jsonl.gz"):
        if path.name not in named:
            path.unlink()
