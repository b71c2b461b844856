"""Where the backlog may stand at the release, by how it moved in past cycles."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from retro.measure.forecast.ranges import LATEST, Range, Scored, told
from retro.measure.forecast.week import of_changes
from retro.measure.ground.case import Case
from retro.measure.ground.sweep import waiting
from retro.model.ahead import Expected
from retro.model.forecast import LEAST, Past, Rehearsal, Season
from retro.outline import words

TITLE = "Open changes at the end"

ASIDE = ", clean-ups aside"
"""What came is no cycle's last number, where the team had clean-up days: these are left out."""

TOO_FEW = (
    "How many there are in the end is not expected: that takes records of "
    f"{words.number(LEAST)} past cycles."
)


def backlog(case: Case, past: Past) -> Expected:
    """Expect between which numbers the open changes are at the end of the cycle, from R-12 on.

    Open as in backlog.open. To today's number are added the least and the most by which it moved
    in the last nine past cycles, from as many days before the release up to it. Their clean-up
    days, and the day after each, are left out, and those planned in this cycle are not foreseen.
    Under five past cycles with a record that reaches so far nothing is expected.

    Returns:
        A range, which nobody measured. Unit: changes.

    Source:
        Gerrit: the records of the past cycles, their messages replayed up to the end of each day;
        the clean-up days under `rhythm` in the team's notes.

    Blind spots:
        Changes that are private today. Days on which a team cleaned up and did not write it down.
    """
    if not of_changes(case):
        return Expected(title=TITLE)
    now = len(waiting(case, case.moment))
    found = Expected(title=TITLE, known=f"{words.counted(now, 'changes')} {words.are(now)} open.")
    moved = moves(one.season for one in past.recorded)
    within = expected(now, moved)
    if within is None:
        return replace(found, sentence=TOO_FEW)
    score, fared = told(rehearsed(past.recorded), ASIDE)
    sentence = _sentence(past.days, moved, within)
    return replace(
        found, sentence=sentence, low=within[0], high=within[1], score=score, fared=fared
    )


def moves(seasons: Iterable[Season]) -> list[int]:
    """Return by how much the backlog moved in the last cycles of which it is known."""
    return [one.moved for one in seasons if one.moved is not None][-LATEST:]


def expected(now: int, moved: Sequence[int]) -> Range | None:
    """Return between which numbers the backlog may be; None where too few cycles tell."""
    if len(moved) < LEAST:
        return None
    return max(0, now + min(moved)), max(0, now + max(moved))


def rehearsed(past: Iterable[Rehearsal]) -> Iterator[Scored]:
    """Yield the range of each past cycle, from those before it, and what came."""
    for one in past:
        now, moved = one.season.open, one.season.moved
        if now is not None and moved is not None:
            found = expected(now, moves(one.before))
            if found:
                yield one.season.title, found, max(0, now + moved)


def _sentence(days: int, moved: Sequence[int], within: Range) -> str:
    weeks, rest = divmod(days, 7)
    span = words.counted(days, "days") if rest else words.counted(weeks, "weeks")
    between = " to ".join(map(_signed, sorted({min(moved), max(moved)})))
    cycles = words.counted(len(moved), "past cycles")
    return (
        f"Over the last {span} of {cycles} it moved by {between}: expect "
        f"{words.extent(*within)}, planned clean-ups aside."
    )


def _signed(number: int) -> str:
    return f"+{words.number(number)}" if number > 0 else words.number(number)
