"""Each week's balance: what came, less what went, is by how much the backlog grew."""

from collections.abc import Iterator
from datetime import date, timedelta

from retro.agree.terms import drawn, value
from retro.model.facts import Report, Series
from retro.outline.balance import WAYS

BALANCE, DAILY, START = "backlog.balance_weekly", "backlog.by_state_daily", "backlog.open_at_start"

_WEEK = timedelta(days=6)
"""From a Monday to its Sunday."""


def disagreements(report: Report) -> Iterator[str]:
    """Say in which week the balance and the backlog disagree first."""
    balance, daily = drawn(report, BALANCE), drawn(report, DAILY)
    begun = value(START).read(report)
    if not balance or not daily or begun is None:
        return
    for monday, before, net, after in _weeks(balance, daily, int(begun)):
        if before + net != after:
            yield (
                f"the change of {DAILY} in the week of {monday} is {after - before:+}, "
                f"but the sum of {BALANCE} there is {net:+}"
            )


def _weeks(balance: Series, daily: Series, begun: int) -> Iterator[tuple[date, int, int, int]]:
    """Yield each week's Monday, the backlog before it, its balance, and the backlog after it."""
    stood = _by_day(daily)
    before = begun
    for at, monday in enumerate(balance.x):
        assert isinstance(monday, date), "weeks are named by their Mondays"
        net = sum(WAYS[line.label] * int(line.values[at] or 0) for line in balance.lines)
        after = stood[min(monday + _WEEK, max(stood))]
        yield monday, before, net, after
        before = after


def _by_day(daily: Series) -> dict[date, int]:
    """Return how many changes were open as each day ended."""
    return {
        day: sum(int(line.values[at] or 0) for line in daily.lines)
        for at, day in enumerate(daily.x)
        if isinstance(day, date)
    }
