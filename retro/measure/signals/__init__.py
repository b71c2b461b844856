"""Signals: what stands out in a team's numbers, each by a rule of its own; never a rank."""

from retro.measure.signals.rule import Facts
from retro.measure.signals.rules import RULES
from retro.model.definition import Definition
from retro.model.signal import Signal


def judged(facts: Facts) -> tuple[Signal, ...]:
    """Return what stands out in a team's facts, and what can't be judged, rule by rule."""
    return tuple(told for rule in RULES if (told := rule(facts)))


def unjudged(why: str) -> tuple[Signal, ...]:
    """Return that no rule can judge, for one reason."""
    return tuple(Signal(rule=r.definition.name, number=r.number, why=why) for r in RULES)


def rules() -> tuple[Definition, ...]:
    """Return how each rule is defined, in the order of a page."""
    return tuple(rule.definition for rule in RULES)
