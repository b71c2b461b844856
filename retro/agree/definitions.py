"""What definitions promise of every number: its parts add up, and its list is as long as it."""

from collections.abc import Iterator

from retro.agree.terms import known
from retro.model.definition import EVERY, Definition, Lists
from retro.model.facts import Evidence, Fact, Part, Report, Withheld


def disagreements(report: Report) -> Iterator[str]:
    """Say which numbers do not keep what their definitions promise."""
    for name in report.facts:
        fact, definition = known(report, name), report.definitions.get(name)
        if fact and definition:
            yield from of_fact(fact, definition)


def of_fact(fact: Fact, definition: Definition) -> Iterator[str]:
    """Say what one number does not keep of what its definition promises."""
    yield from _parts(fact, definition)
    yield from _list(fact, definition)
    yield from _extent(fact)
    yield from _percentiles(fact)


def _parts(fact: Fact, definition: Definition) -> Iterator[str]:
    """Parts sum to a whole number; what isn't whole counts nothing that could have shares."""
    shares = [one for one in fact.parts if one.key not in definition.beside]
    if isinstance(fact.value, int) and shares and definition.beside != EVERY:
        every = sum(one.value for one in shares)
        if every != fact.value:
            yield f"{fact.name} is {fact.value}, but its parts sum to {every:g}"


def _list(fact: Fact, definition: Definition) -> Iterator[str]:
    """A list has a line for each thing, and what is withheld as many as would be told.

    Beside what is sure to count, a list may have all that perhaps does.
    """
    told, wanted = _length(fact), _wanted(fact, definition.lists)
    most = fact.between[1] if fact.between and definition.lists is Lists.COUNTED else None
    if told is not None and wanted is not None and told not in (wanted[1], most):
        yield f"{wanted[0]} is {wanted[1]:g}, but its list has {told}"


def _length(fact: Fact) -> int | None:
    evidence = fact.evidence
    if isinstance(evidence, Withheld):
        return evidence.n if fact.unit == "people" else None
    return len(evidence.items) if isinstance(evidence, Evidence) else None


def _wanted(fact: Fact, lists: Lists) -> tuple[str, float | int] | None:
    """Return what a list is as long as, with its name; None where that is something else."""
    if lists is Lists.OTHER:
        return None
    if lists is Lists.PARTS:
        return f"the sum of the parts of {fact.name}", sum(one.value for one in fact.parts)
    if isinstance(fact.value, int) and lists is Lists.COUNTED:
        return fact.name, fact.value
    return None if fact.n is None else (f"n of {fact.name}", fact.n)


def _extent(fact: Fact) -> Iterator[str]:
    """A number lies in its own range, and so does each part."""
    yield from _within(fact.name, fact)
    for part in fact.parts:
        yield from _within(f"{fact.name} ({part.key})", part)


def _within(name: str, one: Fact | Part) -> Iterator[str]:
    if one.between and isinstance(one.value, int | float):
        low, high = one.between
        if not low <= one.value <= high:
            yield f"{name} is {one.value}, but lies between {low} and {high}"


def _percentiles(fact: Fact) -> Iterator[str]:
    """Percentiles lie on both sides of their median, and a share between nothing and all."""
    told = {one.key: one.value for one in fact.parts}
    low, middle, high = told.get("p15"), fact.value, told.get("p85")
    if isinstance(middle, int | float):
        if low is not None and low > middle:
            yield f"{fact.name} is {middle:g}, but its 15th percentile is {low:g}"
        if high is not None and high < middle:
            yield f"{fact.name} is {middle:g}, but its 85th percentile is {high:g}"
        if fact.unit == "share" and not 0 <= middle <= 1:
            yield f"{fact.name} is {middle:g}, but a share lies between 0 and 1"
