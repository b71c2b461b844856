"""Gerrit's messages, old and new, and their packed form."""

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.wording import Carried, FollowUp, Reading, Removal, Token, keep, read

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data"))

VOTES = [
    ("Patch Set 2: Code-Review+2", (Token("Code-Review", 2),)),
    ("Patch Set 12: -Verified Code-Review-1", (Token("Verified", 0), Token("Code-Review", -1))),
    ("Patch set 3: Workflow-1", (Token("Workflow", -1),)),
    ("Patch Set 3: Frontend-Verified-1\n\nBuild failed", (Token("Frontend-Verified", -1),)),
    ("Patch Set 3: Code-Review+1\n\n(2 comments)", (Token("Code-Review", 1),)),
    ("Uploaded patch set 2: Code-Review+2.", (Token("Code-Review", 2),)),
    ("Patch Set 3: I would not do that", ()),
    ("Patch Set 3: Verified and tested", ()),
    ("Uploaded patch set 2: Commit message was updated.", ()),
    ("Patch Set 3:\n\nCode-Review+2", ()),
]

KINDS = [
    ("Uploaded patch set 4.", ""),
    ("Uploaded patch set 4", ""),
    ("Uploaded patch set 4: Patch Set 3 was rebased.", "TRIVIAL_REBASE"),
    ("Uploaded patch set 4.: Patch Set 3 was rebased", "TRIVIAL_REBASE"),
    ("Patch Set 4: Patch Set 3 was rebased", "TRIVIAL_REBASE"),
    ("Patch Set 4: Patch Set 3 was rebased on behalf of <GERRIT_ACCOUNT_7>", "TRIVIAL_REBASE"),
    ("Uploaded patch set 4: Commit message was updated.", "NO_CODE_CHANGE"),
    (
        "Uploaded patch set 4: New patch set was added with same tree, parent tree, and commit "
        "message as Patch Set 3.",
        "NO_CHANGE",
    ),
    (
        "Uploaded patch set 4: Patch Set 3 was rebased. Commit message was updated.",
        "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE",
    ),
    ("Patch Set 4: Published edit on patch set 3.", ""),
    ("Patch Set 1: Cherry Picked from branch stable-3.4.", ""),
]


@pytest.mark.parametrize(("text", "votes"), VOTES)
def test_a_first_line_gives_votes_only_where_every_word_is_one(text, votes):
    assert read(text).votes == votes


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_an_upload_tells_its_change_kind(text, kind):
    reading = read(text)

    assert reading.upload
    assert reading.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Change has been successfully merged",
        "Change has been successfully merged into the git repository by Somebody",
        "Change has been successfully cherry-picked as 0123abcd by Somebody",
        "Change has been successfully rebased and submitted as 0123abcd",
        "Change has been successfully pushed into branch main.",
    ],
)
def test_a_merge_is_a_merge_in_every_wording(text):
    assert read(text).status == "MERGED"


@pytest.mark.parametrize(
    "text",
    [
        "Change could not be merged because of a missing dependency.",
        "Your change could not be merged due to a path conflict.",
        "Change cannot be merged due to unsatisfiable dependencies.",
        "Topic set to Abandoned",
    ],
)
def test_what_only_looks_like_a_status_says_nothing(text):
    assert read(text) == Reading()


def test_copied_votes_name_their_voters_or_mean_everyone():
    text = (
        "Uploaded patch set 3.\n\nCopied Votes:\n"
        "* Code-Review+1 by <GERRIT_ACCOUNT_7>, <GERRIT_ACCOUNT_8>, Code-Review-2 by "
        '<GERRIT_ACCOUNT_9> (copy condition: "**is:MIN** OR approverin:Code-Review+2")\n'
        '* Verified+1 (copy condition: "changekind:NO_CODE_CHANGE")\n\n'
        'Outdated Votes:\n* Priority+1 (copy condition\\*: "never")\n'
    )

    assert read(text).copied == (
        Carried("Code-Review", 1, (7, 8)),
        Carried("Code-Review", -2, (9,)),
        Carried("Verified", 1, ()),
    )


