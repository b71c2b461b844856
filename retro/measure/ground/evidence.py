"""What lies behind a number: lists of changes, or the rule that withholds them."""

from collections.abc import Iterable
from datetime import date, datetime
from sys import intern

from retro.measure.ground.case import Case
from retro.measure.ground.standing import Standing
from retro.measure.ground.sweep import Waiting
from retro.model.change import Change
from retro.model.facts import Evidence, Item, Withheld
from retro.outline import words

_DAYS: dict[date, date] = {}
"""The days of all lists: few differ."""


def item(change: Change, state: str, since: date, note: str = "") -> Item:
    """Return a change as a line of a list: never its owner, never a vote.

    Many numbers list the same changes, so texts and days are held once.
    """
    ref, url = intern(f"{change.project} {change.number}"), intern(change.url)
    day = _DAYS.setdefault(since, since)
    return Item(ref, change.project, change.subject, url, intern(state), day, note)


def behind(case: Case, items: Iterable[Item], query: str = "") -> Evidence | None:
    """List what is behind a number, where that is wanted: lines take longer than counting."""
    return Evidence(items=tuple(items), query=query) if case.lists else None


def standing_list(case: Case, backlog: Iterable[Waiting], query: str = "") -> Evidence | None:
    """List changes of a backlog with the state that each stood in."""
    return behind(case, map(waiting_item, backlog), query)


def waiting_item(entry: Waiting, note: str = "") -> Item:
    """Return an open change as a line of a list; a merge conflict is told apart."""
    state = str(entry.standing)
    if entry.standing is Standing.FAILING and entry.state.merge_failed:
        state += ", in merge conflict"
    return item(entry.change, state, entry.since, note)


def last_reviewed(case: Case, change: Change, moment: datetime) -> str:
    """Say when a change was last reviewed before a moment."""
    at = case.last_review(change, moment)
    return f"last reviewed on {words.day(at.date())}" if at else "never reviewed"


def withheld(n: int) -> Withheld:
    """Withhold the list behind a measure of people."""
    return Withheld(rule="People are counted, never listed.", n=n)
