"""What holds for every test.

Nobody outside is asked, nothing that a user keeps is read, no law depends on a machine's pace.
"""

import fcntl
import gc
import os
import socket
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings

from retro.cli import RARELY
from tests import golden
from tests.sample import KEPT, is_its

settings.register_profile("unhurried", deadline=None, max_examples=35)
settings.load_profile("unhurried")

NEAR = ("127.0.0.1", "::1", "localhost")


def pytest_collection_finish() -> None:
    """Look for cycles as rarely as a command does, and never among what lasts to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(RARELY)


@pytest.fixture(autouse=True, scope="session")
def _no_stranger_is_asked():
    connect = socket.socket.connect

    def near(self, address):
        if self.family != socket.AF_UNIX and address[0] not in NEAR:
            raise AssertionError(f"a test asks {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", near)
        yield


def _nothing(_path: Path, make: partial[Any]) -> Any:
    """Return an empty picture, in as many kinds of file as one would be drawn."""
    empty = {"_small": "", "_card": b""}
    return empty.get(make.func.__name__, (b"",) * 3)


UNDRAWN = {
    "_path": lambda *_: Path(),  # is there
    "_found": _nothing,
    "get_ready": lambda _beside: None,
}
"""What lets `retro.job.site.pictures` draw nothing, in this process or beside it."""
LOOKS = ("open", "os.listdir", "os.scandir")


def _no_users_file_is_read(event: str, args: tuple[object, ...]) -> None:
    """Refuse to look into content/ for more than the sample: the rest is a user's."""
    if event not in LOOKS or not isinstance(args[0], str | bytes | os.PathLike):
        return
    if event == "open" and args[1] is None:  # os.open, which may begin at another folder
        return
    path = Path(os.path.abspath(os.fsdecode(args[0])))  # noqa: PTH100 - follows no link
    if path.is_relative_to(KEPT) and not is_its(path.relative_to(KEPT).as_posix()):
        raise AssertionError(f"a test reads {path}, which may be a user's")


sys.addaudithook(_no_users_file_is_read)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The small cycle with its site, made once a run: the first process does, the others wait."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    built = shared / "small"
    with (shared / "small.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            begun = Path(mkdtemp(dir=shared))
            golden.build(begun)
            begun.rename(built)
    return built


@pytest.fixture
def home(tmp_path, small) -> Path:
    """A folder of one's own with the small cycle in it: not built, but its pictures are drawn."""
    return golden.begin(small, tmp_path)


def draw_nothing(patch: pytest.MonkeyPatch) -> None:
    """Let builds draw nothing as long as a patch holds."""
    for name, instead in UNDRAWN.items():
        patch.setattr(f"retro.job.site.pictures.{name}", instead)


@pytest.fixture
def no_pictures(monkeypatch) -> None:
    """Let builds draw nothing, for tests of all else."""
    draw_nothing(monkeypatch)


@pytest.fixture(scope="module")
def undrawn() -> Iterator[None]:
    """Let no build of a module draw anything."""
    with pytest.MonkeyPatch.context() as patch:
        draw_nothing(patch)
        yield
