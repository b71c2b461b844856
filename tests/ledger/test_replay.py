"""What each event does to a change."""

from retro.model.change import Kind, Status, Sure
from retro.model.team import CI, CopyRule, Gerrit
from tests.ledger.builders import (
    ANN,
    BOB,
    GERRIT,
    HOUR,
    JENKINS,
    START,
    change,
    hour,
    patch_sets,
    stamp,
)

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."
RULES = Gerrit(
    server="https://gerrit.example.org",
    projects=("p",),
    ci=CI(),
    copy_rules=(
        CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",), values=(-2,)),
        CopyRule(label="Workflow", when=("NO_CHANGE",)),
    ),
)


def last(*lines, **fields):
    return change(*lines, **fields).states[-1]


def votes(*lines, **fields):
    return last(*lines, **fields).votes


def test_a_vote_counts_from_its_message_on():
    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review+2") == {("Code-Review", ANN): 2}


def test_a_vote_taken_back_is_gone():
    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review+2", "ann: Patch Set 1: -Code-Review") == {}


def test_a_vote_on_an_old_patch_set_counts_for_nothing():
    assert votes(UPLOAD, AGAIN, "ann: Patch Set 1: Code-Review+2") == {}


def test_a_new_patch_set_takes_the_votes_away():
    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review-1", AGAIN) == {}


def test_a_veto_sticks():
    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review-2", AGAIN) == {("Code-Review", ANN): -2}


def test_a_veto_cast_late_on_an_old_patch_set_reaches_the_current_one():
    assert votes(UPLOAD, AGAIN, "ann: Patch Set 1: Code-Review-2") == {("Code-Review", ANN): -2}


def test_a_trivial_rebase_keeps_what_the_rule_keeps():
    kept = votes(
        UPLOAD,
        "ann: Patch Set 1: Code-Review+2 Workflow+1",
        AGAIN,
        kinds=("", "TRIVIAL_REBASE"),
        gerrit=RULES,
    )

    assert kept == {("Code-Review", ANN): 2}


def test_a_patch_set_that_changes_nothing_keeps_every_vote():
    kept = votes(
        UPLOAD, "ann: Patch Set 1: Code-Review+1 Workflow+1", AGAIN, kinds=("", "NO_CHANGE")
    )

    assert kept == {("Code-Review", ANN): 1, ("Workflow", ANN): 1}


def test_a_rule_holds_only_between_its_days():
    old = Gerrit(
        server="s",
        projects=("p",),
        copy_rules=(CopyRule(label="Code-Review", values=(1,), until=START.date()),),
    )

    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, gerrit=old) == {}


def test_what_the_upload_lists_is_believed_over_any_rule():
    listed = AGAIN + '\n\nCopied Votes:\n* Code-Review+1 (copy condition: "is:ANY")'

    assert votes(
        UPLOAD,
        "ann: Patch Set 1: Code-Review+1",
        "bob: Patch Set 1: Code-Review-2",
        listed,
    ) == {("Code-Review", ANN): 1}


def test_a_vote_without_a_rule_to_go_by_is_marked_as_assumed():
    events = change(UPLOAD, "ann: Patch Set 1: Code-Review-2", AGAIN).happened(Kind.COPIED)

    assert [event.sure for event in events] == [Sure.ASSUMED]


def test_somebody_else_can_remove_a_vote():
    removed = "bob: Removed Code-Review-2 by <GERRIT_ACCOUNT_2>"

    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review-2", removed) == {}


def test_a_move_to_another_branch_drops_all_but_a_veto():
    moved = "owner: Change destination moved from master to stable"
    state = last(
        UPLOAD,
        "ann: Patch Set 1: Code-Review+2",
        "bob: Patch Set 1: Code-Review-2",
        moved,
        branch="stable",
    )

    assert state.branch == "stable"
    assert state.votes == {("Code-Review", BOB): -2}


