"""The sample in content/ is what the simulator makes, and says so."""

import gzip

import pytest
from msgspec.structs import replace

from retro import content, snapshot
from tests.world.sample import CONTENT, SAMPLES, TEAM, write

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.cycle)


def folder(sample):
    return content.snapshot_folder(CONTENT, TEAM, sample.cycle)


def unpacked(folder) -> dict[str, bytes]:
    """Return the records; how tightly they are packed depends on the machine's zlib."""
    manifest = snapshot.read(folder).manifest
    return {
        held.name: gzip.decompress((folder / held.file).read_bytes())
        for held in manifest.collections
    }


def told(folder) -> snapshot.Manifest:
    """Return the manifest without what depends on the packed bytes, and on the tool's version."""
    manifest = snapshot.read(folder).manifest
    bare = (replace(held, file="", sha256="", bytes=0) for held in manifest.collections)
    proof = replace(manifest.labels, proved="")
    return replace(manifest, collections=tuple(bare), digest="", tool="", labels=proof)


@each_sample
def test_the_sample_is_what_the_simulator_makes(tmp_path, sample):
    write(sample, tmp_path)
    kept = folder(sample)
    assert told(tmp_path) == told(kept), "run `make sample`"
    assert unpacked(tmp_path) == unpacked(kept), "run `make sample`"


@each_sample
def test_the_specs_of_the_sample_are_public_record(sample):
    manifest = snapshot.read(folder(sample)).manifest
    assert manifest.collection("specs").origin == "public record"


@each_sample
def test_the_sample_says_that_it_is_simulated_and_is_small(sample):
    held = snapshot.read(folder(sample)).manifest.collections
    simulated = [one for one in held if one.name.startswith("gerrit-")]
    assert {one.origin for one in simulated} == {"simulated"}
    assert {one.server for one in simulated} == {"https://review.opendev.org"}
    assert sum(one.bytes for one in held) < 1_000_000
