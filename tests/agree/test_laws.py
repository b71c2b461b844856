"""Numbers of one page agree; and each law is broken by a number that does not."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import agree, measure
from retro.agree import LAWS
from retro.agree.editions import disagreements as between
from retro.errors import DisagreementError
from retro.model import persons
from retro.model.feature import GIVEN_UP, Leftover, Outcome
from retro.poster.poster import poster
from tests import sample
from tests.agree.faults import faults
from tests.agree.reports import report_of
from tests.measure.bugs.builders import bug_case
from tests.measure.bugs.worlds import bugs
from tests.measure.builders import ANN, CYCLE, UNGATED, case, change, merge, upload, vote, when
from tests.measure.features.builders import feature, landed, with_features
from tests.measure.worlds import ROSTERS, slow_worlds, worlds

FINAL, EARLIER = date(2016, 4, 7), date(2016, 3, 9)
LEFT = (Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.UNDECIDED, Outcome.UNKNOWN)
MOMENTS = ("02-29 06:00", "03-01", "03-10", "04-04", "04-20")


@pytest.fixture(scope="module")
def final():
    return sample.report(FINAL)


@pytest.fixture(scope="module")
def early():
    return sample.report(EARLIER)


def held(here):
    last = here.moment - timedelta(seconds=1)
    return agree.disagreements(report_of(replace(here, as_of=last.date())))


def test_the_samples_editions_agree_with_themselves_and_with_each_other(early, final):
    for report in (early, final):
        agree.hold(report)
    agree.hold_together([final, early])


def test_each_law_is_broken_by_some_wrong_number_and_named_by_both_numbers(final):
    there = [law for law in LAWS if known(law, final)]
    found = {
        at: said
        for _, wrong in faults(final)
        for at, law in enumerate(there)
        if (said := law.broken(wrong))
    }

    assert sorted(found) == list(range(len(there)))
    assert all(
        there[at].first.says in said and there[at].second.says in said
        for at, said in found.items()
    )


def known(law, report) -> bool:
    told = law.first.read(report), law.second.read(report)
    return None not in told and law.where(report)


CARRIED = "features.carried_over"
TOLD_IN_PART = (
    "the sum of rhythm.reviews_daily",
    "the sum of community.reviews_weekly",
    "the sum of community.reviews_weekly (by other people) over n of community.share_by_non_cores",
    "the sum of community.core_reviews_weekly (given)",
)
INFERRED = "community.cores_constant + community.cores_occasional + community.cores_quiet"


def test_no_law_is_silent_on_the_sample_but_those_of_what_it_does_not_know(final):
    silent = [law.first.says for law in LAWS if not known(law, final)]

    assert set(silent) == {INFERRED, CARRIED, *TOLD_IN_PART}


def test_the_law_of_leftovers_is_broken_where_more_are_carried_over_than_were_left():
    one = feature("a")
    left = {"cycle_before": "elder", "left": (Leftover(one, one), Leftover(feature("b")))}
    report = report_of(with_features(one, told=left))
    law = next(law for law in LAWS if law.first.says == CARRIED)

    assert known(law, report)
    assert any(law.broken(wrong) for _, wrong in faults(report))


def test_the_law_of_teams_without_a_roster_is_broken_by_a_wrong_class(monkeypatch):
    monkeypatch.setattr(persons, "ENOUGH", 1)
    votes = [vote(f"02-{day:02}", 2) for day in range(1, 29)]
    report = report_of(case(change(1, upload("02-01"), *votes), moment="03-20"))
    law = next(law for law in LAWS if law.first.says == INFERRED)

    assert known(law, report)
    assert any(law.broken(wrong) for _, wrong in faults(report))


@given(
    st.one_of(worlds(), slow_worlds()),
    st.sampled_from(ROSTERS),
    st.sampled_from(MOMENTS),
    st.booleans(),
)
@settings(max_examples=30)
def test_numbers_of_any_small_world_agree(changes, notes, moment, bots):
    changes = tuple(replace(one, owner_is_bot=bots) for one in changes)

    assert held(case(*changes, notes=notes, moment=moment)) == ()


@pytest.mark.parametrize("moment", MOMENTS)
def test_numbers_of_a_cycle_in_which_nothing_happened_agree(moment):
    assert held(case(moment=moment)) == ()


def test_numbers_of_a_team_without_ci_and_with_one_core_reviewer_agree():
    here = (
        change(n, upload("03-01"), vote(f"03-0{n + 1}", 2, by=ANN), merge(f"03-0{n + 2}"))
        for n in range(1, 6)
    )

    assert held(case(*here, accounts=UNGATED, moment="04-04")) == ()


def test_the_thin_spots_are_the_thin_rows_of_the_table():
    here = (change(n, upload("03-01"), project=f"team/{n}") for n in range(2))
    report = report_of(case(*here, notes=ROSTERS[1]))
    law = next(law for law in LAWS if law.second.says == "community.thin_spots")
    broken = [what for what, wrong in faults(report) if law.broken(wrong)]

    assert law.first.read(report) == 2
    assert broken == [
        "community.thin_spots value",
        "backlog.by_repository core reviewers 0",
        "backlog.by_repository core reviewers 1",
    ]


OUTCOMES = st.sampled_from(
    [Outcome.LANDED, Outcome.DEFERRED, Outcome.OPEN, Outcome.UNKNOWN, *GIVEN_UP]
)
APPROVED = st.builds(
    lambda outcome, until: feature("x", outcome, since=when("03-07"), until=until, to="next"),
    OUTCOMES,
    st.sampled_from([None, when("03-20")]),
)
UNAPPROVED = st.sampled_from([Outcome.LANDED, *LEFT]).map(lambda one: feature("y", one, None))


@given(st.lists(st.one_of(APPROVED, UNAPPROVED), max_size=8), st.booleans())
@settings(max_examples=30)
def test_features_of_any_outcome_are_parts_of_what_was_approved(features, specs):
    every = [replace(one, name=f"{one.name}{at}") for at, one in enumerate(features)]

    assert held(with_features(*every, told={"specs": specs, "blueprints": True})) == ()


@given(bugs(), st.sampled_from(MOMENTS), st.sampled_from(((), ("lite-spec",))))
@settings(max_examples=30)
def test_numbers_of_any_few_bugs_agree(found, moment, tags):
    assert held(bug_case(*found, projects=("code", "client"), moment=moment, tags=tags)) == ()


def test_what_was_done_and_never_approved_is_no_part_of_what_was():
    asked, unasked = landed("a"), replace(landed("b"), approved=None)
    report = report_of(with_features(asked, unasked))
    parts = {one.key: one.value for one in report.facts["features.landed"].parts}

    assert parts == {"approved": 1, "unasked": 1}
    assert poster(report).finding.endswith("1 of 1\N{NO-BREAK SPACE}feature landed")
    assert [said for _, wrong in faults(report) for said in agree.disagreements(wrong)]


def test_editions_of_any_small_world_agree():
    @given(worlds(), st.sampled_from(ROSTERS))
    @settings(max_examples=12)
    def agreeing(changes, notes):
        reports = [report_of(case(*cut(changes, at), notes=notes, moment=at)) for at in MOMENTS]
        assert between(reports) == ()

    agreeing()


def cut(changes, at):
    """Return changes as they were known at a moment."""
    from retro import ledger

    return [known for one in changes if (known := ledger.cut(one, when(at)))]


def test_a_part_too_many_and_a_list_too_short_are_named(final):
    fact = final.facts["backlog.open"]
    short = replace(fact, evidence=replace(fact.evidence, items=fact.evidence.items[1:]))
    said = agree.disagreements(with_fact(final, short))

    assert "backlog.open is 149, but its list has 148 (glance/mitaka, final)" in said

    state = final.facts["backlog.by_state"]
    said = agree.disagreements(with_fact(final, replace(state, parts=state.parts[:-1])))
    assert "backlog.by_state is 149, but its parts sum to 87 (glance/mitaka, final)" in said


def with_fact(report, fact):
    return replace(report, facts={**report.facts, fact.name: fact})


def test_a_median_outside_its_percentiles_and_more_than_all_are_named(final):
    age, share = final.facts["backlog.age"], final.facts["community.share_by_non_cores"]

    assert any(
        "85th percentile" in one
        for one in agree.disagreements(with_fact(final, replace(age, value=1000.0)))
    )
    assert any(
        "between 0 and 1" in one
        for one in agree.disagreements(with_fact(final, replace(share, value=1.5)))
    )


def test_a_number_outside_its_own_range_is_named(final):
    wrong = replace(final.facts["features.landed"], between=(11, 12))

    assert any(
        "lies between 11 and 12" in one for one in agree.disagreements(with_fact(final, wrong))
    )


def test_the_week_in_which_the_balance_goes_wrong_is_named(final):
    name = "backlog.balance_weekly"
    balance = final.series[name]
    opened, *rest = balance.lines
    moved = replace(opened, values=(*opened.values[:3], opened.values[3] + 1, *opened.values[4:]))
    wrong = replace(balance, lines=(moved, *rest))
    said = agree.disagreements(replace(final, series={**final.series, name: wrong}))

    assert any(f"in the week of {balance.x[3]}" in one for one in said)


@pytest.mark.parametrize("key", ["value", "before", "after", "later"])
def test_a_clean_up_that_is_not_what_its_days_are_is_named(final, key):
    name = "backlog.clean_up.2016-01-18"
    wrong = next(report for what, report in faults(final) if what == f"{name} {key}")

    assert any(name in one for one in agree.disagreements(wrong))


@pytest.mark.parametrize(
    "what",
    [
        "backlog.open_at_start value",
        "backlog.verified_at_start value",
        "backlog.starved_at_start value",
        "backlog.clean_up.2016-01-18 value",
        "flow.merged value",
        "backlog.abandoned value",
        "backlog.closure_ratio opened",
        "flow.merges_weekly by people 0",
        "backlog.balance_weekly opened 0",
        "backlog.by_state_daily approved 0",
        "backlog.verified_daily verified changes 0",
    ],
)
def test_what_was_over_before_an_edition_is_the_same_in_the_next(early, final, what):
    wrong = next(report for name, report in faults(early) if name == what)

    assert any(
        what.split()[0] in said and "handoff and final" in said for said in between([final, wrong])
    )


def test_a_bug_that_became_a_duplicate_between_two_editions_is_no_fault(early, final):
    fewer = next(report for name, report in faults(early) if name == "bugs.reported value")

    assert not any("bugs.reported" in said for said in between([final, fewer]))


@pytest.mark.parametrize(
    "name",
    [
        "features.landed",
        "features.will_not_make_it",
        "community.cores_by_activity",
        "priorities.planned",
    ],
)
def test_the_first_screen_has_a_dot_for_each_that_is_counted(final, name):
    wrong = with_fact(final, replace(final.facts[name], value=final.facts[name].value + 1))

    assert any(
        said.startswith("the first screen") and name in said for said in agree.disagreements(wrong)
    )


def test_all_that_disagrees_is_told_in_one_error(final):
    with pytest.raises(DisagreementError) as told:
        agree.hold(with_fact(final, replace(final.facts["flow.merged"], value=1)))

    assert str(told.value).count("\n  ") > 5
    assert told.value.status == 6


SAME = re.compile(r"n is the number of [\w ]+? in ([a-z]+\.[a-z_]+)")


def test_what_a_definition_says_its_n_is_has_a_law():
    laws = {(law.first.says, law.second.says) for law in LAWS}
    said = {
        (f"n of {name}", match[1])
        for name, one in measure.definitions().items()
        if (match := SAME.search(one.returns))
    }

    assert len(said) > 5
    assert said - laws == set()


def test_the_laws_name_only_numbers_that_there_are():
    there = measure.definitions()
    named = {name for law in LAWS for one in (law.first, law.second) for name in names(one.says)}

    assert named - there.keys() == set()


def names(says: str) -> list[str]:
    return re.findall(r"\b[a-z]+\.[a-z_]+(?:\.[a-z-]+|[a-z0-9_]*)", says)


def test_the_cycle_of_the_small_worlds_ends_before_the_last_moment():
    assert when(MOMENTS[-1]) > CYCLE.ends
