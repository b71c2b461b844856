"""What may teach that a server copies, and what looks like it and may not."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from retro.ledger import Learned, learn
from retro.model.change import Kind, Sure
from retro.snapshot.gerrit import ApprovalInfo, LabelInfo, RevisionInfo
from tests.ledger.builders import ANN, START, change, hour, record, stamp

UPLOAD, AGAIN, THIRD = (f"owner: Uploaded patch set {n}." for n in (1, 2, 3))
PLUS = "ann: Patch Set 1: Code-Review+1"
SMALL = ("", "NO_CODE_CHANGE")
KEY = ("Code-Review", "NO_CODE_CHANGE")
DAY = timedelta(days=1)


def labels(**values):
    """Let Ann have voted so on each label by the record's end."""
    return {
        label.replace("_", "-"): LabelInfo(all=(ApprovalInfo(ANN, value, stamp(hour(1))),))
        for label, value in values.items()
    }


def sights(*lines, **fields):
    """Return (label, kind) and what was seen of it in one record."""
    return {
        key: [copied for _, copied in seen]
        for key, seen in learn([record(*lines, **fields)]).copies.items()
        if seen
    }


def test_a_vote_that_the_end_has_was_copied_to_each_patch_set_since_it_was_cast():
    kinds = ("", "NO_CODE_CHANGE", "TRIVIAL_REBASE")
    found = sights(UPLOAD, PLUS, AGAIN, THIRD, kinds=kinds, labels=labels(Code_Review=1))

    assert found == {KEY: [True], ("Code-Review", "TRIVIAL_REBASE"): [True]}


def test_a_vote_that_the_end_has_otherwise_than_it_was_cast_teaches_nothing():
    assert sights(UPLOAD, PLUS, AGAIN, kinds=SMALL, labels=labels(Code_Review=2)) == {}


def test_a_vote_that_the_end_has_and_nobody_cast_teaches_nothing():
    assert sights(UPLOAD, AGAIN, kinds=SMALL, labels=labels(Code_Review=1)) == {}


def test_beyond_a_rework_an_end_teaches_nothing():
    kinds = ("", "REWORK", "NO_CODE_CHANGE")
    found = sights(UPLOAD, PLUS, AGAIN, THIRD, kinds=kinds, labels=labels(Code_Review=1))

    assert found == {}


def test_a_veto_teaches_nothing_since_every_server_copies_it():
    veto = "ann: Patch Set 1: Code-Review-2"

    assert sights(UPLOAD, veto, AGAIN, kinds=SMALL, labels=labels(Code_Review=-2)) == {}
    assert sights(UPLOAD, veto, AGAIN, "ann: Patch Set 2: -Code-Review", kinds=SMALL) == {}
    minus = "ann: Patch Set 1: Code-Review-1"
    assert sights(UPLOAD, minus, AGAIN, kinds=SMALL, labels=labels(Code_Review=-1)) == {
        KEY: [True]
    }


def test_a_vote_of_nothing_at_the_end_teaches_nothing():
    assert (
        sights(
            UPLOAD,
            PLUS,
            "ann: Patch Set 1: -Code-Review",
            AGAIN,
            kinds=SMALL,
            labels=labels(Code_Review=0),
        )
        == {}
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("owner: Uploaded patch set 2: Patch Set 1 was rebased.", "TRIVIAL_REBASE"),
        ("owner: Uploaded patch set 2: Commit message was updated.", "NO_CODE_CHANGE"),
        ("owner: Patch Set 2: Commit message was updated", "NO_CODE_CHANGE"),
        ("owner: Patch Set 2: Patch Set 1 was rebased", "TRIVIAL_REBASE"),
        ("owner: Patch Set 1: Rebased", "TRIVIAL_REBASE"),
    ],
)
def test_the_words_of_an_upload_tell_its_kind_where_the_record_does_not(words, kind):
    bare = {f"s{n}": RevisionInfo(n, stamp(hour(at))) for n, at in ((1, 0), (2, 2))}
    found = sights(UPLOAD, PLUS, words, revisions=bare, labels=labels(Code_Review=1))

    assert found == {("Code-Review", kind): [True]}


def test_a_record_in_which_a_vote_was_removed_teaches_nothing():
    gone = "owner: Removed Verified+1 by (name)"

    assert sights(UPLOAD, PLUS, AGAIN, gone, kinds=SMALL, labels=labels(Code_Review=1)) == {}


def test_a_patch_set_that_its_merge_made_teaches_nothing():
    merged = "ann: Change has been successfully cherry-picked as 0a1b"
    told = record(
        *(UPLOAD, PLUS, AGAIN, merged),
        hours=(0, 1, 2, 2),
        kinds=SMALL,
        status="MERGED",
        labels=labels(Code_Review=1),
    )
    made = replace(told.messages[3], _revision_number=2)

    assert learn([told]).copies[KEY]
    assert learn([replace(told, messages=(*told.messages[:3], made))]).copies == {}


USUAL = record(UPLOAD, "ann: Patch Set 1: Verified+1", status="MERGED", labels=labels(Verified=1))
RARE = record(UPLOAD, status="MERGED", labels=labels(Verified=-1))


def test_a_label_gates_if_nineteen_of_twenty_merged_changes_have_its_approval():
    assert learn([USUAL] * 19 + [RARE]).gates == {"Verified"}
    assert learn([USUAL] * 18 + [RARE] * 2).gates == frozenset()
    assert learn([USUAL] * 19).gates == frozenset()


def test_only_merged_changes_of_one_patch_set_tell_which_labels_gate():
    still = replace(USUAL, status="NEW")
    several = replace(USUAL, revisions={**USUAL.revisions, "x": RevisionInfo(2)})

    assert learn([USUAL] * 19 + [still]).gates == frozenset()
    assert learn([USUAL] * 19 + [several]).gates == frozenset()
    assert learn([USUAL] * 20 + [replace(RARE, status="ABANDONED")] * 9).gates == {"Verified"}


