"""What a measure answers: facts, series and gaps, each with the way to check it."""

from datetime import date, datetime

from msgspec import Struct

from retro.model.ahead import Forecast, Outlook
from retro.model.branches import OnBranch
from retro.model.collection import Collection
from retro.model.definition import Definition as Definition
from retro.model.label import Meaning
from retro.model.origin import Origin as Origin
from retro.model.persons import Joined, Robot
from retro.model.story import Story


class Item(Struct, frozen=True, gc=False):
    """One thing behind a number: a change, a bug or a spec. Never an owner, never a vote.

    A feature that stands on the page itself has its `story`. Keywords alone would be clearer, but
    pickles name all of them for each of many thousands of lines, and take twice as long.
    """

    ref: str
    project: str
    title: str
    url: str
    state: str = ""
    since: date | None = None
    note: str = ""
    story: Story | None = None


class Evidence(Struct, frozen=True, kw_only=True):
    """The list behind a number; if there is one, the query that shows it on the server.

    A list that is `written` was typed by a person.
    """

    items: tuple[Item, ...]
    query: str = ""
    written: bool = False


class Withheld(Struct, frozen=True, kw_only=True):
    """Evidence that stays unsaid, since it would list persons: the rule, and their number."""

    rule: str
    n: int


class Part(Struct, frozen=True):
    """One share of a fact that is made of several: a state and its count.

    It is found by its `key`, which no other part of the fact has, and read by its `label`. It may
    be `off`, and lie `between` two numbers, as a fact may.
    """

    key: str
    label: str
    value: float | int
    off: int = 0
    between: tuple[int, int] | None = None


class Fact(Struct, frozen=True, kw_only=True):
    """One number with all that it needs to be believed.

    `value` is a number, a day or an address; `unit` is a plural noun (changes, people, days) or
    `share` for a value between 0 and 1. `n` is how many things the value was taken from, and `of`
    their plural noun. By `off` a count may be too high or too low at most, where something that
    it rests on is assumed; the note says what. Where days are known only as ranges, a number lies
    `between` a least and a most, and `off` reaches to the farther of them.
    """

    name: str
    title: str
    value: float | int | str | date
    off: int = 0
    between: tuple[int, int] | None = None
    unit: str
    moment: datetime
    origin: Origin
    source: str
    definition: str
    n: int | None = None
    of: str = ""
    parts: tuple[Part, ...] = ()
    evidence: Evidence | Withheld | None = None
    note: str = ""


class Bound(Struct, frozen=True):
    """What a number that can't be had is known to be greater than."""

    value: float
    origin: Origin


class Gap(Struct, frozen=True, kw_only=True):
    """A number that can't be had, with the reason; never a zero.

    Where there are too few things for a number, `evidence` lists them instead; where it lies
    `beyond` what was seen, that is told. What a person may write and nobody did is `unwritten`.
    What such a team has no use for is `moot`, and no page misses it.
    """

    name: str
    title: str
    why: str
    moment: datetime | None = None
    definition: str = ""
    evidence: Evidence | None = None
    beyond: Bound | None = None
    unwritten: bool = False
    moot: bool = False


Cell = date | float | int | str | None
"""What stands in a table; None is not known."""


class Line(Struct, frozen=True, kw_only=True):
    """One series of numbers in a picture; None where there is nothing to know.

    `role` names a colour of the theme's palette, such as `reviewers` or `ci`.
    """

    label: str
    role: str
    values: tuple[float | int | None, ...]


class Stretch(Struct, frozen=True):
    """Days in a row with a number of their own, such as a phase of the cycle with its merges."""

    first: date
    last: date
    value: float | int


LEFT = "left"
"""The kind of a bar that stands for what is no more in the bars after it."""


class Bar(Struct, frozen=True, kw_only=True):
    """One thing with a bar of its own in a picture: a feature, a stage.

    `kind` says in a word what it is or what became of it, `role` names a colour of the theme's
    palette; a value that is None is not known.
    """

    label: str
    kind: str
    role: str
    values: tuple[date | int | None, ...]


