"""Gerrit's messages, old and new, and their packed form."""

import gzip
import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.messages import (
    BARE,
    OPENSTACK,
    OTHER,
    REASONED,
    TEXT,
    Carried,
    FollowUp,
    Reader,
    Reading,
    Removal,
    Token,
    keep,
    read,
    token,
    triggers,
    value_names,
)
from retro.model.team import CI, Gerrit, Trigger

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

WORDINGS = [
    ("2.0", "Verified; Looks good to me, approved", {"votes": "Verified+1 Code-Review+2"}),
    (
        "2.0",
        "Patch Set 2:  Verified; Looks good to me, approved",
        {"votes": "Verified+1 Code-Review+2"},
    ),
    ("2.1", "Patch Set 1: Do not submit", {"votes": "Code-Review-2"}),
    ("2.1", "Patch Set 1: I would prefer that you didn't submit this", {"votes": "Code-Review-1"}),
    ("2.4", "Patch Set 3: Code Review +1", {"votes": "Code-Review+1"}),
    ("2.4", "Patch Set 3: IP-Clean -1; Fails", {"votes": "IP-Clean-1 Verified-1"}),
    ("2.4", "Patch Set 3: Fails (3 inline comments)", {"votes": "Verified-1", "counted": True}),
    ("2.4", "Patch Set 3: (1 inline comment)", {"counted": True}),
    ("2.4", "Patch Set 3: Fails\n\n(3 inline comments)", {"votes": "Verified-1", "counted": True}),
    ("2.4", "Patch Set 3: Fails\n\nrecheck", {"votes": "Verified-1", "said": "recheck"}),
    ("2.4", "Patch Set 3: Looks nice", {"said": "Looks nice"}),
    ("2.4", "Patch Set 3: Abandoned\n\nno time", {"status": "ABANDONED"}),
    ("2.4", "Patch Set 3: Restored", {"status": "NEW"}),
    (
        "2.4",
        "Patch Set 3: Reverted\n\nThis patchset was reverted in change: I0a",
        {"reverted": True},
    ),
    ("2.4", "Patch Set 3: Rebased", {"patch_set": 4, "upload": True, "kind": "TRIVIAL_REBASE"}),
    ("2.4", "Patch Set 3: Work In Progress", {"wip": True}),
    ("2.4", "Patch Set 3: Ready For Review", {"wip": False}),
    ("2.6", "Abandoned\n\nno time", {"status": "ABANDONED"}),
    ("2.6", "Restored", {"status": "NEW"}),
    ("2.6", "Patch Set 3: Cherry Picked\n\nThis patchset was cherry picked to x", {}),
    (
        "2.0",
        "Change 7 has been successfully merged into the git repository.",
        {"status": "MERGED"},
    ),
    ("2.10", "Change has been successfully merged into the git repository.", {"status": "MERGED"}),
    (
        "2.11",
        "Change has been successfully merged into the git repository by A",
        {"status": "MERGED"},
    ),
    (
        "2.11",
        "Change has been successfully cherry-picked as 0a",
        {"status": "MERGED", "remade": True},
    ),
    (
        "2.13",
        "Change has been successfully rebased as 0a by A",
        {"status": "MERGED", "remade": True},
    ),
    ("2.13", "Change has been successfully pushed.", {"status": "MERGED"}),
    ("2.14", "Change has been successfully merged by A", {"status": "MERGED"}),
    ("3.4", "Change has been successfully merged\n\n2 is the latest", {"status": "MERGED"}),
    ("2.15", "Set Work In Progress", {"wip": True}),
    ("2.15", "Patch Set 3:\n\nThis change is ready for review.", {"wip": False}),
    ("3.0", "Change destination moved from a to b", {"moved": ("a", "b")}),
    ("3.1", "Change message removed by: A\nReason: spam", {"gone": True}),
    ("3.1", "Change message removed", {"gone": True}),
    (
        "3.1",
        "Created a revert of this change as I0a",
        {"reverted": True, "reverted_by": "I0a"},
    ),
    ("3.5", "Attention set changed", {}),
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


@pytest.mark.parametrize(("version", "text", "says"), WORDINGS)
def test_every_version_is_read_as_it_was_meant(version, text, says):
    number = re.match(r"Patch Set (\d+)", text)
    votes = tuple(map(token, says.get("votes", "").split()))
    meant = {"patch_set": number and int(number[1])} | says | {"votes": votes}

    assert read(text) == Reading(**meant), f"as {version} wrote it"


def test_a_name_says_more_where_the_site_gave_it_more():
    openstack = value_names("https://review.openstack.org", {})

    assert Reader(openstack).read("Patch Set 1: Verified").votes == (Token("Verified", 2),)
    assert read("Patch Set 1: Verified").votes == (Token("Verified", 1),)


def test_a_team_adds_the_names_of_its_own_server():
    names = value_names("https://gerrit.example.org", {"Ship it": "Code-Review+2"})

    assert Reader(names).read("Patch Set 1: Ship it; No score").votes == (
        Token("Code-Review", 2),
        Token("", 0),
    )
    assert keep("Patch Set 1: Ship it", names) == "Patch Set 1: Ship it"


def test_a_value_name_that_is_not_known_hides_none_of_those_beside_it():
    line = "Patch Set 1: Looks good to me, but someone else must approve; Hold it back"

    assert read(line).votes == (Token("Code-Review", 1),)


@pytest.mark.parametrize("line", ["Ship it", "Ship it; Verified", "Verified; Ship it"])
def test_a_value_name_can_be_named_after_collection_and_is_not_kept_as_it_was(line):
    names = value_names("https://gerrit.example.org", {"Ship it": "Code-Review+2"})
    packed = keep(f"Patch Set 1: {line}")

    assert "Ship it" not in packed
    assert keep(packed) == packed
    assert judged(read(packed)) == judged(read(f"Patch Set 1: {line}"))
    assert Reader(names).read(packed).votes == Reader(names).read(f"Patch Set 1: {line}").votes


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("3PP-Approved+1 Code-Review+2", (Token("3PP-Approved", 1), Token("Code-Review", 2))),
        ("Code-Review+2 4K-Verified-1", (Token("Code-Review", 2), Token("4K-Verified", -1))),
        ("Odd_One+1 Code-Review+2", (Token("Code-Review", 2),)),
        ("-3PP-Approved", (Token("3PP-Approved", 0),)),
        ("Nova-1 is broken", ()),
        ("-1", ()),
        ("3-1", ()),
    ],
)
def test_a_label_may_begin_with_a_digit_and_an_odd_word_loses_no_vote(line, votes):
    assert read(f"Patch Set 1: {line}").votes == votes


