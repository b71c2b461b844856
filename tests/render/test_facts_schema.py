"""facts.json is what its published JSON Schema says, and what is not is found."""

import json

import pytest

from retro.job.answers import quietly
from retro.job.order import Order
from retro.job.site.comparison import compare, opened
from retro.job.targets import the_target
from retro.model.facts import Evidence
from retro.outline.facts_json import facts_json
from retro.outline.facts_schema import SCHEMA, facts_schema
from tests import sample
from tests.render.fixture import fact, gap, item, report
from tests.render.schema import faults

WHOLE = json.loads(facts_schema())
MANY = fact("features.landed", 8, off=2, between=(8, 10), n=12, of="features")
FEW = gap("bugs.reported")


@pytest.fixture(scope="module")
def mitaka() -> dict:
    """The sample's facts.json, with the numbers of the cycle before."""
    order = Order(content=sample.content(), team=sample.TEAM, cycle="mitaka")
    earlier = opened(order, quietly(order, the_target(order), print), print)
    found = compare(earlier, sample.report(sample.book().target.cycle.release))
    return json.loads(facts_json(found, {}))


def told(*facts) -> dict:
    return json.loads(facts_json(report(*facts), {}))


def wrong(document: dict) -> list[str]:
    return list(faults(document, WHOLE, WHOLE))


def test_the_samples_facts_are_as_the_schema_says(mitaka):
    assert any("before" in one for one in mitaka["facts"])
    assert {one["kind"] for one in mitaka["facts"]} == {"fact", "gap"}
    assert wrong(mitaka) == []


def test_facts_name_the_schema_beside_them(mitaka):
    assert mitaka["$schema"] == SCHEMA


def test_ranges_and_gaps_with_a_list_are_as_the_schema_says():
    listed = gap("flow.stable_time_to_first_review", "Too few.")
    behind = type(listed)(
        name=listed.name, title="Few", why="Too few.", evidence=Evidence(items=(item(),))
    )

    assert wrong(told(MANY, behind)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "guess"),
        ("value", None),
        ("off", "4"),
        ("between", [8]),
        ("between", [8, 10, 12]),
        ("between", ["8", "10"]),
        ("moment", "yesterday"),
        ("origin", "heard"),
        ("n", 1.5),
        ("evidence", {"entries": 3}),
        ("parts", [{"key": "a"}]),
        ("surprise", 1),
    ],
)
def test_a_planted_fault_in_a_fact_is_found(key, value):
    document = told(MANY, FEW)
    document["facts"][0][key] = value

    assert wrong(document)


@pytest.mark.parametrize("place", [0, 1])
def test_a_key_that_is_missing_is_found(place):
    for key in told(MANY, FEW)["facts"][place]:
        document = told(MANY, FEW)
        del document["facts"][place][key]
        assert wrong(document), key


def test_a_zero_in_the_place_of_a_gap_is_found():
    document = told(FEW)
    document["facts"][0]["value"] = 0

    assert wrong(document)


def test_each_field_with_a_rule_of_its_own_is_explained():
    number = WHOLE["$defs"]["Number"]["properties"]

    assert all(number[key]["description"] for key in ("value", "off", "between", "unit", "n"))
