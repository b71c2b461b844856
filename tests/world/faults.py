"""What goes wrong between a server and a collector: each fault spoils one good answer."""

import gzip
import os
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler


@dataclass
class Answer:
    """One HTTP answer, before it is sent; `sent` cuts the body short of what the length says."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    sent: int | None = None


Fault = Callable[[BaseHTTPRequestHandler, Answer], Answer | None]
"""Turns the good answer into another one; None means that nothing more is sent."""

HTML = (
    b"<!DOCTYPE html>\n<html><head><title>502 Proxy Error</title></head><body>Sorry</body></html>"
)


def silence(handler: BaseHTTPRequestHandler, _: Answer) -> None:
    """Accept the request and never answer it."""
    handler.server.closing.wait(30)  # type: ignore[attr-defined]
    handler.close_connection = True


def reset(handler: BaseHTTPRequestHandler, _: Answer) -> None:
    """Close the connection the hard way."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    os.close(handler.connection.detach())
    handler.close_connection = True


def html(status: int) -> Fault:
    """Answer with a proxy's page."""
    return lambda _, __: Answer(status, HTML, {"Content-Type": "text/html; charset=UTF-8"})


def refusal(status: int, text: str, **headers: str) -> Fault:
    """Answer as Gerrit refuses: plain text, no guard line; `Retry_After="7"` adds a header."""
    plain = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _, __: Answer(
        status, f"{text}\n".encode(), {"Content-Type": "text/plain;charset=utf-8", **plain}
    )


def redirect(location: str) -> Fault:
    """Send the asker elsewhere."""
    return lambda _, __: Answer(302, b"", {"Location": location})


def cut(_: BaseHTTPRequestHandler, answer: Answer) -> Answer:
    """Send half of the body that the length announces, and hang up."""
    answer.sent = len(answer.body) // 2
    return answer


def cut_gzip(_: BaseHTTPRequestHandler, answer: Answer) -> Answer:
    """Send half of a compressed body, with a length that fits the half."""
    whole = answer.body if answer.headers.get("Content-Encoding") else gzip.compress(answer.body)
    answer.headers["Content-Encoding"] = "gzip"
    answer.body = whole[: len(whole) // 2]
    return answer


def plain(body: bytes) -> Fault:
    """Answer 200 with a body of one's own: no guard line, no JSON, whatever the test wants."""
    return lambda _, __: Answer(200, body, {"Content-Type": "application/json;charset=utf-8"})


def again(handler: BaseHTTPRequestHandler, _: Answer) -> Answer:
    """Give the last good answer once more."""
    return handler.server.last  # type: ignore[attr-defined, no-any-return]


_DRIPS = {
    "head": (b"HTTP/1.1 200 OK\r\n", b"X"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b" "),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "trailer": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n"),
}


def drip(place: str, pause: float = 0.02) -> Fault:
    """Send some bytes now and then, for as long as somebody listens: in the head, the body, ..."""
    begin, more = _DRIPS[place]

    def fault(handler: BaseHTTPRequestHandler, _: Answer) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(begin)
            while not handler.server.closing.wait(pause):  # type: ignore[attr-defined]
                handler.wfile.write(more)
        except OSError:
            return

    return fault


def raw(head: bytes, body: bytes = b"") -> Fault:
    """Send bytes as they are, and hang up."""

    def fault(handler: BaseHTTPRequestHandler, _: Answer) -> None:
        handler.close_connection = True
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 " + head + b"\r\n\r\n" + body)

    return fault
