from retro.measure.flow.rechecks import bare_rechecks, rechecks
from retro.model.change import UNREAD, Event, Kind
from retro.model.facts import Gap
from tests.measure.builders import BOT, OWNER, case, change, merge, upload, when


def recheck(at: str, by: int = OWNER, why: str = "bare"):
    return Event(when(at), Kind.RECHECK, 1, by, text=why), {}


def landed(number: int, *steps, **given):
    return change(number, upload("02-20"), *steps, merge("03-08"), **given)


def test_rechecks_of_what_was_merged_in_the_cycle_count_by_whomever():
    twice = landed(1, recheck("02-21"), recheck("03-01", by=11))
    robot = landed(2, recheck("03-01", by=BOT))
    waiting = change(3, upload("03-01"), recheck("03-02"))
    fact = rechecks(case(twice, robot, waiting))

    assert (fact.value, fact.n, fact.unit) == (2, 2, "rechecks")
    assert [part.value for part in fact.parts] == [100, 1]
    assert [item.state for item in fact.evidence.items] == ["2\N{NO-BREAK SPACE}rechecks"]


def test_a_ci_that_nobody_ever_asks_again_leaves_a_gap_and_no_zero():
    assert "other words" in rechecks(case(landed(1))).why
    assert rechecks(case(landed(1), change(2, upload("03-01"), recheck("03-02")))).value == 0
    assert rechecks(case()).why == "Nothing was merged."
    assert isinstance(rechecks(case(reaches=when("03-01"))), Gap)


def test_rechecks_without_a_reason_are_a_share_of_all_those_of_the_cycle():
    some = landed(1, recheck("02-21"), recheck("03-01", by=11), recheck("03-02", why=""))
    robot = landed(2, recheck("03-01", by=BOT))
    waiting = change(3, upload("03-01"), recheck("03-02"))
    stable = change(4, upload("03-01"), recheck("03-02"), branch="stable/one")
    fact = bare_rechecks(case(some, robot, waiting, stable))

    assert (fact.value, fact.n, fact.unit) == (2 / 3, 3, "share")
    assert [part.value for part in fact.parts] == [2]
    assert [item.state.split()[0] for item in fact.evidence.items] == [
        "without",
        "with",
        "without",
    ]


def test_where_nobody_asked_again_no_share_is_made():
    assert "Nobody asked" in bare_rechecks(case(landed(1))).why
    assert isinstance(bare_rechecks(case(reaches=when("03-01"))), Gap)


def unread(at: str, by: int = OWNER):
    return Event(when(at), Kind.COMMENT, 1, by, text=UNREAD), {}


def test_counts_into_which_nobody_looked_make_rechecks_a_lower_bound_and_their_share_a_gap():
    some = case(landed(1, recheck("03-01"), unread("03-02"), unread("03-02", by=BOT)))
    fact = rechecks(some)

    assert fact.value == 1
    assert fact.note == "At least so many: some replies were not read."
    assert bare_rechecks(some).why == "Not all rechecks are known: some replies were not read."
    assert rechecks(case(landed(1, unread("03-02")))).why == (
        "No recheck is known, and some replies were not read."
    )


def test_records_that_do_not_tell_triggers_apart_give_no_number_of_rechecks():
    some = case(landed(1, recheck("03-01")), triggers_told=False)

    for measure in (rechecks, bare_rechecks):
        assert "collect them again" in measure(some).why
