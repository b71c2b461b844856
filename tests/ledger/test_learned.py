"""Rules that a server's own lists reveal, and when they are believed."""

from datetime import timedelta

import pytest

from retro.ledger import Learned, histories, learn
from retro.model.change import Kind, Sure
from retro.model.team import CopyRule, Gerrit
from retro.snapshot.gerrit import ApprovalInfo, LabelInfo
from tests.ledger.builders import ANN, BOB, GERRIT, ROBOTS, START, change, record

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."
REBASE = '\n\nOutdated Votes:\n* Code-Review+1 (copy condition: "changekind:TRIVIAL_REBASE")'
YEAR = timedelta(days=365)
VOTED = (UPLOAD, "ann: Patch Set 1: Code-Review+1", AGAIN)
KEPT = {("Code-Review", ANN): 1}


def seen(lists=REBASE, *, after=timedelta(days=30)):
    """Learn from one other change, which lists its copies some time later."""
    return learn([record(UPLOAD, AGAIN + lists, start=START + after)])


def votes(*lines, **fields):
    return change(*lines, **fields).states[-1].votes


def test_a_condition_seen_near_in_time_says_what_a_silent_upload_kept():
    assert votes(*VOTED, kinds=("", "TRIVIAL_REBASE"), learned=seen()) == KEPT
    assert votes(*VOTED, learned=seen()) == {}


def test_a_rule_is_certain_between_two_sights_that_agree_and_else_assumed():
    conditions = {
        "Code-Review": ((START - YEAR, "changekind:REWORK"), (START + YEAR, "changekind:REWORK"))
    }
    between = change(*VOTED, learned=Learned(conditions=conditions))
    before = change(*VOTED, learned=Learned(conditions=conditions), start=START - 1.5 * YEAR)

    assert [event.sure for event in between.happened(Kind.COPIED)] == [Sure.RULE]
    assert not between.states[-1].assumed
    assert [event.sure for event in before.happened(Kind.COPIED)] == [Sure.ASSUMED]
    assert before.states[-1].assumed == {"votes"}


def test_between_two_sights_that_differ_no_rule_is_certain():
    conditions = {"Code-Review": ((START - YEAR, "is:MIN"), (START + YEAR / 2, "is:ANY"))}
    story = change(*VOTED, learned=Learned(conditions=conditions))

    assert [event.sure for event in story.happened(Kind.COPIED)] == [Sure.ASSUMED]


def test_a_condition_seen_years_later_is_not_believed():
    any_vote = '\n\nCopied Votes:\n* Code-Review+1 (copy condition: "**is:ANY**")'

    assert votes(*VOTED, learned=seen(any_vote)) == KEPT
    assert votes(*VOTED, learned=seen(any_vote, after=3 * YEAR)) == {}


def test_the_teams_own_rule_wins():
    own = Gerrit(server="s", projects=("p",), copy_rules=(CopyRule(label="Verified"),))

    assert votes(*VOTED, kinds=("", "TRIVIAL_REBASE"), learned=seen(), gerrit=own) == {}


def test_the_condition_nearest_in_time_is_taken():
    never = '\n\nOutdated Votes:\n* Code-Review+1 (copy condition: "is:MIN")'
    told = learn(
        [
            record(UPLOAD, AGAIN + never, start=START + timedelta(days=90)),
            record(UPLOAD, AGAIN + REBASE, start=START + timedelta(days=30)),
        ]
    )

    assert votes(*VOTED, kinds=("", "TRIVIAL_REBASE"), learned=told) == KEPT


def test_a_group_counts_for_those_who_were_seen_in_it():
    trusted = '\n\nCopied Votes:\n* Code-Review+1 (copy condition: "**uploaderin:trusted**")'

    assert votes(*VOTED, learned=seen(trusted)) == KEPT
    other = (*VOTED[:2], "bob: Uploaded patch set 2.")
    assert votes(*other, learned=seen(trusted)) == {}
    assert change(*other, learned=seen(trusted)).states[-1].assumed == {"votes"}


def test_once_the_server_lists_copies_an_upload_without_a_list_kept_none():
    before, later = (seen(after=hour) for hour in (timedelta(hours=1), timedelta(hours=2)))

    assert votes(*VOTED, kinds=("", "TRIVIAL_REBASE"), learned=before) == {}
    assert votes(*VOTED, kinds=("", "TRIVIAL_REBASE"), learned=later) == KEPT


def test_once_a_change_has_a_list_its_next_upload_without_one_kept_none():
    veto = "ann: Patch Set 1: Code-Review-2"
    listed = f"{AGAIN}\n\nCopied Votes:\n* Code-Review-2"

    assert votes(UPLOAD, veto, listed) == {("Code-Review", ANN): -2}
    assert votes(UPLOAD, veto, listed, "owner: Uploaded patch set 3.") == {}


def test_once_the_server_tells_how_far_late_votes_reach_one_without_a_word_reaches_nothing():
    reached = (
        "ann: Patch Set 1: Code-Review-2\n\n"
        "Copied votes on follow-up patch sets have been updated:\n"
        '* Code-Review-2 has been copied to patch set 2 (copy condition: "is:MIN").'
    )
    late = (UPLOAD, AGAIN, "ann: Patch Set 1: Code-Review-2")
    before, later = (
        learn([record(UPLOAD, AGAIN, reached, start=START + after)])
        for after in (timedelta(0), timedelta(hours=1))
    )

    assert votes(*late, learned=before) == {}
    assert votes(*late, learned=later) == {("Code-Review", ANN): -2}


