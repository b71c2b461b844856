"""A folder as it stands: taken, put back, and held against another."""

import json
import os
import pickle
import re
import shutil
from functools import cache
from gzip import decompress as gunzip
from hashlib import sha256
from pathlib import Path

PART = re.compile(r"(?P<of>\..+)\.\d+-\d+\.part")
_STAMPS = ".cache/stamps/"
ANSWERS = ".cache/answers/"
KEPT = (ANSWERS, ".cache/charts/")
"""What bears a seal, and is made again where it is not there."""

_SEAL = 32

State = dict[str, tuple[bytes, int]]
"""The content of each file, and its mtime; a folder ends in a slash and has none."""


def taken(root: Path) -> State:
    """Return the files and folders below a folder."""
    state: State = {}
    for at, folders, files in os.walk(root):
        above = Path(at).relative_to(root)
        for name in folders:
            state[f"{above / name}/"] = (b"", 0)
        for name in files:
            path = Path(at, name)
            state[str(above / name)] = (path.read_bytes(), path.stat().st_mtime_ns)
    return state


def put_back(root: Path, state: State) -> None:
    """Make a folder as it stood; what fits already is left alone."""
    there = taken(root)
    for name in sorted(there.keys() - state.keys(), reverse=True):
        path = root / name
        if not name.endswith("/"):
            path.unlink()
        elif path.exists():
            shutil.rmtree(path)
    for name in sorted(state, key=lambda name: (not name.endswith("/"), name)):
        path, (data, when) = root / name, state[name]
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        elif there.get(name) != state[name]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, ns=(when, when))


def parts(state: State) -> list[str]:
    """Return what lies half written."""
    return [name for name in state if any(map(PART.fullmatch, name.split("/")))]


def plain(state: State) -> dict[str, bytes]:
    """Return what two runs must have in common, whenever they were.

    Lawful differences: the text of a lock, which names a process; the moments in a stamp, of
    which counts whether the files bear them; and how many requests a manifest tells of, since
    what got no answer is asked again; and which equal objects of a pickle are one. Empty folders
    are nothing that anybody meets.
    """
    kept = {}
    for name, (data, _) in state.items():
        if name.endswith("/") or "/locks/" in f"/{name}":
            continue
        if name.startswith(_STAMPS):
            data = _stamp(state, name, data)
        elif name.endswith("snapshot/manifest.json"):
            data = _manifest(data)
        elif name.startswith(ANSWERS) and not any(map(PART.fullmatch, name.split("/"))):
            data = _answer(data)
        kept[name] = data
    return kept


def mark(state: State) -> str:
    """Return a short name of a state, the same where no run could meet a difference."""
    whole = sha256()
    half = parts(state)
    for name, data in sorted(plain(state).items()):
        whole.update((PART.sub(r"\\g<of>.part", name) if name in half else name).encode())
        whole.update(b"" if name in half else sha256(data).digest())
    return whole.hexdigest()


def _stamp(state: State, name: str, data: bytes) -> bytes:
    try:
        stamp = json.loads(data)
    except ValueError:
        return data
    part = name.removeprefix(_STAMPS).partition("/")[2].removesuffix(".json")
    folder = "output/" if part == "home" else f"output/{part}/"
    fits = {
        file: bool(look) and look == _look(state, f"{folder}{file}")
        for file, look in stamp["files"].items()
    }
    stamp["files"] = fits
    if part == "home" and stamp["inputs"]:  # a hash over other stamps, and their moments
        stamp["inputs"] = "some"
    return json.dumps(stamp).encode()


def _manifest(data: bytes) -> bytes:
    """Return a manifest without what tells how often a server was asked."""
    manifest = json.loads(data)
    del manifest["digest"]
    for held in manifest["collections"]:
        held.pop("requests", None)
    return json.dumps(manifest).encode()


@cache
def _answer(data: bytes) -> bytes:
    """Return what a kept answer says, in words."""
    return repr(pickle.loads(gunzip(data[_SEAL:]))).encode()


def _look(state: State, name: str) -> list[int]:
    data, when = state.get(name, (b"", 0))
    return [len(data), when]
