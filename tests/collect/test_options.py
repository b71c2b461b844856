"""How a collection is asked for: in whose name, how far, and what it proves at its end."""

import pytest

from retro.snapshot import Agreement, exists, read
from retro.snapshot.gerrit import ChangeInfo
from tests.collect.builders import NOW, change, team
from tests.world.gerrit import GerritServer

CHANGES = [change(n, updated=f"2016-02-{1 + n % 28:02}") for n in range(1, 121)]


def test_a_dry_run_asks_for_the_index_and_writes_nothing(run):
    with GerritServer(CHANGES) as server:
        assert run(team(server.url), dry_run=True) is None

    assert len(server.log) == 3
    assert not exists(run.folder)
    assert not run.work.exists()
    assert run.said[-1] == (
        "120 changes in all, 120 of them in play: 6 more requests, 6 seconds at one a second"
    )


def test_a_dry_run_leaves_what_was_begun_alone(run):
    with GerritServer(CHANGES) as server:
        run(team(server.url))
        before = sorted(path.name for path in run.folder.iterdir())
        run(team(server.url), dry_run=True)

    assert sorted(path.name for path in run.folder.iterdir()) == before
    assert run.said[-1].endswith(
        "0 of those new or changed: 0 more requests, 0 seconds at one a second"
    )


@pytest.mark.parametrize(("many", "said"), [(2000, "81 seconds"), (4000, "about 3 minutes")])
def test_the_estimate_counts_a_second_for_a_request(run, many, said):
    with GerritServer(
        [
            change(n, updated=f"2016-02-01 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000000000")
            for n in range(many)
        ]
    ) as server:
        run(team(server.url), dry_run=True)

    assert f": {many // 25 + 1} more requests, {said} at one a second" in run.said[-1]


def test_a_live_collection_without_a_contact_is_told_how_to_give_one(run):
    with GerritServer(CHANGES) as server:
        run(team(server.url), contact="")
        said, run.said = run.said, []
        run(team(server.url), contact="ann@example.org")
        run(team(server.url), contact="", origin="simulated")

    assert "RETRO_CONTACT" in said[0]
    assert not any("RETRO_CONTACT" in line for line in run.said)
    agents = {request.headers["User-Agent"] for request in server.log}
    assert agents == {"retro/0.1.0", "retro/0.1.0 (+ann@example.org)"}


def test_anew_asks_for_everything(run):
    with GerritServer(CHANGES) as server:
        run(team(server.url))
        before = len(server.log)
        run(team(server.url), anew=True)

    assert len(server.log) == 2 * before


def test_the_proof_reads_all_records_and_stands_in_the_manifest(run):
    def proof(found):
        count = sum(1 for _ in found.records("gerrit-changes", ChangeInfo))
        return Agreement(agree=count - 1, total=count)

    with GerritServer(CHANGES) as server:
        run(team(server.url), proof=proof)
        run(team(server.url), proof=proof, now=NOW)

    assert read(run.folder).manifest.labels == Agreement(agree=119, total=120)
