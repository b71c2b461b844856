"""Reading a snapshot: nothing is handed out before every byte was checked."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from retro import disk
from retro.errors import SnapshotError
from retro.shell import typed
from retro.snapshot.manifest import (
    FORMAT,
    NAME,
    Collection,
    Manifest,
    Untouched,
    file_name,
    sealed,
    text,
)
from retro.snapshot.older import usable

Record = TypeVar("Record", bound=Struct)

_BUFFER = 1 << 16
"""Bytes of text unpacked at a time; gzip's own 8 KiB cost a third more."""
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)


class Snapshot:
    """A verified folder: the manifest, and the records of each collection as a stream."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Take a folder that `read` has verified."""
        self._folder = folder
        self.manifest = manifest

    def records(self, collection: str, kind: type[Record]) -> Iterator[Record]:
        """Yield a collection's records, one at a time, decoded to their type.

        Raises:
            SnapshotError: There is no such collection, or a line is no such record.
        """
        held = self.manifest.collection(collection)
        if held is None:
            raise _unusable(self._folder, self._folder / NAME, f"{collection} was not collected")
        return self._decoded(self._folder / held.file, msgspec.json.Decoder(kind))

    def untouched(self, collection: str) -> Untouched | None:
        """Return a collection as it is packed, for another snapshot to take over."""
        held = self.manifest.collection(collection)
        return Untouched(self._folder, held) if held else None

    def _decoded(self, path: Path, decoder: msgspec.json.Decoder[Record]) -> Iterator[Record]:
        number = 0
        try:
            with BufferedReader(gzip.open(path), _BUFFER) as lines:
                for line in lines:
                    number += 1
                    yield decoder.decode(line)
        except _UNREADABLE as error:
            where = f"{path}:{number}"
            raise _unusable(self._folder, where, f"the record can't be read: {error}") from error
        except (OSError, EOFError, zlib.error) as error:
            raise _unusable(self._folder, path, f"the file can't be read: {error}") from error


def exists(folder: Path) -> bool:
    """Tell whether a folder holds a snapshot, be it sound or not."""
    return (folder / NAME).is_file()


def read(folder: Path) -> Snapshot:
    """Open a snapshot, once its manifest's digest and every file's hash are verified.

    What an older retro packed in another meaning is not handed out; a hole says so.

    Raises:
        SnapshotError: A file is missing, cut or altered; the error names it.
    """
    manifest = _manifest(folder)
    for held in manifest.collections:
        _verify(folder, held)
    return Snapshot(folder, usable(manifest))


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Keep a snapshot from being exchanged while it is read; where there is none, nothing is."""
    with disk.read_together(folder) if folder.is_dir() else nullcontext():
        yield


class _Marked(Struct):
    format: int


def _manifest(folder: Path) -> Manifest:
    path = folder / NAME
    try:
        raw = path.read_bytes()
        version = msgspec.json.decode(raw, type=_Marked).format
    except OSError as error:
        raise _unusable(folder, path, "there is no snapshot here") from error
    except _UNREADABLE as error:
        raise _unusable(folder, path, "the manifest can't be read") from error
    if version != FORMAT:
        raise _unusable(folder, path, f"format {version}, but this retro reads format {FORMAT}")
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except _UNREADABLE as error:
        raise _unusable(folder, path, "the manifest can't be read") from error
    if text(manifest) != raw or sealed(manifest) != manifest:
        raise _unusable(folder, path, "the manifest was altered: it does not fit its digest")
    return manifest


def _verify(folder: Path, held: Collection) -> None:
    path = folder / file_name(held.name, held.sha256)
    if held.file != path.name:
        raise _unusable(folder, path, f"the manifest names another file: {held.file}")
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unusable(folder, path, "the file can't be read, or is missing") from error
    if found != held.sha256:
        raise _unusable(folder, path, "the file was cut or altered: it does not fit its hash")


def _unusable(folder: Path, where: Path | str, what: str) -> SnapshotError:
    """Name the file, and the command that makes it anew (folder is TEAM/CYCLE/snapshot)."""
    team, cycle = folder.absolute().parts[-3:-1]
    return SnapshotError(what, where=str(where), hint=typed("collect", team=team, cycle=cycle))
