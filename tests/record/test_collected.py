"""What a snapshot lacks is said where its numbers stand, and not on the method page alone."""

from msgspec.structs import replace

from retro import snapshot
from retro.record import collected
from tests.golden import content


def test_changes_that_could_not_be_read_make_numbers_doubtful(tmp_path):
    content(tmp_path)
    manifest = snapshot.read(tmp_path / "lantern/dusk/snapshot").manifest
    assert collected.short(manifest) == ()

    parts = (
        replace(p, hidden=(13, 14)) if "changes" in p.name else p for p in manifest.collections
    )
    (said,) = collected.short(replace(manifest, collections=tuple(parts)))
    assert said.startswith("2\N{NO-BREAK SPACE}changes could not be read")
