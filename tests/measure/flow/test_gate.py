from retro.measure.flow.gate import gate_failures
from retro.model.change import Event, Kind
from retro.model.facts import Gap
from tests.measure.builders import (
    CI_ACCOUNT,
    UNGATED,
    case,
    change,
    merge,
    upload,
    verdict,
    vote,
    when,
)


def conflict(at: str, kind: Kind = Kind.MERGE_FAILURE):
    return Event(when(at), kind, 1, 90), {}


def landed(number: int, *steps, **given):
    return change(number, upload("02-20"), *steps, merge("03-08"), **given)


APPROVED = vote("03-01", 1, "Workflow")


def failed(at: str = "03-02"):
    return verdict(at, -2)


def test_the_gate_fails_what_is_approved():
    good = landed(1, APPROVED, failed(), verdict("03-03", 2))
    lost = change(2, upload("03-01"), APPROVED, failed("03-02 12:00"))
    fact = gate_failures(case(good, lost))

    assert (fact.value, fact.n, fact.unit) == (2, 1, "failures")
    assert [part.value for part in fact.parts] == [200, 0, 0]
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


def test_what_fails_because_of_a_change_below_it_is_a_cascade_and_no_failure_of_its_own():
    below = landed(1, APPROVED, failed(), conflict("03-02", Kind.CASCADE), failed("03-03"))
    fact = gate_failures(case(below))

    assert fact.value == 1
    assert {part.label: part.value for part in fact.parts}["cascades, not among them"] == 1
    assert len(fact.evidence.items) == 1


def test_where_no_gate_is_seen_there_is_no_number():
    assert "a gate can't be told" in gate_failures(case(landed(1, APPROVED, verdict("03-02")))).why
    assert "No gating CI" in gate_failures(case(landed(1), accounts=UNGATED)).why
    assert isinstance(gate_failures(case(reaches=when("03-01"))), Gap)
    assert gate_failures(case(change(1, upload("03-01"), failed()))).why == "Nothing was merged."
