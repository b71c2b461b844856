"""The calendar: what it knows, and what a team may say against it."""

from datetime import date, timedelta

import pytest

from retro.calendar import after, find, is_slurp, known, name_of, skipped_by, spec_freezes, weeks
from retro.errors import ContentError, UsageError
from retro.model.team import Dates

MITAKA = find("mitaka")


def dates(start=None, release=None, **milestones):
    return Dates(start=start, release=release, milestones=milestones)


def test_mitaka_is_as_its_schedule_had_it():
    assert (MITAKA.start, MITAKA.release) == (date(2015, 10, 19), date(2016, 4, 7))
    assert MITAKA.previous_release == date(2015, 10, 15)
    assert MITAKA.day_of("M-2") == date(2016, 1, 21)
    assert MITAKA.day_of("feature freeze") == date(2016, 3, 3)
    assert MITAKA.day_of("RC1") == date(2016, 3, 17)


def test_the_cycle_after_one_is_the_calendars():
    own = find("mine", dates(date(2016, 1, 1), date(2016, 5, 1)))

    assert (after(MITAKA), after(known()[-1]), after(own)) == ("newton", "", "")


def test_the_release_is_the_last_milestone():
    assert all(cycle.milestones[-1].day == cycle.release for cycle in known())
    assert MITAKA.day_of("release") == MITAKA.release


def test_cycles_come_oldest_first_and_never_overlap():
    pairs = list(zip(known(), known()[1:], strict=False))

    assert all(older.release < newer.start for older, newer in pairs)
    assert all(newer.previous_release == older.release for older, newer in pairs)


def test_every_milestone_lies_inside_its_cycle():
    for cycle in known():
        assert all(cycle.start <= m.day <= cycle.release for m in cycle.milestones), cycle.name


def test_a_cycle_without_a_first_day_is_not_known():
    assert known()[0].name == "bexar"


def test_a_cycle_without_a_first_day_is_found_by_those_who_give_it():
    assert find("austin", dates(start=date(2010, 7, 19))).release == date(2010, 10, 21)


@pytest.mark.parametrize("name", ["2026.1", "gazpacho", "Gazpacho", "GAZPACHO"])
def test_a_cycle_is_found_by_name_or_number_in_any_case(name):
    assert find(name).name == "gazpacho"


def test_a_number_that_ends_in_a_zero_is_not_one_that_ends_without():
    assert find("2023.1").name == "antelope"
    with pytest.raises(UsageError):
        find("2023.10")


def test_an_unknown_cycle_lists_the_known_and_suggests_the_nearest():
    with pytest.raises(UsageError, match='there is no cycle "mitka"') as error:
        find("mitka")

    assert error.value.hint.startswith("did you mean mitaka?")
    assert "newton, ocata" in error.value.hint


def test_no_name_at_all_is_said_so():
    with pytest.raises(UsageError, match="no cycle was named"):
        find("", dates(date(2024, 1, 1), date(2024, 6, 1)))


def test_own_dates_define_a_cycle():
    own = find("spring", dates(date(2024, 1, 1), date(2024, 6, 1), beta=date(2024, 4, 1)))

    assert (own.name, own.start, own.release) == ("spring", date(2024, 1, 1), date(2024, 6, 1))
    assert [m.name for m in own.milestones] == ["beta", "release"]


@pytest.mark.parametrize("half", [dates(start=date(2024, 1, 1)), dates(release=date(2024, 6, 1))])
def test_half_of_the_dates_define_no_cycle(half):
    with pytest.raises(UsageError, match="there is no cycle"):
        find("spring", half)


def test_own_dates_win_over_the_calendar():
    own = find("mitaka", dates(release=date(2016, 4, 21)))

    assert (own.start, own.release) == (MITAKA.start, date(2016, 4, 21))
    assert own.day_of("release") == date(2016, 4, 21)


def test_own_milestones_win_by_name_in_any_case_and_leave_the_others():
    own = find("mitaka", Dates(milestones={"m-2": date(2016, 1, 28), "beta": date(2016, 2, 1)}))

    assert own.day_of("M-2") == date(2016, 1, 28)
    assert own.day_of("beta") == date(2016, 2, 1)
    assert own.day_of("M-1") == MITAKA.day_of("M-1")
    assert len(own.milestones) == len(MITAKA.milestones) + 1


