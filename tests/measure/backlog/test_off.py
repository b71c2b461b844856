"""What rests on votes and flags that nobody told of says by how much it may be off, and why."""

import pytest

from retro.measure.backlog import by_state, opened, specs, starved, verified
from retro.model.change import Change, Event, Kind, Sure
from retro.outline import words
from tests.measure.builders import ANN, Step, case, change, upload, verdict, vote, when


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def silent(number: int, *steps: Step, at: str = "03-02", **given: object) -> Change:
    """Make an open change with a vote in doubt."""
    event = Event(when(at), Kind.VOTE, 1, ANN, "Code-Review", 1, sure=Sure.ASSUMED)
    doubt = (event, {"assumed": frozenset({"votes"})})
    return change(number, upload("03-01"), *steps, doubt, **given)


def sure(number: int, *steps: Step) -> Change:
    return change(number, upload("03-01"), *steps)


def offs(fact) -> dict[str, tuple[float, int]]:
    return {part.key: (part.value, part.off) for part in fact.parts if part.value or part.off}


PASSED = verdict("03-01 12:00")
FAILED = verdict("03-01 12:00", -1)
MIXED = (silent(1, PASSED), silent(2, PASSED), silent(3, FAILED), sure(4, PASSED), sure(5, FAILED))


def test_the_verified_may_be_off_by_those_in_doubt_that_are_in_it_or_could_be():
    fact = verified.verified_backlog(case(*MIXED))

    assert (fact.value, fact.off) == (3, 2)
    assert offs(fact) == {"reviewer": (3, 2), "author": (0, 3)}
    assert plain(words.measured(fact)) == "3 ± 2 changes"
    assert plain(fact.note) == (
        "The number may be off by up to 2: how 3 open changes stood rests on votes that were cast "
        "or taken back silently."
    )


def test_those_without_a_vote_lie_between_two_numbers_where_votes_are_in_doubt():
    fact = opened.unreviewed(case(*MIXED))

    assert (fact.value, fact.between, len(fact.evidence.items)) == (3, (1, 4), 3)
    assert "may be off by up to 2" in plain(fact.note)
    assert opened.unreviewed(case(sure(1, PASSED))).between is None


def test_each_state_may_be_off_but_not_how_many_are_open():
    fact = by_state.by_state(case(*MIXED))

    assert (fact.value, fact.off) == (5, 0)
    assert offs(fact)["reviewable"] == (3, 2)
    assert offs(fact)["failing"] == (2, 2)
    assert offs(fact)["blocked"] == (0, 3)
    assert "Each state may be off by up to 3: how 3 open changes stood" in plain(fact.note)
    assert by_state.open_changes(case(*MIXED)).off == 0


@pytest.mark.parametrize("known", [(), (sure(1, PASSED),)], ids=["nothing", "sure"])
def test_what_rests_on_nothing_in_doubt_is_a_plain_number(known):
    for measure in (verified.verified_backlog, by_state.by_state, starved.starved_changes):
        fact = measure(case(*known))

        assert (fact.off, {part.off for part in fact.parts}) == (0, {0})
        assert "off by" not in fact.note


def test_a_flag_in_doubt_makes_a_number_doubtful_as_a_vote_does():
    event = Event(when("03-02"), Kind.WIP, 1, sure=Sure.ASSUMED)
    turned = (event, {"wip": True, "assumed": frozenset({"flags"})})
    fact = verified.verified_backlog(case(change(1, upload("03-01"), PASSED, turned)))

    assert plain(words.measured(fact)) == "0 to 1 changes"
    assert "flags (work in progress, private) that were turned silently" in fact.note


def test_the_verified_at_the_start_is_judged_by_what_was_in_doubt_then():
    early = verdict("02-02")
    event = Event(when("02-03"), Kind.COPIED, 1, ANN, "Code-Review", 1, sure=Sure.ASSUMED)
    settled = (vote("03-02", 1)[0], {"assumed": frozenset()})
    doubt = (event, {"assumed": frozenset({"votes"})})
    here = case(change(1, upload("02-01"), early, doubt, settled))

    assert (verified.verified_at_start(here).off, verified.verified_backlog(here).off) == (1, 0)


def test_the_starved_may_be_off_only_by_what_waited_long_enough():
    old = case(silent(1, PASSED), silent(2, FAILED), sure(3, PASSED), moment="04-02")
    young = case(silent(1, PASSED), silent(2, FAILED), moment="03-10")

    assert (starved.starved_changes(old).value, starved.starved_changes(old).off) == (2, 1)
    assert starved.starved_changes(young).off == 0


def test_open_specs_in_doubt_say_so_too():
    spec = silent(1, project="team/specs")
    fact = specs.specs(case(specs=(spec,)))

    assert offs(fact)["blocked"] == (0, 1)
    assert "Each state may be off by up to 1" in plain(fact.note)


def test_the_picture_says_it_of_its_last_day():
    said = plain(by_state.by_state_daily(case(*MIXED)).sentence)

    assert "3 ± 2 of them waited on reviewers" in said
    assert "Verified: 3 ± 2, of which 3 ± 2 waiting for a reviewer" in said
