"""A signal says what stands out in one number, by a bound that its definition names."""

import pytest

from retro.measure import definitions
from retro.measure.signals import RULES, judged, rules, unjudged
from retro.model.facts import Bound, Gap
from retro.model.origin import Origin
from tests.render.fixture import fact

NAMES = {rule.definition.name: rule.number for rule in RULES}


def said(rule: str, value: float, **more: object) -> str:
    told = judged({NAMES[rule]: fact(NAMES[rule], value, **more)})
    return told[0].says if told else ""


@pytest.mark.parametrize(
    ("rule", "usual", "odd", "more", "says"),
    [
        ("no_core_review", 20, 21, {}, "no core review for 21 days"),
        ("few_cores", 2, 1, {}, "1 core reviewer"),
        ("thin", 1, 2, {"n": 3}, "2 of 3 repositories rest on one core reviewer at most"),
        ("thin", 0, 1, {"n": 2}, "1 of 2 repositories rests on one core reviewer at most"),
        ("nothing_merged", 1, 0, {}, "no change by a person was merged"),
        ("no_candidate", 1, 0, {}, "nobody stands for election"),
        ("no_release", 1, 0, {}, "no release in the cycle"),
        ("slow_review", 30.0, 30.5, {}, "half of the new changes waited 30.5 days or more"),
        ("old_backlog", 365.0, 366.0, {"n": 8}, "half of 8 verified changes are 366 days old or"),
        ("starved", 4, 5, {"n": 10}, "5 of 10 verified changes starved for a review"),
        ("gate", 5, 6, {"n": 12}, "6 gate failures for 12 merged changes"),
    ],
)
def test_a_rule_speaks_from_its_bound_on(rule, usual, odd, more, says):
    assert said(rule, usual, **more) == ""
    assert said(rule, odd, **more).replace("\N{NO-BREAK SPACE}", " ").startswith(says)


@pytest.mark.parametrize(
    ("rule", "value", "more"),
    [
        ("starved", 5, {"n": 10, "off": 1}),
        ("starved", 4, {"n": 4}),
        ("few_cores", 1, {"off": 1}),
        ("nothing_merged", 0, {"between": (0, 2)}),
        ("gate", 4, {"n": 4}),
        ("thin", 0, {"n": 0}),
    ],
)
def test_a_rule_is_silent_where_a_number_is_not_sure_or_of_few(rule, value, more):
    assert said(rule, value, **more) == ""


def test_what_a_rule_lacks_is_told_but_not_where_a_team_has_no_use_for_it():
    gaps = {
        NAMES["thin"]: Gap(name=NAMES["thin"], title="", why="One repository.", moot=True),
        NAMES["gate"]: Gap(name=NAMES["gate"], title="", why="No gate."),
    }
    assert [(one.rule, one.says, one.why) for one in judged(gaps)] == [("gate", "", "No gate.")]


@pytest.mark.parametrize("followed", [30.0, 30.5])
def test_where_half_never_got_a_review_the_days_that_are_known_decide(followed):
    name = NAMES["slow_review"]
    gap = Gap(name=name, title="", why="Not reached.", beyond=Bound(followed, Origin.SIMULATED))
    (told,) = judged({name: gap})

    if followed == 30:
        assert (told.says, told.why) == ("", "Not reached.")
    else:
        assert told.says.replace("\N{NO-BREAK SPACE}", " ") == (
            "more than 30 days to a first review: fewer than half of the new changes were"
            " reviewed by then"
        )
        assert (told.why, told.origin) == ("", Origin.SIMULATED)


def test_a_signal_is_as_real_as_its_number():
    told = judged({NAMES["thin"]: fact(NAMES["thin"], 3, n=3, origin=Origin.TYPED)})
    assert [one.origin for one in told] == [Origin.TYPED]


def test_where_nothing_was_measured_no_rule_can_judge():
    assert [one.rule for one in unjudged("No records.")] == list(NAMES)
    assert {one.why for one in unjudged("No records.")} == {"No records."}


def test_each_rule_judges_a_number_that_is_measured_and_says_how():
    assert set(NAMES.values()) <= set(definitions())
    assert all(rule.title and rule.summary and rule.body for rule in rules())
    assert len(NAMES) == len(RULES)
