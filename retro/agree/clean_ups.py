"""The backlog around each clean-up day is that of the days themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from retro.agree.terms import drawn, known
from retro.model.facts import Fact, Report

FAMILY = "backlog.clean_up."
"""How the names begin of the numbers of clean-up days; the day follows."""

SERIES = ("backlog.clean_up", "backlog.by_state_daily")
"""Series that have the open changes as days ended, in lines that sum to them."""

_AROUND = {"before": -1, "after": 1, "later": 30}
"""The parts of such a number, and how many days from the clean-up day each is."""


def disagreements(report: Report) -> Iterator[str]:
    """Say where the numbers of clean-up days disagree with the days."""
    for name in filter(lambda name: name.startswith(FAMILY), report.facts):
        fact = known(report, name)
        if fact:
            parts = {one.key: int(one.value) for one in fact.parts}
            yield from _moved(fact, parts)
            yield from _days(report, name, parts)


def _moved(fact: Fact, parts: dict[str, int]) -> Iterator[str]:
    moved = parts["after"] - parts["before"]
    if moved != fact.value:
        yield f"{fact.name} is {fact.value}, but from before to after its parts move by {moved}"


def _days(report: Report, name: str, parts: dict[str, int]) -> Iterator[str]:
    held = date.fromisoformat(name.removeprefix(FAMILY))
    for key, number in parts.items():
        day = held + timedelta(days=_AROUND[key])
        for series in SERIES:
            stood = _stood(report, series, day)
            if stood is not None and stood != number:
                yield f"{name} ({key}) is {number}, but the sum of {series} on {day} is {stood}"


def _stood(report: Report, name: str, day: date) -> int | None:
    """Return how many changes were open as a day ended, where a series has the day."""
    series = drawn(report, name)
    if series is None or day not in series.x:
        return None
    at = [*series.x].index(day)
    values = [line.values[at] for line in series.lines]
    return None if None in values else sum(int(one or 0) for one in values)
