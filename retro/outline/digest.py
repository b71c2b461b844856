"""What one retrospective leaves to the pages over many: its key numbers, now and week by week."""

from collections.abc import Iterable

from msgspec import Struct

from retro.model.facts import Line
from retro.model.origin import Origin
from retro.model.signal import Signal
from retro.outline.words import NBSP, amount, counted, extent

FEATURES = "features.weekly"
MERGES = "flow.merges_weekly"

MULTIPLES = (
    "backlog.verified",
    MERGES,
    "flow.time_to_first_review",
    "community.cores",
    FEATURES,
)
"""The measures that a team's page draws for every cycle, in the order of reading."""

COLUMNS = (
    "backlog.verified_at_start",
    "backlog.verified",
    "features.landed",
    "features.will_not_make_it",
    "community.cores",
    "flow.time_to_first_review",
)
"""The numbers of a cycle's row on the home page, in the order of reading."""


class KeyNumber(Struct, frozen=True, kw_only=True):
    """A key number of the default edition; where it has no value, `why` says what is lacking.

    `n` is how many things it was taken from, and `of` their plural noun. `places` tell how many of
    the things that it counts lie in each project, where it adds up with those of other teams and
    its list is whole.
    """

    name: str
    title: str
    unit: str = ""
    value: float | int | None = None
    off: int = 0
    between: tuple[int, int] | None = None
    origin: Origin = Origin.MEASURED
    why: str = ""
    n: int | None = None
    of: str = ""
    places: dict[str, int] = {}


class Weekly(Struct, frozen=True, kw_only=True):
    """A measure by weeks to the release, the first week first; 0 is the release week.

    Where nothing is known of any week there are no lines. By `off` each week's number of a single
    line may be off, or it lies `between` two; without any there is nothing in these. `why` says
    what the last week lacks, `lacked` what the last one did that has no number, and `cut` that
    earlier weeks were left out.
    """

    name: str
    title: str
    unit: str = ""
    origin: Origin = Origin.MEASURED
    weeks: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    off: tuple[int, ...] = ()
    between: tuple[tuple[int, int] | None, ...] = ()
    why: str = ""
    lacked: str = ""
    cut: str = ""

    def at(self, week: int) -> tuple[float | int | None, ...]:
        """Return each line's value in a week, or nothing where the cycle has no such week."""
        if week not in self.weeks:
            return ()
        place = self.weeks.index(week)
        return tuple(line.values[place] for line in self.lines)

    def lack_at(self, week: int) -> str:
        """Say why there is no number of a week, or nothing where there is one."""
        if not self.lines:
            return self.why
        if week not in self.weeks:
            return f"The cycle has no week R-{week}."
        known = self.at(week)[0] is not None
        return "" if known else self.lacked or "Nothing is known of that week."

    def between_at(self, week: int) -> tuple[int, int] | None:
        """Return between which two the number of a week lies, where it is not one."""
        there = self.between and week in self.weeks
        return self.between[self.weeks.index(week)] if there else None

    def off_at(self, week: int) -> int:
        """Return by how much the number of a week may be off."""
        return self.off[self.weeks.index(week)] if self.off and week in self.weeks else 0


class Carried(Struct, frozen=True, kw_only=True):
    """What one cycle took up again of an earlier cycle's features, and how much of it landed."""

    cycle: str
    again: KeyNumber
    landed: KeyNumber


class Chain(Struct, frozen=True, kw_only=True):
    """What a cycle approved, what landed of it, and what it took over from earlier cycles.

    Cycles are named as the calendar does. Without a known cycle `before` nothing is `carried`;
    `why` says what is lacking then.
    """

    cycle: str = ""
    before: str = ""
    approved: KeyNumber
    landed: KeyNumber
    carried: tuple[Carried, ...] = ()
    why: str = ""


class Digest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What pages over many show of one retrospective, and what it was made from.

    `warnings` are those of its page: what makes its numbers doubtful.
    """

    made_from: str
    numbers: tuple[KeyNumber, ...]
    weekly: dict[str, Weekly]
    chain: Chain
    signals: tuple[Signal, ...] = ()
    warnings: tuple[str, ...] = ()

    def number(self, name: str) -> KeyNumber:
        """Return a key number; one that another version left out is a gap."""
        found = next((number for number in self.numbers if number.name == name), None)
        return found or KeyNumber(name=name, title=name, why="This cycle was not asked.")


def said(weekly: Weekly) -> str:
    """Say where a measure's lines began and ended, in weeks to the release."""
    return "; ".join(text for line in weekly.lines if (text := _way(weekly, line)))


def _way(weekly: Weekly, line: Line) -> str:
    points = [
        (week, value)
        for week, value in zip(weekly.weeks, line.values, strict=True)
        if value is not None
    ]
    if not points:
        return ""
    unit = line.label if len(weekly.lines) > 1 else weekly.unit
    (first, then), (last, now) = points[0], points[-1]
    ended = f"{at_week(weekly, last, now, unit)} at R-{last}"
    began = at_week(weekly, first, then)
    return f"from {began} at R-{first} to {ended}" if last != first else ended


def at_week(weekly: Weekly, week: int, value: float | int, noun: str = "") -> str:
    """Say the value of a week; one that may be off says so, before its noun."""
    ends, most = weekly.between_at(week), weekly.off_at(week)
    if not (ends or most):
        return worded(value, weekly.unit, noun)
    return f"{extent(*ends) if ends else amount(value, most)}{noun and NBSP}{noun}"


def worded(value: float | int, unit: str, noun: str = "") -> str:
    """Say a value: a share as such, any other number with its noun, if one is given."""
    return counted(value, unit if unit == "share" else noun)


def same_week(digests: Iterable[Digest]) -> int:
    """Return the last week that every cycle has reached: 0 once all were released."""
    every = (weekly for digest in digests for weekly in digest.weekly.values())
    last = (min(weekly.weeks) for weekly in every if weekly.weeks)
    return max(last, default=0)
