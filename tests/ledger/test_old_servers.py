"""Histories of servers that said less, or said it otherwise."""

import msgspec
import pytest

from retro.ledger import labels_now, replay
from retro.model.change import Kind, Status, Sure
from retro.model.team import CopyRule, Gerrit
from retro.snapshot.gerrit import AccountInfo, ApprovalInfo, LabelInfo, RevisionInfo
from tests.ledger.builders import (
    ANN,
    BOB,
    GERRIT,
    JENKINS,
    ROBOTS,
    START,
    change,
    hour,
    patch_sets,
    record,
    stamp,
)

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."
THIRD = "owner: Uploaded patch set 3."
OPENSTACK = Gerrit(server="https://review.opendev.org", projects=("p",))
REBASES = Gerrit(
    server="s",
    projects=("p",),
    copy_rules=(CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",)),),
)


def last(*lines, **fields):
    return change(*lines, **fields).states[-1]


def votes(*lines, **fields):
    return last(*lines, **fields).votes


def test_names_of_values_are_votes_as_their_server_meant_them():
    told = UPLOAD, "jenkins: Patch Set 1: Verified", "ann: Patch Set 1: Approved"

    assert votes(*told) == {("Verified", JENKINS): 1, ("Approved", ANN): 1}
    assert votes(*told, gerrit=OPENSTACK)["Verified", JENKINS] == 2


def test_a_team_may_say_what_its_servers_values_were_called():
    own = Gerrit(server="s", projects=("p",), value_names={"Ship it": "Code-Review+2"})

    assert votes(UPLOAD, "ann: Patch Set 1: Ship it", gerrit=own) == {("Code-Review", ANN): 2}


def test_no_score_takes_back_the_only_vote_there_is():
    story = change(UPLOAD, "ann: Patch Set 1: Fails", "ann: Patch Set 1: No score")

    assert story.states[-1].votes == {}
    assert not story.states[-1].assumed


def test_no_score_beside_a_vote_is_about_another_label():
    told = UPLOAD, "ann: Patch Set 1: Verified; Do not submit"

    assert votes(*told, "ann: Patch Set 1: No score; Do not submit") == {("Code-Review", ANN): -2}


def test_no_score_that_may_mean_two_labels_is_an_assumption_on_the_later_vote():
    state = last(
        UPLOAD,
        "ann: Patch Set 1: Verified",
        "ann: Patch Set 1: Do not submit",
        "ann: Patch Set 1: No score",
    )

    assert state.votes == {("Verified", ANN): 1}
    assert state.assumed == {"votes"}


def test_the_gate_of_old_clears_its_vote_by_no_score():
    state = last(
        UPLOAD,
        "jenkins: Patch Set 1: Works for me\n\nBuild succeeded.",
        "jenkins: Patch Set 1: No score\n\nStarting gate jobs.",
    )

    assert (state.votes, state.verdict) == ({}, 1)


def test_a_fork_shelved_changes_until_the_next_upload():
    shelved = UPLOAD, "owner: Patch Set 1: Work In Progress"

    assert last(*shelved, status="WORKINPROGRESS").wip
    assert not last(*shelved, "owner: Patch Set 1: Ready For Review").wip
    assert not last(*shelved, AGAIN).wip


def test_a_rebase_of_old_names_the_patch_set_that_it_replaces():
    story = change(UPLOAD, "ann: Patch Set 1: Rebased", revisions={})

    assert [(p.number, p.kind) for p in patch_sets(story)] == [(1, ""), (2, "TRIVIAL_REBASE")]


def test_abandoned_and_restored_named_their_patch_set():
    turns = change(UPLOAD, "ann: Patch Set 1: Abandoned", "ann: Patch Set 1: Restored\n\nagain")

    assert [s.status for s in turns.states] == [Status.NEW, Status.ABANDONED, Status.NEW]


def test_a_patch_set_without_a_date_came_with_its_message():
    bare = {f"sha{n}": RevisionInfo(n) for n in (1, 2, 3)}
    story = change(UPLOAD, AGAIN, "ann: Patch Set 3: Code-Review+1", revisions=bare)

    assert [p.created for p in patch_sets(story)] == [START, hour(1), hour(2)]
    assert story.states[-1].votes == {("Code-Review", ANN): 1}


def test_a_vote_is_never_older_than_its_patch_set():
    told = record(UPLOAD, AGAIN, "ann: Patch Set 2: Code-Review+1", hours=(0, 1, 1))
    late = {"s1": RevisionInfo(1, stamp(START)), "s2": RevisionInfo(2, "2016-01-04 01:00:00.698")}
    story = replay(msgspec.structs.replace(told, revisions=late), ROBOTS, GERRIT)

    assert story.states[-1].votes == {("Code-Review", ANN): 1}


def test_within_one_second_the_records_order_holds():
    hours = (0, 1, 1)
    vote = "ann: Patch Set 1: Code-Review+1"
    listed = f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1"

    assert votes(UPLOAD, vote, listed, hours=hours) == {("Code-Review", ANN): 1}
    assert votes(UPLOAD, listed, vote, hours=hours) == {}
    assert votes(UPLOAD, vote, "ann: Patch Set 1: -Code-Review", hours=hours) == {}


def test_patch_sets_out_of_order_leave_the_highest_current():
    state = last(UPLOAD, THIRD, "ann: Patch Set 3: Code-Review+1", AGAIN)

    assert state.patch_set == 3
    assert state.votes == {("Code-Review", ANN): 1}


def test_a_draft_that_was_deleted_is_no_patch_set():
    kept = {"sha1": RevisionInfo(1, stamp(START))}
    story = change(UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, revisions=kept)

    assert [p.number for p in patch_sets(story)] == [1]
    assert story.states[-1].votes == {("Code-Review", ANN): 1}


def test_a_late_vote_stops_where_the_account_voted_anew():
    told = (
        UPLOAD,
        "bob: Uploaded patch set 2.",
        "ann: Patch Set 2: Code-Review+1",
        "ann: Patch Set 1: Code-Review-1",
    )

    assert votes(*told, kinds=("", "TRIVIAL_REBASE"), gerrit=REBASES) == {("Code-Review", ANN): 1}


def test_a_late_vote_replaces_and_takes_back_what_was_copied():
    told = UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN
    rebased = {"kinds": ("", "TRIVIAL_REBASE"), "gerrit": REBASES}

    assert votes(*told, "ann: Patch Set 1: Code-Review-1", **rebased) == {("Code-Review", ANN): -1}
    assert votes(*told, "ann: Patch Set 1: -Code-Review", **rebased) == {}


def test_a_late_vote_that_lists_what_it_reached_reaches_nothing_else():
    text = (
        "ann: Patch Set 1: Code-Review-2\n\n"
        "Copied votes on follow-up patch sets have been updated:\n"
        "* Code-Review-2 has been copied to patch set 2."
    )

    assert votes(UPLOAD, AGAIN, THIRD, text) == {}


SMALL = Gerrit(
    server="s",
    projects=("p",),
    copy_rules=(CopyRule(label="Code-Review", when=("TRIVIAL_REBASE", "NO_CODE_CHANGE")),),
)


@pytest.mark.parametrize(
    ("kinds", "start", "kept"),
    [
        (("TRIVIAL_REBASE", "TRIVIAL_REBASE"), START, True),
        (("NO_CHANGE", "NO_CODE_CHANGE"), START, True),
        (("TRIVIAL_REBASE", "NO_CODE_CHANGE"), START, False),
        (("REWORK", "NO_CHANGE"), START, False),
    ],
)
def test_before_copies_were_stored_a_patch_set_was_held_against_the_one_voted_on(
    kinds, start, kept
):
    told = UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, THIRD
    late = UPLOAD, AGAIN, THIRD, "ann: Patch Set 1: Code-Review+1"
    fields = {"kinds": ("", *kinds), "gerrit": SMALL, "start": start}
    expected = {("Code-Review", ANN): 1} if kept else {}

    assert votes(*told, **fields) == votes(*late, **fields) == expected


def test_a_merge_that_makes_a_patch_set_takes_every_vote_along():
    made = {
        "sha1": RevisionInfo(1, stamp(START)),
        "sha2": RevisionInfo(2, stamp(hour(2)), AccountInfo(BOB), "REWORK"),
    }
    merged = "bob: Change has been successfully cherry-picked as 0a1b"
    state = last(
        UPLOAD, "ann: Patch Set 1: Code-Review+2", merged, revisions=made, status="MERGED"
    )

    assert state.patch_set == 2
    assert state.votes == {("Code-Review", ANN): 2}


@pytest.mark.parametrize(
    "gone",
    [
        "Removed Code-Review+1 by Ann Anvil <ann@example.org>",
        "Removed reviewer Ann Anvil.",
        "Removed the following votes:\n\n* Code-Review+1 by Ann Anvil <ann@example.org>\n",
        f"Removed Code-Review+1 by Nobody ({ANN})",
    ],
)
def test_a_raw_record_gives_the_account_by_name(gone):
    told = record(UPLOAD, "ann: Patch Set 1: Code-Review+1", f"bob: {gone}")
    named = tuple(
        msgspec.structs.replace(m, author=AccountInfo(ANN, "Ann Anvil"))
        if m.author._account_id == ANN
        else m
        for m in told.messages
    )
    story = replay(msgspec.structs.replace(told, messages=named), ROBOTS, GERRIT)

    assert story.states[-1].votes == {}
    assert [e.sure for e in story.happened(Kind.REMOVED)] == [Sure.MESSAGE]


def test_a_vote_of_a_stranger_that_was_removed_is_found_by_its_value():
    gone = "owner: Removed Code-Review+1 by (name)"
    state = last(
        UPLOAD, "bob: Patch Set 1: Code-Review-1", "ann: Patch Set 1: Code-Review+1", gone
    )

    assert state.votes == {("Code-Review", BOB): -1}
    assert state.assumed == {"votes"}


def test_who_votes_for_somebody_else_is_not_the_voter():
    told = record(UPLOAD, "ann: Patch Set 1: Code-Review+1")
    for_ann = msgspec.structs.replace(told.messages[1], real_author=AccountInfo(BOB))
    story = replay(
        msgspec.structs.replace(told, messages=(told.messages[0], for_ann)), ROBOTS, GERRIT
    )

    assert story.states[-1].votes == {("Code-Review", ANN): 1}


def test_a_merge_is_dated_by_its_message_where_the_server_does_not_say():
    merged = "jenkins: Change has been successfully merged into the git repository."
    (event,) = change(UPLOAD, merged, status="MERGED").happened(Kind.MERGE)

    assert (event.at, event.sure) == (hour(1), Sure.MESSAGE)


def test_a_reply_that_says_nothing_of_it_made_the_change_ready():
    story = change(UPLOAD, "owner: Set Work In Progress", "owner: Patch Set 1:\n\nPlease look")

    assert story.at(hour(2)).wip
    assert not story.states[-1].wip
    assert "flags" in story.states[-1].assumed


def test_a_vote_lost_by_assumption_is_said_to_have_lapsed():
    story = change(UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, "bob: Patch Set 2:\n\nHm")

    assert [e.sure for e in story.happened(Kind.LAPSED)] == [Sure.ASSUMED]
    assert [s.assumed for s in story.states] == [set(), set(), {"votes"}, {"votes"}]


def test_what_the_next_upload_says_ends_an_assumption():
    listed = f"{THIRD}\n\nOutdated Votes:\n* Code-Review+1"

    assert not last(UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, listed).assumed


def test_a_status_that_no_message_tells_is_assumed():
    assert last(UPLOAD, status="ABANDONED").assumed == {"status"}


def test_the_end_is_held_against_the_servers_own_word():
    def told(number, value):
        labels = {"Code-Review": LabelInfo((ApprovalInfo(ANN, value), ApprovalInfo(BOB, 0)))}
        made = record(UPLOAD, "ann: Patch Set 1: Code-Review+1", labels=labels)
        return msgspec.structs.replace(made, _number=number)

    records = [told(1, 1), told(2, 2), record(UPLOAD)]
    found = labels_now((one, replay(one, ROBOTS, GERRIT)) for one in records)

    assert found == (1, 2, (2,))
