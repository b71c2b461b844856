"""Everything that may be wrong with an answer, by name: each fault spoils a good one."""

import gzip
import json
from typing import Any

from tests.world.faults import (
    HTML,
    Answer,
    Fault,
    cut,
    cut_gzip,
    drip,
    html,
    plain,
    raw,
    redirect,
    refusal,
    reset,
    silence,
)
from tests.world.gerrit import GUARD

LIES = (
    *("an empty list", "an empty dict", "no entries", "large numbers"),
    *("texts of 5000 digits", "empty texts", "texts that move a terminal"),
)
"""Faults that a server may mean as well: a text of the right kind, or that there is no more."""

_LENGTH = b"200 OK\r\nContent-Type: application/json\r\nContent-Length: "
_CHUNKED = b"200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked"
_LONG = "9" * 5000


def _text(answer: Answer) -> bytes:
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.body) if packed else answer.body


def _sent(answer: Answer, body: bytes, **headers: str) -> Answer:
    kind = {"Content-Type": answer.headers.get("Content-Type", "application/json")}
    return Answer(answer.status, body, kind | {k.replace("_", "-"): v for k, v in headers.items()})


def _bent(bend: Any) -> Fault:
    """Spoil the text of an answer; the guard line stays."""

    def fault(_: object, answer: Answer) -> Answer:
        text = _text(answer)
        guard = GUARD if text.startswith(GUARD) else b""
        return _sent(answer, guard + bend(text[len(guard) :]))

    return fault


