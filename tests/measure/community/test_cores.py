from datetime import date

import pytest

from retro.measure.community import activity, cores
from retro.measure.ground.roster import core_reviewers
from retro.model.cycle import Cycle
from retro.model.facts import Gap, Withheld
from retro.model.labels import Labels
from retro.model.origin import Origin
from retro.model.team import Notes, Team, Tenure
from tests.measure.builders import ANN, BOT, GERRIT, case, change, upload, vote, when

JOINING = Tenure(account="ann", since=date(2016, 3, 4))
ALWAYS = Tenure(account="ben")
AWAY = (
    Tenure(account="cat", until=date(2016, 3, 2)),
    Tenure(account="cat", since=date(2016, 3, 6)),
)


def roster(*tenures: Tenure, **given):
    return case(notes=Notes(roster=tenures), **given)


def inferred(*steps, moment="03-10", project="team/code", **given):
    return cores.cores(
        case(change(1, upload("02-01"), *steps, project=project), moment=moment, **given)
    )


def test_the_roster_is_counted_as_typed_and_its_names_withheld():
    fact = cores.cores(roster(JOINING, ALWAYS, *AWAY))

    assert (fact.value, fact.origin) == (3, Origin.TYPED)
    assert fact.evidence == Withheld(rule="People are counted, never listed.", n=3)


@pytest.mark.parametrize(("moment", "number"), [("03-04", 0), ("03-05", 1)])
def test_a_core_reviewer_counts_from_the_first_day_on(moment, number):
    assert cores.cores(roster(JOINING, moment=moment)).value == number


@pytest.mark.parametrize(("moment", "number"), [("03-02", 1), ("03-03", 0)])
def test_the_end_of_a_time_in_the_role_is_the_first_day_without(moment, number):
    assert cores.cores(roster(AWAY[0], moment=moment)).value == number


def test_where_nobody_is_core_any_more_it_is_said_how_many_were():
    gone = cores.cores(roster(AWAY[0], moment="03-03"))

    assert gone.note.startswith("None at the moment; earlier in the cycle up to 1.")
    assert "earlier" not in cores.cores(roster(AWAY[0], moment="03-02")).note
    assert "earlier" not in cores.cores(roster(JOINING, moment="03-02")).note


def test_a_name_without_an_account_counts_in_the_team():
    fact = cores.cores(roster(ALWAYS, Tenure(account="nobody")))

    assert fact.value == 2
    assert fact.note.endswith("No account is known for 1 of its 2 names.")


def test_a_roster_of_which_nothing_is_known_gives_way_to_votes():
    fact = cores.cores(
        case(
            change(1, upload("03-01"), vote("03-02", 2)),
            notes=Notes(roster=(Tenure(account="x"),)),
        )
    )

    assert (fact.value, fact.origin) == (1, Origin.ASSUMED)
    assert fact.note == "Inferred from votes: none of the roster's names is a known account."


@pytest.mark.parametrize(
    ("steps", "number"),
    [
        ([vote("03-02", 2)], 1),
        ([vote("03-02", 1, "Workflow")], 1),
        ([vote("03-02", 1, "Approved")], 1),
        ([vote("03-02", 1)], 0),
        ([vote("03-02", -2)], 0),
        ([vote("03-02", 2, "Verified")], 0),
        ([vote("03-02", 2, by=BOT)], 0),
        ([vote("03-02", 2), vote("03-03", 1, "Workflow")], 1),
        ([vote("03-02", 2), vote("03-03", 2, by=12)], 2),
    ],
)
def test_a_vote_that_only_core_reviewers_have_infers_one(steps, number):
    assert inferred(*steps).value == number


@pytest.mark.parametrize(("moment", "number"), [("06-01", 1), ("05-31", 1), ("06-02", 0)])
def test_a_vote_infers_for_ninety_whole_days(moment, number):
    assert inferred(vote("03-03 00:00", 2), moment=moment).value == number


def test_only_core_projects_and_branches_infer():
    gerrit = type(GERRIT)(server="s", projects=("team/*",), core_projects=("team/code*",))
    team = Team(key="team", title="Team", gerrit=gerrit)

    assert inferred(vote("03-02", 2), team=team, project="team/code-client").value == 1
    assert inferred(vote("03-02", 2), team=team, project="team/library").value == 0
    stable = change(1, upload("03-01"), vote("03-02", 2), branch="stable/x")
    assert cores.cores(case(stable)).value == 0


