"""Names for the writer of slots: a line a fact, its value, and what it is called."""

from retro.model.facts import Fact, Gap, Report
from retro.outline.words import UNKNOWN, measured, visible

_WIDEST = 44
"""What is longer, an address or a reason, is cut there."""


def fact_lines(report: Report) -> str:
    """Return a line for each fact and gap: name, value with unit, title, in columns."""
    rows = [(name, _short(_value(fact)), fact.title) for name, fact in report.facts.items()]
    name, value = (max((len(row[place]) for row in rows), default=0) for place in (0, 1))
    return "".join(f"{row[0]:<{name}}  {row[1]:<{value}}  {visible(row[2])}\n" for row in rows)


def _value(fact: Fact | Gap) -> str:
    return f"{UNKNOWN}: {fact.why}" if isinstance(fact, Gap) else measured(fact)


def _short(text: str) -> str:
    line = " ".join(visible(text).split(" "))
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1].rstrip()}…"
