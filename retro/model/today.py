"""A cycle as it stands on a day: what to look at first, for those who are in the midst of it."""

from datetime import date

from msgspec import Struct

from retro.model.ahead import Ahead, Forecast
from retro.model.facts import Fact, Gap


class Thing(Struct, frozen=True, kw_only=True):
    """One change, bug or feature in a list; `standing` is what it waits for, or how it is.

    A feature has no number.
    """

    number: int | None = None
    project: str
    subject: str
    url: str
    created: date
    standing: str = ""


class Hungry(Struct, frozen=True):
    """A change that nobody has reviewed for a month; `reviewed` is None where nobody ever did."""

    change: Thing
    reviewed: date | None


class Stuck(Struct, frozen=True):
    """A change that the rule allows to abandon, and since when each reason stands against it."""

    change: Thing
    reasons: tuple[tuple[str, date], ...]


class Week(Struct, frozen=True):
    """A week's core reviews: how many were given, if it is told, and how many merges needed."""

    name: str
    given: int | None
    needed: int


class Work(Struct, frozen=True):
    """A priority or a feature that has not landed, with its open changes."""

    title: str
    state: str
    changes: tuple[Thing, ...]


class Lately(Struct, frozen=True):
    """One sort of this week's news, or of what needs a push; `url` finds them on the server.

    `doubt` says in half a sentence what there may be besides.
    """

    title: str
    things: tuple[Thing, ...] | str
    url: str = ""
    doubt: str = ""


class Today(Struct, frozen=True, kw_only=True):
    """The view in mid-cycle. A string in place of a list says why there is none.

    `roles` says that who is a core reviewer was inferred, or is empty. `since` is the day from
    which on `lately` tells. `dashboard` is a page of reviews on the server. `key` is the
    team's name in content/, `team` its title. `ending` is what `release` is called. `forecast` is
    what may be expected, which nobody measured, and how that fared in past cycles.
    """

    key: str
    team: str
    cycle: str
    as_of: date
    week: str
    release: date
    ending: str
    simulated: bool
    roles: str = ""
    ahead: tuple[Ahead, ...]
    open: Fact | Gap
    verified: Fact | Gap
    verified_before: int | None
    starved: tuple[Hungry, ...] | str
    stuck: tuple[Stuck, ...] | str
    weeks: tuple[Week, ...] | str
    priorities: tuple[Work, ...] | str
    features: tuple[Work, ...] | str
    since: date
    lately: tuple[Lately, ...]
    dashboard: str
    forecast: Forecast | None = None
