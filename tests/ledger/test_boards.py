"""What becomes of votes: removed, forgotten, copied, and taken from whom."""

import pytest
from msgspec.structs import replace

from retro.ledger import Learned
from retro.model.change import TAKEN, Kind, Sure
from retro.model.team import CopyRule
from tests.ledger.builders import ANN, BOB, GERRIT, START, change, hour, patch_sets

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."
VETO = "ann: Patch Set 1: Code-Review-2"


def votes(*lines, **fields):
    return change(*lines, **fields).states[-1].votes


def events(story, account):
    return [(e.kind, e.patch_set, e.label, e.value) for e in story.events if e.account == account]


def test_a_removed_vote_is_not_there_to_be_carried_over():
    removed = "owner: Removed Code-Review-2 by <GERRIT_ACCOUNT_2>"

    assert votes(UPLOAD, VETO, removed, AGAIN) == {}
    assert events(change(UPLOAD, VETO, removed, AGAIN), ANN)[-1] == (
        Kind.REMOVED,
        1,
        "Code-Review",
        0,
    )


def test_whose_vote_is_removed_by_number_loses_that_label_alone():
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+2 Workflow+1", "bob: Patch Set 1: Workflow+1")
    removed = "owner: Removed Workflow+1 by <GERRIT_ACCOUNT_2>"

    assert votes(*lines, removed) == {("Code-Review", ANN): 2, ("Workflow", BOB): 1}


def test_of_strangers_with_the_same_vote_the_last_one_loses_it_and_that_is_assumed():
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+1", "bob: Patch Set 1: Code-Review+1")
    story = change(*lines, "owner: Removed Code-Review+1 by (name)")

    assert story.states[-1].votes == {("Code-Review", ANN): 1}
    assert story.events[-1].sure is Sure.ASSUMED
    assert votes(*lines, "owner: Removed Code-Review-1 by (name)") == {
        ("Code-Review", ANN): 1,
        ("Code-Review", BOB): 1,
    }


def test_a_removed_reviewer_loses_the_votes_on_every_patch_set():
    removed = "owner: Removed reviewer <GERRIT_ACCOUNT_2>."
    late = "owner: Uploaded patch set 2."
    story = change(UPLOAD, VETO, "owner: Uploaded patch set 3.", removed, late)

    assert story.states[-1].votes == {}
    assert (Kind.COPIED, 2, "Code-Review", -2) not in events(story, ANN)
    kept = change(UPLOAD, VETO, "owner: Uploaded patch set 3.", late)
    assert (Kind.COPIED, 2, "Code-Review", -2) in events(kept, ANN)


def test_who_loses_one_vote_keeps_it_on_other_patch_sets():
    removed = "owner: Removed Code-Review-2 by <GERRIT_ACCOUNT_2>"
    lines = (UPLOAD, VETO, "owner: Uploaded patch set 3.", removed)
    story = change(*lines, "owner: Uploaded patch set 2.")

    assert (Kind.COPIED, 2, "Code-Review", -2) in events(story, ANN)


def test_a_removal_that_names_nobody_and_nothing_takes_nothing():
    assert votes(UPLOAD, VETO, "owner: Removed reviewer (name).") == {("Code-Review", ANN): -2}


def test_a_late_veto_reaches_each_patch_set_after_its_own():
    story = change(UPLOAD, AGAIN, "owner: Uploaded patch set 3.", VETO)

    assert events(story, ANN) == [
        (Kind.VOTE, 1, "Code-Review", -2),
        (Kind.COPIED, 2, "Code-Review", -2),
        (Kind.COPIED, 3, "Code-Review", -2),
        (Kind.REVIEW, 1, "", 0),
    ]


