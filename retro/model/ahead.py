"""What lies ahead of a cycle that runs: days, work that is under way, and what may be expected.

An expectation is no measurement: it is a sort of its own, and nothing else is counted from it.
"""

from datetime import date

from msgspec import Struct

from retro.model.definition import Definition
from retro.model.origin import Origin


class Ahead(Struct, frozen=True):
    """A day to come, and what it is."""

    day: date
    label: str


class Underway(Struct, frozen=True, kw_only=True):
    """A feature that was approved and has not landed, with the changes that name it.

    `since` says in words when it was approved; `open_url` and `merged_url` show its changes on
    the server. `moved` is the last day on which a person did something to one of them, None where
    no change names it.
    """

    title: str
    url: str = ""
    since: str = ""
    open: int = 0
    open_url: str = ""
    merged: int = 0
    merged_url: str = ""
    moved: date | None = None


class Outlook(Struct, frozen=True, kw_only=True):
    """What lies ahead; in the place of features a string says why they are not known.

    `origin` is that of the changes. Of `unsure` features no source tells whether they are done.
    """

    days: tuple[Ahead, ...]
    features: tuple[Underway, ...] | str
    unsure: int = 0
    origin: Origin


class Fared(Struct, frozen=True, kw_only=True):
    """How such ranges fared in past cycles: the last of them, and how many held what came."""

    title: str
    low: int
    high: int
    came: int
    inside: int
    of: int


class Expected(Struct, frozen=True, kw_only=True, tag_field="sort", tag="expected"):
    """One expectation in words, with its numbers; without them `sentence` says why, or nothing.

    `known` is what is counted today, `fared` how the last ones fared, in words as well.
    """

    title: str
    known: str = ""
    sentence: str = ""
    about: int | None = None
    low: int | None = None
    high: int | None = None
    fared: str = ""
    score: Fared | None = None


class Forecast(Struct, frozen=True, kw_only=True):
    """What may be expected of a cycle's end, so many days before; or how it fared in past ones.

    `origin` is that of the weakest number behind it.
    """

    days: int
    expected: tuple[Expected, ...]
    origin: Origin
    definitions: tuple[Definition, ...] = ()
