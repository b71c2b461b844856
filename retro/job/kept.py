"""Values kept in a file of their own from one run to the next, and used only if they are whole.

They are pickles, since values of `model` tell days from words by their type alone, and a list
that stands behind several numbers is kept once. Nothing but such values is made of one: a file
that names any other class or function is refused, whoever wrote it.
"""

import pickle
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from gzip import GzipFile
from hashlib import sha256
from importlib import import_module
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from retro import disk

Value = TypeVar("Value")

_SEAL = 32
_FORMAT = 4
_TIMES = {(kind.__module__, kind.__name__): kind for kind in (date, datetime, timedelta, timezone)}
_OWN = "retro."
_REBUILD = ("msgspec._utils", "rebuild")
"""Makes a struct of its class and the values of its fields."""


class _Values(pickle.Unpickler):
    """Reads what `model` is made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if kind := _TIMES.get((module, name)):
            return kind
        if (module, name) == _REBUILD:
            return getattr(import_module(module), name)
        found = getattr(import_module(module), name) if module.startswith(_OWN) else None
        if isinstance(found, type) and issubclass(found, Struct | Enum):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def kept(path: Path, about: str, make: Callable[[], Value], sure: Callable[[], bool]) -> Value:
    """Return a value that is kept in a file, or make it and keep it.

    Args:
        path: The file.
        about: Names what the value is and all that it was made from; another value's file, one of
            other sources and one that was cut or altered are not used.
        make: Makes the value; it has no sets, whose order differs from run to run.
        sure: Asked once it is made, whether it was made from that; if not, it is not kept.
    """
    try:
        return _read(path, about)  # type: ignore[no-any-return]
    except (OSError, pickle.UnpicklingError):
        made = make()
    if sure():
        with suppress(OSError):  # where nothing can be kept, it is made again
            disk.put(path, _sealed(about, _packed(made)), sync=False)  # its seal tells
    return made


def _read(path: Path, about: str) -> Any:
    data = path.read_bytes()
    packed = data[_SEAL:]
    if data != _sealed(about, packed):
        raise pickle.UnpicklingError("it is of something else, or was cut or altered")
    with BufferedReader(GzipFile(fileobj=BytesIO(packed))) as raw:
        return _Values(raw).load()


def _packed(value: object) -> bytes:
    whole = BytesIO()
    with GzipFile(fileobj=whole, mode="wb", compresslevel=1, mtime=0) as packed:
        pickle.dump(value, packed, _FORMAT)
    return whole.getvalue()


def _sealed(about: str, packed: bytes) -> bytes:
    return sha256(sha256(about.encode()).digest() + packed).digest() + packed
