"""How much waits, against the start of the cycle; and the line of that very number."""

from retro.model.facts import Fact, Report
from retro.outline.key_numbers import POSTER_LINE
from retro.outline.words import amount, listed, number, value
from retro.poster.line import line
from retro.poster.reading import count, drawn, known, part, whence
from retro.poster.shapes import Answer, Figure
from retro.poster.way import way

LABEL = "Backlog"


def backlog(report: Report) -> Answer:
    """Answer by the verified backlog; by the open changes where nobody tests them."""
    if now := known(report, "backlog.verified"):
        start = known(report, "backlog.verified_at_start")
        return _answer(report, start, now, "waiting changes", _verified(now))
    if now := known(report, "backlog.open"):
        start = known(report, "backlog.open_at_start")
        return _answer(report, start, now, "open changes", _open(report))
    return Answer(label=LABEL, says="Which changes wait is not known here.")


def ends(report: Report) -> tuple[int, int] | None:
    """Return the backlog's number at the start and now, where both are known."""
    for now, start in (("verified", "verified_at_start"), ("open", "open_at_start")):
        if there := known(report, f"backlog.{now}"):
            then = known(report, f"backlog.{start}")
            sure = then and _certain(then, there)
            return (count(then), count(there)) if then and sure else None
    return None


def _certain(start: Fact, now: Fact) -> bool:
    """Tell whether a move is larger than both numbers together may be off."""
    off = start.off + now.off
    return not off or abs(count(now) - count(start)) > off


def _answer(report: Report, start: Fact | None, now: Fact, unit: str, says: str) -> Answer:
    figures = [Figure(text=value(one), fact=one.name) for one in (start, now) if one]
    series = drawn(report, POSTER_LINE if now.name == "backlog.verified" else "")
    return Answer(
        label=LABEL,
        figures=tuple(figures),
        joint="→",
        unit=unit,
        way=way(count(start), count(now)) if start and _certain(start, now) else "",
        says=says,
        origin=whence(now, "Day by day, from the review server") + _went(report, now),
        line=line(report, series, now.off) if series else None,
    )


def _verified(now: Fact) -> str:
    """Say what is counted, and how many wait for whom, as far as the parts tell."""
    said = "Open changes that passed their tests and that nothing blocks"
    turns = {one.key: amount(one.value, one.off) for one in now.parts if one.value or one.off}
    if not turns:
        return f"{said}."
    if len(turns) == 1:
        return f"{said}; all wait for {'a reviewer' if 'reviewer' in turns else 'their author'}."
    ways = f"{turns['reviewer']} wait for a reviewer, {turns['author']} for their author"
    return f"{said}; {ways}."


def _open(report: Report) -> str:
    """Say what open changes wait for, where no test stands between."""
    by_state = known(report, "backlog.by_state")
    if not by_state or not by_state.value:
        return "Changes that were neither merged nor abandoned."
    parts = [one for one in by_state.parts if one.value]
    states = [f"{amount(one.value, one.off)} {one.label}" for one in parts]
    return f"Changes that were neither merged nor abandoned: {listed(states)}."


def _went(report: Report, now: Fact) -> str:
    """Say by how many merges and abandons the open changes got where they are.

    Of the verified ones this would be no sum: what fails or is approved leaves them, too.
    """
    flow = known(report, "backlog.closure_ratio")
    if not flow or now.name != "backlog.open":
        return ""
    went = f"{number(part(flow, 'merged'))} merged and {number(part(flow, 'abandoned'))} abandoned"
    return f"; in the cycle {number(part(flow, 'opened'))} opened, {went}"
