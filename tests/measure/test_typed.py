from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from retro.errors import UsageError
from retro.measure import METRICS, definitions, fact, facts, series, typed
from retro.measure.handoff import pointers as handoff
from retro.model.facts import Fact, Gap, Origin
from retro.model.team import (
    Deferral,
    Freeze,
    Gerrit,
    Group,
    Happening,
    Notes,
    Pointer,
    Priority,
    Team,
)
from tests.measure.builders import case

TYPED = (
    typed.feature_freeze_exceptions,
    typed.spec_freeze,
    typed.freeze_notice_days,
    typed.priorities_planned,
    typed.priorities_missed,
    typed.review_days,
    handoff.groups,
    handoff.next_goals,
    handoff.delegations,
)


def noted(metric, **notes):
    return metric(case(notes=Notes(**notes)))


@pytest.mark.parametrize("metric", TYPED, ids=lambda metric: metric.definition.name)
def test_what_nobody_wrote_is_a_gap(metric):
    assert metric(case()).why.startswith("Nobody wrote it: cycle.yaml has no ")


def test_an_empty_list_is_a_typed_zero():
    none = noted(typed.feature_freeze_exceptions, ffe=())

    assert (none.value, none.origin) == (0, Origin.TYPED)


def test_an_exception_asked_for_after_the_edition_is_left_out():
    asked = (Deferral(item="a"), Deferral(item="b", day=date(2016, 3, 11)))

    assert noted(typed.feature_freeze_exceptions, ffe=asked).value == 1


def test_the_spec_freeze_has_a_day_and_a_notice():
    freezes = (
        Freeze(name="Feature freeze", day=date(2016, 3, 3)),
        Freeze(name="Spec Freeze", day=date(2016, 1, 1), announced=date(2015, 12, 23)),
    )

    assert noted(typed.spec_freeze, freezes=freezes).value == date(2016, 1, 1)
    assert noted(typed.freeze_notice_days, freezes=freezes).value == 9


def test_a_freeze_that_was_never_announced_has_no_notice():
    freezes = (Freeze(name="spec freeze", day=date(2016, 1, 1)),)

    assert isinstance(noted(typed.freeze_notice_days, freezes=freezes), Gap)


def test_missed_priorities_are_counted_among_the_planned():
    planned = (
        Priority(title="a", outcome="missed", why="too big", links=("https://e.org/a",)),
        Priority(title="b", outcome="met"),
        Priority(title="c"),
    )
    missed = noted(typed.priorities_missed, priorities=planned)

    assert (missed.value, missed.n) == (1, 3)
    assert [(i.title, i.url, i.note) for i in missed.evidence.items] == [
        ("a", "https://e.org/a", "too big")
    ]
    assert noted(typed.priorities_planned, priorities=planned).value == 3


def test_review_days_count_once_each_up_to_the_edition():
    rhythm = (
        Happening(kind="review day", title="Big day", days=(date(2016, 3, 1), date(2016, 2, 28))),
        Happening(kind="review day", days=(date(2016, 3, 1), date(2016, 3, 9), date(2016, 3, 14))),
        Happening(kind="clean-up day", days=(date(2016, 3, 2),)),
    )
    days = typed.review_days(case(notes=Notes(rhythm=rhythm), as_of=date(2016, 3, 9)))

    assert [item.title for item in days.evidence.items] == ["Big day", "Review day"]
    assert days.note == "Still to come: 1\N{NO-BREAK SPACE}day."


def test_groups_are_listed_with_their_span():
    group = Group(name="drivers", until=date(2016, 1, 27), merged_into="core")
    (item,) = noted(handoff.groups, groups=(group,)).evidence.items

    assert (
        item.state.replace("\N{NO-BREAK SPACE}", " ") == "until 27 January 2016, merged into core"
    )


@pytest.mark.parametrize("key", ["next_goals", "delegations"])
def test_pointers_are_counted(key):
    assert noted(getattr(handoff, key), **{key: (Pointer(title="a"),)}).value == 1


def test_the_dashboard_puts_the_starved_first_and_specs_last():
    address = handoff.dashboard_url(case()).value
    head, _, fragment = address.partition("#")
    terms = parse_qsl(urlsplit(fragment).query)

    assert head == "https://review.example.org/"
    assert urlsplit(fragment).path == "/dashboard/"
    assert [name for name, _ in terms] == [
        "title",
        "foreach",
        "Starved",
        "Verified and unreviewed",
        "Waiting for a second core reviewer",
        "Other verified changes",
        "Specs",
    ]
    assert dict(terms)["Starved"] == "project:team/code label:Verified>=1,user=ci age:30d"


def test_the_dashboard_is_percent_encoded():
    address = handoff.dashboard_url(case()).value

    assert address.isascii()
    assert not set(' ,<>"') & set(address)


def test_prefixes_and_no_branches_and_no_specs_are_understood():
    gerrit = Gerrit(server="https://e.org/r/", projects=("a/*", "b"), branches=())
    address = handoff.dashboard_url(case(team=Team(key="t", title="T", gerrit=gerrit))).value
    terms = dict(parse_qsl(urlsplit(address.partition("#")[2]).query))

    assert address.startswith("https://e.org/r/#/dashboard/?title=T%20reviews&foreach=")
    assert terms["Starved"] == "(projects:a/ OR project:b) age:30d"
    assert "Specs" not in terms
    assert "branch" not in terms["foreach"]


def test_every_name_is_answered_and_defined():
    here = case()

    assert list(facts(here)) == [metric.definition.name for metric in METRICS]
    assert {*facts(here), *series(here)} == set(definitions())


def test_one_fact_is_the_same_alone_as_among_all():
    here = case()

    assert all(fact(here, name) == found for name, found in facts(here).items())


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"backlog\.opened"):
        fact(case(), "backlog.opened")


def test_every_fact_says_what_it_needs_to_be_believed():
    for name, found in facts(case()).items():
        assert found.definition == name
        if isinstance(found, Fact):
            assert found.unit
            assert found.source
            assert found.as_of == case().moment
