"""Past cycles by hand, and a case some weeks before its release."""

from datetime import date
from typing import Any

from retro.measure import Case
from retro.model.forecast import Lot, Past, Rehearsal, Season
from retro.model.time import WEEK
from tests.measure.builders import CYCLE
from tests.measure.features.builders import feature, with_features

Numbers = tuple[int, int]
"""How many specs were not done, and how many of them landed."""


def season(n: int, coded: Numbers = (0, 0), bare: Numbers = (0, 0), **more: Any) -> Season:
    every = Lot(coded[0] + bare[0], coded[1] + bare[1])
    return Season(title=f"C{n}", coded=Lot(*coded), bare=Lot(*bare), every=every, **more)


def rehearsed(*seasons: Season) -> tuple[Rehearsal, ...]:
    """Let each cycle know those before it as they are known today."""
    return tuple(Rehearsal(one, seasons[:n]) for n, one in enumerate(seasons))


def past(*seasons: Season, days: int = 56, **more: Any) -> Past:
    return Past(days=days, recorded=rehearsed(*seasons), folders=seasons, **more)


def running(*, coded: int, bare: int, week: int = 8, changes=(), **more: Any) -> Case:
    """Return a case so many weeks before the release, with specs that are not done."""
    merged = (CYCLE.begins,)
    some = [feature(f"coded-{n}", merged=merged) for n in range(coded)]
    some += [feature(f"bare-{n}") for n in range(bare)]
    release: date = CYCLE.start + (week + 1) * WEEK
    cycle = {"name": CYCLE.name, "start": CYCLE.start, "release": release}
    given = {"cycle": type(CYCLE)(**cycle), "moment": "03-08"} | more
    return with_features(*some, changes=changes, **given)
