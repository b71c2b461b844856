"""Tiny worlds by hand: a week or two, changes made of steps, a case around them."""

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from retro.measure import Case
from retro.model.change import (
    UNREAD,
    Account,
    Accounts,
    Change,
    Event,
    Kind,
    State,
    Status,
    Sure,
)
from retro.model.cycle import Cycle
from retro.model.team import CI, Gerrit, Notes, Team

OWNER, ANN, BEN, CAT, CI_ACCOUNT, BOT = 1, 11, 12, 13, 90, 91
CYCLE = Cycle(name="tiny", start=date(2016, 2, 29), release=date(2016, 4, 3))
GERRIT = Gerrit(
    server="https://review.example.org",
    projects=("team/code",),
    specs=("team/specs",),
    ci=CI(gating=("ci",)),
)
GATED = Accounts(
    robots={CI_ACCOUNT: Account(CI_ACCOUNT, "CI", gating=True), BOT: Account(BOT, "bot")},
    named={"ann": ANN, "ben": BEN, "cat": CAT},
)
UNGATED = Accounts(named=GATED.named)

Step = tuple[Event, dict[str, Any]]
"""An event, and what it changes in the state."""


def when(text: str) -> datetime:
    """Read "03-09" or "03-09 12:00", of 2016."""
    return datetime.fromisoformat(f"2016-{text}").replace(tzinfo=UTC)


def upload(at: str, patch_set: int = 1) -> Step:
    new = {"patch_set": patch_set, "uploaded": when(at), "votes": {}, "verdict": None}
    return Event(when(at), Kind.UPLOAD, patch_set, OWNER), new | {"merge_failed": False}


def vote(at: str, value: int, label: str = "Code-Review", by: int = ANN, on: int = 1) -> Step:
    return Event(when(at), Kind.VOTE, on, by, label, value), {"vote": ((label, by), value)}


def verdict(at: str, value: int = 1, *, conflict: bool = False) -> Step:
    event, told = vote(at, value, "Verified", CI_ACCOUNT)
    return event, told | {"verdict": value, "merge_failed": conflict}


def review(at: str, by: int = ANN, on: int = 1) -> Step:
    return Event(when(at), Kind.REVIEW, on, by), {}


def unread(at: str, by: int = ANN, on: int = 1) -> Step:
    """Count comments into which nobody looked, in a reply that may be a review."""
    return Event(when(at), Kind.REVIEW, on, by, text=UNREAD, sure=Sure.ASSUMED), {}


def abandon(at: str, by: int | None = OWNER) -> Step:
    return Event(when(at), Kind.ABANDON, 1, by), {"status": Status.ABANDONED}


def restore(at: str) -> Step:
    return Event(when(at), Kind.RESTORE, 1, OWNER), {"status": Status.NEW}


def merge(at: str) -> Step:
    return Event(when(at), Kind.MERGE, 1, CI_ACCOUNT), {"status": Status.MERGED}


def flag(at: str, kind: Kind) -> Step:
    field = "wip" if kind in {Kind.WIP, Kind.READY} else "private"
    return Event(when(at), kind, 1, OWNER), {field: kind in {Kind.WIP, Kind.PRIVATE}}


def move(at: str, branch: str) -> Step:
    return Event(when(at), Kind.MOVE, 1, OWNER), {"branch": branch}


def change(number: int, *steps: Step, project: str = "team/code", **given: Any) -> Change:
    """Make a change of steps in time order, the first of which is its upload."""
    begun, branch = steps[0][0].at, given.get("branch", "master")
    state = State(begun, Status.NEW, 1, begun, branch, {}, project=project)
    states: dict[datetime, State] = {}
    for event, new in steps:
        state = _next(state, event, dict(new))
        states[event.at] = state  # events at one moment make one, as in the ledger
    return Change(
        server=GERRIT.server,
        number=number,
        project=project,
        branch=next(iter(states.values())).branch,
        subject=f"Change {number}",
        owner=OWNER,
        owner_is_bot=given.get("bot", False),
        created=steps[0][0].at,
        events=tuple(event for event, _ in steps),
        states=tuple(states.values()),
    )


def case(*changes: Change, moment: str = "03-10", **given: Any) -> Case:
    """Put changes into a cycle of five weeks that began on Monday 29 February.

    Bugs and watched work are cut at the moment, as a case is made.
    """
    until = when(moment)
    bugs, watched = given.get("bugs"), given.get("watched")
    if bugs:
        given["bugs"] = bugs.cut(until)
    if watched:
        given["watched"] = {
            title: tuple(filter(None, (one.cut(until) for one in some)))
            for title, some in watched.items()
        }
    defaults: dict[str, Any] = {
        "team": Team(key="team", title="Team", gerrit=GERRIT),
        "cycle": CYCLE,
        "notes": Notes(),
        "accounts": GATED,
        "reaches": when("01-01").replace(year=2015),
        "as_of": until.date(),
    }
    return Case(changes=changes, moment=until, **(defaults | given))


def _next(state: State, event: Event, new: dict[str, Any]) -> State:
    key, value = new.pop("vote", (None, 0))
    votes = {**state.votes, key: value} if key else state.votes
    kept = {key: value for key, value in votes.items() if value}
    return replace(state, since=event.at, **({"votes": kept} | new))