def test_an_address_that_only_looks_like_the_sites_gives_no_names():
    assert value_names("https://notopenstack.org", {}) != OPENSTACK


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("Removed -Verified by <GERRIT_ACCOUNT_7>", Removal("Verified", None, 7)),
        (
            "Removed Verified-1 by Ann Anvil <a@example.org>",
            Removal("Verified", -1, None, "Ann Anvil"),
        ),
        ("Removed Verified-1 by Jenkins (7)\n", Removal("Verified", -1, 7)),
        ("Removed Verified-1 by (name)", Removal("Verified", -1, None)),
        ("Removed reviewer Ann Anvil.", Removal("", None, None, "Ann Anvil")),
        ("Removed cc <GERRIT_ACCOUNT_7>.", Removal("", None, 7)),
        (
            "Removed the following votes:\n\n* Verified-1 by Jenkins (7)\n",
            Removal("Verified", -1, 7),
        ),
        (
            "Removed the following approvals:\n\n* Verified-1 by Bo <b@c>",
            Removal("Verified", -1, None, "Bo"),
        ),
    ],
)
def test_a_removal_names_whose_vote_it_was(text, removed):
    assert read(text).removed == (removed,)


def test_votes_of_a_removed_stranger_are_found_by_their_values():
    text = "Removed reviewer (name) with the following votes:\n\n* Code-Review+1 by (name)\n"

    assert read(text).removed == (Removal("Code-Review", 1, None),)


