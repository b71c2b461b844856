"""The oracle keeps Gerrit's rules."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.world.acts import (
    Abandon,
    Act,
    Merge,
    RemoveReviewer,
    RemoveVote,
    Restore,
    Review,
    SetWip,
    Story,
    Upload,
)
from tests.world.history import Truth, replay, truth_at
from tests.world.people import CORES, JENKINS, STORAGE_CI

NOON = datetime(2016, 2, 1, 12, tzinfo=UTC)
OWNER, ANN, BEN = CORES[:3]
PLUS, MINUS, NEVER = (("Code-Review", value) for value in (1, -1, -2))


def hour(count: int) -> datetime:
    return NOON + timedelta(hours=count)


def upload(at: int, kind: str = "REWORK") -> Upload:
    return Upload(hour(at), OWNER, kind)


def vote(at: int, who, *votes, on: int = 1) -> Review:
    return Review(hour(at), who, on, votes)


def after(*acts: Act) -> Truth:
    story = Story(number=1, project="p", subject="s", acts=(upload(0), *acts))
    return list(replay(story))[-1].truth


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("REWORK", {("Code-Review", BEN.number): -2}),
        ("NO_CODE_CHANGE", {("Code-Review", BEN.number): -2}),
        ("TRIVIAL_REBASE", {("Code-Review", ANN.number): 1, ("Code-Review", BEN.number): -2}),
        (
            "NO_CHANGE",
            {
                ("Code-Review", ANN.number): 1,
                ("Code-Review", BEN.number): -2,
                ("Verified", JENKINS.number): 1,
                ("Workflow", ANN.number): 1,
            },
        ),
    ],
)
def test_the_kind_of_a_patch_set_decides_which_votes_stay(kind, kept):
    votes = vote(1, ANN, PLUS, ("Workflow", 1)), vote(2, BEN, NEVER)
    assert after(*votes, vote(3, JENKINS, ("Verified", 1)), upload(4, kind)).votes == kept


def test_a_vote_on_an_old_patch_set_counts_for_nothing():
    assert after(upload(1), vote(2, ANN, MINUS)).votes == {}


def test_a_vote_of_zero_takes_the_vote_back():
    assert after(vote(1, ANN, PLUS), vote(2, ANN, ("Code-Review", 0))).votes == {}


def test_the_same_vote_again_changes_nothing():
    acts = upload(0), vote(1, ANN, PLUS), vote(2, ANN, PLUS)
    story = Story(number=1, project="p", subject="s", acts=acts)
    assert [step.changed for step in replay(story)] == [(), (PLUS,), ()]


def test_a_removed_reviewer_loses_all_votes_and_a_removed_vote_is_one():
    votes = vote(1, ANN, PLUS, ("Workflow", 1))
    assert after(votes, RemoveReviewer(hour(2), BEN, ANN)).votes == {}
    left = after(votes, RemoveVote(hour(2), BEN, ANN, "Workflow")).votes
    assert left == {("Code-Review", ANN.number): 1}


def test_the_verdict_stands_while_the_gate_runs():
    gate = vote(1, JENKINS, ("Verified", 1)), vote(2, JENKINS, ("Verified", 0))
    truth = after(*gate)
    assert (truth.votes, truth.verdict, truth.verified) == ({}, 1, True)


def test_only_the_gating_ci_verifies():
    assert not after(vote(1, STORAGE_CI, ("Verified", 1))).verified


@pytest.mark.parametrize(
    "act",
    [
        vote(2, ANN, NEVER),
        vote(2, ANN, ("Workflow", 1)),
        vote(2, OWNER, ("Workflow", -1)),
        vote(2, STORAGE_CI, ("Verified", -2)),
        vote(2, JENKINS, ("Verified", -1)),
        SetWip(hour(2), OWNER, True),
        Abandon(hour(2), OWNER),
        Merge(hour(2), JENKINS),
    ],
)
def test_what_takes_a_change_out_of_the_verified_backlog(act):
    good = vote(1, JENKINS, ("Verified", 1))
    assert after(good).verified
    assert not after(good, act).verified


def test_a_restored_change_has_its_votes_again():
    truth = after(vote(1, ANN, PLUS), Abandon(hour(2), OWNER), Restore(hour(3), OWNER))
    assert (truth.status, truth.votes) == ("NEW", {("Code-Review", ANN.number): 1})


def test_a_moment_sees_only_what_came_before_it():
    story = Story(number=1, project="p", subject="s", acts=(upload(0), vote(1, ANN, PLUS)))
    assert truth_at(story, NOON) is None
    assert truth_at(story, hour(1)).votes == {}
    assert truth_at(story, hour(2)).votes
