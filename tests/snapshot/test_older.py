"""Snapshots of older versions: a few records of each, kept as that version wrote them."""

import shutil
from pathlib import Path

import pytest

from retro import snapshot
from retro.cli import main
from retro.errors import SnapshotError
from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.facts import Gap
from retro.record import reading
from retro.snapshot.gerrit import CHANGES, ChangeInfo
from tests import sample

KEPT = Path(__file__).with_name("kept")
READ = tuple(sorted(folder.name for folder in KEPT.glob("packing-*")))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the way to a report over a snapshot that is kept."""

    def over(name):
        content = tmp_path_factory.mktemp(name)
        sample.copy(content)
        folder = content / sample.TEAM / "mitaka" / "snapshot"
        shutil.rmtree(folder)
        shutil.copytree(KEPT / name, folder)
        book = reading.read(the_target(Order(content=content, team=sample.TEAM, cycle="mitaka")))
        return book.report(*book.moments.edition(None, None))

    return over


def test_there_are_snapshots_of_several_packings():
    assert len(READ) >= 4


@pytest.mark.parametrize("name", READ)
def test_one_of_the_same_format_is_read_whole(name):
    changes = list(snapshot.read(KEPT / name).records(CHANGES, ChangeInfo))

    assert len(changes) > 10


def test_one_of_another_format_is_refused_with_the_way_to_renew_it():
    with pytest.raises(SnapshotError) as told:
        snapshot.read(KEPT / "format-1")

    assert "format 1" in str(told.value)
    assert "collect" in str(told.value)


def test_specs_whose_files_had_no_lives_count_nothing(report):
    landed = report("packing-7").facts["features.landed"]

    assert isinstance(landed, Gap)
    assert "packed by an older retro (7, today" in landed.why


def test_bugs_whose_duplicates_had_no_day_count_nothing(report):
    reported = report("packing-8").facts["bugs.reported"]

    assert isinstance(reported, Gap)
    assert "acked by an older retro (8, today" in reported.why


def test_a_page_names_what_was_not_kept(report):
    (warning,) = (line for line in report("packing-5").warnings if "older retro" in line)

    assert "did not keep reverts made on the server" in warning


def test_a_build_says_how_to_renew_it(tmp_path, capsys):
    shutil.copytree(sample.content(), tmp_path / "content")
    folder = tmp_path / "content" / sample.TEAM / "mitaka" / "snapshot"
    shutil.rmtree(folder)
    shutil.copytree(KEPT / "packing-7", folder)
    words = ["facts", "-v", "--cycle=mitaka", f"--content={tmp_path / 'content'}"]

    assert main(words) == 0

    told = capsys.readouterr().err
    assert "packed by an older retro" in told
    assert "collect" in told


def test_rechecks_are_a_gap_where_triggers_were_not_told_apart(report):
    assert isinstance(report("packing-1").facts["flow.rechecks"], Gap)


def test_what_is_packed_as_today_warns_of_nothing():
    book = reading.read(
        the_target(Order(content=sample.content(), team=sample.TEAM, cycle="mitaka"))
    )

    assert not [hole for hole in book.manifest.gaps if "older retro" in hole.why]
    assert not snapshot.lacking(book.manifest)