def test_a_simulated_core_team_is_simulated_even_where_inferred():
    assert inferred(vote("03-02", 2), simulated=True).origin is Origin.SIMULATED


def test_inferred_needs_ninety_days_before():
    assert isinstance(inferred(vote("03-02", 2), reaches=when("02-01")), Gap)
    assert cores.cores(roster(ALWAYS, reaches=when("03-09"))).value == 1


def test_who_came_and_went_is_told_apart():
    here = roster(JOINING, ALWAYS, *AWAY)

    assert cores.cores_joined(here).value == 1
    assert cores.cores_left(here).value == 1
    assert cores.cores_returned(here).value == 1
    assert cores.cores_joined(here).note.startswith("On 4\N{NO-BREAK SPACE}March 2016.")


@pytest.mark.parametrize(("day", "late"), [(8, 0), (9, 1), (10, 1)])
def test_late_is_the_last_quarter_of_the_time_gone_by(day, late):
    here = roster(Tenure(account="ann", since=date(2016, 3, day)), moment="03-12")

    assert cores.cores_joined_late(here).value == late


def test_two_terms_that_touch_are_one():
    terms = (
        Tenure(account="ann", until=date(2016, 3, 5)),
        Tenure(account="ann", since=date(2016, 3, 5)),
        Tenure(account=str(ANN), since=date(2016, 3, 1), until=date(2016, 3, 8)),
    )
    here = roster(*terms)

    assert cores.cores_left(here).value == cores.cores_returned(here).value == 0


@pytest.mark.parametrize(
    "metric",
    [cores.cores_joined, cores.cores_joined_late, cores.cores_left, cores.cores_returned],
)
def test_without_a_roster_idle_is_not_gone(metric):
    assert metric(case()).why == (
        "Inferred from votes: there is no roster. Who joined or left is unknown: idle is not gone."
    )


def test_the_usual_size_is_the_one_held_on_most_days():
    fact = cores.cores_usual(roster(JOINING, ALWAYS))

    assert fact.value == 2
    assert fact.note.replace("\N{NO-BREAK SPACE}", " ").startswith("On 60 % of 10 days.")


def test_there_is_no_usual_size_before_the_cycle():
    assert isinstance(cores.cores_usual(roster(ALWAYS, moment="02-01")), Gap)
    assert isinstance(cores.cores_usual(case(reaches=when("02-28"))), Gap)


def test_nobody_is_core_outside_a_term():
    found = core_reviewers((JOINING,), case().accounts, GERRIT, Labels(), ())

    assert not found.holds(ANN, when("03-03 23:59"))
    assert found.holds(ANN, when("03-04 00:00"))
    assert not found.holds(99, when("03-04"))


def test_a_team_of_twelve_that_was_nine_for_most_of_the_cycle():
    cycle = Cycle(name="mitaka", start=date(2015, 10, 19), release=date(2016, 4, 7))
    terms = [Tenure(account=str(number)) for number in range(1, 9)] + [
        Tenure(account="9", until=date(2015, 11, 20)),
        Tenure(account="9", since=date(2016, 2, 10)),
        Tenure(account="10", since=date(2015, 11, 30)),
        Tenure(account="11", since=date(2016, 2, 29)),
        Tenure(account="12", since=date(2016, 3, 4)),
    ]
    here = roster(*terms, cycle=cycle)
    told = (
        (cores.cores, 12),
        (cores.cores_usual, 9),
        (cores.cores_joined, 3),
        (cores.cores_joined_late, 2),
        (cores.cores_left, 1),
        (cores.cores_returned, 1),
        (activity.cores_interrupted, 1),
    )

    assert [metric(here).value for metric, _ in told] == [value for _, value in told]


def test_without_named_branches_every_branch_infers():
    gerrit = type(GERRIT)(server="s", projects=("team/code",), branches=())
    stable = change(1, upload("03-01"), vote("03-02", 2), branch="stable/x")

    assert cores.cores(case(stable, team=Team(key="t", title="T", gerrit=gerrit))).value == 1