@pytest.mark.parametrize(
    ("line", "copied"),
    [
        ('* Verified+1, Verified-1 (copy condition: "x")', [("Verified", 1), ("Verified", -1)]),
        ("* Verified+1", [("Verified", 1)]),
        ("* Verified+1 (label type is missing)", [("Verified", 1)]),
        ('* Verified+1 (non-parseable copy condition: "foo (bar")', [("Verified", 1)]),
        ("* a bullet of the uploader's", []),
    ],
)
def test_a_list_of_copied_votes_is_read_in_every_form(line, copied):
    carried = read(f"Uploaded patch set 2.\n\nCopied Votes:\n{line}\n").copied or ()

    assert [(c.label, c.value) for c in carried] == copied
    assert all(not c.accounts and not c.names for c in carried)


def test_a_list_may_name_its_voters():
    text = "Uploaded patch set 2.\n\nCopied Votes:\n* A+1 by Ann <a@b>, Bo (7), A+2 by C D"

    assert read(text).copied == (
        Carried("A", 1, (7,), ("Ann",)),
        Carried("A", 2, (), ("C D",)),
    )


def test_a_list_gives_its_conditions_and_what_of_them_held():
    text = (
        "Uploaded patch set 2.\n\nOutdated Votes:\n* Code-Review+1 by <GERRIT_ACCOUNT_7> "
        '(copy condition\\*: "is:MIN OR (**uploaderin:a** AND **has:x** AND is:MAX)")\n'
        '* Verified+1 (non-parseable copy condition: "foo")'
    )
    (condition,) = read(text).conditions

    assert condition.label == "Code-Review"
    assert condition.text == "is:MIN OR (uploaderin:a AND has:x AND is:MAX)"
    assert condition.met == ("uploaderin:a", "has:x")
    assert condition.accounts == (7,)


def test_a_late_vote_says_what_stood_on_each_patch_set_before():
    text = (
        "Patch Set 1: -Code-Review Verified+1\n\n"
        "Copied votes on follow-up patch sets have been updated:\n"
        '* Verified+1 has been copied to patch set 2 (was Verified-1), 3 (copy condition: "x").\n'
        "* Copied Code-Review vote has been removed from patch set 2 (was Code-Review+2), "
        "4 (was Code-Review+2) since the new Code-Review=0 vote is not copyable."
    )

    assert read(text).follow_ups == (
        FollowUp("Verified", 1, (2, 3)),
        FollowUp("Code-Review", None, (2, 4)),
    )


def test_what_a_person_quotes_of_such_a_list_is_no_list():
    text = "Patch Set 4:\n\nLook:\n* Verified+1 has been copied to patch set 5."

    assert read(text).follow_ups == ()
    assert keep(text) == "Patch Set 4:\n\n(text)"


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
    ("text", "counted", "said"),
    [
        ("Patch Set 2:\n\n(1 comment)", True, ""),
        ("Patch Set 2: (3 inline comments)", True, ""),
        ("Patch Set 2:\n\nWhy not the other way round?", False, "Why not the other way round?"),
        ("Patch Set 2:\n\nrecheck", False, "recheck"),
        ("Patch Set 2: Code-Review+1\n\nrecheck\n\nwhy\n\nnot", False, "recheck\nwhy"),
        ("Patch Set 2:\n\n(1 comment)\n\nrecheck", True, TEXT),
        ("Patch Set 2: (1 inline comment)\n\nrecheck", True, TEXT),
        ("Patch Set 2: Code-Review+1", False, ""),
        ("Patch Set 2:\n\nThis change is ready for review.", False, ""),
        ("Topic set to nice", False, ""),
    ],
)
def test_a_persons_words_are_told_from_counts_and_from_gerrits_own_lines(text, counted, said):
    reading = read(text)

    assert (reading.counted, reading.said) == (counted, said)


OPENDEV = triggers(Gerrit(server="https://review.opendev.org", projects=("p",)))
ELSEWHERE = triggers(Gerrit(server="https://gerrit.example.org", projects=("p",)))


