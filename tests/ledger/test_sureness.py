"""How each vote is known: by a message, by a rule that is certain, or by the record's own end."""

import pytest
from msgspec.structs import replace

from retro.ledger import Learned
from retro.model.change import TAKEN, Kind, Sure
from retro.model.team import CopyRule
from retro.snapshot.gerrit import AccountInfo, ApprovalInfo, LabelInfo, RevisionInfo
from tests.ledger.builders import ANN, BOB, GERRIT, JENKINS, START, change, hour, stamp

UPLOAD, AGAIN, THIRD = (f"owner: Uploaded patch set {n}." for n in (1, 2, 3))
PLUS = "ann: Patch Set 1: Code-Review+1"
REBASES = ("", "TRIVIAL_REBASE", "TRIVIAL_REBASE")
CODE_REVIEW = ("Code-Review", ANN)


def sures(story, kind):
    return [(event.patch_set, event.label, event.sure) for event in story.happened(kind)]


def ends(*votes, label="Code-Review"):
    found = tuple(ApprovalInfo(who, value, date=stamp(at)) for who, value, at in votes)
    return {label: LabelInfo(all=found)}


def certain_from(number):
    """Learn of a condition that is certain from an hour on, and guessed before."""
    text = "changekind:TRIVIAL_REBASE"
    return Learned(conditions={"Code-Review": ((hour(number), text), (hour(99), text))})


def test_a_vote_that_a_message_tells_is_sure_by_it_also_where_it_takes_back_without_a_label():
    story = change(UPLOAD, PLUS, "ann: Patch Set 1: No score")

    assert sures(story, Kind.VOTE) == [(1, "Code-Review", Sure.MESSAGE)] * 2


def test_what_a_certain_rule_copies_from_a_guess_is_a_guess():
    story = change(UPLOAD, PLUS, AGAIN, THIRD, kinds=REBASES, learned=certain_from(2.5))

    assert [sure for *_, sure in sures(story, Kind.COPIED)] == [Sure.ASSUMED, Sure.ASSUMED]


def test_a_guess_that_its_voter_confirms_is_copied_as_surely_as_the_rule_is():
    confirmed = (UPLOAD, PLUS, AGAIN, "ann: Patch Set 2: Code-Review+1", THIRD)
    story = change(*confirmed, kinds=REBASES, learned=certain_from(2.5))

    assert [sure for *_, sure in sures(story, Kind.COPIED)] == [Sure.ASSUMED, Sure.RULE]
    assert not story.states[-1].assumed


def test_what_a_certain_rule_copies_twice_is_certain():
    story = change(UPLOAD, PLUS, AGAIN, THIRD, kinds=REBASES, learned=certain_from(0))

    assert [sure for *_, sure in sures(story, Kind.COPIED)] == [Sure.RULE, Sure.RULE]


def test_what_a_merge_by_cherry_pick_takes_along_goes_by_a_rule():
    made = {
        "sha1": RevisionInfo(1, stamp(START)),
        "sha2": RevisionInfo(2, stamp(hour(2)), AccountInfo(BOB), "REWORK"),
    }
    merged = "bob: Change has been successfully cherry-picked as 0a1b"
    story = change(UPLOAD, PLUS, merged, revisions=made, status="MERGED")

    assert sures(story, Kind.COPIED) == [(2, "Code-Review", Sure.RULE)]


def test_a_late_vote_that_lists_the_current_patch_set_is_in_force_there():
    reached = (
        f"{PLUS}\n\nCopied votes on follow-up patch sets have been updated:\n"
        "* Code-Review+1 has been copied to patch set 2."
    )
    story = change(UPLOAD, AGAIN, reached)

    assert story.states[-1].votes == {CODE_REVIEW: 1}
    assert sures(story, Kind.COPIED) == [(2, "Code-Review", Sure.MESSAGE)]


def test_a_vote_taken_away_does_not_return_though_the_end_has_it_with_a_later_day():
    back = f"ann: Removed Code-Review+1 by <GERRIT_ACCOUNT_{ANN}>"
    story = change(UPLOAD, PLUS, back, labels=ends((ANN, 1, hour(5))))

    assert story.states[-1].votes == {}
    assert [event.sure for event in story.events if event.sure is Sure.END] == []


def test_a_vote_that_the_end_has_with_another_value_is_told_by_its_message_alone():
    story = change(UPLOAD, PLUS, labels=ends((ANN, 2, hour(1))))

    assert story.states[-1].votes == {CODE_REVIEW: 1}
    assert [event.sure for event in story.events if event.sure is Sure.END] == []


