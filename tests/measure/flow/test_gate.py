from retro.measure.flow.gate import gate_failures, rechecks
from retro.model.change import Event, Kind
from retro.model.facts import Gap
from tests.measure.builders import (
    BOT,
    CI_ACCOUNT,
    OWNER,
    UNGATED,
    case,
    change,
    merge,
    upload,
    verdict,
    vote,
    when,
)


def recheck(at: str, by: int = OWNER):
    return Event(when(at), Kind.RECHECK, 1, by), {}


def conflict(at: str):
    return Event(when(at), Kind.MERGE_FAILURE, 1, 90), {}


def landed(number: int, *steps, **given):
    return change(number, upload("02-20"), *steps, merge("03-08"), **given)


APPROVED = vote("03-01", 1, "Workflow")


def failed(at: str = "03-02"):
    return verdict(at, -2)


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


def test_the_gate_fails_what_is_approved():
    good = landed(1, APPROVED, failed(), verdict("03-03", 2))
    lost = change(2, upload("03-01"), APPROVED, failed("03-02 12:00"))
    fact = gate_failures(case(good, lost))

    assert (fact.value, fact.n, fact.unit) == (2, 1, "failures")
    assert [part.value for part in fact.parts] == [200, 0]
    assert [item.ref for item in fact.evidence.items] == ["team/code 1", "team/code 2"]


def test_a_failure_needs_an_approval_in_force_and_the_gating_ci():
    unapproved = landed(1, failed())
    withdrawn = landed(2, APPROVED, vote("03-01 12:00", 0, "Workflow"), failed())
    person = landed(3, APPROVED, vote("03-02", -2, "Verified"))
    check = landed(4, APPROVED, verdict("03-02", -1))
    stable = landed(5, APPROVED, failed(), branch="stable/one")

    assert gate_failures(case(unapproved, withdrawn, person, check, stable)).value == 0


def test_a_late_verdict_on_an_older_patch_set_is_no_failure_of_the_approved_one():
    again = (upload("03-01"), upload("03-01 06:00", 2), vote("03-01 12:00", 1, "Workflow", on=2))
    late = change(1, *again, failed())
    now = change(2, *again, vote("03-02", -2, "Verified", CI_ACCOUNT, on=2))

    assert gate_failures(case(late, landed(3))).value == 0
    assert gate_failures(case(now, landed(3))).value == 1


def test_failures_count_by_their_own_day():
    early = vote("02-25", 1, "Workflow")

    assert gate_failures(case(landed(1, early, failed("02-28 23:59")))).value == 0
    assert gate_failures(case(landed(1, early, failed("02-29 00:00")))).value == 1


def test_merge_conflicts_are_told_apart():
    fact = gate_failures(case(landed(1, APPROVED, failed(), conflict("03-02"))))

    assert fact.parts[1].value == 1


def test_where_no_gate_is_seen_there_is_no_number():
    assert "a gate can't be told" in gate_failures(case(landed(1, APPROVED, verdict("03-02")))).why
    assert "No gating CI" in gate_failures(case(landed(1), accounts=UNGATED)).why
    assert isinstance(gate_failures(case(reaches=when("03-01"))), Gap)
    assert gate_failures(case(change(1, upload("03-01"), failed()))).why == "Nothing was merged."
