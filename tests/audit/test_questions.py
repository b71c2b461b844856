"""What is asked, what counts as agreement, and what the answers prove."""

from datetime import UTC, datetime

import pytest

from retro.audit import differences, interval, questions
from retro.model.audit import Past, Question
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo

COPIED = (
    "Patch Set 1: Code-Review+1\n\nCopied votes on follow-up patch sets have been updated:\n"
    '* Code-Review+1 has been copied to patch set 2 (copy condition: "is:ANY").'
)
THEN = Past(status="NEW", patch_set=2, votes={("Code-Review", 7): 1}, wip=False)


def said(minute: int, text: str = "Patch Set 1:\n\n(text)", id: str = "") -> MessageInfo:
    at = f"2016-01-04 12:{minute:02}:00.000000000"
    return MessageInfo(id or f"{minute:040x}", at, text, AccountInfo(7))


def change(number: int, *messages: MessageInfo) -> ChangeInfo:
    at = "2016-01-04 12:00:00.000000000"
    return ChangeInfo(number, "p", "master", "s", "NEW", at, at, AccountInfo(1), messages=messages)


MANY = [change(number, *map(said, range(5))) for number in range(100)]


def test_the_same_seed_draws_the_same_and_another_seed_others():
    assert questions(MANY, 10, "seed") == questions(MANY, 10, "seed")
    assert questions(MANY, 10, "seed") != questions(MANY, 10, "another")


def test_a_change_is_drawn_once_at_most():
    drawn = [question.number for question in questions(MANY, 500, "seed")]

    assert drawn == list(range(100))


def test_a_question_names_the_moment_of_its_message():
    [question] = questions([change(3, said(9))], 1, "seed")

    assert question == Question(3, f"{9:040x}", datetime(2016, 1, 4, 12, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "messages",
    [
        (said(1, id="AAAAoH//9Wo="),),
        (said(1, COPIED),),
    ],
    ids=["from before records lay in git", "copies come one commit later"],
)
def test_what_cannot_be_compared_is_not_asked(messages):
    assert questions([change(1, *messages)], 1, "seed") == ()


def test_of_several_messages_in_a_second_only_the_last_is_asked_about():
    asked = {
        question.message
        for seed in "abcdefgh"
        for question in questions([change(1, said(1, id="a" * 40), said(1, id="b" * 40))], 1, seed)
    }

    assert asked == {"b" * 40}


def test_sides_that_agree_differ_in_nothing():
    assert differences(THEN, THEN) == ()


def test_a_difference_is_told_in_a_line_with_both_sides():
    theirs = Past(status="MERGED", patch_set=2, votes={}, wip=False)

    assert differences(THEN, theirs) == (
        "status: replayed NEW, the server says MERGED",
        "votes: replayed Code-Review+1 by 7, the server says no vote",
    )


def test_votes_of_who_opted_out_count_on_neither_side():
    votes = {("Code-Review", 7): 1, ("Code-Review", 8): 2}
    theirs = Past(status="NEW", patch_set=2, votes=votes, wip=False, others=frozenset({8}))

    assert differences(THEN, theirs) == ()


@pytest.mark.parametrize(
    ("agree", "total", "low", "high"),
    [(0, 0, 0, 1), (10, 10, 0.722, 1), (90, 100, 0.826, 0.945), (0, 10, 0, 0.278)],
)
def test_the_interval_is_wilsons(agree, total, low, high):
    assert interval(agree, total) == (
        pytest.approx(low, abs=0.001),
        pytest.approx(high, abs=0.001),
    )