def test_a_vote_that_only_the_end_tells_was_cast_on_the_patch_set_of_its_day():
    story = change(UPLOAD, AGAIN, THIRD, labels=ends((ANN, 1, hour(1.5))))

    assert sures(story, Kind.VOTE) == [(2, "Code-Review", Sure.END)]
    assert sures(story, Kind.COPIED) == [(3, "Code-Review", Sure.END)]
    assert story.happened(Kind.VOTE)[0].at == hour(1.5)


def test_a_vote_of_the_end_that_is_older_than_its_change_is_of_the_first_patch_set():
    story = change(UPLOAD, labels=ends((ANN, 1, hour(-9))))

    assert [(e.patch_set, e.at) for e in story.happened(Kind.VOTE)] == [(1, hour(0))]
    assert story.states[-1].votes == {CODE_REVIEW: 1}


def test_a_vote_of_the_end_that_has_no_value_or_no_day_is_none():
    nothing = LabelInfo(all=(ApprovalInfo(ANN, 0, date=stamp(START)), ApprovalInfo(BOB, 1)))

    assert change(UPLOAD, labels={"Code-Review": nothing}).states[-1].votes == {}


def test_of_two_voters_at_the_end_only_who_is_missing_loses_a_copy():
    lines = (UPLOAD, PLUS, "bob: Patch Set 1: Code-Review+1 Verified+1", AGAIN)
    kept = ends((ANN, 1, hour(1)))
    story = change(*lines, kinds=("", "NO_CHANGE"), labels=kept)

    assert story.states[-1].votes == {CODE_REVIEW: 1, ("Verified", BOB): 1}
    gone = story.happened(Kind.REMOVED)
    assert [(e.account, e.label, e.text, e.sure, e.at) for e in gone] == [
        (BOB, "Code-Review", TAKEN, Sure.END, hour(4))
    ]


def test_what_a_message_told_stays_though_the_end_lacks_it():
    story = change(UPLOAD, PLUS, labels=ends((BOB, 0, hour(1))))

    assert story.states[-1].votes == {CODE_REVIEW: 1}


def test_an_approval_returns_at_a_merge_only_for_a_label_that_gates_and_lacks_one():
    lines = (
        UPLOAD,
        "ann: Patch Set 1: Verified+1 Workflow+1 Quality-1",
        "bob: Patch Set 1: Code-Review+2",
        AGAIN,
        "bob: Patch Set 2: Code-Review+2",
        "bob: Change has been successfully merged",
    )
    gates = frozenset({"Verified", "Code-Review", "Quality"})
    story = change(*lines, status="MERGED", learned=Learned(gates=gates))

    assert story.states[-1].votes == {("Verified", ANN): 1, ("Code-Review", BOB): 2}
    assert [(e.label, e.sure, e.at) for e in story.happened(Kind.COPIED)] == [
        ("Verified", Sure.END, hour(3))
    ]


def test_an_open_change_gets_no_approval_back():
    gates = Learned(gates=frozenset({"Verified"}))

    assert (
        change(UPLOAD, "ann: Patch Set 1: Verified+1", AGAIN, learned=gates).states[-1].votes == {}
    )


def test_a_move_takes_votes_away_by_a_rule_whoever_cast_them():
    moved = "bob: Change destination moved from master to stable"
    story = change(UPLOAD, PLUS, moved, branch="stable")

    assert [(e.account, e.text, e.sure) for e in story.happened(Kind.REMOVED)] == [
        (ANN, TAKEN, Sure.RULE)
    ]


def test_a_lapse_names_whose_vote_it_was_and_on_which_label():
    (lapse,) = change(UPLOAD, PLUS, AGAIN).happened(Kind.LAPSED)

    assert (lapse.account, lapse.label, lapse.value) == (ANN, "Code-Review", 0)
    assert (lapse.at, lapse.patch_set, lapse.text) == (hour(2), 2, "")


def test_a_copy_and_a_vote_are_their_voters_and_have_no_words():
    story = change(UPLOAD, "ann: Patch Set 1: Code-Review-2", AGAIN)
    (vote,), (copied,) = story.happened(Kind.VOTE), story.happened(Kind.COPIED)

    assert (vote.account, vote.text) == (ANN, "")
    assert (copied.account, copied.text, copied.at) == (ANN, "", hour(2))


def test_a_vote_that_a_message_told_is_not_cast_a_second_time_by_the_end():
    lines = (UPLOAD, "bob: Patch Set 1: Verified+1", PLUS, AGAIN, "bob: Patch Set 2: Verified+1")
    story = change(*lines, labels=ends((ANN, 1, hour(2))))

    assert [sure for *_, sure in sures(story, Kind.VOTE)] == [Sure.MESSAGE] * 3
    assert sures(story, Kind.COPIED) == [(2, "Code-Review", Sure.END)]


def test_a_vote_of_the_end_is_cast_anew_where_its_message_told_another_value():
    lines = (UPLOAD, PLUS, AGAIN)
    story = change(*lines, labels=ends((ANN, 2, hour(2.5))))

    assert sures(story, Kind.VOTE)[-1] == (2, "Code-Review", Sure.END)
    assert story.states[-1].votes == {CODE_REVIEW: 2}


