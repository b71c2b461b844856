"""What lies ahead of a cycle that runs: days left, work under way, and the way to the release."""

from datetime import date

from msgspec import Struct

from retro.model.ahead import Underway
from retro.model.facts import Report, Series
from retro.outline.key_numbers import AHEAD, LIST_LIMIT
from retro.outline.words import counted, not_known
from retro.render.cycle_before import MARKS
from retro.render.figures import Figure
from retro.render.filling import Filling
from retro.render.numbers import Missing


class Deadline(Struct, frozen=True):
    """A day to come, and how far away it is."""

    label: str
    day: date
    left: str


class Prospect(Struct, frozen=True, kw_only=True):
    """What lies ahead, ready for a template.

    `why` says why no feature is known; `folded` come after those that are `open`. Of `unsure` of
    them nobody tells whether they are done. `mark` and `origin` are those of the changes. `alone`
    says why nothing is drawn under the picture's line.
    """

    days: tuple[Deadline, ...]
    figure: Figure | Missing
    open: tuple[Underway, ...]
    folded: tuple[Underway, ...]
    why: str
    unsure: int
    mark: str
    origin: str
    alone: str


def prospect(filling: Filling) -> Prospect | None:
    """Return what lies ahead; nothing where the cycle does not run."""
    report = filling.report
    ahead = report.outlook
    if ahead is None:
        return None
    known = () if isinstance(ahead.features, str) else ahead.features
    name = _drawn(report)
    series = report.series[name]
    lonely = isinstance(series, Series) and len(series.lines) == 1
    filling.placed.update(AHEAD)
    return Prospect(
        days=tuple(
            Deadline(one.label, one.day, counted((one.day - report.as_of).days, "days"))
            for one in ahead.days
        ),
        figure=filling.picture(name),
        open=known[:LIST_LIMIT],
        folded=known[LIST_LIMIT:],
        why=not_known(ahead.features) if isinstance(ahead.features, str) else "",
        unsure=ahead.unsure,
        mark=MARKS[ahead.origin],
        origin=ahead.origin.value,
        alone=report.compared if lonely and report.before is None else "",
    )


def _drawn(report: Report) -> str:
    """Name the first picture that is known; where none is, the one whose lack is told."""
    known = (name for name in AHEAD if isinstance(report.series[name], Series))
    return next(known, AHEAD[-1])
