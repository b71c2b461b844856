"""Connections that end: whatever a server sends, and however slowly, an answer has its time."""

import io
from collections.abc import Callable
from functools import partial
from http.client import HTTPResponse
from socket import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager

from retro.model.time import Tick


class LateError(Exception):
    """An answer that was not whole when its time was over."""


class HeldAdapter(HTTPAdapter):
    """Lets each answer take so many seconds and no more, from its first line to its last byte.

    A time-out of requests begins anew with every byte, so that one byte a second has no end.
    """

    def __init__(self, until: Tick, tick: Tick) -> None:
        """Take what tells when an answer that begins now has to be whole, and the clock."""
        self._begun = partial(_Answer, until=until, tick=tick)
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """Hold connections to servers."""
        super().init_poolmanager(*args, **more)
        self._hold(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **more: Any) -> Any:
        """Hold connections through a proxy."""
        manager = super().proxy_manager_for(*args, **more)
        self._hold(manager)
        return manager

    def _hold(self, manager: PoolManager) -> None:
        pools = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
        held = {name: partial(self._pool, kind) for name, kind in pools.items()}
        manager.pool_classes_by_scheme = held  # type: ignore[assignment]

    def _pool(self, kind: type[HTTPConnectionPool], *args: Any, **more: Any) -> HTTPConnectionPool:
        pool = kind(*args, **more)
        pool.ConnectionCls = partial(_connection, pool.ConnectionCls, self._begun)  # type: ignore[assignment]
        return pool


def _connection(kind: Callable[..., Any], answer: Callable[..., HTTPResponse], **more: Any) -> Any:
    made = kind(**more)
    made.response_class = answer
    return made


class _Answer(HTTPResponse):
    def __init__(self, sock: socket, *args: Any, until: Tick, tick: Tick, **more: Any) -> None:
        super().__init__(_Socket(sock, until(), tick), *args, **more)  # type: ignore[arg-type]


class _Socket:
    """What an answer takes from a socket: one stream."""

    def __init__(self, sock: socket, until: float, tick: Tick) -> None:
        self._stream = _Stream(sock, until, tick)

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(self._stream)


class _Stream(io.RawIOBase):
    """The bytes of one answer, as long as it has time."""

    def __init__(self, sock: socket, until: float, tick: Tick) -> None:
        self._socket = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._silence = sock.gettimeout()
        self._until = until
        self._tick = tick

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - self._tick()
        if left <= 0:
            raise LateError
        shorter = self._silence is None or left < self._silence
        self._socket.settimeout(left if shorter else self._silence)
        try:
            return self._raw.readinto(buffer)
        except TimeoutError as error:
            if shorter:
                raise LateError from error
            raise

    def close(self) -> None:
        self._raw.close()
        super().close()
