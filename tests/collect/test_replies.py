"""Words of a reply that stand in a comment: looked into, marked, read as if in the message."""

import gzip
import json
from datetime import UTC, date, datetime

import msgspec
import pytest
from msgspec.structs import replace

from retro import messages
from retro.ledger import replay
from retro.model.change import UNREAD, Account, Accounts, Kind, Sure
from retro.model.cycle import Cycle
from retro.snapshot import read
from retro.snapshot.gerrit import CHANGES, ChangeInfo, CommentInfo
from tests.collect.builders import ANN, BOB, DATA, EVE, JENKINS, change, message, team
from tests.rechecks import rechecks
from tests.world import faults
from tests.world.gerrit import GerritServer

CYCLE = Cycle(name="2024.2", start=date(2024, 4, 8), release=date(2024, 10, 2))
LEVEL = "/PATCHSET_LEVEL"
COUNT = "Patch Set 1:\n\n(1 comment)"
DAY = "2024-05-02"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def counting(number, *counts, day=DAY, **fields):
    """Make a change on which each author's message only counts a comment."""
    messages = [
        message(who, COUNT, day, id=f"m{number}-{place}") for place, who in enumerate(counts)
    ]
    revision = {"_number": 1, "created": f"{day} 10:00:00.000000000", "uploader": ANN}
    made = {"created": f"{day} 10:00:00.000000000", "revisions": {f"sha{number}": revision}}
    return change(number, *messages, updated=day, **(made | fields))


def comment(number, place, words, **more):
    return {"message": words, "change_message_id": f"m{number}-{place}", **more}


def asked(server):
    return [request.path for request in server.log if request.path.endswith("/comments")]


def collected(run, *changes, comments=None, **more):
    given = {key: more.pop(key) for key in ("faults",) if key in more}
    with GerritServer(list(changes), comments=comments or {}, **given) as server:
        manifest = run(team(server.url), cycle=CYCLE, now=NOW, **more)
        rules = team(server.url).gerrit
    robots = Accounts({3: Account(3, "Jenkins", gating=True)})
    records = list(read(run.folder).records(CHANGES, ChangeInfo))
    return server, manifest, records, [replay(record, robots, rules) for record in records]


def test_a_recheck_in_a_comment_on_the_patch_set_is_one_and_no_word_of_it_is_kept(run):
    words = {LEVEL: [comment(1, 0, "recheck\n\nAnn's mirror was away", unresolved=True)]}
    _, _, [record], [story] = collected(run, counting(1, BOB), comments={1: words})

    kept = CommentInfo(messages.REASONED, level=True, unresolved=True)
    assert record.messages[0].comments == (kept,)
    assert [event.kind for event in story.events] == [Kind.UPLOAD, Kind.RECHECK]


def test_each_comment_is_read_for_itself_and_only_those_on_the_patch_set_start_a_ci(run):
    words = {
        LEVEL: [comment(1, 0, "recheck"), comment(1, 1, "run-Example Storage CI")],
        "a.py": [comment(1, 0, "recheck", in_reply_to="x"), comment(1, 2, "Why?")],
    }
    _, _, [record], [story] = collected(run, counting(1, BOB, BOB, EVE), comments={1: words})

    assert record.messages[0].comments == (
        CommentInfo(messages.BARE, level=True),
        CommentInfo(messages.TEXT, reply=True),
    )
    assert [(e.kind, e.account) for e in story.events if e.kind is not Kind.UPLOAD] == [
        (Kind.RECHECK, 102),
        (Kind.REVIEW, 102),
        (Kind.REVIEW, 103),
    ]


def test_a_comment_without_the_id_of_its_message_is_known_by_its_author_and_moment(run):
    words = {"message": "recheck", "updated": f"{DAY} 12:00:00.000000000", "author": BOB}
    _, _, _, [story] = collected(run, counting(1, BOB, EVE), comments={1: {LEVEL: [words]}})

    assert len(story.happened(Kind.RECHECK)) == 1
    assert [event.text for event in story.happened(Kind.REVIEW)] == [UNREAD]


@pytest.mark.parametrize(
    ("text", "day", "sure"),
    [
        (COUNT, DAY, Sure.ASSUMED),
        (f"{COUNT}\n\nThanks for it", DAY, Sure.MESSAGE),
        ("Patch Set 1: Code-Review+1\n\n(1 comment)", DAY, Sure.MESSAGE),
        ("Patch Set 1: Verified+1\n\n(1 comment)", DAY, Sure.ASSUMED),
        (COUNT, "2016-05-02", Sure.MESSAGE),
    ],
)
def test_a_review_is_assumed_where_nothing_but_an_unread_count_makes_it_one(text, day, sure):
    record = msgspec.convert(counting(1, BOB, day=day), ChangeInfo)
    told = (replace(record.messages[0], message=text),)
    story = replay(replace(record, messages=told), Accounts(), team("").gerrit)

    assert [event.sure for event in story.happened(Kind.REVIEW)] == [sure]


def test_only_changes_on_which_a_person_counts_comments_are_asked_for_them(run):
    plain = change(4, message(BOB, "Patch Set 1:\n\nWhy?", DAY), updated=DAY)
    old = counting(3, BOB, day="2016-05-02", status="NEW")
    server, _, _, _ = collected(run, counting(1, BOB), counting(2, JENKINS), old, plain)

    assert asked(server) == ["/changes/1/comments"]


def test_lanes_change_nothing_and_a_second_run_asks_nothing_again(run):
    changes = [counting(number, BOB) for number in range(1, 12)]
    words = {n: {LEVEL: [comment(n, 0, "recheck")]} for n in range(1, 12)}
    first, one, *_ = collected(run, *changes, comments=words)
    with GerritServer(changes, comments=words) as server:
        many = run(team(server.url), cycle=CYCLE, now=NOW, anew=True, lanes=4)
        again = run(team(server.url), cycle=CYCLE, now=NOW)

    assert len(asked(first)) == len(asked(server)) == 11
    hashes = [[held.sha256 for held in found.collections] for found in (one, many, again)]
    assert hashes[0] == hashes[1] == hashes[2]


def test_a_server_that_shows_no_comments_is_soon_asked_no_more_and_the_snapshot_says_so(run):
    changes = [counting(number, BOB) for number in range(1, 12)]
    refusals = dict.fromkeys(range(4, 99), faults.refusal(403, "not permitted"))
    server, manifest, records, stories = collected(run, *changes, faults=refusals)

    assert len(asked(server)) == 5
    said = [gap.why.replace("\N{NO-BREAK SPACE}", " ") for gap in manifest.gaps]
    assert any("comments of 11 changes are not known" in why for why in said)
    assert all(record.messages[0].comments is None for record in records)
    assert {event.text for story in stories for event in story.happened(Kind.REVIEW)} == {UNREAD}


def test_a_dry_run_tells_how_many_more_requests_there_may_be(run):
    with GerritServer([counting(1, BOB), counting(2, EVE)]) as server:
        run(team(server.url), cycle=CYCLE, now=NOW, dry_run=True)

    assert run.said[-1].endswith("and up to 2 requests for comments")


def test_the_rechecks_of_a_real_project_are_found_in_its_comments_raw_and_packed():
    path = DATA / "opendev-zuul-2020-2022.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    with gzip.open(path, "rt") as lines:
        found = rechecks(map(json.loads, lines))

    assert found.typed.total() > 0
    assert found.raw == found.typed
    assert found.packed == found.typed
