"""Servers keep no past of some things: a measure that reads one of them says so."""

import re
from collections.abc import Iterator
from datetime import date
from types import CodeType, FunctionType, ModuleType

import pytest

from retro.measure import CHARTS, definitions, metrics
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Chart, Metric
from retro.model.team import Happening, Notes, Watch

OF_CHANGES = {"subject", "topic", "hashtags", "footers", "commit"}
OF_BUGS = {"importance", "milestone", "tags", "security", "advisory"}
OF_BLUEPRINTS = {"features"}
TIMELESS = OF_CHANGES | OF_BUGS | OF_BLUEPRINTS
"""What a server tells only as of the day of collection; features are joined by such things."""

NOTES = Notes(
    watch=(Watch(title="Nova", query="project:nova"),),
    rhythm=(Happening(kind="clean-up", days=(date(2016, 3, 1),)),),
)
KNOWN = definitions(NOTES)
MEASURES = {one.definition.name: one for one in (*metrics(NOTES), *CHARTS)}


def codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a function's code and that of the functions inside it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def functions(thing: object, names: set[str]) -> Iterator[FunctionType]:
    """Yield the functions of this program that stand behind a name."""
    match thing:
        case Metric() | Chart():
            yield from functions(thing.measure, names)
        case FunctionType() if thing.__module__.startswith("retro."):
            yield thing
        case ModuleType() if thing.__name__.startswith("retro."):
            for name in names & vars(thing).keys():
                yield from functions(vars(thing)[name], names)
        case type() if thing.__module__.startswith("retro."):
            for name in names & vars(thing).keys():
                member = vars(thing)[name]
                yield from functions(
                    getattr(member, "fget", None) or getattr(member, "func", member), names
                )


def reads(function: FunctionType, seen: set[FunctionType]) -> set[str]:
    """Return the names that a function uses, and those that it calls by whatever way."""
    seen.add(function)
    names = {name for code in codes(function.__code__) for name in code.co_names}
    found = set(names)
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    there = [function.__globals__[name] for name in names if name in function.__globals__]
    for thing in (Case, *there, *cells):
        for other in functions(thing, names):
            if other not in seen:
                found |= reads(other, seen)
    return found


def blind_spots(name: str) -> str:
    """Return a measure's blind spots, with those of the measures that it refers to."""
    said = KNOWN[name].blind_spots
    others = re.findall(r"[Aa]s for (?:the )?([a-z_]+\.[a-z_0-9]+)", said)
    return " ".join([said, *map(blind_spots, others)])


def timeless(name: str) -> set[str]:
    return reads(MEASURES[name].measure, set()) & TIMELESS


@pytest.mark.parametrize("name", [name for name in MEASURES if timeless(name)])
def test_a_measure_of_what_has_no_past_says_of_which_day_it_is(name):
    assert "day of collection" in blind_spots(name), timeless(name)


def test_reading_is_found_through_helpers_and_where_there_is_none_it_is_not():
    assert timeless("priorities.focus") >= {"topic", "hashtags", "footers", "subject"}
    assert timeless("bugs.by_importance") == {"importance"}
    assert timeless("flow.merges_weekly") == set()
