"""A number is explained by its list: what was counted is what is listed."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure import facts
from retro.model.facts import Evidence, Fact, Gap
from retro.model.team import Happening
from tests import sample
from tests.measure.builders import case
from tests.measure.worlds import ROSTERS, worlds

MEASURES = ("days", "patch sets", "share")
"""Units of what is no count: the list has the things that it was taken from."""

CLEANED = [
    replace(notes, rhythm=(Happening(kind="clean-up day", days=(date(2016, 3, 4),)),))
    for notes in ROSTERS
]


def parts(fact: Fact) -> dict[str, float]:
    return {part.label: part.value for part in fact.parts}


def balance(fact: Fact) -> int:
    return sum(1 if item.state == "came" else -1 for item in fact.evidence.items)


def asked_again(fact: Fact) -> int:
    return sum(int(item.state.split("\N{NO-BREAK SPACE}")[0]) for item in fact.evidence.items)


OTHERWISE: dict[str, Callable[[Fact], bool]] = {
    "backlog.clean_up": lambda fact: fact.value == balance(fact),
    "backlog.closure_ratio": lambda fact: (
        len(fact.evidence.items) == parts(fact)["merged"] + parts(fact)["abandoned"]
    ),
    "flow.rechecks": lambda fact: (
        fact.value == asked_again(fact)
        and len(fact.evidence.items) == fact.n - parts(fact)["merged changes without any"]
    ),
    "rhythm.review_days": lambda fact: len(fact.evidence.items) == fact.value,
    "priorities.focus": lambda fact: bool(fact.evidence.items) or fact.value == 0,
}
"""Those whose definition promises another list than the things counted."""


def explained(fact: Fact) -> bool:
    """Tell whether a fact's list has as many things as its number says."""
    for name, holds in OTHERWISE.items():
        if fact.name == name or fact.name.startswith(f"{name}."):
            return holds(fact)
    return len(fact.evidence.items) == (fact.n if fact.unit in MEASURES else fact.value)


def unexplained(facts: Iterable[Fact | Gap]) -> list[str]:
    found = (fact for fact in facts if isinstance(fact, Fact))
    listed = (fact for fact in found if isinstance(fact.evidence, Evidence))
    return [fact.name for fact in listed if not explained(fact)]


@settings(max_examples=40)
@given(worlds(), worlds(), st.sampled_from(CLEANED))
def test_a_list_has_what_its_number_counts_in_every_world(changes, specs, notes):
    specs = tuple(replace(one, number=one.number + 100, project="team/specs") for one in specs)
    found = facts(case(*changes, specs=specs, notes=notes))

    assert unexplained(found.values()) == []


@pytest.mark.parametrize("day", [date(2016, 3, 9), date(2016, 4, 7)], ids=str)
def test_a_list_has_what_its_number_counts_in_the_sample(day):
    assert unexplained(sample.report(day).facts.values()) == []
