from datetime import date

import pytest

from retro.measure.backlog import clean_up
from retro.measure.backlog import specs as spec_backlog
from retro.model.change import Kind
from retro.model.facts import Gap
from retro.model.team import Gerrit, Happening, Notes, Team
from tests.measure.builders import (
    GERRIT,
    UNGATED,
    abandon,
    case,
    change,
    flag,
    merge,
    restore,
    upload,
    verdict,
    when,
)

DAY = date(2016, 3, 4)
NOTES = Notes(rhythm=(Happening(kind="clean-up day", days=(DAY,)),))
GONE = change(1, upload("02-01"), abandon("03-04 12:00"))
STAYED = change(2, upload("02-01"), verdict("03-05 12:00"))


def effect(*changes, moment="03-10", **given):
    (metric,) = clean_up.effects(NOTES)
    return metric(case(*changes, notes=NOTES, moment=moment, **given))


def values(*changes, moment="03-10", **given):
    series = clean_up.clean_up(case(*changes, notes=NOTES, moment=moment, **given))
    return {line.label: line.values for line in series.lines if any(line.values)}


def test_the_backlog_is_told_by_state_before_after_and_later():
    assert values(GONE, STAYED) == {"waiting on CI": (2, 0, None), "reviewable": (0, 1, None)}
    assert values(GONE, STAYED, moment="04-04") == {
        "waiting on CI": (2, 0, 0),
        "reviewable": (0, 1, 1),
    }


def test_the_days_are_the_ones_around():
    series = clean_up.clean_up(case(GONE, STAYED, notes=NOTES, moment="04-04"))

    assert series.x == (date(2016, 3, 3), date(2016, 3, 5), date(2016, 4, 3))
    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Around the clean-up of 4 March 2016 the open changes went from 2 to 1; "
        "30 days later there were 1."
    )


@pytest.mark.parametrize(
    ("at", "moved"),
    [("03-03 23:59", 0), ("03-04 00:00", -1), ("03-05 23:59", -1), ("03-06 00:00", 0)],
)
def test_from_the_end_of_the_day_before_to_the_end_of_the_day_after(at, moved):
    assert effect(change(1, upload("02-01"), abandon(at))).value == moved


def test_what_left_is_listed_before_what_came():
    came = change(3, upload("03-05"))
    hidden = change(4, upload("02-01"), flag("03-04", Kind.PRIVATE))
    fact = effect(GONE, STAYED, came, hidden, change(5, upload("02-01"), merge("03-04")))

    assert fact.value == -2
    assert [(item.ref[-1], item.state) for item in fact.evidence.items] == [
        ("1", "abandoned"),
        ("4", "left"),
        ("5", "merged"),
        ("3", "came"),
    ]
    assert fact.evidence.items[0].since == DAY
    assert [part.label for part in fact.parts] == ["the day before", "the day after"]


@pytest.mark.parametrize(("moment", "known"), [("03-05", False), ("03-06", True)])
def test_the_day_after_must_be_over(moment, known):
    assert isinstance(effect(GONE, moment=moment), Gap) is not known


def test_histories_must_reach_back():
    assert isinstance(effect(reaches=when("03-05")), Gap)
    assert isinstance(clean_up.clean_up(case(notes=NOTES, reaches=when("03-05"))), Gap)


def test_without_a_clean_up_day_there_is_no_table():
    assert "the team's notes have no rhythm" in clean_up.clean_up(case()).why
    assert "that is over" in clean_up.clean_up(case(notes=NOTES, moment="03-05")).why
    assert clean_up.effects(Notes()) == ()


def test_without_a_gating_ci_its_states_are_left_out():
    assert values(GONE, accounts=UNGATED) == {"reviewable": (1, 0, None)}


def test_specs_have_a_backlog_of_their_own():
    specs = (
        change(8, upload("02-01"), verdict("02-02"), project="team/specs"),
        change(9, upload("02-01"), merge("02-02"), project="team/specs"),
    )
    fact = spec_backlog.specs(case(GONE, specs=specs))

    assert (fact.value, fact.unit) == (1, "specs")
    assert {part.label for part in fact.parts if part.value} == {"reviewable"}
    assert fact.evidence.query.startswith("status:open project:team/specs")


def test_a_team_without_specs_is_told_so():
    bare = Gerrit(server=GERRIT.server, projects=GERRIT.projects)

    assert (
        "no specs repository"
        in spec_backlog.specs(case(team=Team(key="t", title="T", gerrit=bare))).why
    )


BACK = change(3, upload("02-01"), abandon("03-04 12:00"), restore("03-20"))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("03-10", "Of the 2 changes abandoned in these days 0 came back so far."),
        ("03-25", "Of the 2 changes abandoned in these days 1 came back so far."),
        ("04-10", "Of the 2 changes abandoned in these days 1 came back within 30 days."),
    ],
)
def test_what_was_abandoned_and_came_back_within_thirty_days_is_told(moment, said):
    assert effect(GONE, BACK, moment=moment).note.replace("\N{NO-BREAK SPACE}", " ") == said


def test_what_came_back_later_or_was_abandoned_elsewhen_is_not():
    late = change(4, upload("02-01"), abandon("03-04 12:00"), restore("04-05"))
    before = change(5, upload("02-01"), abandon("03-02"), restore("03-06"))

    assert effect(late, before, moment="04-10").note.startswith("Of the 1")
    assert " 0 came back" in effect(late, before, moment="04-10").note.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert effect(STAYED).note == ""


def test_of_what_came_back_only_the_backlog_counts_and_only_what_followed():
    stable = change(
        6, upload("02-01"), abandon("03-04 12:00"), restore("03-06"), branch="stable/x"
    )
    again = change(
        7, upload("02-01"), abandon("03-01"), restore("03-04 09:00"), abandon("03-04 15:00")
    )
    said = effect(stable, again, moment="04-10").note.replace("\N{NO-BREAK SPACE}", " ")

    assert said == "Of the 1 change abandoned in these days 0 came back within 30 days."
