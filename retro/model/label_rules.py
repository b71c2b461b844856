"""What a label means where nobody typed it: by what its server says, by its name, by its votes."""

import re

from retro.model.label import (
    CODE_REVIEW,
    SAFE,
    VETO,
    Kinds,
    Meaning,
    SeenVotes,
    Served,
    sorted_kinds,
)

_MACHINES, _MANY = 0.95, 20
"""The share of votes that makes a label the robots', and how many votes show all its values."""

_BY_NAME: tuple[tuple[str, Kinds], ...] = (
    (r"Code-Review|Workflow|Approved", ("review", "gate")),
    (r"Verified", ("gate", "ci")),
    (r".*-Verified|.*-CI|.*-Result|.*-Test-Pool|Lint|Code-Style|Sanity-Review", ("ci",)),
    (r"Commit-Queue|Auto-?[Ss]ubmit|Presubmit-Ready|Allow-Post-Review", ("trigger",)),
    (r".*Priority|.*Backport.*|Rollcall.*|.*-Promise", ("neither",)),
    (r"PTL-Approved|Bot-Commit|.*-Override|.*Bypass.*", ("neither",)),
)
_AROUND = re.compile(r"Bot-Commit|.*-Override|.*Bypass.*")
"""Labels that are a way round others, whoever votes on them."""

_REQUIRED, _FUNCTIONS = "the server's submit requirements", "what the server says is needed"


def by_server(served: Served, seen: SeenVotes) -> Meaning:
    """Return what a label means where the server says whether it gates.

    Whether it judges is known by its values, and else assumed by its name or its votes.
    """
    kinds, why = _judging(served, seen)
    gate: Kinds = ("gate",) if served.gates else ()
    hold: Kinds = ("hold",) if served.holds else ()
    source = _REQUIRED if served.required else _FUNCTIONS
    return Meaning(
        label=served.label,
        kinds=sorted_kinds((*(kind for kind in kinds if kind != "gate"), *gate, *hold)),
        source=f"{source}, and {why}" if why else source,
        assumed=bool(why),
        stops=served.stops or served.label == CODE_REVIEW,
        high=served.high,
    )


def by_rule(label: str, seen: SeenVotes) -> Meaning:
    """Return what a label means where all that is known is its name and who votes."""
    kinds, source = _by_name(label, seen) or _by_votes(seen)
    mark = {"neither", "trigger"} & set(kinds)
    if seen.needed or (seen.lowest <= VETO and not mark):
        kinds = (*kinds, "gate")
    return Meaning(label=label, kinds=sorted_kinds(kinds), source=source, assumed=True)


def _judging(served: Served, seen: SeenVotes) -> tuple[Kinds, str]:
    """Return the kinds beside gate and hold, and the reason where it is no more than a rule."""
    named = _by_name(served.label, seen)
    if served.label in SAFE and named:
        return named[0], ""
    if served.overrides:
        return ("neither",), ""
    if named and ({"ci", "trigger"} & set(named[0]) or _AROUND.fullmatch(served.label)):
        return named
    if _by_machines(seen):
        return _by_votes(seen)
    if served.lowest == 0 < served.highest or served.judges is False:
        return ("neither",), ""
    return (("review",), "") if served.judges else named or _by_votes(seen)


def _by_name(label: str, seen: SeenVotes) -> tuple[Kinds, str] | None:
    kinds = next((kinds for name, kinds in _BY_NAME if re.fullmatch(name, label)), None)
    if kinds and "ci" in kinds and seen.people and not _by_machines(seen):
        return (*kinds, "review"), "its name, and people who vote on it"
    return (kinds, "its name") if kinds else None


def _by_votes(seen: SeenVotes) -> tuple[Kinds, str]:
    if _by_machines(seen):
        return ("ci",), "robots alone vote on it"
    if seen.lowest == 0 and seen.people >= _MANY:
        return ("neither",), "nobody votes against a change on it"
    return ("review",), "nothing else is known of it"


def _by_machines(seen: SeenVotes) -> bool:
    votes = seen.people + seen.robots
    return votes > 0 and seen.robots >= _MACHINES * votes
