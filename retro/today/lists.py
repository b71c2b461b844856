"""Lists of changes in a terminal, as long as they are wanted, or why there are none."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from retro.model.today import Hungry, Stuck, Thing, Work
from retro.outline.words import day, not_known, number
from retro.today.columns import WIDTH, fit, line, paragraph, right

T = TypeVar("T")
Lines: TypeAlias = Iterator[str]

_UNDER = 10


def hungry_change(hungry: Hungry, as_of: date) -> Lines:
    """Yield a change that waits for a review, and how long."""
    seen = (
        f"reviewed {(as_of - hungry.reviewed).days} d ago" if hungry.reviewed else "never reviewed"
    )
    yield from thing(hungry.change, as_of, seen)


def stuck_change(stuck: Stuck, as_of: date) -> Lines:
    """Yield a change that may be abandoned, and why."""
    yield from thing(stuck.change, as_of)
    why = "; ".join(f"{reason} since {day(since)}" for reason, since in stuck.reasons)
    yield from paragraph(why, _UNDER)


def numbered(title: str, things: Sequence[object] | str) -> str:
    """Say in a title how many things there are, where that is known."""
    return title if isinstance(things, str) else f"{title} ({number(len(things))})"


def thing(change: Thing, as_of: date, note: str = "") -> Lines:
    """Yield a change: its number and subject, then where it is, how old, and its address."""
    number = "" if change.number is None else str(change.number)
    yield f"{right(number, _UNDER - 2)}  {fit(change.subject, WIDTH - _UNDER)}"
    age = f"uploaded {(as_of - change.created).days} d ago"
    about = ", ".join(filter(None, (line(change.project), note, age)))
    yield f"{'':{_UNDER}}{fit(about, WIDTH - _UNDER)}"
    yield f"{'':{_UNDER}}{line(change.url)}"


def work_left(work: Work, as_of: date, shown: int | None) -> Lines:
    """Yield a priority or a feature, and the open changes that name it."""
    state = f" ({work.state})" if work.state else ""
    yield f"{fit(work.title, WIDTH - len(state))}{state}"
    none = f"{'':{_UNDER}}no open change names it"
    yield from listing(work.changes, none, shown, lambda c: thing(c, as_of, c.standing))


def listing(
    things: Sequence[T] | str, none: str, shown: int | None, lines: Callable[[T], Lines]
) -> Lines:
    """Yield the lines of things, as many as are to be shown; or why there are none."""
    if isinstance(things, str):
        yield from paragraph(not_known(things))
        return
    if not things:
        yield none
    for thing in things[:shown]:
        yield from lines(thing)
    if shown is not None and len(things) > shown:
        yield f"… and {number(len(things) - shown)} more; --verbose shows all."
