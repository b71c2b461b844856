"""A team's past cycles, as what is expected of the end of one is reckoned from them."""

from datetime import date, datetime

from msgspec import Struct

from retro.model.cycle import Cycle
from retro.model.origin import Origin

LEAST = 5
"""Of fewer past cycles with outcomes nothing is expected."""


class Course(Struct, frozen=True, kw_only=True):
    """What the record of a cycle that is over tells of its last weeks; counts and names alone.

    `code` says when the first code of the cycle was merged that names a blueprint, by its name;
    None where it is simulated and specs are not. `backlog` says how many changes were open as each
    of the last days ended, that of the release last; None where the record does not reach so far.
    `clean_ups` are days that the team had for this.
    """

    cycle: Cycle
    code: tuple[tuple[str, datetime], ...] | None = ()
    backlog: tuple[int, ...] | None = None
    clean_ups: tuple[date, ...] = ()
    origin: Origin = Origin.MEASURED


class Lot(Struct, frozen=True):
    """Some specs that were not done on a day, and how many of them landed in their cycle."""

    of: int
    landed: int = 0


class Season(Struct, frozen=True, kw_only=True):
    """A past cycle, as many days before its release as the present one is, and how it went on.

    `coded` are its specs that had merged code, `bare` those that had none, `every` all of them;
    None where no source tells what became of each. `open` is how many changes were open on that
    day, and `moved` by how much they moved up to the release, the days of clean-ups left out; None
    where no record reaches from one to the other.
    """

    title: str
    coded: Lot | None = None
    bare: Lot | None = None
    every: Lot | None = None
    open: int | None = None
    moved: int | None = None


class Rehearsal(Struct, frozen=True):
    """A past cycle, and what was known of those before it on the day that is looked at."""

    season: Season
    before: tuple[Season, ...]


class Carrying(Struct, frozen=True):
    """The specs that had been carried over so many times: how many, and how many landed."""

    times: int
    specs: Lot


class Past(Struct, frozen=True, kw_only=True):
    """What is known of a team's past cycles, oldest first, as long before their releases.

    `days` is how long. `recorded` are those with a record of their changes, `folders` those that
    the folders of specs tell of.
    """

    days: int
    recorded: tuple[Rehearsal, ...] = ()
    folders: tuple[Season, ...] = ()
    carried: tuple[Carrying, ...] = ()