def test_before_a_move_the_change_was_on_the_old_branch():
    moved = change(
        UPLOAD, "owner: Change destination moved from master to stable", branch="stable"
    )

    assert moved.at(hour(1)).branch == "master"
    assert [moved.branch_at(hour(at)) for at in (1, 9)] == ["master", "stable"]
    assert moved.moves
    assert not change(UPLOAD).moves


def test_the_gates_start_leaves_the_earlier_verdict():
    state = last(
        UPLOAD,
        "jenkins: Patch Set 1: Verified+1\n\nBuild succeeded.",
        "jenkins: Patch Set 1: -Verified\n\nStarting gate jobs.",
    )

    assert state.votes == {}
    assert state.verdict == 1


def test_another_ci_gives_no_verdict():
    assert last(UPLOAD, "noise: Patch Set 1: Verified-1\n\nBuild failed.").verdict is None


def test_a_new_patch_set_has_no_verdict_yet():
    assert last(UPLOAD, "jenkins: Patch Set 1: Verified-1", AGAIN).verdict is None


def test_a_verdict_removed_by_a_person_is_no_verdict():
    gone = f"bob: Removed Verified-1 by <GERRIT_ACCOUNT_{JENKINS}>"

    assert last(UPLOAD, "jenkins: Patch Set 1: Verified-1", gone).verdict is None


def test_a_merge_failure_is_told_from_failing_tests():
    failed = "jenkins: Patch Set 1: Verified-1\n\nMerge Failed.\n\nThis change was unable to be"

    assert last(UPLOAD, failed).merge_failed
    assert not last(UPLOAD, failed, "jenkins: Patch Set 1:\n\nBuild failed.").merge_failed


def test_abandoned_and_restored_is_open_again():
    story = change(UPLOAD, "owner: Abandoned\n\nno time", "owner: Restored")

    assert [state.status for state in story.states] == [
        Status.NEW,
        Status.ABANDONED,
        Status.NEW,
    ]


def test_an_abandoned_change_keeps_its_votes():
    state = last(UPLOAD, "ann: Patch Set 1: Code-Review-1", "ann: Abandoned", status="ABANDONED")

    assert state.votes == {("Code-Review", ANN): -1}


def test_a_merge_is_dated_by_the_server():
    merged = change(
        UPLOAD,
        "ann: Change has been successfully merged",
        status="MERGED",
        submitted=stamp(hour(0.5)),
    )

    assert merged.happened(Kind.MERGE)[0].at == hour(0.5)


def test_a_silent_abandon_is_assumed_at_the_last_touch():
    (event,) = change(UPLOAD, status="ABANDONED").happened(Kind.ABANDON)

    assert event.sure is Sure.ASSUMED
    assert event.at == hour(1)


def test_a_change_that_is_open_again_without_a_word_was_restored_by_the_last_touch():
    story = change(UPLOAD, "owner: Abandoned", hours=(0, 1))
    (event,) = story.happened(Kind.RESTORE)

    assert (event.sure, event.at) == (Sure.ASSUMED, hour(2))
    assert story.at(hour(1.5)).status is Status.ABANDONED
    assert story.states[-1].status is Status.NEW
    assert story.states[-1].assumed == {"status"}


def test_work_in_progress_ends_with_a_reply_that_says_so():
    start = UPLOAD, "owner: Set Work In Progress"

    assert last(*start, work_in_progress=True).wip
    assert not last(*start, "owner: Patch Set 1:\n\nThis change is ready for review.").wip


def test_an_upload_says_by_its_tag_whether_work_goes_on():
    wip = "autogenerated:gerrit:newWipPatchSet|owner: Uploaded patch set 1."
    ready = "autogenerated:gerrit:newPatchSet|owner: Uploaded patch set 2."

    assert last(wip, work_in_progress=True).wip
    assert not last(wip, ready).wip


