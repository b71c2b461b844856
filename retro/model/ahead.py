"""What lies ahead of a cycle that runs: days, and work that is under way; nothing is foretold."""

from datetime import date

from msgspec import Struct

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
