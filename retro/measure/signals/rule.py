"""A signal: a rule about one number of a team, whose docstring is the printed definition."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from retro.measure.ground.docstring import defined
from retro.model.definition import Definition
from retro.model.facts import Bound, Fact, Gap
from retro.model.signal import Signal

Facts = Mapping[str, Fact | Gap]


class Rule(Struct, frozen=True):
    """A named rule about a number; it says something in words, or nothing where all is usual."""

    definition: Definition
    number: str
    judge: Callable[[Fact], str]
    beyond: Callable[[float], str]

    def __call__(self, facts: Facts) -> Signal | None:
        """Judge a team's facts; None where nothing stands out, or it has no use for the number."""
        name, fact = self.definition.name, facts.get(self.number)
        if isinstance(fact, Gap) and fact.moot:
            return None
        if known := fact.beyond if isinstance(fact, Gap) else fact:
            says = self.beyond(known.value) if isinstance(known, Bound) else self.judge(known)
            if says:
                return Signal(rule=name, number=self.number, says=says, origin=known.origin)
        if isinstance(fact, Gap):
            return Signal(rule=name, number=self.number, why=fact.why)
        return None


def _unsaid(_: float) -> str:
    return ""


def signal(
    name: str, title: str, number: str, beyond: Callable[[float], str] = _unsaid
) -> Callable[[Callable[[Fact], str]], Rule]:
    """Name a rule about a number; its docstring becomes the definition.

    Args:
        name: Its own name: `old_backlog`.
        title: What it is called on a page.
        number: The name of the fact that it judges.
        beyond: Says something, or nothing, where the number is only known to be greater.
    """
    return lambda judge: Rule(defined(name, title, "", judge.__doc__), number, judge, beyond)


def least(fact: Fact) -> float:
    """Return the least that an uncertain number may be."""
    assert isinstance(fact.value, int | float), "a rule judges a number"
    return fact.between[0] if fact.between else fact.value - fact.off


def most(fact: Fact) -> float:
    """Return the most that an uncertain number may be."""
    assert isinstance(fact.value, int | float), "a rule judges a number"
    return fact.between[1] if fact.between else fact.value + fact.off


def count(fact: Fact) -> int:
    """Return what a number was taken from; 0 where that is not told."""
    return fact.n or 0