def test_an_upload_that_lists_only_outdated_votes_copied_none():
    assert read("Uploaded patch set 2.\n\nOutdated Votes:\n* Verified+1 (x)").copied == ()


def test_an_upload_that_lists_nothing_leaves_the_question_open():
    assert read("Uploaded patch set 2.").copied is None


def test_a_late_vote_reaches_the_patch_sets_that_the_message_lists():
    text = (
        "Patch Set 2: Code-Review+2\n\n"
        "Copied votes on follow-up patch sets have been updated:\n"
        "* Code-Review+2 has been copied to patch set 3, 4 (was Code-Review+1) "
        '(copy condition: "x").\n'
        "* Copied Verified+1 vote has been removed from patch set 3 "
        "since the new Verified=0 vote is not copyable."
    )

    assert read(text).follow_ups == (
        FollowUp("Code-Review", 2, (3, 4)),
        FollowUp("Verified", None, (3,)),
    )
    assert not read(text).comment


def test_a_removed_vote_belongs_to_the_account_that_the_text_names():
    assert read("Removed Verified-1 by <GERRIT_ACCOUNT_22>").removed == (
        Removal("Verified", -1, 22),
    )


def test_a_removed_reviewer_loses_every_vote():
    text = (
        "Removed reviewer <GERRIT_ACCOUNT_9> with the following votes:\n\n"
        "* Code-Review+1 by <GERRIT_ACCOUNT_9>\n"
    )

    assert read(text).removed == (Removal("", None, 9),)


@pytest.mark.parametrize(
    ("text", "comment", "recheck"),
    [
        ("Patch Set 2:\n\n(1 comment)", True, False),
        ("Patch Set 2: (3 inline comments)", True, False),
        ("Patch Set 2:\n\nWhy not the other way round?", True, False),
        ("Patch Set 2:\n\nrecheck", False, True),
        ("Patch Set 2:\n\nrecheck bug 1234", False, True),
        ("Patch Set 2:\n\nrecheck\n\nand I wonder about the name", True, False),
        ("Patch Set 2: Code-Review+1", False, False),
        ("Patch Set 2:\n\nThis change is ready for review.", False, False),
        ("Topic set to nice", False, False),
    ],
)
def test_a_comment_is_told_from_a_recheck_and_from_gerrits_own_lines(text, comment, recheck):
    reading = read(text)

    assert (reading.comment, reading.recheck) == (comment, recheck)


def test_nothing_that_a_person_wrote_freely_is_kept():
    text = "Patch Set 2: Code-Review-1\n\n(1 comment)\n\n* ask ann@example.org\nThe name is Ann"

    assert keep(text) == "Patch Set 2: Code-Review-1\n\n(1 comment)\n\n(text)"


def test_the_reason_of_an_abandon_is_not_kept():
    assert keep("Abandoned\n\n* Ann is ill") == "Abandoned"


PIECES = st.sampled_from(
    [
        *(text for text, _ in VOTES + KINDS),
        "Patch Set 2:",
        "recheck",
        "(1 comment)",
        "This change is ready for review.",
        '* Code-Review+2 has been copied to patch set 3 (copy condition: "x").',
        "Copied Votes:",
        '* Verified+1 (copy condition: "x")',
        "Removed Code-Review+1 by <GERRIT_ACCOUNT_4>",
        "Abandoned",
        "* a bullet",
        "",
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=6).map("\n".join))
def test_a_packed_message_reads_as_the_whole_one(text):
    assert read(keep(text)) == read(text)
    assert keep(keep(text)) == keep(text)


@pytest.mark.parametrize(
    "name", ["plugins-multi-site-2019-2026", "gerrithub-analytics-etl-2017-2026"]
)
def test_every_real_message_reads_the_same_once_packed(name):
    path = DATA / "gerrit" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    with gzip.open(path, "rt") as lines:
        texts = [m["message"] for line in lines for m in json.loads(line)["change"]["messages"]]

    assert [text for text in texts if read(keep(text)) != read(text)] == []
