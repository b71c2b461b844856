"""Reading a report: the number of a fact, its parts and its list, where they are known."""

from retro.model.facts import Evidence, Fact, Gap, Item, Origin, Report, Series

_ORIGINS = {
    Origin.SIMULATED: "simulated here",
    Origin.TYPED: "as the team wrote down",
    Origin.ASSUMED: "in part assumed by rule",
}


def known(report: Report, name: str) -> Fact | None:
    """Return a fact that is a number, or None."""
    fact = report.facts.get(name)
    return fact if isinstance(fact, Fact) and isinstance(fact.value, int | float) else None


def count(fact: Fact) -> int:
    """Return the whole number that a fact counts."""
    return int(fact.value) if isinstance(fact.value, int | float) else 0


def gap(report: Report, name: str) -> str:
    """Return why a number is not known."""
    fact = report.facts.get(name)
    return fact.why if isinstance(fact, Gap) else ""


def part(fact: Fact, key: str) -> int:
    """Return one part of a fact, 0 where it has none of that key."""
    return int(next((one.value for one in fact.parts if one.key == key), 0))


def items(fact: Fact | None) -> tuple[Item, ...]:
    """Return the list behind a fact, empty where it may not be told."""
    return fact.evidence.items if fact and isinstance(fact.evidence, Evidence) else ()


def drawn(report: Report, name: str) -> Series | None:
    """Return a series over days or weeks, or None."""
    series = report.series.get(name)
    return series if isinstance(series, Series) else None


def whence(fact: Fact, source: str = "") -> str:
    """Say in a few words where a number comes from."""
    return ", ".join(filter(None, (source, _ORIGINS.get(fact.origin, ""))))
