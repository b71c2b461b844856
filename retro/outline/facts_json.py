"""The same numbers for a machine: facts.json."""

from collections.abc import Mapping
from typing import Any

import msgspec

from retro.model.facts import Evidence, Fact, Gap, Report, Withheld
from retro.outline.evidence import evidence_path
from retro.outline.facts_schema import SCHEMA
from retro.outline.growth import difference
from retro.outline.key_numbers import key_sentence

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
    "branches",
    "on_branches",
    "collections",
)


def facts_json(report: Report, lists: Mapping[str, str]) -> bytes:
    """Return a report's facts and gaps as JSON, each with where its list lies.

    Args:
        report: What is known.
        lists: The path of a list, by the path that would be its number's own.
    """
    head = {"$schema": SCHEMA} | {key: getattr(report, key) for key in _HEAD}
    facts = [
        _plain(fact) | {"evidence": _behind(fact, lists)} | _before(fact, report)
        for fact in report.facts.values()
    ]
    text = msgspec.json.encode(head | {"sentence": key_sentence(report.series), "facts": facts})
    return msgspec.json.format(text, indent=1) + b"\n"


def facts_list(report: Report) -> bytes:
    """Return a report's facts and gaps as a JSON list, evidence counted instead of listed."""
    facts = [_counted(fact, report) for fact in report.facts.values()]
    return msgspec.json.format(msgspec.json.encode(facts), indent=1) + b"\n"


def _plain(fact: Fact | Gap) -> dict[str, Any]:
    """Return a fact or a gap without its evidence."""
    kind = "gap" if isinstance(fact, Gap) else "fact"
    fields: dict[str, Any] = {"kind": kind} | msgspec.to_builtins(fact)
    del fields["evidence"]
    return fields


def _behind(fact: Fact | Gap, lists: Mapping[str, str]) -> dict[str, Any] | None:
    """Tell how much lies behind a number, and in which files: the lists would fill megabytes."""
    page, table = evidence_path(fact.name), evidence_path(fact.name, kind="csv")
    match fact.evidence:
        case Evidence(items=items, query=query):
            csv = lists.get(table, "")
            return {"entries": len(items), "query": query, "page": page, "csv": csv}
        case Withheld(rule=rule, n=n):
            return {"entries": n, "withheld": rule, "page": page}
    return None


def _counted(fact: Fact | Gap, report: Report) -> dict[str, Any]:
    if isinstance(fact, Gap):
        gap = {"kind": "gap", "name": fact.name, "title": fact.title, "gap": fact.why}
        return gap | _question(fact, report)
    return (
        _plain(fact) | {"evidence": _size(fact)} | _question(fact, report) | _before(fact, report)
    )


def _question(fact: Fact | Gap, report: Report) -> dict[str, Any]:
    """Tell what was asked: the days, their last instant, and how the number is counted."""
    defined = report.definitions.get(fact.definition or fact.name)
    summary = defined.summary if defined else ""
    return {
        "since": report.start,
        "as_of": report.as_of,
        "moment": report.moment,
        "definition": summary,
    }


def _before(fact: Fact | Gap, report: Report) -> dict[str, Any]:
    """Tell how a key number stood in the cycle before, and by how much it grew."""
    before = report.before
    if isinstance(fact, Gap) or before is None or fact.name not in before.facts:
        return {}
    head = {"cycle": before.cycle_title, "as_of": before.as_of, "week": before.week}
    match before.facts[fact.name]:
        case Gap(why=why):
            return {"before": head | {"gap": why}}
        case then:
            past = {"value": then.value, "origin": then.origin, "growth": difference(fact, then)}
            return {"before": head | past}


def _size(fact: Fact) -> int | None:
    match fact.evidence:
        case Evidence(items=items):
            return len(items)
        case Withheld(n=n):
            return n
    return None
