"""Values in a mail: each with a mark that says where it comes from."""

from retro.model.facts import Fact, Gap
from retro.model.origin import Origin
from retro.outline.words import NBSP, measured, unknown, value, visible

MARKS = {
    Origin.MEASURED: "",
    Origin.SIMULATED: f"{NBSP}[s]",
    Origin.TYPED: f"{NBSP}[t]",
    Origin.ASSUMED: f"{NBSP}[a]",
}


def worded(fact: Fact | Gap, *, with_unit: bool = False) -> str:
    """Say a value with its mark, or why there is none."""
    if isinstance(fact, Gap):
        return unknown(fact.why)
    said = measured(fact) if with_unit else value(fact)
    return f"{visible(said)}{MARKS[fact.origin]}"
