"""A table of message shapes, each with what it means: as many as are read right, all of them."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from retro import messages
from retro.collect.gerrit.replies import Comment, Comments, kept
from retro.ledger import Learned, labels, replay
from retro.model.change import Account, Accounts, Change, Event, Kind, State, Sure
from retro.model.team import CI, Gerrit
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo, RevisionInfo

TABLE = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")).parent / "facts"
TABLE /= "message-shapes.md"

LEFT_OUT = {105: {"copied:Code-Review-2"}}
"""What a row's message says in so many words, though its reading leaves it out.

The −2 stands under "Copied Votes": without it the new patch set would look as if nobody blocked
it. Row 106 has the same vote in its reading.
"""

SERVERS = {
    "od": ("review.opendev.org", 2024),
    "os24": ("review.openstack.org", 2013),
    "os28": ("review.openstack.org", 2015),
    "os211": ("review.openstack.org", 2016),
    "ge": ("gerrit.example.org", 2024),
    "ge216": ("gerrit.example.org", 2018),
    "ge24": ("gerrit.example.org", 2009),
    "spdk": ("review.spdk.io", 2024),
}
ELSEWHERE = ("gerrit.example.org", 2024)
WHO = {"owner": 1, "ann": 2, "cora": 3, "upl": 4, "bot": 7, "acme": 8, "zuul": 9}
ROBOTS = Accounts(
    {
        7: Account(7, "Bot", "listed"),
        8: Account(8, "Acme CI", "its name"),
        9: Account(9, "Zuul", "the team names it", gating=True),
    }
)
STATUS = {
    "wip": "Set Work In Progress",
    "private": "Set private",
    "merged": "Change has been successfully merged",
    "abandoned": "Abandoned",
}
TURNS = {
    Kind.WIP: "wip",
    Kind.READY: "ready",
    Kind.PRIVATE: "private",
    Kind.PUBLIC: "public",
    Kind.MERGE: "merged",
    Kind.ABANDON: "abandoned",
    Kind.RESTORE: "restored",
    Kind.REVIEW: "review",
    Kind.MERGE_FAILURE: "conflict",
    Kind.REVERTED: "revert",
}
MINUTE = timedelta(minutes=1)


class Row(NamedTuple):
    """One line of the table."""

    number: int
    server: str
    who: str
    tag: str
    before: str
    text: str
    beside: str
    reading: str


def rows() -> list[Row]:
    """Return the table; nothing where it is not at hand."""
    if not TABLE.exists():
        return []
    cells = (line.strip("| ").split(" | ") for line in TABLE.read_text().splitlines())
    return [
        Row(int(row[0]), *(_cell(cell) for cell in row[1:8])) for row in cells if row[0].isdigit()
    ]


def _cell(text: str) -> str:
    mark = re.fullmatch(r"(`+) ?(.*?) ?\1", text.strip())
    return (mark[2] if mark else text.strip()).replace("⏎", "\n")


class Story:
    """A change as a row tells it; `at` is when its message was written."""

    def __init__(self, row: Row) -> None:
        """Tell what was before, then the message itself."""
        host, year = SERVERS.get(row.server, ELSEWHERE)
        self.gerrit = Gerrit(
            server=f"https://{host}", projects=("openstack/demo",), ci=CI(gating=("zuul",))
        )
        self.at = datetime(year, 10, 1, tzinfo=UTC)
        self.messages: list[MessageInfo] = []
        self.revisions: dict[str, RevisionInfo] = {}
        if row.before != "first":
            self._upload("owner")
        for step in filter(None, map(str.strip, row.before.split(";"))):
            self._before(step)
        if "PatchSet" in row.tag or "upload" in (row.reading + row.beside):
            self._revise(row.who, kind="")
        self.say(row.who, row.text, row.tag)
        self.messages[-1] = self._joined(self.messages[-1], row.beside)

    def _joined(self, message: MessageInfo, beside: str) -> MessageInfo:
        """Return a message with the comments that a row puts beside it, as they are packed."""
        comments: Comments = {}
        for where, words in re.findall(
            r"(PL|inline)[^:;]*: ((?:(?!; (?:PL|inline)).)*)", beside, re.S
        ):
            path = "/PATCHSET_LEVEL" if where == "PL" else "demo.py"
            comments.setdefault(path, []).append(Comment(words, change_message_id=message.id))
        return replace(message, comments=kept(message, comments, messages.triggers(self.gerrit)))

    def _before(self, step: str) -> None:
        if match := re.fullmatch(r"ps\d+(?: by (\w+))?", step):
            self._upload(match[1] or "owner")
        elif step in STATUS:
            self.say("owner", STATUS[step])
        elif step != "first":
            who, _, votes = step.partition(" ")
            self.say(who, f"Patch Set {len(self.revisions)}: {votes}")

    def _revise(self, who: str, kind: str = "REWORK") -> None:
        number = len(self.revisions) + 1
        at = stamp(self.at + MINUTE)
        self.revisions[f"sha{number}"] = RevisionInfo(number, at, AccountInfo(WHO[who]), kind)

    def _upload(self, who: str) -> None:
        self._revise(who)
        self.say(who, f"Uploaded patch set {len(self.revisions)}.")

    def say(self, who: str, text: str, tag: str = "") -> None:
        """Add a message, a minute later."""
        self.at += MINUTE
        author = AccountInfo(WHO[who]) if who in WHO else None
        number = str(len(self.messages))
        self.messages.append(MessageInfo(number, stamp(self.at), text, author, tag=tag))

    def told(self) -> Change:
        """Replay the story."""
        record = ChangeInfo(
            7,
            "openstack/demo",
            "master",
            "Say hello",
            "NEW",
            self.messages[0].date,
            stamp(self.at),
            AccountInfo(1),
            revisions=self.revisions,
            messages=tuple(self.messages),
        )
        return replay(record, ROBOTS, self.gerrit)


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}.000000000"


def found(row: Row) -> set[str]:
    """Return what the program reads in a row's message, in the table's words.

    What the record's end tells, or a rule assumes, is not read in the message.
    """
    story = Story(row)
    change = story.told()
    before, after = change.at(story.at), change.at(story.at + MINUTE)
    events = [
        e for e in change.events if e.at == story.at and e.sure in (Sure.MESSAGE, Sure.SERVER)
    ]
    words = {word for event in events for word in _words(event, after)}
    meanings = labels(story.gerrit, ROBOTS, Learned()).on(change.project, change.branch)
    if any(meanings.holds(event.label, event.value) for event in events):
        words.add("hold")
    if not (before and before.wip):
        words.discard("ready")
    if trigger(story) == messages.OTHER and "trigger:" in row.reading:
        words.add(next(word for word in row.reading.split() if word.startswith("trigger:")))
    if "verdict=" in row.reading:
        words.add("verdict=none" if after.verdict is None else f"verdict={after.verdict:+d}")
    return words


def trigger(story: Story) -> str:
    """Return the mark of what the message starts."""
    message = story.messages[-1]
    said = [messages.read(message.message).said, *(one.said for one in message.comments or ())]
    return messages.triggers(story.gerrit).asked("".join(said), story.at.date())


def _words(event: Event, state: State) -> set[str]:
    if event.kind is Kind.VOTE:
        vote = f"{event.label}{event.value:+d}" if event.value else f"-{event.label}"
        lost = event.value and (event.label, event.account) not in state.votes
        return {vote, f"outdated:{event.label}"} if lost else {vote}
    if event.kind is Kind.UPLOAD:
        kind = "" if event.text in ("", "REWORK") else f":{event.text}"
        return {f"upload{kind}"}
    if event.kind is Kind.RECHECK:
        return {"recheck", event.text} - {""}
    if event.kind is Kind.COPIED:
        return {f"copied:{event.label}{event.value:+d}"}
    if event.kind is Kind.REMOVED:
        return {f"removed:{event.label}"}
    if event.kind is Kind.LAPSED:
        return {f"lost:{event.label}"}
    if event.kind is Kind.MOVE:
        return {f"moved:{event.text.partition(chr(9))[2]}"}
    return {TURNS[event.kind]} if event.kind in TURNS else set()


def right(row: Row) -> bool:
    meant = set(row.reading.split()) - {"nothing"} | LEFT_OUT.get(row.number, set())
    return found(row) == meant


@pytest.fixture(scope="module")
def table() -> list[Row]:
    if not (found := rows()):
        pytest.skip(f"no table of message shapes at {TABLE}")
    return found


def test_every_row_is_read_as_the_table_says(table):
    assert [row.number for row in table if not right(row)] == []


def test_what_a_reading_leaves_out_is_still_left_out(table):
    meant = {row.number: row.reading.split() for row in table}
    assert [n for n, words in LEFT_OUT.items() if words & set(meant[n])] == []
