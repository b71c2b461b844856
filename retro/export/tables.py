"""Every table of an export, in an order in which each refers to earlier ones alone."""

from retro.export.frame import CALENDAR, CORE_TEAM, EDITIONS, PHASES, RHYTHM, TYPED, WATCHED
from retro.export.histories import CHANGES, EVENTS, REVIEWS, STATES
from retro.export.numbers import DAYS, DEFINITIONS, FACTS
from retro.export.table import Table
from retro.export.trackers import BUG_STATES, BUGS, FEATURES

TABLES: tuple[Table, ...] = (
    EDITIONS,
    CALENDAR,
    PHASES,
    CHANGES,
    STATES,
    EVENTS,
    REVIEWS,
    CORE_TEAM,
    FEATURES,
    BUGS,
    BUG_STATES,
    WATCHED,
    TYPED,
    RHYTHM,
    DEFINITIONS,
    FACTS,
    DAYS,
)
