"""What a retrospective's numbers are made from, as one hash; no word of its chapters is in it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from retro import __version__, snapshot
from retro.errors import SnapshotError
from retro.job.site.files import below, digest
from retro.record.target import Target
from retro.snapshot import Manifest

PACKAGE = Path(__file__).parents[1]
THEMES = PACKAGE / "themes"


@cache
def program() -> str:
    """Return a hash of the code that runs, and of the calendar; it is read once a process."""
    code = (path for path in below(PACKAGE) if not path.is_relative_to(THEMES))
    return digest(code, __version__)


def sources(target: Target, manifest: Manifest) -> str:
    """Return one hash over all that a record's answers are made from.

    That is the program with its calendar; what people wrote of the team, the cycle and the one
    before, and the days of their own cycles, as they were read; the snapshot, by the digest of its
    manifest, which covers every record; and the last audit, which pages tell of.
    """
    read = {name: value for name, value in asdict(target).items() if name != "snapshot"}
    whole = msgspec.json.encode(
        (program(), manifest.digest, read, snapshot.last_audit(target.snapshot)),
        order="deterministic",
    )
    return sha256(whole).hexdigest()


def sources_now(target: Target) -> str:
    """Return the hash of the sources as they lie there, or nothing where they can't be read."""
    try:
        return sources(target, snapshot.read(target.snapshot).manifest)
    except SnapshotError:
        return ""
