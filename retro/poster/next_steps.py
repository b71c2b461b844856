"""What to do first: at most three things that exist, each leading to its list."""

from collections.abc import Callable, Iterator
from itertools import islice

from retro.model.facts import Item, Report
from retro.outline.words import counted, listed, measured
from retro.poster.features import slipped
from retro.poster.reading import items, known
from retro.poster.shapes import Step
from retro.poster.way import spelled

MOST = 3
_LONGEST = 60
"""Names of things stand beside a step where they have no more letters."""

Rule = Callable[[Report], Step | None]


def steps(report: Report) -> tuple[Step, ...]:
    """Return the first three of the rules that have something to do; never filled up."""
    return tuple(islice(_existing(report), MOST))


def then(report: Report) -> tuple[Step, ...]:
    """Return what waits beside the steps, in a few words each."""
    done = {step.fact for step in steps(report)}
    rows = (
        ("backlog.abandon_candidates", "to abandon or revive"),
        ("handoff.next_goals", ""),
        ("bugs.untriaged", "that nobody triaged"),
    )
    found = ((known(report, name), rest) for name, rest in rows if name not in done)
    return tuple(
        Step(does=" ".join(filter(None, (measured(fact), rest))), fact=fact.name)
        for fact, rest in found
        if fact and fact.value
    )


def heading(report: Report, found: tuple[Step, ...]) -> str:
    """Say whose steps they are: the successor's, or, while the cycle lasts, this week's."""
    whose = "Whoever follows" if report.as_of >= report.release or _handed(report) else "This week"
    if not found:
        return whose
    what = "do this first" if len(found) == 1 else f"do these {spelled(len(found))} first"
    return f"{whose}: {what}"


def _handed(report: Report) -> bool:
    return report.edition in ("handoff", "final")


def _existing(report: Report) -> Iterator[Step]:
    return (step for rule in RULES if (step := rule(report)))


def _starved(report: Report) -> Step | None:
    hungry = known(report, "backlog.starved")
    if not hungry or not hungry.value:
        return None
    return Step(
        does=f"Review {measured(hungry)}",
        fact=hungry.name,
        rest=" that nobody has looked at for a month or more",
    )


def _promises(report: Report) -> Step | None:
    still = _unkept(report)
    if not still:
        return None
    missed = still[0].state == "missed"
    fact = "priorities.missed" if missed else "priorities.planned"
    do = f"Take up the {_so_many(still, f'{still[0].state} promises')}"
    return Step(does=do, fact=fact, rest=_titles(still))


def _unkept(report: Report) -> list[Item]:
    """Return the promises that were missed; where none was, those that are still open."""
    planned = items(known(report, "priorities.planned"))
    missed = [one for one in planned if one.state == "missed"]
    return missed or [one for one in planned if one.state == "open"]


def _slipped(report: Report) -> Step | None:
    """Name what slipped, less what the step on promises names."""
    every = slipped(report)
    named = {one.title for one in _unkept(report)}
    some = [one for one in items(every) if not (one.story and one.story.promise in named)]
    if not (every and every.value and some):
        return None
    by_specs = known(report, "features.deferred")
    alike = by_specs and [one.title for one in items(by_specs)] == [one.title for one in some]
    other = "other " if len(some) < len(items(every)) else ""
    do = f"Land the {other}{_so_many(some, 'features')} that slipped"
    fact = "features.deferred" if alike else every.name
    return Step(does=do, fact=fact, rest=_titles(some))


def _open(report: Report) -> Step | None:
    left = known(report, "features.open_at_end")
    if not left or not left.value:
        return None
    some = items(left)
    do = f"Settle the {_so_many(some, 'features')} that {'is' if len(some) == 1 else 'are'} open"
    return Step(does=do, fact=left.name, rest=_titles(some))


def _candidates(report: Report) -> Step | None:
    stale = known(report, "backlog.abandon_candidates")
    if not stale or not stale.value:
        return None
    do = f"Abandon or revive {measured(stale)}"
    return Step(does=do, fact=stale.name, rest=" that the rule for abandoning covers")


def _untriaged(report: Report) -> Step | None:
    new = known(report, "bugs.untriaged")
    if not new or not new.value:
        return None
    do = f"Triage {measured(new)}"
    return Step(does=do, fact=new.name, rest=" that nobody has answered")


RULES: tuple[Rule, ...] = (_starved, _promises, _slipped, _open, _candidates, _untriaged)
"""In the order of what can't wait."""


def _so_many(some: list[Item] | tuple[Item, ...], things: str) -> str:
    return counted(len(some), things) if len(some) > 1 else counted(1, things).partition("\xa0")[2]


def _titles(some: list[Item] | tuple[Item, ...]) -> str:
    """Name the things where they are few and short."""
    told = f": {listed([one.title for one in some])}"
    return told if len(some) <= 2 and len(told) <= _LONGEST else ""