def test_own_milestones_fall_into_order():
    own = find("mitaka", Dates(milestones={"beta": date(2015, 11, 1)}))

    assert own.milestones[0].name == "beta"


def test_a_cycle_that_ends_before_it_begins_is_refused():
    with pytest.raises(ContentError, match="it starts on 2017-01-01"):
        find("mitaka", dates(start=date(2017, 1, 1)))


def test_spec_freezes_are_known_by_project():
    assert spec_freezes("Mitaka")["glance"] == (date(2016, 1, 1),)
    assert len(spec_freezes("newton")["nova"]) == 2
    assert spec_freezes("nowhere") == {}


def test_a_cycle_takes_between_two_months_and_ten():
    lengths = [cycle.release - cycle.start for cycle in known()]

    assert min(lengths) > timedelta(days=60)
    assert max(lengths) < timedelta(days=310)


def test_a_milestone_that_the_team_does_not_have_is_taken_away_and_said_so():
    own = find("mitaka", Dates(milestones={"rc1": None, "M-9": None, "beta": date(2016, 2, 1)}))

    assert own.day_of("RC1") is None
    assert own.lacks("RC1") == "This team has no RC1."
    assert own.lacks("RC2") == "The cycle's calendar has no RC2."
    assert len(own.milestones) == len(MITAKA.milestones)


def test_a_team_without_release_candidates_has_no_day_of_theirs():
    own = find("mitaka", model="cycle-with-intermediary")

    assert [own.day_of(name) for name in ("RC1", "final RCs", "feature freeze")] == [None] * 3
    assert own.lacks("feature freeze") == "This team has no feature freeze."
    assert own.day_of("M-2") == MITAKA.day_of("M-2")
    assert own.day_of("release") == MITAKA.release


def test_a_team_apart_from_cycles_has_no_day_of_the_calendar_but_its_own():
    own = find("mitaka", Dates(milestones={"RC1": date(2016, 3, 1)}), "independent")

    assert [(one.name, one.day) for one in own.milestones] == [
        ("RC1", date(2016, 3, 1)),
        ("release", MITAKA.release),
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("2024.1", "caracal"), ("caracal", "caracal"), ("v5", "v5"), ("", "")]
)
def test_a_cycle_goes_by_its_name_be_it_named_or_numbered(text, name):
    assert name_of(text) == name


def test_mitakas_election_is_as_its_schedule_had_it():
    assert weeks("mitaka") == {
        "nominations": (date(2016, 3, 14), date(2016, 3, 18)),
        "election": (date(2016, 3, 21), date(2016, 3, 25)),
    }
    assert weeks("juno") == weeks("mine") == {}


def test_whoever_leads_next_is_nominated_and_then_elected_before_the_release():
    for cycle in known():
        told = weeks(cycle.name)
        assert set(told) <= {"PTG", "nominations", "election"}
        assert all(first < last for first, last in told.values())
        if "nominations" in told:
            (first, last), (polls, end) = told["nominations"], told["election"]
            assert cycle.start < first < last < polls < end <= cycle.release
        if "PTG" in told:
            assert timedelta(-14) <= told["PTG"][0] - cycle.start <= timedelta(28)


def test_weeks_begin_on_monday_and_end_on_friday_but_where_days_are_told():
    for cycle in known():
        spans = [] if cycle.name == "dalmatian" else weeks(cycle.name).values()
        assert all((a.weekday(), b.weekday()) == (0, 4) for a, b in spans), cycle.name


@pytest.mark.parametrize(
    ("name", "skipped"),
    [
        ("caracal", "bobcat"),
        ("2026.1", "flamingo"),
        ("bobcat", ""),
        ("antelope", ""),
        ("mitaka", ""),
    ],
)
def test_a_slurp_release_skips_the_one_after_the_slurp_before_it(name, skipped):
    between = skipped_by(find(name))
    assert (between.name if between else "") == skipped


def test_a_cycle_that_only_has_such_a_name_ends_with_no_slurp_release():
    own = find("2024.1-ours", Dates(start=date(2024, 1, 1), release=date(2024, 3, 1)))
    assert not is_slurp(own)
