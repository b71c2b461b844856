"""Writing what was built: only what differs, each file whole, and nothing left over."""

import os
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from posixpath import dirname

from retro import disk


def put(
    root: Path,
    files: Mapping[str, bytes],
    *,
    below: str = "",
    before: Iterable[str] = (),
    left: Collection[str] = (),
) -> int:
    """Write files to a folder below a root; return how many differed from what was there.

    Each is replaced in one step. Of what an earlier build wrote, named in `before`, the rest is
    removed last, but for what is `left` as it lies, so a reader never meets half a site; anything
    else is somebody else's.

    Raises:
        UsageError: A link below the root leads to one of the places.
    """
    folder = root / below
    for place in {dirname(name) for name in (*files, *before, *left)}:
        disk.refuse_links(root, folder / place)
    written = sum(write(folder / name, data) for name, data in sorted(files.items()))
    for name in set(before).difference(files, left):
        path = folder / name
        path.unlink(missing_ok=True)
        for parent in path.relative_to(folder).parents:
            if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
                (folder / parent).rmdir()
    return written


def write(path: Path, data: bytes) -> bool:
    """Replace one file in one step, if it differs; tell whether it did."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    # not waited for: what a power cut left of a page does not fit the stamp
    disk.put(path, data, sync=False)
    return True


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return one hash over files and words: what a build depends on."""
    whole = sha256("\0".join(words).encode())
    for path in sorted(paths):
        whole.update(b"\0%b\0" % os.fsencode(path))  # a name may be no text
        whole.update(path.read_bytes())
    return whole.hexdigest()


def below(*folders: Path) -> list[Path]:
    """Return the files below some folders; compiled code is nobody's input."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]