def merges(*lines, kinds=SMALL, **fields):
    """Return what merged records teach on a server on which Verified and Quality gate."""
    usual = replace(USUAL, labels=labels(Verified=1, Quality=1))
    told = record(*lines, kinds=kinds, status="MERGED", **fields)
    found = learn([usual] * 20 + [told])
    return {key: [copied for _, copied in seen] for key, seen in found.copies.items() if seen}


def test_a_merge_teaches_only_of_approvals_that_nobody_gave_anew():
    first = "ann: Patch Set 1: Verified+1 Quality+1"

    assert merges(UPLOAD, first, AGAIN, "jenkins: Patch Set 2: Verified+1") == {
        ("Quality", "NO_CODE_CHANGE"): [True]
    }
    assert merges(UPLOAD, "ann: Patch Set 1: Verified-1", AGAIN) == {}


def test_a_merge_teaches_nothing_of_a_rework():
    verified = "ann: Patch Set 1: Verified+1"
    kinds = ("", "NO_CODE_CHANGE", "REWORK")

    assert merges(UPLOAD, AGAIN, verified.replace("1:", "2:"), THIRD, kinds=kinds) == {}


def test_a_merge_teaches_of_the_last_patch_set_alone():
    verified = "ann: Patch Set 1: Verified+1"
    kinds = ("", "NO_CODE_CHANGE", "NO_CODE_CHANGE")

    assert merges(UPLOAD, verified, AGAIN, THIRD, kinds=kinds) == {}


def test_what_gerrit_itself_says_teaches_nothing():
    told = record(UPLOAD, PLUS, AGAIN, "ann: Patch Set 2: -Code-Review", kinds=SMALL)
    nobodys = tuple(replace(message, author=None) for message in told.messages)

    assert learn([told]).copies
    assert learn([replace(told, messages=nobodys)]).copies == {}


def test_a_vote_may_be_cast_again_on_its_copy_once_servers_store_these():
    again = (UPLOAD, PLUS, AGAIN, "ann: Patch Set 2: Code-Review+1")
    storing = START.replace(year=2021, month=9, day=24) - timedelta(hours=2)

    assert sights(*again, kinds=SMALL) == {KEY: [False]}
    assert sights(*again, kinds=SMALL, start=storing - DAY) == {KEY: [False]}
    assert sights(*again, kinds=SMALL, start=storing) == {}


def test_only_the_first_word_on_a_patch_set_is_a_witness():
    words = ("ann: Patch Set 2: Code-Review+1", "ann: Patch Set 2: -Code-Review")

    assert sights(UPLOAD, PLUS, AGAIN, *words, kinds=SMALL) == {KEY: [False]}
    other = "ann: Patch Set 2: Code-Review-1"
    assert sights(UPLOAD, PLUS, AGAIN, other, words[1], kinds=SMALL) == {}


def test_only_the_nine_nearest_sights_are_heard():
    far = tuple((START - n * DAY, False) for n in range(60, 20, -1))
    near = tuple((START + n * DAY, True) for n in range(9))
    learned = Learned(copies={KEY: far + near})

    assert learned.copied(*KEY, START) is True
    fewer = Learned(copies={KEY: far + near[:7]})
    assert fewer.copied(*KEY, START) is None


@pytest.mark.parametrize(
    ("copied", "kept", "answer"),
    [(4, 1, True), (3, 1, None), (1, 4, False), (1, 3, None), (3, 0, True), (0, 3, False)],
)
def test_four_of_five_sights_must_agree(copied, kept, answer):
    seen = ((START, True),) * copied + ((START, False),) * kept

    assert Learned(copies={KEY: seen}).copied(*KEY, START) is answer


def test_a_sight_is_believed_for_a_year_and_a_day():
    learned = Learned(copies={KEY: ((START, True),) * 3})

    assert learned.copied(*KEY, START + 366 * DAY) is True
    assert learned.copied(*KEY, START - 366 * DAY) is True
    assert learned.copied(*KEY, START + 367 * DAY) is None


def test_sights_win_over_a_condition_that_is_only_near():
    learned = Learned(
        conditions={"Code-Review": ((hour(9), "is:ANY"),)},
        copies={KEY: ((START, False),) * 3},
    )
    story = change(UPLOAD, PLUS, AGAIN, kinds=SMALL, learned=learned)

    assert story.states[-1].votes == {}
    certain = replace(
        learned, conditions={"Code-Review": ((START, "is:ANY"), (hour(9), "is:ANY"))}
    )
    sure = change(UPLOAD, PLUS, AGAIN, kinds=SMALL, learned=certain)
    assert [event.sure for event in sure.happened(Kind.COPIED)] == [Sure.RULE]


@pytest.mark.parametrize(("text", "vote"), [("is:MIN", "-1"), ("is:MAX", "+1")])
def test_of_a_label_without_a_known_range_no_vote_is_the_lowest_or_highest(text, vote):
    learned = Learned(conditions={"Quality": ((START, text), (hour(9), text))})
    story = change(UPLOAD, f"ann: Patch Set 1: Quality{vote}", AGAIN, learned=learned)

    assert story.states[-1].votes == {}


def test_a_team_with_rules_of_its_own_asks_no_witness_and_learns_the_rest_as_ever():
    told = record(UPLOAD, PLUS, AGAIN, "ann: Patch Set 2: -Code-Review", kinds=SMALL)
    records = [told, *[USUAL] * 20]

    assert learn(records).copies
    assert learn(records, ruled=True) == replace(learn(records), copies={})
