"""Writing what was built: only what differs, each file whole, and nothing left over."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path


def put(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold these files; return how many had to be written.

    Each file is replaced in one step, and what is not among them is removed last, so a reader
    never meets half a page.
    """
    written = sum(write(folder / name, data) for name, data in sorted(files.items()))
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if name in files:
            continue
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()
    return written


def write(path: Path, data: bytes) -> bool:
    """Replace one file in one step, if it differs; tell whether it did."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return True


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return one hash over files and words: what a build depends on."""
    whole = sha256("\0".join(words).encode())
    for path in sorted(paths):
        whole.update(f"\0{path}\0".encode())
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
