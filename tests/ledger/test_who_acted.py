"""Who was last to act on a change, what of its state is assumed, and what an end clears."""

import pytest
from msgspec.structs import replace

from retro.ledger import cut, replay
from retro.model.change import Kind, Status, Sure
from tests.ledger.builders import ANN, BOB, GERRIT, JENKINS, OWNER, ROBOTS, change, hour, record

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."


def last(*lines, **fields):
    return change(*lines, **fields).states[-1]


def acted(*lines, **fields):
    state = last(*lines, **fields)
    return state.author_acted, state.person_reviewed, state.ci_acted


def test_the_author_a_reviewer_and_the_gating_ci_are_told_apart():
    lines = (
        UPLOAD,
        "ann: Patch Set 1: Code-Review-1",
        "jenkins: Patch Set 1: Verified+1",
        "noise: Patch Set 1: Verified-1",
    )

    assert acted(*lines) == (hour(0), hour(1), hour(2))
    assert acted(*lines, "owner: Patch Set 1:\n\nDone.") == (hour(4), hour(1), hour(2))


def test_before_anybody_else_acted_only_the_author_did():
    assert acted(UPLOAD) == (hour(0), None, None)
    assert acted(UPLOAD, "noise: Patch Set 1: Verified-1") == (hour(0), None, None)


def test_an_upload_is_the_authors_act_whoever_made_it():
    assert acted(UPLOAD, "bob: Uploaded patch set 2.") == (hour(1), None, None)


def test_a_recheck_of_a_stranger_is_neither_the_authors_act_nor_a_review():
    assert acted(UPLOAD, "ann: Patch Set 1:\n\nrecheck") == (hour(0), None, None)


def test_a_vote_that_is_carried_over_is_nobodys_act():
    lines = (UPLOAD, "jenkins: Patch Set 1: Verified+1", "bob: Uploaded patch set 2.")

    assert acted(*lines, kinds=("", "NO_CHANGE")) == (hour(2), None, hour(1))
    assert acted(*lines) == (hour(2), None, hour(1))
    assert [e.kind for e in change(*lines).events if e.account == JENKINS][-1] is Kind.LAPSED


def test_a_state_knows_since_when_its_patch_set_is_there():
    states = change(
        UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN, "ann: Abandoned", status="ABANDONED"
    ).states

    assert [state.uploaded for state in states] == [hour(0), hour(0), hour(2), hour(2)]


@pytest.mark.parametrize(
    ("fields", "aspect"),
    [
        ({"status": "MERGED"}, "status"),
        ({"status": "ABANDONED"}, "status"),
        ({"is_private": True}, "flags"),
        ({"work_in_progress": True}, "flags"),
    ],
)
def test_what_no_message_tells_is_named_as_assumed(fields, aspect):
    assert last(UPLOAD, **fields).assumed == {aspect}


def test_an_assumed_flag_is_one_no_more_once_a_message_tells_it():
    states = change(UPLOAD, "owner: Unset private").states

    assert [(state.private, state.assumed) for state in states] == [
        (True, {"flags"}),
        (False, frozenset()),
    ]


def test_a_message_on_the_flags_says_nothing_of_an_assumed_status():
    restored = (UPLOAD, "owner: Abandoned", "owner: Unset private")

    assert last(*restored).assumed == {"status"}


def test_an_assumed_vote_is_none_on_the_next_patch_set():
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review-2", AGAIN)

    assert last(*lines).assumed == {"votes"}
    listed = "owner: Uploaded patch set 3.\n\nOutdated Votes:\n* Code-Review-2\n"
    assert last(*lines, listed).assumed == frozenset()


def test_a_merge_ends_work_in_progress_and_makes_public():
    lines = (UPLOAD, "owner: Set private", "owner: Set Work In Progress")
    before = last(*lines, work_in_progress=True, is_private=True)
    after = last(*lines, "ann: Change has been successfully merged", status="MERGED")

    assert (before.private, before.wip) == (True, True)
    assert (after.status, after.private, after.wip) == (Status.MERGED, False, False)


