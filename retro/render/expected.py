"""What may be expected of a cycle's end, or how such forecasts fared, ready for a template."""

from msgspec import Struct

from retro.model.ahead import Expected
from retro.model.definition import Definition
from retro.model.facts import Report
from retro.outline.words import counted, expecting, extent, foretold, number
from retro.render.cycle_before import MARKS

MARK, ORIGIN = "≈", "expected"
"""The mark of what nobody measured, and what it says."""


class Expectation(Struct, frozen=True, kw_only=True):
    """One thing that may be expected: words, and its range and middle where there are such."""

    title: str
    known: str
    sentence: str
    between: str
    about: str
    fared: str


class Sign(Struct, frozen=True):
    """A mark, or none, and what it says."""

    mark: str
    origin: str


class Expectations(Struct, frozen=True, kw_only=True):
    """A section of them; `known` marks what is counted, `expected` what nobody measured.

    `when` says when it was reckoned, where that is not the page's day.
    """

    title: str
    when: str
    every: tuple[Expectation, ...]
    known: Sign
    expected: Sign
    definitions: tuple[Definition, ...]


def expectations(report: Report) -> Expectations | None:
    """Return what a report tells of this, if anything."""
    found = report.forecast
    if found is None or not found.expected:
        return None
    known = Sign(MARKS[found.origin], found.origin.value)
    both = Sign(f"{known.mark}{MARK}", f"{known.origin}, {ORIGIN}" if known.mark else ORIGIN)
    before = f"Each forecast as of {counted(found.days, 'days')} before the end of its cycle."
    return Expectations(
        title=foretold(found),
        when="" if report.outlook else before,
        every=tuple(map(_expectation, found.expected)),
        known=known,
        expected=both,
        definitions=found.definitions,
    )


def _expectation(one: Expected) -> Expectation:
    return Expectation(
        title=one.title,
        known=one.known,
        sentence=expecting(one),
        between="" if one.low is None or one.high is None else extent(one.low, one.high),
        about="" if one.about is None else f"about {number(one.about)}",
        fared=one.fared,
    )
