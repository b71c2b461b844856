"""How values read: one way for pages, mails and sentences."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from retro.model.ahead import Expected, Forecast
from retro.model.cycle import RELEASE
from retro.model.facts import Cell, Fact, Part
from retro.model.origin import Origin
from retro.model.today import Today

UNKNOWN = "not known"
"""What stands in the place of a value that nobody has; never a zero."""

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
EXPECTED = "Expected, not measured"
"""The mark of what may be expected of a cycle's end: nobody measured it."""

OPEN = "[?]"
"""Begins a question that nobody has answered yet; `retro check` finds it on a page."""

_SINGULAR = {
    "people": "person",
    "entries": "entry",
    "replies": "reply",
    "priorities": "priority",
    "repositories": "repository",
    "duties": "duty",
}

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~!^]")
_OPENING = re.compile(r"^(\d*)([-+=:#.)])")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """Return a text without control characters, which no page and no terminal should meet."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def isolated(name: str) -> str:
    """Return a name for the middle of a sentence, which it turns in no direction."""
    return name if name.isascii() else f"\u2068{name}\u2069"


def markdown(text: str) -> str:
    """Return a text as one line of Markdown that reads as the text: nothing in it is markup."""
    line = " ".join(_TURNING.sub("", visible(text)).split())
    return _OPENING.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))


@cache
def day(value: date) -> str:
    """Say a day: 9 March 2016."""
    return f"{value.day}{NBSP}{value:%B %Y}"


def foretold(forecast: Forecast) -> str:
    """Return the title of a forecast; of one for a cycle that is over only the score is left."""
    told = any(one.known or one.sentence for one in forecast.expected)
    made_up = " (simulated)" if forecast.origin is Origin.SIMULATED else ""
    return f"{'What may be expected' if told else 'How forecasts fared'}{made_up}"


def expecting(one: Expected) -> str:
    """Say what may be expected, with its mark; or why that is nothing."""
    if one.low is None:
        return one.sentence
    return f"{EXPECTED}: {one.sentence[:1].lower()}{one.sentence[1:]}"


def expected(one: Expected) -> str:
    """Say what is known today, what may be expected, and how such forecasts fared."""
    fared = f"How it fared: {one.fared}" if one.fared else ""
    return " ".join(filter(None, (one.known, expecting(one), fared)))


def left(today: Today) -> str:
    """Say how long a cycle has to go: 12 days to the release, 3 days to the end of the quarter."""
    days = (today.release - today.as_of).days
    if days > 0:
        return f"{counted(days, 'days')} to the {today.ending}"
    return "released" if today.ending == RELEASE else "over"


def number(value: float | int) -> str:
    """Say a number: 1 234, 2.4, −3."""
    text = (
        f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{value:,.0f}"
    )
    return text.replace(",", NBSP).replace("-", MINUS)


def amount(value: float | int, off: int = 0) -> str:
    """Say how many there are, and by how much that may be off: 83, 83 ± 4.

    Nothing is less than none: where a count may be off by more than itself, both ends are said,
    the lower one cut at 0. So 22, off by 62, reads 0 to 84.
    """
    return extent(0, value + off) if 0 <= value < off else number(value) + margin(off)


def extent(low: float | int, high: float | int) -> str:
    """Say a range: 8 to 10; or the number, if it is one."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def margin(off: int) -> str:
    """Say by how much a number may be off, to stand behind it: ± 4; or nothing."""
    return f"{NBSP}±{NBSP}{number(off)}" if off else ""


def share(value: float) -> str:
    """Say a share: 61 %. Only all is 100 % and only none is 0 %, so some take more digits."""
    percent, digits = 100 * value, 0
    while value not in (0, 1) and round(percent, digits) in (0, 100):
        digits += 1
    return f"{percent:.{digits}f}{NBSP}%"


def counted(value: float | int, unit: str) -> str:
    """Say a number with its unit: 1 change, 12 people, 61 %."""
    if unit == "share":
        return share(value)
    if value == 1:
        unit = _singular(unit)
    return f"{number(value)}{NBSP}{unit}" if unit else number(value)


def _singular(things: str) -> str:
    """Return the singular of a plural noun: merged changes, changes on stable branches."""
    what, on, where = things.partition(" on ")
    rest, space, head = what.rpartition(" ")
    return f"{rest}{space}{_SINGULAR.get(head, head.removesuffix('s'))}{on}{where}"


def listed(parts: Sequence[str]) -> str:
    """Say several things in a row: a, b and c."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def tallied(counts: Iterable[tuple[float | int, str]]) -> str:
    """Say how many there are of each: 3 merged, 4 abandoned."""
    return ", ".join(f"{number(n)} {label}" for n, label in counts)


def are(n: float) -> str:
    """Return the verb that goes with a number today."""
    return "is" if n == 1 else "are"


def were(n: float) -> str:
    """Return the verb that goes with a number."""
    return "was" if n == 1 else "were"


def have(n: float) -> str:
    """Return the verb that goes with a number of those who have done something."""
    return "has" if n == 1 else "have"


def unknown(why: str) -> str:
    """Say in a value's place why there is none: not known (Launchpad was not collected)."""
    return f"{UNKNOWN} ({why})"


def not_known(what: str) -> str:
    """Say it as a sentence, of a reason or of what is lacking: Not known: the number of bugs."""
    return f"{UNKNOWN.capitalize()}: {what.rstrip('.')}."


def cell(content: Cell, unit: str = "") -> str:
    """Say what stands in a table."""
    match content:
        case None:
            return UNKNOWN
        case date():
            return day(content)
        case str():
            return " ".join(visible(content).split())
        case _:
            return share(content) if unit == "share" else number(content)


def sample(fact: Fact) -> str:
    """Say what a fact was taken from: of 2 939 reviews, across 494 changes."""
    if fact.n is None:
        return ""
    within = isinstance(fact.value, int) and fact.unit in fact.of
    return f"{'of' if within or fact.unit == 'share' else 'across'} {counted(fact.n, fact.of)}"


def value(fact: Fact) -> str:
    """Say a fact's value without its unit: the form that stands inside a sentence."""
    match fact.value:
        case date():
            return day(fact.value)
        case str():
            return fact.value
        case _ if fact.unit == "share":
            return share(fact.value)
        case _:
            return extent(*fact.between) if fact.between else amount(fact.value, fact.off)


def measured(fact: Fact) -> str:
    """Say a fact's value with its unit, where it has one: 83 ± 4 changes."""
    if isinstance(fact.value, str | date):
        return value(fact)
    return f"{value(fact)}{NBSP}{fact.unit}" if fact.off else counted(fact.value, fact.unit)


def portion(part: Part, unit: str = "") -> str:
    """Say the value of a part of a fact that has this unit; of a share, a whole number counts."""
    if unit == "share" and not isinstance(part.value, int):
        return share(part.value)
    return extent(*part.between) if part.between else amount(part.value, part.off)
