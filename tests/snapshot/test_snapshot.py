import gzip
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import Struct

from retro.errors import SnapshotError
from retro.snapshot import Agreement, Header, Source, Window, exists, read, write

DAY = datetime(2016, 4, 7, tzinfo=UTC)
HEADER = Header(
    team="glance",
    cycle="mitaka",
    window=Window(start=DAY, end=DAY, lead_in_days=180, reaches=DAY),
)


class Number(Struct, frozen=True, omit_defaults=True):
    _number: int
    note: str = ""


class Word(Struct, frozen=True):
    word: str


def source(name="gerrit-changes"):
    return Source(name=name, origin="live", started=DAY, finished=DAY)


def written(folder, *numbers):
    return write(folder, HEADER, [(source(), [Number(number) for number in numbers])])


def numbers(folder):
    return [record._number for record in read(folder).records("gerrit-changes", Number)]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "glance" / "mitaka" / "snapshot"


def test_what_was_written_is_read(folder):
    written(folder, 1, 2, 3)

    assert numbers(folder) == [1, 2, 3]


def test_the_manifest_that_write_returns_is_the_one_that_read_finds(folder):
    assert written(folder, 1) == read(folder).manifest


def test_a_collection_without_records_is_read_as_one(folder):
    written(folder)

    assert numbers(folder) == []


def test_a_folder_without_a_manifest_holds_no_snapshot(folder):
    assert not exists(folder)
    with pytest.raises(SnapshotError, match="make collect TEAM=glance CYCLE=mitaka"):
        read(folder)


def test_the_same_records_make_the_same_bytes(folder, tmp_path):
    written(folder, 1, 2)
    written(tmp_path / "again", 1, 2)

    assert names(folder) == names(tmp_path / "again")
    for name in names(folder):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_files_name_carries_the_hash_of_its_bytes(folder):
    [held] = written(folder, 1).collections

    assert held.file == f"gerrit-changes.{held.sha256[:12]}.jsonl.gz"
    assert (folder / held.file).stat().st_size == held.bytes


def test_any_flipped_byte_is_refused_by_the_files_name(folder):
    written(folder, 1, 2)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(SnapshotError) as refused:
                read(folder)
            assert refused.value.status == 5
            assert path.name in refused.value.where
        path.write_bytes(whole)
    assert numbers(folder) == [1, 2]


def test_a_manifest_with_another_byte_after_its_end_is_refused(folder):
    written(folder, 1)
    with (folder / "manifest.json").open("ab") as manifest:
        manifest.write(b"\n")

    with pytest.raises(SnapshotError, match="digest"):
        read(folder)


def test_a_cut_file_is_refused(folder):
    [held] = written(folder, 1).collections
    path = folder / held.file
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(SnapshotError, match="cut or altered"):
        read(folder)


def test_a_missing_file_is_refused(folder):
    [held] = written(folder, 1).collections
    (folder / held.file).unlink()

    with pytest.raises(SnapshotError, match=held.file):
        read(folder)


def test_a_manifest_that_points_elsewhere_is_refused(folder):
    [held] = written(folder, 1).collections
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(held.file, "../../secret"))

    with pytest.raises(SnapshotError, match="altered"):
        read(folder)


def test_another_format_is_refused_by_its_number(folder):
    written(folder, 1)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 3'))

    with pytest.raises(SnapshotError, match="format 3"):
        read(folder)


def test_a_record_of_another_shape_is_named_by_its_line(folder):
    write(folder, HEADER, [(source(), [Number(1), Word("two")])])

    with pytest.raises(SnapshotError, match=r"gerrit-changes\.\w+\.jsonl\.gz:2: "):
        numbers(folder)


def test_a_collection_that_was_not_collected_is_an_error(folder):
    written(folder, 1)

    with pytest.raises(SnapshotError, match="launchpad-bugs was not collected"):
        read(folder).records("launchpad-bugs", Number)


def test_a_new_snapshot_takes_the_place_of_the_old_one(folder):
    written(folder, 1)
    [held] = written(folder, 2).collections

    assert numbers(folder) == [2]
    assert names(folder) == sorted([held.file, "manifest.json"])


def test_drafts_of_a_crash_are_swept_by_the_next_write(folder):
    (folder / ".draft.1-0.part").mkdir(parents=True)
    written(folder, 1)

    assert ".draft.1-0.part" not in names(folder)


@pytest.mark.parametrize("step", range(12))
def test_a_crash_at_any_step_leaves_the_old_snapshot_or_the_new_one(folder, step, monkeypatch):
    written(folder, 1)
    left = iter(range(step))

    def failing(call):
        def wrapped(*args, **kwargs):
            if next(left, None) is None:
                raise OSError("the disk is full")
            return call(*args, **kwargs)

        return wrapped

    for owner, call in ((os, "fsync"), (os, "replace"), (Path, "replace"), (Path, "unlink")):
        monkeypatch.setattr(owner, call, failing(getattr(owner, call)))
    with suppress(OSError):
        written(folder, 2)
    monkeypatch.undo()

    assert numbers(folder) in ([1], [2])
    written(folder, 3)
    assert len(names(folder)) == 2


def test_a_source_that_fails_midway_leaves_the_old_snapshot(folder):
    written(folder, 1)
    before = names(folder)

    def failing():
        yield Number(2)
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write(folder, HEADER, [(source("gerrit-index"), [Number(1)]), (source(), failing())])

    assert names(folder) == before
    assert numbers(folder) == [1]


def test_a_file_is_plain_gzip_of_json_lines_and_tells_no_time(folder):
    [held] = written(folder, 1, 2).collections

    packed = (folder / held.file).read_bytes()
    lines = gzip.decompress(packed).splitlines()

    assert lines == [b'{"_number":1}', b'{"_number":2}']
    assert packed[3:8] == bytes(5), "neither a name nor a time in the header"


def test_the_proof_reads_the_new_records_and_its_answer_is_in_the_manifest(folder):
    written(folder, 1)

    def proof(found):
        assert numbers(folder) == [1], "the old snapshot is still in place"
        there = list(found.records("gerrit-changes", Number))
        return Agreement(agree=1, total=len(there))

    write(folder, HEADER, [(source(), [Number(2), Number(3)])], proof=proof)

    assert read(folder).manifest.labels == Agreement(agree=1, total=2)
    assert numbers(folder) == [2, 3]


def test_a_proof_that_fails_leaves_the_old_snapshot(folder):
    written(folder, 1)
    before = names(folder)

    def proof(_):
        raise ValueError("no proof")

    with pytest.raises(ValueError, match="no proof"):
        write(folder, HEADER, [(source(), [Number(2)])], proof=proof)
    assert names(folder) == before
