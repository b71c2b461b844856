"""What a page says of the files that a specs repository holds."""

from datetime import UTC, datetime

from retro.record.collected import collections
from retro.snapshot import Manifest, Window
from retro.snapshot.manifest import Collection

THEN = datetime(2016, 4, 1, tzinfo=UTC)


def test_a_page_says_what_each_file_of_a_specs_repository_is_and_the_sum():
    held = Collection(
        name="specs",
        origin="live",
        started=THEN,
        finished=THEN,
        files={"team/specs": {"in folders of no cycle": 119, "specs": 20, "unreadable": 1}},
        file="specs.gz",
        sha256="",
        bytes=0,
        records=20,
    )
    window = Window(start=THEN, end=THEN, lead_in_days=0, reaches=THEN)
    manifest = Manifest(format=2, tool="", team="t", cycle="c", window=window, collections=(held,))
    (shown,) = collections(manifest)

    assert [text.replace("\xa0", " ") for text in shown.files] == [
        "team/specs, 140 files below the root: 119 in folders of no cycle, 20 specs and "
        "1 unreadable"
    ]
