from datetime import UTC, datetime

from retro.record.gerrit_parts import first_uploads
from retro.snapshot.gerrit import AccountInfo, IndexInfo


def row(owner: int, created: str, project: str = "code") -> IndexInfo:
    stamp = f"{created}.000000000"
    return IndexInfo(1, project, "master", "NEW", stamp, stamp, AccountInfo(owner))


def test_an_account_came_with_its_first_change_in_any_project():
    rows = [
        row(1, "2016-03-01 10:00:00"),
        row(1, "2016-02-28 23:59:59", "specs"),
        row(2, "2016-03-01 00:00:00"),
    ]

    assert first_uploads(rows) == {
        1: datetime(2016, 2, 28, 23, 59, 59, tzinfo=UTC),
        2: datetime(2016, 3, 1, tzinfo=UTC),
    }


def test_accounts_that_asked_to_be_left_out_never_came():
    assert first_uploads([row(0, "2016-03-01 10:00:00")]) == {}