def test_the_lowest_and_highest_votes_are_those_that_were_seen():
    highest = '\n\nOutdated Votes:\n* Verified+1, Verified-1 (copy condition: "is:MAX")'

    assert seen(highest).ranges["Verified"] == (-1, 1)


@pytest.mark.parametrize("line", ["Looks good to me (core reviewer)", "Approved"])
def test_a_site_is_known_by_its_words(line):
    site = [
        record(UPLOAD, f"ann: Patch Set 1: {line}"),
        record(UPLOAD, "bob: Patch Set 1: Verified"),
    ]
    core = "core" in line

    assert list(histories(site, ROBOTS, GERRIT))[1].states[-1].votes == {
        ("Verified", BOB): 2 if core else 1
    }


def test_records_that_tell_nothing_teach_nothing():
    assert learn([record(*VOTED)]) == Learned(ranges={"Code-Review": (-2, 2)})


def test_the_first_pass_reaches_every_record():
    silent = record(*VOTED, kinds=("", "TRIVIAL_REBASE"))
    listing = record(UPLOAD, AGAIN + REBASE, start=START + timedelta(days=9))
    found = histories(iter([silent, listing]), ROBOTS, GERRIT)

    assert next(found).states[-1].votes == KEPT


def test_whose_vote_was_copied_may_be_told_by_number():
    by = f"{AGAIN}\n\nCopied Votes:\n* Code-Review+1 by <GERRIT_ACCOUNT_{BOB}>"

    assert votes(UPLOAD, "ann: Patch Set 1: Code-Review+1", by) == {("Code-Review", BOB): 1}


@pytest.mark.parametrize("sign", [1, -1])
def test_a_condition_is_believed_for_a_year_and_a_day_either_way(sign):
    year = timedelta(days=366)
    told = Learned(conditions={"Code-Review": ((START, "is:ANY"),)})

    assert told.condition("Code-Review", START + sign * year) == ("is:ANY", False)
    assert told.condition("Code-Review", START + sign * (year + timedelta(seconds=1))) == (
        None,
        False,
    )
    assert told.condition("Verified", START) == (None, False)


def test_the_votes_on_a_label_tell_its_range_without_any_list():
    all_votes = (ApprovalInfo(ANN, -1), ApprovalInfo(BOB, 2), ApprovalInfo(1, 0))
    told = learn([record(UPLOAD, labels={"Verified": LabelInfo(all_votes), "Empty": LabelInfo()})])

    assert told.ranges == {"Code-Review": (-2, 2), "Verified": (-1, 2)}


def test_of_a_run_of_one_condition_the_first_and_the_last_sight_are_kept():
    texts = ("is:MIN", "is:MIN", "is:MIN", "is:ANY", "is:MIN", "is:MIN")
    day = timedelta(days=1)
    lists = '\n\nOutdated Votes:\n* Code-Review+1 (copy condition: "{}")'
    told = learn(
        [
            record(UPLOAD, AGAIN + lists.format(text), hours=(0, 0), start=START + n * day)
            for n, text in enumerate(texts)
        ]
    )

    assert [(at - START).days for at, _ in told.conditions["Code-Review"]] == [0, 2, 3, 4, 5]


def test_the_first_list_of_each_sort_counts_whatever_the_order_of_records():
    late = (
        "ann: Patch Set 1: Code-Review-2\n\nCopied votes on follow-up patch sets have been"
        ' updated:\n* Code-Review-2 has been copied to patch set 2 (copy condition: "is:MIN").'
    )
    days = [timedelta(days=n) for n in (3, 1, 2)]
    told = learn([record(UPLOAD, AGAIN + REBASE, late, start=START + day) for day in days])

    assert told.lists == START + timedelta(days=1, hours=1)
    assert told.lates == START + timedelta(days=1, hours=2)


def test_a_list_without_a_condition_is_one_as_well():
    told = learn([record(UPLOAD, AGAIN + "\n\nOutdated Votes:\n* Code-Review+1\n")])

    assert told.lists == START + timedelta(hours=1)
    assert told.conditions == {}


@pytest.mark.parametrize(
    ("atom", "account"), [("uploaderin:trusted", 1), ("approverin:trusted", BOB)]
)
def test_a_group_is_known_of_the_uploader_or_of_the_voters(atom, account):
    lists = (
        f'\n\nCopied Votes:\n* Code-Review+1 by <GERRIT_ACCOUNT_3> (copy condition: "**{atom}**")'
    )

    assert seen(lists).members == {(atom, account)}


def test_what_is_neither_a_group_of_uploaders_nor_of_voters_has_no_members():
    lists = (
        '\n\nCopied Votes:\n* Code-Review+1 by <GERRIT_ACCOUNT_3> (copy condition: "**is:MAX**")'
    )

    assert seen(lists).members == frozenset()


def test_an_upload_at_the_moment_of_the_first_list_is_believed_to_list():
    told = Learned(lists=START + timedelta(hours=2))
    lines = (UPLOAD, "ann: Patch Set 1: Code-Review-2", AGAIN)

    assert votes(*lines, learned=told) == {}
    assert votes(*lines, learned=Learned(lists=START + timedelta(hours=3))) == {
        ("Code-Review", ANN): -2
    }