def test_a_vote_of_the_end_is_by_its_voter_and_has_no_words():
    (vote,) = change(UPLOAD, labels=ends((ANN, 1, hour(0)))).happened(Kind.VOTE)

    assert (vote.account, vote.text) == (ANN, "")


def test_nothing_at_the_end_is_no_event():
    assert len(change(UPLOAD, labels=ends((ANN, 0, hour(0)))).events) == 1


def test_a_gating_vote_of_the_end_is_a_verdict_and_no_conflict():
    state = change(UPLOAD, labels=ends((JENKINS, 1, hour(0)), label="Verified")).states[-1]

    assert (state.verdict, state.merge_failed) == (1, False)


def test_the_gating_ci_gives_its_verdict_on_its_own_label_alone():
    lines = (UPLOAD, "jenkins: Patch Set 1: Verified+1 Workflow-1")

    assert change(*lines, "jenkins: Patch Set 1: Code-Review-2").states[-1].verdict == 1


def test_a_list_is_believed_though_the_end_lacks_what_it_copied():
    listed = f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1"

    assert change(UPLOAD, PLUS, listed, labels=ends((BOB, 0, hour(1)))).states[-1].votes == {
        CODE_REVIEW: 1
    }


def test_where_both_ways_to_compare_agree_the_rule_is_certain():
    kinds = ("", "TRIVIAL_REBASE", "NO_CHANGE")
    story = change(UPLOAD, PLUS, AGAIN, THIRD, kinds=kinds, learned=certain_from(0))

    assert [sure for *_, sure in sures(story, Kind.COPIED)] == [Sure.RULE, Sure.RULE]


def test_where_the_two_ways_to_compare_differ_the_older_way_is_assumed():
    kinds = ("", "TRIVIAL_REBASE", "NO_CODE_CHANGE")
    text = "changekind:NO_CODE_CHANGE OR changekind:TRIVIAL_REBASE"
    learned = Learned(conditions={"Code-Review": ((START, text), (hour(99), text))})
    story = change(UPLOAD, PLUS, AGAIN, THIRD, kinds=kinds, learned=learned)

    assert sures(story, Kind.LAPSED) == [(3, "Code-Review", Sure.ASSUMED)]


def test_a_doubt_ends_with_an_upload_at_which_the_rule_is_certain():
    learned = certain_from(2.5)
    story = change(UPLOAD, PLUS, AGAIN, THIRD, learned=learned)

    assert [number for number, *_ in sures(story, Kind.LAPSED)] == [2]
    assert not story.states[-1].assumed


def test_a_doubt_ends_where_the_voter_takes_the_vote_back():
    story = change(UPLOAD, PLUS, AGAIN, "ann: Patch Set 2: -Code-Review", THIRD)

    assert [number for number, *_ in sures(story, Kind.LAPSED)] == [2]
    assert not story.states[-1].assumed


def test_a_late_veto_in_the_place_of_a_doubt_outlives_the_next_upload():
    story = change(UPLOAD, PLUS, AGAIN, "ann: Patch Set 1: Code-Review-2", THIRD)

    assert story.states[-1].votes == {CODE_REVIEW: -2}
    assert [number for number, *_ in sures(story, Kind.LAPSED)] == [2]


def test_a_late_vote_that_one_patch_set_did_not_take_reaches_none_after_it():
    rule = CopyRule(label="Code-Review", values=(1,), start=hour(24).date())
    own = replace(GERRIT, copy_rules=(rule,))
    lines = (UPLOAD, AGAIN, THIRD, PLUS)
    late = change(*lines, hours=(0, 1, 30, 31), gerrit=own)
    both = change(*lines, hours=(0, 25, 30, 31), gerrit=own)

    assert late.states[-1].votes == {}
    assert both.states[-1].votes == {CODE_REVIEW: 1}


def test_what_a_withdrawn_late_vote_takes_from_newer_patch_sets_it_takes_by_a_rule():
    story = change(*(UPLOAD, PLUS, AGAIN, "ann: Patch Set 1: -Code-Review"), kinds=REBASES[:2])

    assert sures(story, Kind.REMOVED) == [(2, "Code-Review", Sure.RULE)]
    assert not story.states[-1].assumed


@pytest.mark.parametrize(("day", "votes"), [(27, {}), (28, {CODE_REVIEW: 1})])
def test_since_a_day_in_april_2015_stock_servers_keep_code_review_over_a_rebase(day, votes):
    start = START.replace(year=2015, month=4, day=day)

    assert change(UPLOAD, PLUS, AGAIN, kinds=REBASES[:2], start=start).states[-1].votes == votes
