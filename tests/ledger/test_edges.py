"""First and last days, first and last words: where the replay turns from one answer to another."""

from datetime import timedelta
from time import process_time

import pytest
from msgspec.structs import replace

from retro.ledger import Learned, states
from retro.ledger.bugs import bug
from retro.ledger.votes.conditions import Case, holds
from retro.model.bug import Standing
from retro.model.change import Kind, Sure
from retro.model.team import CopyRule
from retro.snapshot.gerrit import ApprovalInfo, LabelInfo, RevisionInfo
from retro.snapshot.launchpad import BugTaskInfo
from tests.ledger.builders import (
    ANN,
    BOB,
    GERRIT,
    NOISE,
    OWNER,
    ROBOTS,
    START,
    change,
    hour,
    stamp,
)

UPLOAD, AGAIN = (f"owner: Uploaded patch set {n}." for n in (1, 2))
PLUS = "ann: Patch Set 1: Code-Review+1"
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [(0, 1, True), (1, 2, False), (-1, 0, False), (None, None, True), (0, None, True)],
)
def test_a_rule_holds_from_its_first_day_to_before_its_last(since, until, kept):
    start, end = (None if n is None else (START + n * DAY).date() for n in (since, until))
    rule = CopyRule(label="Code-Review", values=(1,), start=start, until=end)
    story = change(UPLOAD, PLUS, AGAIN, gerrit=replace(GERRIT, copy_rules=(rule,)))

    assert story.states[-1].votes == ({("Code-Review", ANN): 1} if kept else {})
    assert [e.sure for e in story.happened(Kind.COPIED)] == [Sure.RULE] * kept
    assert not story.states[-1].assumed


@pytest.mark.parametrize("text", ["is:MAX OR foo", "foo OR is:MAX", "is:MAX OR (foo)"])
def test_a_condition_with_a_word_that_is_none_answers_nothing(text):
    assert holds(text, Case(2, -2, 2, "REWORK")) is None


def test_an_upload_that_votes_votes_on_what_it_uploads():
    story = change(UPLOAD, "bob: Uploaded patch set 2: Code-Review+1.")

    assert story.states[-1].votes == {("Code-Review", BOB): 1}


def test_an_end_that_is_no_merge_is_dated_by_its_message():
    (event,) = change(
        UPLOAD, "ann: Abandoned", status="ABANDONED", submitted=stamp(hour(9))
    ).happened(Kind.ABANDON)

    assert (event.at, event.sure) == (hour(1), Sure.MESSAGE)


def test_whose_owner_is_no_person_is_a_robots_change():
    robots = replace(ROBOTS, robots={**ROBOTS.robots, OWNER: ROBOTS.robots[NOISE]})

    assert not change(UPLOAD).owner_is_bot
    assert change(UPLOAD, accounts=robots).owner_is_bot


def test_of_nothing_there_is_no_state():
    assert list(states(replace(change(UPLOAD), events=()), ROBOTS, GERRIT)) == []


def test_a_late_list_is_sure_by_its_message_where_it_takes_away_as_well():
    listed = (
        "ann: Patch Set 1: -Code-Review\n\nCopied votes on follow-up patch sets have been"
        " updated:\n* Copied Code-Review vote has been removed from patch set 2."
    )
    story = change(UPLOAD, PLUS, f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1", listed)

    assert [(e.patch_set, e.account, e.text, e.sure) for e in story.happened(Kind.REMOVED)] == [
        (2, ANN, "", Sure.MESSAGE)
    ]


def test_a_bug_that_was_found_invalid_is_closed_since_then_whatever_was_fixed_before():
    task = BugTaskInfo(
        bug=1,
        project="glance",
        title="A",
        status="Invalid",
        importance="High",
        date_created=START,
        date_fix_committed=START + DAY,
        date_closed=START + 3 * DAY,
    )
    past = bug(task)

    assert past.at(START + 2 * DAY) is Standing.OPEN
    assert past.at(START + 4 * DAY) is Standing.CLOSED


def test_a_fork_that_made_a_change_ready_does_not_do_so_again_at_the_next_upload():
    lines = (
        UPLOAD,
        "owner: Patch Set 1: Work In Progress",
        "owner: Patch Set 1: Ready For Review",
    )
    found = change(*lines, AGAIN).events

    assert [e.kind for e in found if e.kind in (Kind.WIP, Kind.READY)] == [Kind.WIP, Kind.READY]


def test_an_approval_returns_at_a_merge_though_another_votes_against():
    lines = (UPLOAD, "ann: Patch Set 1: Verified+1", AGAIN, "noise: Patch Set 2: Verified-1")
    merged = (*lines, "bob: Change has been successfully merged")
    gates = Learned(gates=frozenset({"Verified"}))
    votes = change(*merged, status="MERGED", learned=gates).states[-1].votes

    assert votes == {("Verified", ANN): 1, ("Verified", NOISE): -1}


def test_a_doubt_outlasts_the_patch_set_that_a_merge_makes():
    made = {
        f"s{n}": RevisionInfo(n, stamp(hour(at)), kind="REWORK")
        for n, at in ((1, 0), (2, 2), (3, 3))
    }
    merged = "bob: Change has been successfully cherry-picked as 0a1b"
    story = change(UPLOAD, PLUS, AGAIN, merged, revisions=made, status="MERGED")

    assert [e.patch_set for e in story.happened(Kind.LAPSED)] == [2, 3]
    assert story.states[-1].assumed == {"votes"}


def test_a_vote_of_the_end_older_than_its_change_was_cast_on_the_first_patch_set():
    vote = ApprovalInfo(ANN, 1, stamp(hour(-9)))
    story = change(UPLOAD, AGAIN, labels={"Code-Review": LabelInfo((vote,))})

    assert [(e.patch_set, e.at) for e in story.happened(Kind.VOTE)] == [(1, hour(0))]


def test_a_late_vote_is_held_against_the_steps_up_to_each_patch_set_and_no_further():
    rule = CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",))
    own = replace(GERRIT, copy_rules=(rule,))
    kinds = ("", "TRIVIAL_REBASE", "REWORK")
    story = change(UPLOAD, AGAIN, "owner: Uploaded patch set 3.", PLUS, kinds=kinds, gerrit=own)

    assert [e.patch_set for e in story.happened(Kind.COPIED)] == [2]


def test_a_number_that_a_server_chose_takes_no_longer_than_another():
    far = "owner: Uploaded patch set 1000000000."
    rule = CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",))
    own = replace(GERRIT, copy_rules=(rule,))
    begun = process_time()
    story = change(UPLOAD, far, PLUS, far, kinds=("", "TRIVIAL_REBASE"), gerrit=own)

    assert [e.patch_set for e in story.happened(Kind.COPIED)] == [1_000_000_000]
    assert process_time() - begun < 5


READY = "owner: Set Ready For Review"
TAGGED = "autogenerated:gerrit:newPatchSet|owner: Uploaded patch set {}."


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ((UPLOAD, READY, TAGGED.format(2)), (Kind.WIP, hour(0))),
        ((UPLOAD, TAGGED.format(2), TAGGED.format(3), READY), (Kind.READY, hour(1))),
    ],
)
def test_a_flag_is_in_doubt_since_the_first_upload_that_had_it_down_if_nothing_came_before(
    lines, first
):
    (doubt,) = [e for e in change(*lines).events if e.sure is Sure.ASSUMED]

    assert (doubt.kind, doubt.at) == first
