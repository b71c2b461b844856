"""A hash over what a file holds, by which a reader knows that nothing of it was cut or altered."""

from hashlib import sha256


def sealed(data: bytes) -> bytes:
    """Return what a file is to hold, with a line before it that proves it."""
    return _seal(data) + data


def unsealed(held: bytes) -> bytes:
    """Return what was sealed; nothing where that is cut or altered, or never was sealed."""
    line, end, data = held.partition(b"\n")
    return data if line + end == _seal(data) else b""


def _seal(data: bytes) -> bytes:
    return f"{sha256(data).hexdigest()}\n".encode()