def test_a_conflict_is_of_one_patch_set():
    failed = "jenkins: Patch Set 1: Verified-1\n\nMerge Failed.\n\nPlease rebase."

    assert last(UPLOAD, failed).merge_failed
    assert not last(UPLOAD, failed, AGAIN).merge_failed
    assert not last(UPLOAD, AGAIN, failed).merge_failed


def test_a_later_word_of_the_gating_ci_ends_a_conflict_and_nobody_elses_does():
    failed = (UPLOAD, "jenkins: Patch Set 1: Verified-1\n\nMerge Failed.")
    words = "Patch Set 1:\n\nBuild failed (check pipeline)."

    assert last(*failed, f"jenkins: {words}").merge_failed is False
    assert last(*failed, f"noise: {words}").merge_failed
    assert last(*failed, f"ann: {words}").merge_failed
    assert not last(*failed, "jenkins: Patch Set 1: Verified+1").merge_failed


def test_a_verdict_that_the_gating_ci_clears_itself_stands():
    given = (UPLOAD, "jenkins: Patch Set 1: Verified+1")

    assert last(*given, "jenkins: Patch Set 1: -Verified").verdict == 1
    removed = "ann: Removed Verified+1 by <GERRIT_ACCOUNT_9>"
    assert last(*given, removed).verdict is None


def test_a_cut_change_has_no_patch_set_of_the_moment_or_later():
    story = change(UPLOAD, AGAIN, "owner: Uploaded patch set 3.")

    assert [patch.number for patch in cut(story, hour(2)).patch_sets] == [1, 2]
    assert [patch.number for patch in cut(story, hour(2.5)).patch_sets] == [1, 2, 3]
    assert cut(story, hour(0)) is None
    assert [state.patch_set for state in cut(story, hour(1)).states] == [1]


def test_an_upload_tagged_as_work_in_progress_begins_it_and_the_next_ends_it():
    tag = "autogenerated:gerrit:newWipPatchSet|owner: Uploaded patch set 1."
    ready = "autogenerated:gerrit:newPatchSet|owner: Uploaded patch set 2."
    story = change(tag, ready)

    assert [state.wip for state in story.states] == [True, False]
    assert [(e.kind, e.at, e.sure) for e in story.events if e.kind is not Kind.UPLOAD] == [
        (Kind.WIP, hour(0), Sure.MESSAGE),
        (Kind.READY, hour(1), Sure.MESSAGE),
    ]


def test_a_fork_that_shelved_a_change_tells_no_end_but_the_next_upload_is_one():
    shelved = (UPLOAD, "owner: Patch Set 1: Work In Progress", AGAIN)

    story = change(*shelved, "ann: Patch Set 2: Code-Review+1", "owner: Uploaded patch set 3.")
    assert [state.wip for state in story.states] == [False, True, False, False, False]
    turns = [(e.kind, e.at, e.sure) for e in story.events if e.kind in (Kind.WIP, Kind.READY)]
    assert turns == [
        (Kind.WIP, hour(1), Sure.MESSAGE),
        (Kind.READY, hour(2), Sure.ASSUMED),
    ]


def test_work_in_progress_of_gerrits_own_does_not_end_with_an_upload():
    lines = (UPLOAD, "owner: Set Work In Progress", AGAIN)

    assert last(*lines, work_in_progress=True).wip
    tagged = "autogenerated:gerrit:setWorkInProgress|owner: Patch Set 1: Work In Progress"
    assert last(UPLOAD, tagged, AGAIN, work_in_progress=True).wip


def test_the_owner_is_whom_the_record_names_and_no_reviewer_of_his_change():
    story = change(UPLOAD, "owner: Patch Set 1: Code-Review+1", "bob: Patch Set 1: Code-Review+1")

    assert [
        (e.kind, e.account) for e in story.events if e.kind in (Kind.REVIEW, Kind.COMMENT)
    ] == [
        (Kind.COMMENT, OWNER),
        (Kind.REVIEW, BOB),
    ]
    assert story.owner == OWNER


