"""The last audit, which lies beside the snapshot that it was about."""

from pathlib import Path

import msgspec

from retro import disk
from retro.errors import SnapshotError
from retro.model.audit import Audit

NAME = "audit.json"


def last_audit(folder: Path) -> Audit | None:
    """Return the last audit of a snapshot's folder, None where there was none.

    An audit of an earlier snapshot still tells how good the replay is; its `digest` says so.

    Raises:
        SnapshotError: The file is there and can't be read.
    """
    path = folder.parent / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Audit)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SnapshotError(
            f"the audit can't be read: {error}", where=str(path), hint="retro audit"
        ) from error


def keep_audit(folder: Path, audit: Audit) -> Path:
    """Write an audit beside a snapshot's folder, in one step; return where."""
    path = folder.parent / NAME
    disk.put(path, msgspec.json.format(msgspec.json.encode(audit), indent=1) + b"\n")
    return path
