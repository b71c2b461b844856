"""The same numbers for a machine: facts.json."""

from typing import Any

import msgspec

from retro.model.facts import Fact, Gap, Report

_HEAD = (
    "team",
    "cycle",
    "edition",
    "start",
    "release",
    "as_of",
    "week",
    "moment",
    "simulated",
    "cut",
    "collections",
)


def facts_json(report: Report) -> bytes:
    """Return a report's facts and gaps, each with what it takes to check it, as JSON."""
    head = {key: getattr(report, key) for key in _HEAD}
    facts = [_fact(fact) for fact in report.facts.values()]
    text = msgspec.json.encode(head | {"facts": facts})
    return msgspec.json.format(text, indent=1) + b"\n"


def _fact(fact: Fact | Gap) -> dict[str, Any]:
    kind = "gap" if isinstance(fact, Gap) else "fact"
    told: dict[str, Any] = msgspec.to_builtins(fact)
    return {"kind": kind} | told
