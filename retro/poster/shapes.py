"""What a first screen is made of; whoever shows it gives numbers their links."""

from typing import Literal

from msgspec import Struct


class Figure(Struct, frozen=True, kw_only=True):
    """A few words of large type that lead to the list behind a fact.

    `kind` is "yes" for what was reached, "not" for what was not, or empty.
    """

    text: str
    fact: str
    kind: str = ""


class Dots(Struct, frozen=True, kw_only=True):
    """A row of dots, one for each thing or person of a kind; things have titles, people none."""

    kind: str
    label: str
    titles: tuple[str, ...]


class Label(Struct, frozen=True, kw_only=True):
    """Words in a picture: at so many hundredths of its width and height, from the top left.

    They begin at that point, end there or stand amid it, above, below or beside. `more` is
    left out on narrow screens. `kind` is start, end, extreme, occasion, then, zero or day.
    """

    kind: str
    text: str
    left: float
    top: float
    more: str = ""
    across: Literal["rightward", "leftward", "amid"] = "rightward"
    down: Literal["above", "below", "beside"] = "above"


class Line(Struct, frozen=True, kw_only=True):
    """A line over days as a path in a field of 1000 × 300, zero at its foot.

    `before` is the path of the same weeks of the cycle before, `upright` stands at hundredths
    of the field, and so do `labels`. `words` say the same without the picture.
    """

    fact: str
    path: str
    words: str
    labels: tuple[Label, ...]
    upright: float | None = None
    before: str = ""


class Answer(Struct, frozen=True, kw_only=True):
    """One answer: its number with its way, a drawing, what it means, and where it is from.

    `joint` stands between the figures. Where nothing is known there is no figure, and `says`
    tells why. `bars` are whole numbers week by week.
    """

    label: str
    figures: tuple[Figure, ...] = ()
    joint: str = ""
    unit: str = ""
    way: str = ""
    dots: tuple[Dots, ...] = ()
    bars: tuple[int, ...] = ()
    says: str = ""
    origin: str = ""
    line: Line | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One thing to do first: the words that lead to its list, and the words after them."""

    does: str
    fact: str
    rest: str = ""


class Promise(Struct, frozen=True, kw_only=True):
    """What was promised, and what became of it in a word: kept, missed or open."""

    outcome: str
    title: str
    url: str = ""


class Poster(Struct, frozen=True, kw_only=True):
    """Five answers in the order of reading: how it went, then the four others.

    `heading` stands over the steps, `then` names what waits beside them.
    """

    finding: str
    promises: tuple[Promise, ...]
    backlog: Answer
    features: Answer
    team: Answer
    heading: str
    steps: tuple[Step, ...]
    then: tuple[Step, ...] = ()
