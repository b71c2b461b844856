"""What the method page says of how right the replay is, and when a page warns."""

from datetime import UTC, date, datetime

import pytest

from retro import snapshot
from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.audit import Audit
from retro.model.change import Change, Event, Kind, Sure
from retro.record import caveats, collected
from retro.snapshot import Agreement, Hole
from tests import sample
from tests.measure.builders import ANN, CI_ACCOUNT, Step, case, change, merge, upload, vote, when
from tests.record.test_suitability import manifest

DAY = datetime(2016, 5, 1, tzinfo=UTC)


@pytest.fixture
def target(tmp_path):
    from msgspec.structs import replace

    mitaka = the_target(Order(content=sample.content(), team="glance", cycle="mitaka"))
    return replace(mitaka, snapshot=tmp_path / "snapshot")


def test_the_labels_proof_is_told_with_its_share(target):
    (said,) = collected.proofs(target, manifest(labels=Agreement(agree=99, total=100)))

    assert "99 of 100" in said
    assert "99\N{NO-BREAK SPACE}%" in said


def test_the_last_audit_is_told_with_its_interval(target):
    audit = Audit(
        date=DAY,
        server="s",
        version="3.10",
        digest="d",
        sample=50,
        silent=2,
        agree=48,
        interval=(0.926, 1.0),
    )
    target.snapshot.mkdir()
    snapshot.keep_audit(target.snapshot, audit)
    (said,) = collected.proofs(target, manifest())

    assert "48\N{NO-BREAK SPACE}changes stood in the past: 48" in said
    assert "93\N{NO-BREAK SPACE}% to 100" in said


def test_a_day_after_those_that_were_asked_for_is_told_without_what_began_since():
    book, release = sample.book(), date(2016, 4, 7)

    assert collected.beyond(book.manifest, release) == ()
    (said,) = collected.beyond(book.manifest, date(2016, 4, 9))
    assert said in book.report("", date(2016, 4, 9)).warnings
    assert "began after 7\N{NO-BREAK SPACE}April 2016 was not collected" in said


def assumed(number: int, *steps: Step, kind: Kind = Kind.COPIED, sure: Sure = Sure.ASSUMED):
    """Make an open change on which a vote is known in a way."""
    event = Event(when("03-02"), kind, 1, ANN, "Code-Review", 1, sure=sure)
    doubt = {"assumed": frozenset({"votes"} if sure is Sure.ASSUMED else ())}
    return change(number, upload("03-01"), (event, doubt), *steps)


def turned(number: int, kind: Kind = Kind.WIP):
    """Make an open change of which nobody was heard to turn a flag."""
    event = Event(when("03-02"), kind, 1, ANN, sure=Sure.ASSUMED)
    return change(number, upload("03-01"), (event, {"assumed": frozenset({"flags"})}))


def plain(*changes: Change, moment: str = "03-10") -> str:
    return " ".join(caveats.warnings(case(*changes, moment=moment))).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_page_warns_of_the_numbers_that_rest_on_assumed_votes_and_by_how_much():
    said = plain(assumed(1), change(2, upload("03-01")))

    assert said.startswith(
        "How 1 of the 2 open changes stood rests on votes that a new patch set may have kept or "
        "lost, since nobody listed what was copied. Open changes by state, the verified backlog"
    )
    assert "may be off by up to 1;" in said


def test_the_warning_names_each_cause():
    said = plain(assumed(1), assumed(2, kind=Kind.VOTE))

    assert "listed what was copied, or that were cast or taken back silently. Open" in said


def test_flags_that_nobody_was_heard_to_turn_are_warned_of_as_votes_are():
    said = plain(turned(1))

    assert said.startswith(
        "How 1 of the 1 open change stood rests on flags (work in progress, private) that were "
        "turned silently. Open changes by state,"
    )
    assert "silently and on flags" in plain(turned(1), assumed(2, kind=Kind.VOTE))


def test_how_many_are_open_is_right_unless_one_may_have_been_private():
    assert "how many changes are open is not" in plain(turned(1))
    assert "how many changes are open" not in plain(turned(1, Kind.PUBLIC))


def test_the_warning_tells_of_days_that_were_worse():
    clear = (Event(when("03-05"), Kind.COMMENT, 1, ANN), {"assumed": frozenset()})
    said = plain(assumed(1), assumed(2, clear), change(3, upload("03-01")))

    assert "off by up to 1, on other days of the cycle by up to 2;" in said


def test_no_page_warns_where_the_end_of_the_record_mended_the_votes():
    assert plain(assumed(1, sure=Sure.END)) == ""
    assert plain() == ""


def test_no_page_warns_of_a_few_or_of_what_is_closed():
    many = [change(n, upload("03-01")) for n in range(2, 51)]

    assert plain(assumed(1), *many) == ""
    assert plain(assumed(1), *many[1:]) != ""
    assert plain(assumed(1, merge("03-03"))) == ""


def test_what_a_collection_lacks_is_said_with_the_reason():
    holes = collected.holes(manifest(gaps=(Hole(collection="launchpad-bugs", why="elsewhere"),)))

    assert holes == ("launchpad-bugs: elsewhere",)


def test_an_audit_says_how_many_questions_had_no_answer(target):
    audit = Audit(
        date=DAY, server="s", version="3", digest="d", sample=9, silent=2, agree=7, interval=(0, 1)
    )
    target.snapshot.mkdir()
    snapshot.keep_audit(target.snapshot, audit)

    assert "About 2 more it gave no answer" in collected.proofs(target, manifest())[0]


def voted(*labels: str) -> str:
    votes = [vote("03-02", 1, label) for label in labels]
    return plain(change(1, upload("03-01"), *votes))


def test_a_page_says_that_a_rule_alone_takes_votes_for_reviews_but_never_how_many():
    assert voted("Code-Review", "Ping", "Ping") == (
        "What votes on Ping mean is guessed (nothing else is known of it): those of people in "
        "this cycle count as reviews, and numbers of reviews and of what waits for them rest on "
        "that."
    )


def test_no_page_speaks_of_labels_that_are_known_or_hardly_used():
    assert voted("Code-Review", "Workflow", "Verified") == ""
    assert voted(*["Code-Review"] * 60, "Ping") == ""


def test_votes_of_robots_are_no_votes_of_people():
    cast = [vote("03-02", 1, "Ping", CI_ACCOUNT), vote("03-03", 1, "Ping")]

    assert plain(change(1, upload("03-01"), *cast[:1])) == ""
    assert "What votes on Ping mean is guessed" in plain(change(1, upload("03-01"), *cast))
