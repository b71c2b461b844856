"""Connections of a preview: so many at once, for so long, and none that the terminal hears of."""

import sys
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Timer
from typing import Any

AT_ONCE = 64
"""How many connections are held; one more is closed."""

ASKING, ANSWERING = 10.0, 60.0
"""Seconds that a request may take to come, and its answer to go."""


_BOTH_WAYS = 2
"""How POSIX numbers the shutting down of a connection for reading and writing."""


class Few(ThreadingHTTPServer):
    """A server of a limited number of connections."""

    request_queue_size = AT_ONCE

    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        """Begin with all of them free."""
        self._free = BoundedSemaphore(AT_ONCE)
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, as long as there are not too many."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away; what is wrong here is told."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Timed(SimpleHTTPRequestHandler):
    """Answers one request, if it comes in time, as far as its client takes it in time."""

    def handle_one_request(self) -> None:
        """Answer, unless the request does not come, or its answer does not go."""
        self._watched(ASKING)
        try:
            super().handle_one_request()
        finally:
            self._timer.cancel()

    def parse_request(self) -> bool:
        """Read the head of a request, of which the first line is there."""
        whole = super().parse_request()
        self._timer.cancel()
        self._watched(ANSWERING)
        return whole

    def _watched(self, seconds: float) -> None:
        """Close the connection if what comes next takes longer, however much of it drips."""
        self._timer = Timer(seconds, self._close)
        self._timer.daemon = True
        self._timer.start()

    def _close(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(_BOTH_WAYS)
