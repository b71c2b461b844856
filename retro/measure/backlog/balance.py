"""Flow balance: what came into the backlog, and what left it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from retro.measure.backlog.abandons import abandons, restores
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.parts import by_name
from retro.model.change import Change
from retro.model.facts import Evidence, Line
from retro.model.time import monday_of
from retro.outline import words

WAYS = ("opened", "merged", "abandoned", "restored")
"""What moves the backlog, each the name of its colour too."""


@metric(
    "backlog.closure_ratio", "Changes closed for each one opened", unit="to 1", of="opened changes"
)
def closure_ratio(case: Case) -> Answer | Missing:
    """Divide the changes that were merged or abandoned during the cycle by those opened in it.

    Above 1 the backlog shrank, below 1 it grew, but for what was restored: a change that came
    back is neither opened nor taken off what was abandoned. Code, on the team's branches, changes
    by bots included.

    Returns:
        A ratio; n is the number of opened changes; the parts are what came and went.
        Unit: to 1.

    Source:
        Gerrit: the first upload of each change, and messages that it was merged, abandoned or
        restored.

    Blind spots:
        What is closed need not be what was opened: old changes count on one side alone. Subjects
        in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    number = {way: len(moments) for way, moments in _ways(case).items()}
    if not number["opened"]:
        return Missing("No change was opened.")
    return Answer(
        value=(number["merged"] + number["abandoned"]) / number["opened"],
        n=number["opened"],
        parts=by_name(number),
        evidence=_closed(case),
    )


@chart("backlog.balance_weekly", "What came and what went, week by week", unit="changes")
def balance_weekly(case: Case) -> Lines | Missing:
    """Count the changes that were opened, merged, abandoned and restored in each week.

    Code, on the team's branches, changes by bots included. Opened and restored changes add to the
    backlog, merged and abandoned ones leave it. Weeks are Monday to Sunday, UTC; the first and
    the last may be cut by the cycle's start and the moment.

    Returns:
        Four whole numbers a week. Unit: changes.

    Source:
        Gerrit: the first upload of each change, and messages that it was merged, abandoned or
        restored.

    Blind spots:
        A change that became private or moved to another branch leaves the backlog unseen here.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, case.window[0]):
        return missing
    weekly = {way: _by_week(moments) for way, moments in _ways(case).items()}
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=tuple(
            Line(label=way, role=way, values=tuple(weekly[way][week] for week in weeks))
            for way in WAYS
        ),
        sentence=_sentence(weekly),
    )


def _ways(case: Case) -> dict[str, list[datetime]]:
    """Return when changes came and went inside the window."""
    return {
        "opened": [change.created for change in _opened(case)],
        "merged": [at for at, _ in case.merges],
        "abandoned": [one.at for one in abandons(case)],
        "restored": list(restores(case)),
    }


def _opened(case: Case) -> Iterable[Change]:
    return (
        change
        for change in case.changes
        if case.inside(change.created) and case.covers(change.branch_at(change.created))
    )


def _closed(case: Case) -> Evidence:
    closed = [(at, change, "merged") for at, change in case.merges]
    closed += [(one.at, one.change, "abandoned") for one in abandons(case)]
    closed.sort(key=lambda pair: (pair[0], pair[1].number))
    return Evidence(items=tuple(item(change, how, at.date()) for at, change, how in closed))


def _by_week(moments: Iterable[datetime]) -> Counter[date]:
    return Counter(monday_of(at.date()) for at in moments)


def _sentence(weekly: dict[str, Counter[date]]) -> str:
    number = {way: weekly[way].total() for way in WAYS}
    opened, merged, left, back = map(words.number, number.values())
    said = f"Opened: {opened}; merged: {merged}; abandoned: {left}, and restored: {back}"
    return f"{said}. {_net(number)}"


def _net(number: dict[str, int]) -> str:
    more = number["opened"] + number["restored"] - number["merged"] - number["abandoned"]
    if not more:
        return "As many came as went."
    ways = "came than went" if more > 0 else "went than came"
    return f"In all, {words.number(abs(more))} more {ways}."
