from datetime import UTC, datetime

from retro.model.change import Accounts
from retro.record.gerrit_parts import accounts, first_uploads
from retro.snapshot.gerrit import AccountInfo, IndexInfo, RobotInfo


def row(owner: int, created: str, project: str = "code") -> IndexInfo:
    stamp = f"{created}.000000000"
    return IndexInfo(1, project, "master", "NEW", stamp, stamp, AccountInfo(owner))


def test_an_account_came_with_its_first_change_in_any_project():
    rows = [
        row(1, "2016-03-01 10:00:00"),
        row(1, "2016-02-28 23:59:59", "specs"),
        row(2, "2016-03-01 00:00:00"),
    ]

    assert first_uploads(rows, Accounts()) == {
        1: datetime(2016, 2, 28, 23, 59, 59, tzinfo=UTC),
        2: datetime(2016, 3, 1, tzinfo=UTC),
    }


def test_accounts_that_asked_to_be_left_out_never_came():
    assert first_uploads([row(0, "2016-03-01 10:00:00")], Accounts()) == {}


def test_a_person_of_several_accounts_came_with_the_first_change_of_any():
    one = Accounts(people={1: 1, 2: 1})

    assert first_uploads([row(2, "2016-03-01 10:00:00"), row(1, "2016-03-02 10:00:00")], one) == {
        1: datetime(2016, 3, 1, 10, tzinfo=UTC)
    }


def test_the_lowest_number_stands_for_all_accounts_of_a_person():
    found = accounts([RobotInfo(9, username="ann"), RobotInfo(8, username="ann2")], [("ann", "7")])

    assert found.people == {9: 7, 7: 7}
    assert found.number_of("ann") == 7
    assert found.number_of("ann2") == 8


def test_one_account_alone_is_no_other_and_a_name_that_nobody_has_is_none():
    assert accounts([], [("7",), ("nobody", "5"), ("nobody", "no.one")]).people == {}