class Picture(Struct, frozen=True, kw_only=True):
    """What every picture says of itself, whatever it shows.

    `sentence` says in words what the picture shows; it serves as caption and alternative text.
    """

    name: str
    title: str
    unit: str
    moment: datetime
    origin: Origin
    source: str
    definition: str
    sentence: str = ""


class Series(Picture, frozen=True, kw_only=True):
    """Numbers along an axis: days, Mondays of weeks, or whole days since an upload.

    Weeks are named by how many there are until the week of `release`, where it is known.
    `stretches` are parts of an axis of days, with numbers in the same unit.
    """

    x: tuple[date, ...] | tuple[int, ...]
    x_unit: str
    lines: tuple[Line, ...]
    release: date | None = None
    stretches: tuple[Stretch, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the heads of its table."""
        return (self.x_unit, *(line.label for line in self.lines))

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return its table, a row for each point."""
        return tuple(zip(self.x, *(line.values for line in self.lines), strict=True))


class Bars(Picture, frozen=True, kw_only=True):
    """Things with a bar each, in the order of reading.

    `heads` name label, kind, and each of the values. Where these are days, `span` is the first
    and the last that the picture shows.
    """

    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    span: tuple[date, date] | None = None

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return its table, a row for each bar."""
        return tuple((bar.label, bar.kind, *bar.values) for bar in self.bars)


class Table(Picture, frozen=True, kw_only=True):
    """Numbers that are read and not drawn: a row for each of several things, its name first.

    What is counted in another unit than the table's says so in its head.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Drawing = Series | Bars | Table
"""Whatever stands on a page as a picture or a table; each has `heads` and `rows`."""


class Mark(Struct, frozen=True):
    """A day to point out on a chart: a milestone, a freeze, a review day."""

    label: str
    day: date
    kind: str = "milestone"


class Before(Struct, frozen=True, kw_only=True):
    """How the key numbers stood in the cycle before, as many days before its release.

    `series` are the lines that pictures show in grey. `folder` is that of its pages, seen from the
    site's root; empty where none are built. `exact` tells whether they are of the very day, so
    that the same number has a page there.
    """

    cycle_title: str
    as_of: date
    week: str
    facts: dict[str, Fact | Gap]
    series: dict[str, Drawing | Gap] = {}
    folder: str = ""
    exact: bool = False


class Report(Struct, frozen=True, kw_only=True):
    """Everything that a page, a mail or a machine may say about one edition of one cycle.

    `cut` says why the moment lies before the end of the as-of day, or is empty. `proofs` say what
    the replay was held against, `warnings` what makes numbers doubtful, `holes` what is lacking.
    `branches` says which are counted, and how much lies on others; `on_branches` has all numbers.
    `led_by` tells who leads; `outlook` what lies ahead; `forecast` what is expected of the end.
    `compared` says with what cycle before the key numbers are compared, or why with none;
    `next_cycle` is what the calendar calls the one after; `ending` is what `release` is called.
    """

    team: str
    team_title: str
    led_by: str = ""
    cycle: str
    cycle_title: str
    edition: str
    start: date
    release: date
    ending: str
    as_of: date
    week: str
    moment: datetime
    simulated: bool
    cut: str = ""
    facts: dict[str, Fact | Gap]
    series: dict[str, Drawing | Gap]
    definitions: dict[str, Definition]
    branches: str = ""
    on_branches: tuple[OnBranch, ...] = ()
    marks: tuple[Mark, ...] = ()
    robots: tuple[Robot, ...] = ()
    joined: tuple[Joined, ...] = ()
    labels: tuple[Meaning, ...] = ()
    collections: tuple[Collection, ...] = ()
    proofs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    holes: tuple[str, ...] = ()
    before: Before | None = None
    compared: str = ""
    outlook: Outlook | None = None
    forecast: Forecast | None = None
    next_cycle: str = ""