@pytest.mark.parametrize(
    ("day", "words", "mark"),
    [
        ("2013-04-09", "recheck", BARE),
        ("2013-04-10", "recheck", OTHER),
        ("2013-04-10", "recheck no bug", BARE),
        ("2013-04-10", "recheck bug 1234567", REASONED),
        ("2013-04-10", "recheck the name, please", ""),
        ("2014-07-21", "reverify bug 12", OTHER),
        ("2014-07-22", "recheck", BARE),
        ("2014-07-30", "reverify", OTHER),
        ("2014-07-31", "reverify", BARE),
        ("2017-03-30", "Reverify, the mirror was away", REASONED),
        ("2017-03-31", "reverify", OTHER),
        ("2024-05-01", "recheck\nkernel panic, bug 1234567", REASONED),
        ("2024-05-01", "Rechecking.", BARE),
        ("2024-05-01", "check experimental", OTHER),
        ("2024-05-01", "check arm64", OTHER),
        ("2024-05-01", "check experimental results first?", ""),
        ("2024-05-01", "run-Example Storage CI", OTHER),
        ("2024-05-01", "Could you recheck?", ""),
        ("2024-05-01", TEXT, ""),
    ],
)
def test_what_words_start_on_opendev_depends_on_the_day(day, words, mark):
    assert OPENDEV.asked(words, date.fromisoformat(day)) == mark


def test_elsewhere_the_usual_words_hold_on_any_day_and_a_teams_own_words_replace_them():
    day = date(2013, 5, 1)
    mine = Gerrit(
        server="https://review.opendev.org",
        projects=("p",),
        ci=CI(triggers=(Trigger(pattern="encore", until=day), Trigger(pattern="x", kind="other"))),
    )

    assert [ELSEWHERE.asked(words, day) for words in ("recheck", "remerge")] == [BARE, OTHER]
    assert triggers(mine).asked("Encore une fois", date(2013, 4, 30)) == REASONED
    assert [triggers(mine).asked(words, day) for words in ("encore", "recheck", "X")] == [
        "",
        "",
        OTHER,
    ]


def test_nothing_that_a_person_wrote_freely_is_kept():
    text = "Patch Set 2: Code-Review-1\n\n(1 comment)\n\n* ask ann@example.org\nThe name is Ann"

    assert keep(text) == "Patch Set 2: Code-Review-1\n\n(1 comment)\n\n(text)"


def test_the_reason_of_an_abandon_is_not_kept():
    assert keep("Abandoned\n\n* Ann is ill") == "Abandoned"


def test_who_deleted_a_message_is_not_kept():
    assert keep("Change message removed by: Ann\nReason: rude") == "Change message removed"


PIECES = st.sampled_from(
    [
        *(text for text, _ in VOTES + KINDS),
        *(text for _, text, _ in WORDINGS),
        "Copied votes on follow-up patch sets have been updated:",
        "Outdated Votes:",
        '* A+1 by <GERRIT_ACCOUNT_4>, Ann (copy condition\\*: "**is:MIN** OR x:y")',
        "Removed reviewer (name) with the following votes:",
        "* Code-Review+1 by (name)",
        "Patch Set 1: Works for me; Verified",
        "Patch Set 2:",
        "recheck",
        "reverify no bug",
        "check experimental",
        "Patch Set 2: recheck",
        "(trigger)",
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


def asked(words):
    return OPENDEV.asked(words, date(2015, 10, 1))


def judged(reading):
    """Return a reading as the ledger takes it: of a person's words what they started."""
    return replace(reading, said=reading.said and (asked(reading.said) or TEXT))


@given(st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=6).map("\n".join))
def test_a_packed_message_reads_as_the_whole_one(text):
    packed = keep(text, mark_of=asked)
    for reader in (read, Reader(OPENSTACK).read):
        assert judged(reader(packed)) == judged(reader(text))
    assert keep(packed, mark_of=asked) == packed


@pytest.mark.parametrize(
    "name", ["plugins-multi-site-2019-2026", "gerrithub-analytics-etl-2017-2026"]
)
def test_every_real_message_reads_the_same_once_packed(name):
    path = DATA / "gerrit" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    with gzip.open(path, "rt") as lines:
        texts = [m["message"] for line in lines for m in json.loads(line)["change"]["messages"]]

    assert [
        text for text in texts if judged(read(keep(text, mark_of=asked))) != judged(read(text))
    ] == []