def _each(alter: Any) -> Fault:
    """Alter each value of the tree that is no list and no dict."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        return [walk(one) for one in value] if isinstance(value, list) else alter(value)

    return _bent(lambda text: json.dumps(walk(json.loads(text))).encode())


def _whole(make: Any) -> Fault:
    """Put something else in the place of the tree."""
    return _bent(lambda text: json.dumps(make(json.loads(text))).encode())


def _first(more: bytes) -> Fault:
    """Add a field before the first one of the first dict."""
    return _bent(lambda text: text.replace(b"{", b'{"unread": ' + more + b", ", 1))


def _numbers(change: Any) -> Any:
    return lambda one: change(one) if type(one) is int else one


def _strings(change: Any) -> Any:
    return lambda one: change(one) if isinstance(one, str) else one


def _headed(**headers: str) -> Fault:
    return lambda _, answer: _sent(answer, _text(answer), **headers)


def _renamed(kind: str) -> Fault:
    return lambda _, answer: Answer(answer.status, _text(answer), {"Content-Type": kind})


def _empty(tree: Any) -> Any:
    return tree | {"entries": []} if isinstance(tree, dict) and "entries" in tree else tree


WIRE: dict[str, Fault] = {
    "silence": silence,
    "a reset": reset,
    "closed early": cut,
    "closed at once": raw(b""),
    **{f"a drip in the {place}": drip(place) for place in ("head", "body", "chunks", "trailer")},
    "a drip of continues": drip("continue"),
    "no status": raw(b"x"),
    "a status that is no number": raw(b"abc OK\r\nContent-Length: 0"),
    "a status of no kind": raw(b"999 Odd\r\nContent-Length: 0"),
    "a status of five digits": raw(b"20000 OK\r\nContent-Length: 0"),
    "a head without colons": raw(b"200 OK\r\nContent-Length 5\r\n\x00\x01", b"hello"),
    "a long head": raw(b"200 OK\r\nX: " + b"x" * 70_000, b""),
    "many heads": raw(b"200 OK" + b"\r\nX: 1" * 300, b""),
    "a length that is too short": raw(_LENGTH + b"3", GUARD + b"[]"),
    "a length that is too long": raw(_LENGTH + b"99999999", GUARD + b"[]"),
    "a length below zero": raw(_LENGTH + b"-5", b'{"a": 1'),
    "a length of 5000 digits": raw(_LENGTH + _LONG.encode(), b"[]"),
    "two lengths": raw(_LENGTH + b"2\r\nContent-Length: 5", b"[]"),
    "chunks of no size": raw(_CHUNKED, b"zz\r\n[]\r\n0\r\n\r\n"),
    "chunks below zero": raw(_CHUNKED, b"-5\r\n[]\r\n0\r\n\r\n"),
    "a chunk of minus one": raw(_CHUNKED, b"-1\r\n[]\r\n0\r\n\r\n"),
    "a chunk that is too large": raw(_CHUNKED, b"ffffffffff\r\n[]"),
    "chunks without an end": raw(_CHUNKED, b"2\r\n[]\r\n"),
    "a cut gzip": cut_gzip,
    "a gzip that is none": lambda _, a: _sent(a, b"\x1f\x8b" + _text(a), Content_Encoding="gzip"),
    "a gzip of half": lambda _, a: _sent(a, gzip.compress(_text(a)[: len(_text(a)) // 2])),
    "two gzips": lambda _, a: _sent(a, gzip.compress(_text(a)) * 2, Content_Encoding="gzip"),
    "a bomb": plain(gzip.compress(b"[" + b" " * (8 << 20) + b"]")),
    "a body that is too long": lambda _, a: _sent(a, _text(a) + b" " * (3 << 20)),
    "brotli": _headed(Content_Encoding="br"),
}
"""On the way: connections, heads, lengths, chunks, compression."""

STATUS: dict[str, Fault] = {
    **{str(status): refusal(status, "No") for status in (400, 401, 403, 404, 405, 408, 409)},
    **{str(status): refusal(status, "No") for status in (410, 412, 418, 429, 451, 499)},
    **{str(status): refusal(status, "No") for status in (500, 501, 502, 503, 504, 520, 599)},
    **{f"{status} of a proxy": html(status) for status in (200, 403, 404, 502, 503)},
    **{str(status): refusal(status, "") for status in (203, 204, 206, 300, 304)},
    "429 until later": refusal(429, "Quota", Retry_After="61"),
    "429 for a moment": refusal(429, "Quota", Retry_After="5"),
    "429 for no time": refusal(429, "Quota", Retry_After="0"),
    "503 until a day": refusal(503, "Busy", Retry_After="Wed, 20 Apr 2036 12:00:30 GMT"),
    "503 until no day": refusal(503, "Busy", Retry_After="Wed, 99 Apr 99999 12:00:30 GMT"),
    "503 until 5000 digits": refusal(503, "Busy", Retry_After=_LONG),
    "503 until minus one": refusal(503, "Busy", Retry_After="-1"),
    "503 with an oops": refusal(503, "Busy", Retry_After="900", X_Lazr_OopsId="OOPS-1"),
    "elsewhere": redirect("https://elsewhere.example.org/"),
    "a loop": redirect(""),
    "nowhere": redirect("http://[::1"),
    "a port of no kind": redirect("http://127.0.0.1:99999/"),
    "a script": redirect("javascript:alert(1)"),
    "no path": redirect("//"),
    "odd bytes": redirect("/\xff\xfe\x1b[2J"),
}
"""What the server says first."""

TEXT: dict[str, Fault] = {
    "nothing": plain(b""),
    "a blank": plain(b"   \n"),
    "no guard": plain(b"[]"),
    "a guard alone": plain(GUARD),
    "two guards": _bent(lambda text: GUARD + text),
    "a byte order mark": _bent(lambda text: b"\xef\xbb\xbf" + text),
    "words": _bent(lambda _: b"oops"),
    "half of it": _bent(lambda text: text[: len(text) // 2]),
    "one byte less": _bent(lambda text: text.rstrip()[:-1]),
    "something behind it": _bent(lambda text: text.rstrip() + b"]"),
    "bad UTF-8": _bent(lambda text: text.replace(b'"', b'"\xff', 1)),
    "UTF-16": _bent(lambda text: text.decode().encode("utf-16")),
    "a zero byte": _bent(lambda text: text.replace(b'"', b'"\0', 1)),
    "single surrogates": _each(_strings(lambda text: text + "\ud800")),
    "a page as JSON": plain(HTML),
    "a content type of pages": _renamed("text/html"),
    "a page after a blank": plain(b"\n\n  " + HTML),
    "deep lists": _first(b"[" * 100_000),
    "deep dicts": _first(b'{"a":' * 100_000),
    "deep lists that end": _first(b"[" * 100_000 + b"]" * 100_000),
    "a number of 5000 digits": _first(_LONG.encode()),
    "no number": _first(b"NaN"),
}
"""What is no JSON."""

TREE: dict[str, Fault] = {
    "null": _whole(lambda _: None),
    "true": _whole(lambda _: True),
    "a number": _whole(lambda _: 7),
    "a text": _whole(lambda _: "text"),
    "an empty list": _whole(lambda _: []),
    "an empty dict": _whole(lambda _: {}),
    "a list of nulls": _whole(lambda _: [None] * 3),
    "a list of lists": _whole(lambda tree: [[tree]]),
    "a dict around it": _whole(lambda tree: {"a": tree}),
    "no entries": _whole(_empty),
    "entries of null": _whole(lambda _: {"entries": [None, None]}),
    "entries of a number": _whole(lambda _: {"entries": 7}),
    "a next page elsewhere": _whole(
        lambda tree: (
            tree | {"next_collection_link": "https://elsewhere.example.org/devel/x"}
            if isinstance(tree, dict)
            else tree
        )
    ),
    "a next page of no kind": _whole(
        lambda tree: tree | {"next_collection_link": []} if isinstance(tree, dict) else tree
    ),
    "texts for numbers": _each(_numbers(str)),
    "numbers for texts": _each(_strings(len)),
    "lists for values": _each(lambda one: [one]),
    "dicts for values": _each(lambda one: {"a": one}),
    "nulls for values": _each(lambda _: None),
    "huge numbers": _each(_numbers(lambda one: 10**30 + one)),
    "large numbers": _each(_numbers(lambda one: 10**9 + one)),
    "numbers below zero": _each(_numbers(lambda one: -1 - one)),
    "fractions": _each(_numbers(lambda one: one + 0.5)),
    "texts of 5000 digits": _each(_strings(lambda _: _LONG)),
    "empty texts": _each(_strings(lambda _: "")),
    "texts that move a terminal": _each(_strings(lambda text: "\x1b[2J" + text)),
}
"""JSON that says something else."""

FAULTS = WIRE | STATUS | TEXT | TREE