def test_what_is_said_after_a_restoration_is_a_review_again():
    lines = (UPLOAD, "owner: Abandoned", "ann: Patch Set 1:\n\nA pity", "owner: Restored")
    story = change(*lines, "ann: Patch Set 1:\n\nWelcome back")

    said = [(e.kind, e.at) for e in story.events if e.account == ANN]
    assert said == [(Kind.COMMENT, hour(2)), (Kind.REVIEW, hour(4))]


def test_an_event_that_is_no_vote_has_no_label_value_or_words():
    story = change(UPLOAD, "owner: Abandoned", "owner: Restored", "owner: Set private")

    for event in story.events[1:]:
        assert (event.label, event.value, event.by, event.text) == ("", 0, None, "")
        assert event.patch_set == 1


def test_flags_that_a_record_reveals_are_of_its_first_patch_set():
    story = change(UPLOAD, AGAIN, "owner: Unset private")

    first = next(event for event in story.events if event.kind is Kind.PRIVATE)
    assert (first.patch_set, first.at, first.sure) == (1, hour(0), Sure.ASSUMED)


def test_a_silent_answer_makes_ready_only_if_the_owner_gave_it():
    lines = (UPLOAD, "owner: Set Work In Progress", "ann: Patch Set 1: Code-Review+1")
    story = change(*lines, "owner: Patch Set 1:\n\nPlease look")

    ready = next(event for event in story.events if event.kind is Kind.READY)
    assert (ready.at, ready.sure, ready.patch_set) == (hour(3), Sure.ASSUMED, 1)


def test_a_silent_merge_is_dated_by_the_server_and_a_silent_abandon_by_the_last_touch():
    at = "2016-02-01 00:00:00.000000000"
    merged = change(UPLOAD, status="MERGED", submitted=at, updated=at).events[-1]
    unknown = change(UPLOAD, status="MERGED", updated=at).events[-1]
    ended = change(UPLOAD, status="ABANDONED", submitted=at).events[-1]

    assert (merged.kind, merged.sure) == (Kind.MERGE, Sure.SERVER)
    assert (unknown.kind, unknown.sure) == (Kind.MERGE, Sure.ASSUMED)
    assert (ended.kind, ended.sure, ended.at) == (Kind.ABANDON, Sure.ASSUMED, hour(1))


@pytest.mark.parametrize(
    "words",
    [
        "Merge Failed.",
        "This change was unable to be automatically merged with the current state.",
    ],
)
def test_each_way_of_zuul_to_say_so_is_a_merge_failure(words):
    assert last(UPLOAD, f"jenkins: Patch Set 1: Verified-1\n\n{words}").merge_failed
    assert not last(UPLOAD, f"noise: Patch Set 1: Verified-1\n\n{words}").merge_failed


def test_a_change_below_that_failed_to_merge_is_a_cascade_and_no_conflict_of_this_one():
    words = "Verified-2\n\nThis change depends on a change that failed to merge."
    story = change(UPLOAD, f"jenkins: Patch Set 1: {words}")

    assert (story.states[-1].verdict, story.states[-1].merge_failed) == (-2, False)
    assert len(story.happened(Kind.CASCADE)) == 1
    assert not change(UPLOAD, f"noise: Patch Set 1: {words}").happened(Kind.CASCADE)


def test_what_gerrit_itself_says_casts_no_vote():
    told = record(UPLOAD, "ann: Patch Set 1: Code-Review+2")
    nobodys = replace(told.messages[1], author=None)
    story = replay(replace(told, messages=(told.messages[0], nobodys)), ROBOTS, GERRIT)

    assert story.states[-1].votes == {}
    assert [event.kind for event in story.events] == [Kind.UPLOAD, Kind.COMMENT]
