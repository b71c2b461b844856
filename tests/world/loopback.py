"""A server on loopback that logs what it is asked, and lets a script of faults spoil answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from tests.world.faults import Answer, Fault


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    path: str
    query: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]
    raw: str = ""

    @property
    def q(self) -> str:
        """Return the query, empty where there is none."""
        return self.query.get("q", [""])[0]


class Loopback:
    """A running server; use it with `with`, read what came in `log`."""

    def __init__(self, faults: Mapping[int, Fault] | None = None, *, port: int = 0) -> None:
        self._faults = faults or {}
        self.log: list[Request] = []
        self._lock = Lock()
        self._http = _Server(("127.0.0.1", port), _Handler)
        self._http.owner = self
        self._thread = Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def base(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def wrap(self, context: SSLContext) -> None:
        """Speak TLS."""
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)

    def good(self, request: Request, place: int) -> Answer:
        """Answer a request as a healthy server does."""
        raise NotImplementedError

    def answer(self, handler: BaseHTTPRequestHandler) -> Answer | None:
        """Log a request and answer it, for better or as the script of faults has it."""
        address = urlsplit(handler.path)
        query = parse_qs(address.query, keep_blank_values=True)
        headers = dict(handler.headers.items())
        request = Request(unquote(address.path), query, headers, handler.path)
        with self._lock:
            place = len(self.log)
            self.log.append(request)
        good = self.good(request, place)
        fault = self._faults.get(place)
        if fault is None:
            self._http.last = good
            return good
        return fault(handler, good)


class _Server(ThreadingHTTPServer):
    owner: Loopback

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.closing = Event()
        self.last = Answer()

    def handle_error(self, *_: object) -> None:
        """Say nothing: askers that hang up are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        if self.server.closing.is_set():
            self.close_connection = True  # a stopped server keeps no old connection alive
            return
        answer = self.server.owner.answer(self)
        if answer is None:
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.sent])
        self.close_connection = self.close_connection or answer.sent is not None

    def do_HEAD(self) -> None:
        self.send_response(405)
        self.send_header("Allow", "GET PUT PATCH")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""
