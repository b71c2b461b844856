"""When a patch set came, by whom, and what stands before it within its second."""

import pytest
from msgspec.structs import replace

from retro.ledger import Learned, cut, replay
from retro.model.change import Kind, Sure
from retro.snapshot.gerrit import AccountInfo, RevisionInfo
from tests.ledger.builders import (
    ANN,
    BOB,
    GERRIT,
    OWNER,
    ROBOTS,
    change,
    hour,
    patch_sets,
    record,
    stamp,
)

UPLOAD, AGAIN, THIRD = (f"owner: Uploaded patch set {n}." for n in (1, 2, 3))
PLUS = "ann: Patch Set 1: Code-Review+1"
CHERRY = "bob: Change has been successfully cherry-picked as 0a1b"


def revisions(*hours, kind="REWORK"):
    """Give each patch set the day that the record's fields have for it; None is none."""
    return {
        f"s{n}": RevisionInfo(n, "" if at is None else stamp(hour(at)), AccountInfo(OWNER), kind)
        for n, at in enumerate(hours, 1)
    }


def numbered(told, *numbers):
    """Give each message the patch set that the server noted at it."""
    pairs = zip(told.messages, numbers, strict=True)
    return replace(told, messages=tuple(replace(m, _revision_number=n) for m, n in pairs))


def replayed(told, **more):
    return replay(told, ROBOTS, GERRIT, **more)


def created(story):
    return [patch_set.created for patch_set in patch_sets(story)]


def test_the_field_dates_a_patch_set_though_its_first_message_is_later():
    assert created(change(UPLOAD, AGAIN, revisions=revisions(0, 0.5))) == [hour(0), hour(0.5)]


def test_a_patch_set_is_there_before_the_first_word_on_it_and_not_the_last():
    lines = (UPLOAD, AGAIN, "ann: Patch Set 2: Code-Review+1", "bob: Patch Set 2:\n\nFine")
    late = revisions(0, 1.01)
    story = change(*lines, hours=(0, 1, 1, 5), revisions=late)

    assert created(story) == [hour(0), hour(1)]
    assert story.states[-1].votes == {("Code-Review", ANN): 1}


def test_a_patch_set_is_there_before_a_message_that_only_the_server_put_on_it():
    told = record(UPLOAD, "ann: Abandoned", revisions=revisions(0, 2), status="ABANDONED")

    assert created(replayed(numbered(told, 1, 2))) == [hour(0), hour(1)]


def test_a_patch_set_of_which_nothing_tells_a_day_came_with_the_one_before():
    assert created(change(UPLOAD, revisions=revisions(0.25, None))) == [hour(0), hour(0)]


def test_a_change_without_any_patch_set_has_one_by_its_owner_of_no_kind():
    (patch_set,) = patch_sets(change("ann: Verified", revisions={}))

    assert (patch_set.number, patch_set.uploader, patch_set.kind) == (1, OWNER, "")


def test_an_upload_is_known_by_the_server_and_named_by_its_kind():
    story = change(UPLOAD, AGAIN, kinds=("", "TRIVIAL_REBASE"))

    assert [(e.account, e.text, e.sure) for e in story.happened(Kind.UPLOAD)] == [
        (OWNER, "", Sure.SERVER),
        (OWNER, "TRIVIAL_REBASE", Sure.SERVER),
    ]


def test_a_change_that_never_moved_is_on_the_branch_of_its_record():
    assert change(UPLOAD).branch == "master"


def test_a_word_without_a_number_is_on_the_patch_set_that_the_server_noted():
    told = record(UPLOAD, AGAIN, "ann: Verified")
    story = replayed(numbered(told, 1, 2, 1))

    assert [(e.patch_set, e.account) for e in story.happened(Kind.VOTE)] == [(1, ANN)]
    assert replayed(numbered(told, 1, 2, None)).happened(Kind.VOTE)[0].patch_set == 2


def test_what_a_merge_says_of_its_own_patch_set_does_not_hide_that_it_made_it():
    lines = (UPLOAD, PLUS, CHERRY, "ann: Patch Set 2:\n\nThanks")
    story = change(*lines, revisions=revisions(0, 2), status="MERGED")

    assert story.states[-1].votes == {("Code-Review", ANN): 1}


@pytest.mark.parametrize(("seconds", "kept"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_patch_set_within_a_second_of_the_merge_was_made_by_it(seconds, kept):
    made = revisions(0, 2 + seconds / 3600)
    votes = change(UPLOAD, PLUS, CHERRY, revisions=made, status="MERGED").states[-1].votes

    assert votes == ({("Code-Review", ANN): 1} if kept else {})


def test_a_patch_set_with_an_upload_of_its_own_was_not_made_by_the_merge():
    story = change(UPLOAD, PLUS, AGAIN, CHERRY, hours=(0, 1, 2, 2), status="MERGED")

    assert story.states[-1].votes == {}


def test_a_patch_set_without_an_upload_is_there_before_all_that_its_second_holds():
    lines = (UPLOAD, PLUS, "bob: Patch Set 2:\n\nFine")
    story = change(*lines, hours=(0, 1, 1), revisions=revisions(0, 1))

    assert [event.kind for event in story.events][:3] == [Kind.UPLOAD, Kind.UPLOAD, Kind.VOTE]
    assert story.states[-1].votes == {}


def test_a_change_is_not_known_before_the_day_that_its_record_has():
    told = record(UPLOAD, PLUS, hours=(0, 1), created=stamp(hour(0.5)))

    assert cut(replayed(told), hour(0.25)) is None
    assert cut(replayed(told), hour(0.5)) is None
    assert cut(replayed(told), hour(0.75)) is not None


def test_a_raw_record_names_persons_also_as_uploaders_and_as_the_submitter():
    told = record(UPLOAD, PLUS, "owner: Removed Code-Review+1 by Ann Anvil <ann@example.org>")
    ann = AccountInfo(ANN, "Ann Anvil")
    second = RevisionInfo(1, stamp(hour(0)), ann)

    for named in (replace(told, revisions={"s": second}), replace(told, submitter=ann)):
        assert [e.sure for e in replayed(named).happened(Kind.REMOVED)] == [Sure.MESSAGE]
    assert [e.sure for e in replayed(told).happened(Kind.REMOVED)] == [Sure.ASSUMED]


def test_of_several_holders_only_whom_the_list_names_kept_the_vote():
    listed = f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1 by Ann Anvil"
    told = record(UPLOAD, PLUS, "bob: Patch Set 1: Code-Review+1", listed)
    named = replace(told, submitter=AccountInfo(ANN, "Ann Anvil"))

    assert replayed(named).states[-1].votes == {("Code-Review", ANN): 1}
    assert replayed(told).states[-1].votes == {}


def test_a_list_that_names_nobody_is_of_all_who_held_that_value():
    listed = f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1"
    lines = (UPLOAD, PLUS, "bob: Patch Set 1: Code-Review+1 Verified+1", listed)

    assert change(*lines).states[-1].votes == {("Code-Review", ANN): 1, ("Code-Review", BOB): 1}


def test_an_approval_that_a_listing_server_dropped_does_not_return_at_the_merge():
    lines = (UPLOAD, "ann: Patch Set 1: Verified+1", AGAIN, THIRD)
    merged = (*lines, "bob: Change has been successfully merged")
    gates = frozenset({"Verified"})

    for lists, votes in ((None, {("Verified", ANN): 1}), (hour(3), {})):
        learned = Learned(gates=gates, lists=lists)
        assert change(*merged, status="MERGED", learned=learned).states[-1].votes == votes
