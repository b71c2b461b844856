"""Replies typed in the web pages: what a real server says of them, and what we read in it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.request import urlopen

import pytest

from retro import messages
from retro.model.cycle import Cycle
from retro.snapshot.gerrit import CommentInfo
from tests.gerrit.collected import changes, collected, mapped
from tests.gerrit.conftest import LIMIT, VERSION, WANTED, Played
from tests.gerrit.driver import Driver
from tests.gerrit.fake import FakeGerrit
from tests.gerrit.jars import MissingError, jars
from tests.gerrit.server import RealGerrit
from tests.world.acts import LEVEL, Remark, Review, Story, Upload
from tests.world.people import CORES, REVIEWERS
from tests.world.record import GLANCE

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
CAL = Cycle(name="dalmatian", start=date(2024, 4, 8), release=date(2024, 10, 2))
ANN, BEN = CORES[:2]
EVE = REVIEWERS[0]
FILE = "/COMMIT_MSG"
WHY = Remark("Why a list here?", FILE, unresolved=True)
SAID = (
    (BEN, (Remark("recheck flaky job"),), ()),
    (EVE, (WHY,), ()),
    (ANN, (Remark("Done", FILE, answers=WHY.text), Remark("recheck")), ()),
    (BEN, (Remark("Not like this", unresolved=True),), (("Code-Review", -1),)),
)
KEPT = [
    (CommentInfo(messages.REASONED, level=True),),
    (CommentInfo(messages.TEXT, unresolved=True),),
    (CommentInfo(messages.TEXT, reply=True), CommentInfo(messages.BARE, level=True)),
    (CommentInfo(messages.TEXT, level=True, unresolved=True),),
]
STORY = Story(
    number=101,
    project=GLANCE,
    subject="Talked about",
    acts=(
        Upload(NOON, ANN),
        *(
            Review(NOON + timedelta(hours=place), who, 1, votes, remarks=said)
            for place, (who, said, votes) in enumerate(SAID, 1)
        ),
    ),
)


@pytest.fixture(scope="module")
def imitated() -> Iterator[Played]:
    server = FakeGerrit(VERSION, LIMIT)
    server.start()
    server.play([STORY])
    yield Played(server, server, (STORY,))
    server.stop()


@pytest.fixture(scope="module")
def true(tmp_path_factory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("replies")
    try:
        server = RealGerrit(jars(VERSION if WANTED else ""), folder / "server", NOON)
        server.start()
    except MissingError as error:
        pytest.fail(f"no real Gerrit here: {error}", pytrace=False)
    try:
        driver = Driver(server, folder / "commits.git")
        driver.play([STORY])
        yield Played(server, driver, (STORY,))
    finally:
        server.stop()


@pytest.fixture(params=["imitated", pytest.param("true", marks=pytest.mark.gerrit)])
def talked(request) -> Played:
    played: Played = request.getfixturevalue(request.param)
    return played


def ask(gerrit, path):
    with urlopen(f"{gerrit.url}/changes/{STORY.number}/{path}") as answer:
        return json.loads(answer.read().partition(b"\n")[2])


def brought(gerrit, folder):
    found = collected(gerrit, folder, GLANCE, cycle=CAL, now=NOON + timedelta(days=1))
    [info] = changes(found)
    return info


def test_each_comment_names_the_message_that_it_came_with(talked):
    said = [one["id"] for one in ask(talked, "detail")["messages"]][1:]
    there = ask(talked, "comments")

    named = {one["message"]: one["change_message_id"] for some in there.values() for one in some}
    true = {one.text: at for (_, some, _), at in zip(SAID, said, strict=True) for one in some}
    assert named == true
    assert set(there) == {FILE, LEVEL}


def test_a_reply_is_kept_as_what_it_started_and_where_it_stood(talked, tmp_path):
    told = brought(talked, tmp_path).messages[1:]

    assert [one.comments for one in told] == KEPT
    assert not any("flaky" in one.message for one in told)


def test_replies_come_home_the_same_from_both(talked, imitated, tmp_path):
    both = brought(talked, tmp_path / "a"), brought(imitated, tmp_path / "b")

    assert mapped(both[0]) == mapped(both[1])
