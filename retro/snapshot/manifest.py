"""The manifest: what a snapshot holds, where it came from, and the hashes that prove it."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

FORMAT = 2
"""How a snapshot lies in its folder, and what its fields mean: reading refuses another one."""

PACKING = 9
"""What packing keeps of a record, and in which words: topping up refuses another one.

Raise it with every change after which the same answer of a server packs to other bytes, so that
no snapshot holds records of two kinds; `tests/collect/test_packing.py` tells when that is so.
"""

NAME = "manifest.json"


class Window(Struct, frozen=True, kw_only=True):
    """The span that was asked for: the cycle, the days of history before it, and how far it got.

    The record is whole up to `reaches`, the start of the crawl; later events may be missing.
    """

    start: datetime
    end: datetime
    lead_in_days: int
    reaches: datetime


class Hole(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a collection lacks, with the reason.

    `unread` is how many of the collection's entries it stands for that could not be read.
    """

    collection: str
    why: str
    unread: int = 0


class Agreement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many changes end, when replayed, with the votes that the server reports, of how many.

    `proved` is one hash over the records and the rules that they were replayed by.
    """

    agree: int
    total: int
    proved: str = ""


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a collection came from, as its collector tells it.

    `origin` is live, simulated or the name of a public record. `counts` are records by project,
    or by title of watched work: who is not in it was not answered. `hidden` are the numbers of
    records that the server knows of and does not show. `files` are a specs repository's files at
    its last commit, all of them, by project and by what they are: specs, or why they are none.
    """

    name: str
    origin: str
    server: str = ""
    version: str = ""
    queries: tuple[str, ...] = ()
    started: datetime
    finished: datetime
    requests: int = 0
    counts: dict[str, int] = {}
    hidden: tuple[int, ...] = ()
    files: dict[str, dict[str, int]] = {}


class Collection(Source, frozen=True, kw_only=True, omit_defaults=True):
    """A collection as it lies in the folder; `sha256` is that of the file's bytes."""

    file: str
    sha256: str
    bytes: int
    records: int


class Untouched(Struct, frozen=True):
    """The records of a snapshot that is there, taken over as they are packed."""

    folder: Path
    held: Collection


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything about a snapshot but its records; `digest` covers all the rest.

    `settings` is what decided about the records, each as a short hash: only a snapshot with the
    same settings, and packed by the same `packing`, is topped up. `labels` is the proof that the
    collection ended with; `tool` tells a reader who made it, and decides nothing.
    """

    format: int
    tool: str
    team: str
    cycle: str
    window: Window
    collections: tuple[Collection, ...]
    gaps: tuple[Hole, ...] = ()
    settings: dict[str, str] = {}
    labels: Agreement | None = None
    packing: int = 1
    digest: str = ""

    def collection(self, name: str) -> Collection | None:
        """Return a collection by its name, or None where it was not collected."""
        return next((held for held in self.collections if held.name == name), None)

    def holding(self, what: str) -> Collection | None:
        """Return the collection of bugs, or of blueprints, whichever tracker gave it.

        A collection's name ends in what it holds.
        """
        held = (one for one in self.collections if one.name.rpartition("-")[2] == what)
        return next(held, None)


def file_name(collection: str, digest: str) -> str:
    """Return the name of a collection's file, which carries the hash of its bytes."""
    return f"{collection}.{digest[:12]}.jsonl.gz"


def sealed(manifest: Manifest) -> Manifest:
    """Return the manifest with its own digest filled in."""
    bare = replace(manifest, digest="")
    return replace(manifest, digest=sha256(text(bare)).hexdigest())


def text(manifest: Manifest) -> bytes:
    """Return the one form in which a manifest is written: any other bytes were altered."""
    compact = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(compact, indent=1) + b"\n"
