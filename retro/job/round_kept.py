"""How far a run over all teams came, kept so that one that was cut short goes on."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import Lock

import msgspec
from msgspec import Struct

from retro import disk, snapshot
from retro.collect import Options
from retro.errors import SnapshotError
from retro.record.target import Target
from retro.snapshot.settings import settings

_NAME = "run.json"
KEPT = timedelta(days=1)
"""How long after its beginning a run may be gone on with; later all teams are asked."""


class _Done(Struct, frozen=True):
    """A complete team: a hash of what it was asked for, its snapshot's digest, if it is new."""

    asked: str
    digest: str
    changed: bool = True


class _State(Struct, frozen=True):
    started: datetime
    tool: str = snapshot.TOOL
    done: dict[str, _Done] = {}


class RoundKept:
    """Which teams of a run are complete, and what several need; all goes with the run's end."""

    def __init__(self, folder: Path, options: Options, now: datetime) -> None:
        """Go on with the run that was cut short, or begin one.

        Args:
            folder: A place of its own.
            options: What is wanted of each team.
            now: When a run begins that goes on with none.
        """
        self._folder = folder
        self.answers = folder / "answers"
        self._options = options
        self._lock = Lock()
        kept = None if options.anew else self._read()
        fits = kept and kept.tool == snapshot.TOOL and now - kept.started < KEPT
        self._state = kept if kept and fits else _State(now)
        if not options.dry_run:
            disk.sweep(folder)
            if not fits:
                self._clear()
            self._write()

    @property
    def started(self) -> datetime:
        """Return when the run began."""
        return self._state.started

    def complete(self, target: Target) -> bool:
        """Tell whether a team is complete: asked for the same, and its snapshot is there."""
        done = self._state.done.get(target.path)
        return done is not None and done == self._done(target, changed=done.changed)

    def changed(self, target: Target) -> bool:
        """Tell whether the run brought something new of a team that is complete."""
        return self._state.done[target.path].changed

    def finish(self, target: Target, *, changed: bool) -> None:
        """Keep that a team is complete, and whether there was something new."""
        done = self._done(target, changed=changed)
        with self._lock:
            self._state.done[target.path] = done
            self._write()

    def end(self) -> None:
        """Forget the run: every team had its turn."""
        if not self._options.dry_run:
            self._clear()

    def _clear(self) -> None:
        """Delete it; first what tells that there is something."""
        (self._folder / _NAME).unlink(missing_ok=True)
        rmtree(self._folder, ignore_errors=True)

    def _done(self, target: Target, *, changed: bool) -> _Done:
        chosen = settings(target.team, target.notes, target.cycle)
        asked = (chosen, target.team, target.notes.watch, self._options.without)
        try:
            digest = snapshot.read(target.snapshot).manifest.digest
        except SnapshotError:
            digest = ""
        return _Done(sha256(msgspec.json.encode(asked)).hexdigest(), digest, changed)

    def _read(self) -> _State | None:
        try:
            held = (self._folder / _NAME).read_bytes()
            return msgspec.json.decode(disk.unsealed(held), type=_State)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _write(self) -> None:
        state = disk.sealed(msgspec.json.encode(self._state))
        disk.put(self._folder / _NAME, state, sync=False)
