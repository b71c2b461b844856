"""The steps of a process towards the disk and to servers, counted, one of them failed.

Functions of Python's own modules are exchanged in the process, so only the steps count that go
through them: what SQLite and git write by themselves does not, but for SQLite's statements.
"""

import builtins
import errno
import io
import os
import signal
import socket
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

KILL, FULL, PASSING, BROKEN, LOST, DEAD = "kill", "full", "passing", "broken", "lost", "dead"
"""Killed; no room from here on, or only here; a device that fails; no connection, here or on."""

_ROOM = frozenset({"open", "write", "mkdir", "link", "fsync", "sql"})
_WIRE = frozenset({"connect", "send", "receive"})
_ERRORS = {FULL: errno.ENOSPC, PASSING: errno.ENOSPC, BROKEN: errno.EIO}
_RAW = io.FileIO
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

NAMED = {  # how each function of `os` is called here, and how many of its words are paths
    "mkdir": ("mkdir", 1),
    "rmdir": ("unlink", 1),
    "unlink": ("unlink", 1),
    "remove": ("unlink", 1),
    "rename": ("rename", 2),
    "replace": ("rename", 2),
    "link": ("link", 2),
    "symlink": ("link", 2),
}


def _fail(kind: str, way: str, half: Callable[[], object]) -> None:
    half()
    if way in (LOST, DEAD):
        raise ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
    if way == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "sql":
        raise sqlite3.OperationalError("database or disk is full")
    raise OSError(_ERRORS[way], os.strerror(_ERRORS[way]))


def ways(step: str) -> tuple[str, ...]:
    """Return how a kind of step can fail."""
    if step in _WIRE:
        return (KILL, LOST, DEAD)
    return (KILL, FULL, PASSING, BROKEN) if step in _ROOM else (KILL, BROKEN)


class Point(NamedTuple):
    """A step, the n-th of its kind, and a way in which it fails.

    Counted by kind, since an answer may come in one piece or in two.
    """

    kind: str
    number: int
    way: str


class Steps:
    """Counts the steps of this process below a folder, and fails the one that is meant."""

    def __init__(self, root: Path, point: Point | None = None) -> None:
        """Take the folder, and what fails, if anything does."""
        self.root, self.point, self._failed = f"{root}/", point, False
        self.taken: list[str] = []
        self._numbers: set[int] = set()
        self._real: dict[str, Any] = {name: getattr(os, name) for name in NAMED}
        self._os_open, self._os_write, self._os_close = os.open, os.write, os.close

    def within(self, path: object) -> bool:
        """Tell whether a path, or a descriptor, is below the folder."""
        if isinstance(path, int):
            return path in self._numbers
        return f"{os.path.abspath(os.fsdecode(path))}/".startswith(self.root)  # type: ignore[arg-type]  # noqa: PTH100

    def step(self, kind: str, half: Callable[[], object] = lambda: None) -> None:
        """Take a step, or fail it, half done if it can be."""
        meant = self.point and self.point[:2] == (kind, self.taken.count(kind))
        self.taken.append(kind)
        if self.point and (meant or self._lasting(kind)):
            self._failed = True
            _fail(kind, self.point.way, half)

    def _lasting(self, kind: str) -> bool:
        """Tell whether a step fails since one before it did."""
        way = self.point.way if self.point and self._failed else ""
        return (way == FULL and kind in _ROOM) or (way == DEAD and kind in _WIRE)

    def watch(self) -> None:
        """Exchange the functions, for the rest of this process."""
        for name, (kind, paths) in NAMED.items():
            setattr(os, name, self._named(self._real[name], kind, paths))
        os.open, os.write, os.pwrite = self._open, self._write(os.write), self._write(os.pwrite)  # type: ignore[assignment]
        os.close, os.fsync = self._close, self._fsync(os.fsync)  # type: ignore[assignment]
        opened = self._file(io.open)
        io.open, builtins.open = opened, opened  # type: ignore[assignment]
        self._sockets()
        self._sqlite()

    def _named(self, real: Callable[..., Any], kind: str, paths: int) -> Callable[..., Any]:
        def called(*words: Any, **more: Any) -> Any:
            beside = more.get("dir_fd") is not None
            if beside or any(map(self.within, words[:paths])):
                self.step(kind)
            return real(*words, **more)

        return called

    def _open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        below = dir_fd is None and self.within(path)
        if below and flags & _WRITING:
            self.step("open")
        number = self._os_open(path, flags, mode, dir_fd=dir_fd)
        if below:
            self._numbers.add(number)
        return number

    def _close(self, number: int) -> None:
        self._numbers.discard(number)
        self._os_close(number)

    def _write(self, real: Callable[..., int]) -> Callable[..., int]:
        def called(number: int, data: Any, *rest: Any) -> int:
            if number in self._numbers:
                self.step("write", lambda: real(number, data[: len(data) // 2], *rest))
            return real(number, data, *rest)

        return called

    def _fsync(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def called(number: Any) -> None:
            plain = number if isinstance(number, int) else number.fileno()
            if plain in self._numbers:
                self.step("fsync")
            real(plain)

        return called

    def _file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        outer = self

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                half = bytes(data)[: len(data) // 2]
                outer.step("write", lambda: _RAW.write(self, half))
                return _RAW.write(self, data)

        def called(
            file: Any,
            mode: str = "r",
            buffering: int = -1,
            encoding: Any = None,
            errors: Any = None,
            newline: Any = None,
            closefd: bool = True,
            opener: Any = None,
        ) -> Any:
            if opener or not set(mode) & set("wax+") or not self.within(file):
                return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
            if not isinstance(file, int):
                self.step("open")
            raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd)
            self._numbers.add(raw.fileno())
            both = io.BufferedRandom if "+" in mode else io.BufferedWriter
            held = both(raw)
            return held if "b" in mode else io.TextIOWrapper(held, encoding, errors, newline)

        return called

    def _sockets(self) -> None:
        for name, kind in {
            "connect": "connect",
            "send": "send",
            "sendall": "send",
            "recv": "receive",
            "recv_into": "receive",
        }.items():
            real = getattr(socket.socket, name)
            setattr(socket.socket, name, self._wired(real, kind))

    def _wired(self, real: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def called(end: socket.socket, *words: Any, **more: Any) -> Any:
            def lost() -> None:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

            self.step(kind, lost)
            return real(end, *words, **more)

        return called

    def _sqlite(self) -> None:
        outer, connect = self, sqlite3.connect

        class Watched(sqlite3.Connection):
            def executemany(self, *words: Any) -> Any:
                outer.step("sql")
                return super().executemany(*words)

            def executescript(self, *words: Any) -> Any:
                outer.step("sql")
                return super().executescript(*words)

            def commit(self) -> None:
                outer.step("sql")
                super().commit()

        sqlite3.connect = lambda *words, **more: connect(  # type: ignore[assignment]
            *words, **{"factory": Watched} | more
        )
