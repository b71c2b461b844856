"""A file appears whole or not at all, and what a dead process left goes."""

import os
import signal
import time
from pathlib import Path

import pytest

from retro import disk
from retro.disk.part import part
from retro.errors import UsageError

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def apart(work) -> int:
    """Start a child that does something and then waits to be killed; return its process."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        with work():
            os.write(told, b"x")
            time.sleep(60)
        os._exit(0)
    os.read(ready, 1)
    os.close(ready)
    os.close(told)
    return child


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def until(path: Path) -> None:
    """Wait until another process has made a file."""
    while not path.exists():
        time.sleep(0.01)


def test_a_file_takes_the_place_of_another_and_leaves_nothing_beside(tmp_path):
    disk.put(tmp_path / "a" / "b.txt", b"old")
    disk.put(tmp_path / "a" / "b.txt", b"new", sync=False)

    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"
    assert names(tmp_path / "a") == ["b.txt"]


def test_a_file_is_created_only_where_nothing_has_its_name(tmp_path):
    (tmp_path / "link").symlink_to("nowhere")

    assert disk.create(tmp_path / "a", b"mine")
    assert not disk.create(tmp_path / "a", b"other")
    assert not disk.create(tmp_path / "link", b"other")
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert names(tmp_path) == ["a", "link"]


@pytest.mark.parametrize("failing", ["fsync", "replace", "link"])
def test_what_could_not_be_put_in_place_leaves_the_old_file_alone(tmp_path, monkeypatch, failing):
    (tmp_path / "a").write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    if failing != "link":
        with pytest.raises(OSError, match="No space"):
            disk.put(tmp_path / "a", b"new")
    else:  # a file system without links
        assert disk.create(tmp_path / "b", b"new")
        assert not disk.create(tmp_path / "a", b"new")

    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) in (["a"], ["a", "b"])


def test_a_new_file_has_the_mode_that_its_user_chose(tmp_path):
    before = os.umask(0o027)
    try:
        disk.put(tmp_path / "a", b"")
    finally:
        os.umask(before)

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_what_is_being_written_is_left_alone_and_what_the_dead_left_goes(tmp_path):
    child = apart(lambda: disk.draft(tmp_path / "deep"))
    (tmp_path / "deep" / ".own.part").write_text("somebody's")
    (tmp_path / ".a.html.77-0.part").write_text("half")
    disk.sweep(tmp_path, tmp_path / "not there")
    alive = names(tmp_path / "deep")
    kill(child)
    disk.sweep(tmp_path)

    assert alive == [f".draft.{child}-0.part", ".own.part"]
    assert names(tmp_path / "deep") == [".own.part"]
    assert names(tmp_path) == ["deep"]


def test_a_sweep_follows_no_link(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".a.1-0.part").write_text("")
    (tmp_path / "swept").mkdir()
    (tmp_path / "swept" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "swept" / ".b.1-0.part").symlink_to(tmp_path / "other" / ".a.1-0.part")
    disk.sweep(tmp_path / "swept")

    assert names(tmp_path / "other") == [".a.1-0.part"]


def test_a_lock_says_whose_it_is_and_dies_with_its_process(tmp_path):
    lock, said = tmp_path / "locks" / "dusk.lock", []
    child = apart(lambda: disk.held(lock, "collect lantern/dusk", said.append))
    whose = f"process {child} does “collect lantern/dusk” since 20"
    with (
        pytest.raises(UsageError, match=whose) as error,
        disk.held(lock, "build lantern/dusk", said.append, patience=0.1),
    ):
        pass
    kill(child)
    with disk.held(lock, "build lantern/dusk", said.append, patience=0):
        pass

    assert len(said) == 1
    assert said[0].startswith(f"waiting: {whose}")
    assert said[0].endswith(" UTC")
    assert "end that process" in error.value.hint


def test_a_second_writer_goes_on_when_the_first_has_done(tmp_path):
    lock, said = tmp_path / "dusk.lock", []
    ended = os.fork()
    if ended == 0:
        with disk.held(lock, "first", print):
            (tmp_path / "began").touch()
            until(tmp_path / "awaited")
            (tmp_path / "done").touch()
        os._exit(0)
    until(tmp_path / "began")

    def say(line):
        said.append(line)
        (tmp_path / "awaited").touch()

    with disk.held(lock, "second", say, patience=60):
        assert (tmp_path / "done").exists()
    os.waitpid(ended, 0)

    assert len(said) == 1


def test_readers_read_together_and_whoever_exchanges_files_waits_for_them(tmp_path, monkeypatch):
    monkeypatch.setattr("retro.disk.lock.PATIENCE", 0.02)
    child = apart(lambda: disk.read_together(tmp_path))
    with disk.read_together(tmp_path):
        pass
    with pytest.raises(UsageError, match="being read"), disk.read_together(tmp_path, alone=True):
        pass
    kill(child)
    with disk.read_together(tmp_path, alone=True):
        pass


def test_a_folder_behind_a_link_is_refused_unless_the_link_is_the_root(tmp_path):
    (tmp_path / "real" / "a").mkdir(parents=True)
    (tmp_path / "root").symlink_to("real")
    disk.refuse_links(tmp_path / "root", tmp_path / "root" / "a")
    (tmp_path / "real" / "b").symlink_to("a")

    with pytest.raises(UsageError, match="b is a link"):
        disk.refuse_links(tmp_path / "root", tmp_path / "root" / "b" / "c")


def test_what_was_sealed_is_read_whole_or_not_at_all():
    held = disk.sealed(b'{"a":\n1}')
    altered = [held[:n] + bytes([held[n] ^ 1]) + held[n + 1 :] for n in range(len(held))]
    cut = [held[:n] for n in range(len(held))]

    assert disk.unsealed(held) == b'{"a":\n1}'
    assert {disk.unsealed(one) for one in (*altered, *cut, held + b"0", b"{}")} == {b""}


def test_a_link_in_a_locks_place_is_not_followed(tmp_path):
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "dusk.lock").symlink_to("mine")
    with pytest.raises(OSError, match="symbolic"), disk.held(tmp_path / "dusk.lock", "x", print):
        pass

    assert (tmp_path / "mine").read_text() == "mine"


def test_a_pipe_that_is_called_as_a_part_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / ".a.1-0.part")
    disk.sweep(tmp_path)

    assert names(tmp_path) == []


def test_a_part_that_was_moved_takes_none_away_that_another_began_under_its_name(tmp_path):
    with part(tmp_path / "a") as (beside, _):
        beside.rename(tmp_path / "a")
        beside.write_text("another's")

    assert beside.read_text() == "another's"
