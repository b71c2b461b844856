"""The same numbers for a machine: facts.json."""

from typing import Any

import msgspec

from retro.model.facts import Evidence, Fact, Gap, Report, Withheld

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


def facts_list(report: Report) -> bytes:
    """Return a report's facts and gaps as a JSON list, evidence counted instead of listed."""
    told = [_counted(fact, report) for fact in report.facts.values()]
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _counted(fact: Fact | Gap, report: Report) -> dict[str, Any]:
    if isinstance(fact, Gap):
        return {"name": fact.name, "title": fact.title, "gap": fact.why, "as_of": report.moment}
    told: dict[str, Any] = msgspec.to_builtins(fact)
    told["definition"] = report.definitions[fact.definition].summary
    told["evidence"] = _size(fact)
    return told


def _size(fact: Fact) -> int | None:
    match fact.evidence:
        case Evidence(items=items):
            return len(items)
        case Withheld(n=n):
            return n
    return None