def test_a_late_vote_takes_the_one_that_was_copied_before_it():
    lines = (UPLOAD, VETO, AGAIN, "ann: Patch Set 1: Code-Review+1")
    story = change(*lines)

    assert story.states[-1].votes == {}
    assert (Kind.REMOVED, 2, "Code-Review", 0) in events(story, ANN)


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (("", "TRIVIAL_REBASE", "NO_CHANGE"), True),
        (("", "REWORK", "TRIVIAL_REBASE"), False),
        (("", "TRIVIAL_REBASE", "TRIVIAL_REBASE"), True),
    ],
)
def test_before_copies_were_stored_all_steps_since_the_vote_count(kinds, kept):
    learned = Learned(conditions={"Code-Review": ((START, "changekind:TRIVIAL_REBASE"),)})
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, "owner: Uploaded patch set 3.")

    assert votes(*lines, kinds=kinds, learned=learned) == (
        {("Code-Review", ANN): 1} if kept else {}
    )


def test_a_vote_that_was_cast_again_is_held_against_its_own_patch_set():
    learned = Learned(conditions={"Code-Review": ((START, "changekind:TRIVIAL_REBASE"),)})
    again = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, "ann: Patch Set 2: Code-Review+1")
    story = change(
        *again,
        "owner: Uploaded patch set 3.",
        kinds=("", "REWORK", "TRIVIAL_REBASE"),
        learned=learned,
    )

    assert story.states[-1].votes == {("Code-Review", ANN): 1}
    assert story.events[-1].at == hour(4)


def test_a_late_vote_that_lists_where_it_took_a_copy_away_takes_it_there_and_nowhere_else():
    lines = (UPLOAD, VETO, AGAIN, "owner: Uploaded patch set 3.")
    listed = (
        "ann: Patch Set 1: -Code-Review\n\nCopied votes on follow-up patch sets have been"
        " updated:\n* Copied Code-Review vote has been removed from patch set {} (was"
        " Code-Review-2) since the new Code-Review=0 vote is not copyable."
    )

    assert votes(*lines, listed.format(3)) == {}
    assert votes(*lines, listed.format(2)) == {("Code-Review", ANN): -2}


def test_a_removal_has_whose_vote_it_was_and_whether_another_took_it():
    story = change(UPLOAD, VETO, "owner: Removed Code-Review-2 by <GERRIT_ACCOUNT_2>")

    last = story.events[-1]
    assert (last.kind, last.account, last.text) == (Kind.REMOVED, ANN, TAKEN)


def test_a_late_vote_that_is_taken_back_leaves_nothing_where_nothing_was():
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN)
    story = change(*lines, "ann: Patch Set 1: -Code-Review")

    assert story.states[-1].votes == {}
    assert [e for e in story.events if e.at == hour(3)][:1] == [
        e for e in story.events if e.kind is Kind.VOTE and e.value == 0
    ]
    assert len([e for e in story.events if e.at == hour(3)]) == 1


def test_a_team_with_rules_of_its_own_keeps_every_vote_where_nothing_changed():
    own = replace(GERRIT, copy_rules=(CopyRule(label="Verified"),))
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN)

    assert votes(*lines, kinds=("", "NO_CHANGE"), gerrit=own) == {("Code-Review", ANN): 1}
    assert votes(*lines, kinds=("", "TRIVIAL_REBASE"), gerrit=own) == {}


def test_two_small_steps_of_different_kinds_are_neither_since_the_vote():
    condition = "changekind:TRIVIAL_REBASE OR changekind:NO_CODE_CHANGE"
    learned = Learned(conditions={"Code-Review": ((START, condition),)})
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN)
    kinds = ("", "TRIVIAL_REBASE", "NO_CODE_CHANGE")

    assert votes(*lines, kinds=kinds, learned=learned) == {("Code-Review", ANN): 1}
    third = "owner: Uploaded patch set 3."
    assert votes(*lines, third, kinds=kinds, learned=learned) == {}


def test_a_change_of_which_no_upload_is_told_has_one_patch_set():
    story = change("ann: Code-Review+1", revisions={})

    assert [patch.number for patch in patch_sets(story)] == [1]
