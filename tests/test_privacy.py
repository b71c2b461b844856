"""The scan for what tells of persons finds what is planted, and nothing in what was made here."""

import gzip
import json

import pytest

from tests.privacy import faults

STRANGER = {"_account_id": 7, "username": "eve.ember"}


@pytest.fixture
def made(tmp_path):
    """A site, a letter, an export and a snapshot that tell of nobody but whom content calls."""
    files = {
        "output/team/index.html": "<p>12 reviews @ start</p>",
        "output/mail/final.txt": "To: list@example.org",
        "output/export/reviews.csv": "place,account\n1,\n",
        "content/team/cycle.yaml": "roster:\n  - account: ann.anvil\n",
        "content/team/team.yaml": "mail:\n  to: list@example.org\n",
        "content/team/snapshot/manifest.json": "{}",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    accounts(tmp_path, {"_account_id": 5, "username": "ann.anvil"})
    return tmp_path


def accounts(folder, *records):
    text = "\n".join(map(json.dumps, records)).encode()
    (folder / "content/team/snapshot/gerrit-accounts.1.jsonl.gz").write_bytes(gzip.compress(text))


def found(folder) -> list[str]:
    return list(faults(folder / "output", folder / "content"))


def test_what_tells_of_nobody_is_clean(made):
    assert found(made) == []


CODED = """\
Subject: s
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PHA+YW5uQGV4YW1wbGUub3JnPC9wPg==
"""


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("team/index.html", "<p>ann@example.org</p>", "an address, ann@example.org"),
        ("team/index.html", "<p>list@example.org</p>", "an address, list@example.org"),
        ("mail/final.eml", CODED, "an address, ann@example.org"),
        ("mail/final.txt", "From: eve@example.org", "an address, eve@example.org"),
        ("team/facts.json", '{"_account_id": 5}', "accounts that can be joined, by _account_id"),
        ("export/reviews.csv", "place,account\n1,f00\n", "in the column account"),
    ],
)
def test_what_is_planted_in_output_is_found(made, name, text, fault):
    (made / "output" / name).write_text(text)

    assert any(fault in said and name in said for said in found(made))


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (STRANGER, "a name that no content calls, eve.ember"),
        ({"owner": {"_account_id": 5, "name": "Ann Anvil"}}, "no content calls, Ann Anvil"),
        ({"subject": "by eve@example.org"}, "an address, eve@example.org"),
    ],
)
def test_what_is_planted_in_a_snapshot_is_found(made, record, fault):
    accounts(made, record)

    assert any(fault in said for said in found(made))


def test_a_robot_may_have_its_name(made):
    accounts(made, STRANGER | {"why": "the team lists it as a bot"})

    assert found(made) == []
