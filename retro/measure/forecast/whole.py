"""What is expected of the end of a cycle, and how such expectations fared."""

from collections.abc import Callable

from msgspec.structs import replace

from retro.measure.forecast import shares
from retro.measure.forecast.backlog import ASIDE, backlog
from retro.measure.forecast.backlog import TITLE as CHANGES
from retro.measure.forecast.backlog import rehearsed as backlogs
from retro.measure.forecast.ranges import told
from retro.measure.forecast.record import record
from retro.measure.forecast.specs import TITLE as SPECS
from retro.measure.forecast.specs import specs
from retro.measure.ground.case import Case
from retro.measure.ground.docstring import defined
from retro.model.ahead import Expected, Forecast
from retro.model.forecast import Past
from retro.model.origin import Origin
from retro.outline import words

EVERY: tuple[Callable[[Case, Past], Expected], ...] = (specs, backlog, record)


def forecast(case: Case, past: Past, origin: Origin, due: Past | None = None) -> Forecast:
    """Return what is expected of the end of a cycle that runs.

    Args:
        case: The cycle.
        past: The team's past cycles, as many days before their releases.
        origin: That of the weakest number behind it.
        due: The past cycles on a day for which it was told how many specs land, if that is past.
    """
    found = [(_scored(one(case, past), due), one) for one in EVERY]
    some = [(one, measure) for one, measure in found if one.known or one.sentence]
    return Forecast(
        days=past.days,
        expected=tuple(one for one, _ in some),
        origin=origin,
        definitions=tuple(
            defined(f"forecast.{measure.__name__}", one.title, "", measure.__doc__)
            for one, measure in some
        ),
    )


def _scored(one: Expected, due: Past | None) -> Expected:
    """Add to what is known of specs how the forecasts fared that were due before."""
    if due is None or one.title != SPECS:
        return one
    score, fared = told(shares.rehearsed(due.recorded))
    before = f"{words.counted(due.days, 'days')} before the end of {fared}" if fared else ""
    return replace(one, score=score, fared=before)


def fared(past: Past, origin: Origin) -> Forecast | None:
    """Return how the forecasts of past cycles fared, and nothing that is expected."""
    found = (
        (SPECS, *told(shares.rehearsed(past.recorded))),
        (CHANGES, *told(backlogs(past.recorded), ASIDE)),
    )
    some = [
        Expected(title=title, score=score, fared=text) for title, score, text in found if score
    ]
    return Forecast(expected=tuple(some), origin=origin, days=past.days) if some else None
