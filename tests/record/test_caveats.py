"""What the method page says of how right the replay is, and when a page warns."""

from datetime import UTC, datetime

import pytest

from retro import snapshot
from retro.job.order import Order, the_target
from retro.model.audit import Audit
from retro.record import caveats
from retro.snapshot import Agreement, Hole
from tests import sample
from tests.record.test_suitability import manifest

DAY = datetime(2016, 5, 1, tzinfo=UTC)


@pytest.fixture
def target(tmp_path):
    from msgspec.structs import replace

    mitaka = the_target(Order(content=sample.content(), team="glance", cycle="mitaka"))
    return replace(mitaka, snapshot=tmp_path / "snapshot")


def test_the_labels_proof_is_told_with_its_share(target):
    (said,) = caveats.proofs(target, manifest(labels=Agreement(agree=99, total=100)))

    assert "99 of 100" in said
    assert "99\N{NO-BREAK SPACE}%" in said


def test_the_last_audit_is_told_with_its_interval(target):
    audit = Audit(
        date=DAY,
        server="s",
        version="3.10",
        digest="d",
        sample=50,
        silent=2,
        agree=48,
        interval=(0.926, 1.0),
    )
    target.snapshot.mkdir()
    snapshot.keep_audit(target.snapshot, audit)
    (said,) = caveats.proofs(target, manifest())

    assert "48\N{NO-BREAK SPACE}changes stood in the past: 48" in said
    assert "93\N{NO-BREAK SPACE}% to 100" in said


def test_under_98_percent_every_page_warns():
    assert caveats.warnings(manifest(labels=Agreement(agree=97, total=100)))
    assert caveats.warnings(manifest(labels=Agreement(agree=98, total=100))) == ()
    assert caveats.warnings(manifest()) == ()


def test_what_a_collection_lacks_is_said_with_the_reason():
    holes = caveats.holes(manifest(gaps=(Hole(collection="launchpad-bugs", why="elsewhere"),)))

    assert holes == ("launchpad-bugs: elsewhere",)


def test_an_audit_says_how_many_questions_had_no_answer(target):
    audit = Audit(
        date=DAY, server="s", version="3", digest="d", sample=9, silent=2, agree=7, interval=(0, 1)
    )
    target.snapshot.mkdir()
    snapshot.keep_audit(target.snapshot, audit)

    assert "About 2 more it gave no answer" in caveats.proofs(target, manifest())[0]