def test_a_review_is_by_a_person_who_is_neither_owner_nor_uploader():
    story = change(
        UPLOAD,
        "owner: Patch Set 1:\n\nPlease look",
        "jenkins: Patch Set 1: Verified+1",
        "noise: Patch Set 1: Verified+1",
        "ann: Patch Set 1:\n\n(1 comment)",
        "bob: Patch Set 1: Code-Review+1",
        "bob: Uploaded patch set 2.",
        "bob: Patch Set 2: Code-Review+1",
    )

    assert [event.account for event in story.happened(Kind.REVIEW)] == [ANN, BOB]


def test_what_is_said_after_the_merge_is_no_review():
    merged = "ann: Change has been successfully merged"
    story = change(UPLOAD, merged, "bob: Patch Set 1:\n\nThanks!", status="MERGED")

    assert story.happened(Kind.REVIEW) == ()


def test_a_recheck_and_a_withdrawn_vote_are_no_reviews():
    story = change(UPLOAD, "ann: Patch Set 1:\n\nrecheck", "bob: Patch Set 1: -Code-Review")

    assert story.happened(Kind.REVIEW) == ()
    assert len(story.happened(Kind.RECHECK)) == 1


def test_a_recheck_counts_on_the_current_patch_set_of_an_open_change_only():
    again = "owner: Patch Set 1:\n\nrecheck"
    merged = "jenkins: Change has been successfully merged"
    current = change(UPLOAD, again, AGAIN, again, "owner: Patch Set 2:\n\nrecheck it, bug 7")
    closed = change(UPLOAD, merged, again, status="MERGED")

    rechecks = current.happened(Kind.RECHECK)
    assert [(event.patch_set, event.text) for event in rechecks] == [(1, "bare"), (2, "")]
    assert closed.happened(Kind.RECHECK) == ()


def test_a_vote_above_a_recheck_is_a_review_all_the_same():
    story = change(UPLOAD, "ann: Patch Set 1: Code-Review+1\n\nrecheck")

    assert [len(story.happened(kind)) for kind in (Kind.REVIEW, Kind.RECHECK)] == [1, 1]


def test_what_starts_another_ci_is_neither_a_recheck_nor_a_review():
    said = ("check experimental", "run-Example Storage CI", "(1 comment)\n\nrecheck")
    stories = [change(UPLOAD, f"ann: Patch Set 1:\n\n{words}") for words in said]

    assert [len(story.happened(Kind.RECHECK)) for story in stories] == [0, 0, 0]
    assert [len(story.happened(Kind.REVIEW)) for story in stories] == [0, 0, 1]


def test_the_state_at_a_moment_knows_only_what_was_before():
    story = change(UPLOAD, "ann: Patch Set 1: Code-Review+2")

    assert story.at(START) is None
    assert story.at(hour(1)).votes == {}
    assert story.at(hour(1) + HOUR / 60).votes == {("Code-Review", ANN): 2}


def test_a_patch_set_that_the_server_forgot_is_taken_from_its_message():
    story = change(UPLOAD, AGAIN, revisions={})

    assert [patch_set.number for patch_set in patch_sets(story)] == [1, 2]


def test_the_server_of_a_team_gives_the_address():
    assert change(UPLOAD).url == f"{GERRIT.server}/7"


def test_a_change_that_is_private_without_a_word_was_so_from_the_start():
    assert last(UPLOAD, is_private=True).private


def test_a_change_that_was_made_public_was_private_before():
    story = change(UPLOAD, "owner: Unset private")

    assert story.at(hour(0.5)).private
    assert not story.states[-1].private


def test_a_change_that_became_ready_was_in_progress_before():
    story = change(UPLOAD, "owner: Set Ready For Review")

    assert story.at(hour(0.5)).wip
    assert not story.states[-1].wip


def test_an_upload_that_was_ready_leaves_nothing_to_assume():
    ready = "autogenerated:gerrit:newPatchSet|owner: Uploaded patch set 1."

    assert not change(ready).at(hour(0.5)).wip
