"""The verified backlog, day by day, on the way to the release."""

from collections.abc import Sequence
from datetime import date

from retro.measure.backlog.verified import ungated
from retro.measure.backlog.verified_daily import counted_at
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.model.facts import Line
from retro.model.time import end_of, last_day_before, start_of
from retro.outline import words


@chart("backlog.verified_ahead", "The verified backlog up to the end of the cycle", unit="changes")
def verified_ahead(case: Case) -> Lines | Missing:
    """Count the verified backlog as each day ended, on an axis that goes on to the cycle's end.

    Counted as backlog.verified is. The first day is the one before the cycle, the last is its
    last: of those to come nothing is known, and nothing is foretold. The cycle before is
    counted likewise, each day as long before its own end.

    Returns:
        A whole number a day. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        end of each day.

    Blind spots:
        As for backlog.verified. Changes closed before the histories begin are unknown.
    """
    if missing := unknown_before(case, case.cycle.begins):
        return missing
    counted = verified_on(case, case.cycle.whole)
    if isinstance(counted, Missing):
        return counted
    now = next(n for n in reversed(counted) if n is not None)
    return Lines(
        x=case.cycle.whole,
        x_unit="days",
        lines=(Line(label="verified", role="reviewers", values=counted),),
        sentence=f"{words.counted(now, 'verified changes')} {'waits' if now == 1 else 'wait'}.",
    )


def verified_on(case: Case, days: Sequence[date]) -> tuple[int | None, ...] | Missing:
    """Count the verified changes as each of some days in a row ended; None where nobody knows."""
    if missing := ungated(case):
        return missing
    last = last_day_before(case.moment)
    known = [day for day in days if day <= last and case.reaches <= start_of(day)]
    ends = [min(end_of(day), case.moment) for day in known]
    found: dict[date, int] = dict(zip(known, counted_at(case, ends), strict=True))
    return tuple(map(found.get, days))
