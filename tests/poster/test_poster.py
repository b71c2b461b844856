"""The first screen answers five questions from whatever a report knows."""

from datetime import date, timedelta

import pytest

from retro.model.facts import Before, Evidence, Line, Mark, Origin, Part
from retro.model.story import Story
from retro.outline.words import NBSP
from retro.poster import poster
from retro.poster.poster import finding
from tests.render.fixture import fact, gap, item, report, series

START = date(2015, 10, 19)
TURNS = (Part("reviewer", "waiting for a reviewer", 62), Part("author", "their author", 21))
VERIFIED = fact("backlog.verified", 83, parts=TURNS)
AT_START = fact("backlog.verified_at_start", 164)


def listing(*states: str) -> Evidence:
    every = (item(f"Thing {n}", n, state=state) for n, state in enumerate(states))
    return Evidence(items=tuple(every))


def planned(*states: str):
    return fact("priorities.planned", len(states), unit="priorities", evidence=listing(*states))


def line(*numbers: int, name: str = "backlog.verified_daily", start: date = START):
    days = tuple(start + timedelta(days=n - 1) for n in range(len(numbers)))
    told = Line(label="verified changes", role="reviewers", values=numbers)
    return series(name, x=days, x_unit="days", lines=(told,))


def words(drawn, kind: str) -> str:
    return next((label.text for label in drawn.labels if label.kind == kind), "")


def of(*facts, **more):
    return poster(report(*facts, **more))


def test_the_finding_says_what_became_of_promises_and_then_of_the_backlog():
    told = of(planned("met", "missed", "missed"), VERIFIED, AT_START, as_of=date(2016, 4, 7))
    assert told.finding.replace(NBSP, " ") == (
        "One promise of three was kept; the backlog nearly halved"
    )


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("met", "met"), "All two promises were kept"),
        (("missed", "missed"), "None of the two promises was kept"),
        (("missed",), "The one promise was missed"),
    ],
)
def test_promises_are_worded_by_their_number(states, said):
    told = finding(report(planned(*states), as_of=date(2016, 4, 7)))
    assert told.replace(NBSP, " ") == said


def test_while_the_cycle_lasts_it_says_how_long_and_an_open_promise_is_none_broken():
    told = of(planned("open", "met"), VERIFIED, AT_START, as_of=date(2016, 1, 25))
    assert told.finding.replace(NBSP, " ") == (
        "73 days to go: one promise of two was kept so far; the backlog nearly halved"
    )


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("met", "met", "open", "open", "open"), "two promises of five were kept so far"),
        (("missed", "open", "open"), "one promise of three was missed so far"),
        (("met", "met"), "all two promises were kept"),
        (("open", "open"), "What happened is not known here"),
    ],
)
def test_while_the_cycle_lasts_open_promises_are_part_of_the_whole(states, said):
    told = of(planned(*states), as_of=date(2016, 1, 25)).finding.replace(NBSP, " ")
    assert told.removeprefix("73 days to go: ") == said


def test_where_nothing_is_known_it_says_so_and_shows_no_number():
    told = of(gap("backlog.open"))
    assert told.finding == "What happened is not known here"
    assert not any(one.figures for one in (told.backlog, told.features, told.team))
    assert "not known" in told.backlog.says
    assert told.steps == ()


def test_without_tests_the_backlog_is_what_is_open():
    told = of(gap("backlog.verified"), fact("backlog.open", 40), fact("backlog.open_at_start", 50))
    assert [one.text for one in told.backlog.figures] == ["50", "40"]
    assert told.backlog.way == f"↓ 20{NBSP}%"
    assert told.backlog.line is None


def test_a_start_that_is_not_known_leaves_the_end_alone():
    told = of(VERIFIED, gap("backlog.verified_at_start"))
    assert [one.text for one in told.backlog.figures] == ["83"]
    assert told.backlog.way == ""


def test_the_picture_begins_and_ends_with_the_numbers_above_it():
    told = of(VERIFIED, AT_START, pictured=(line(164, 150, 90, 83),)).backlog
    assert told.line
    assert [words(told.line, kind) for kind in ("start", "end")] == [
        one.text for one in told.figures
    ]


def test_the_line_stands_on_zero_and_inside_its_field():
    told = of(VERIFIED, AT_START, pictured=(line(164, 0, 200, 83),)).backlog.line
    points = [tuple(map(float, one.split())) for one in told.path[1:].split(" L")]
    assert points[1][1] == 300
    assert all(0 <= x <= 1000 and 0 <= y <= 300 for x, y in points)


def test_the_cycle_before_is_drawn_in_the_same_weeks_with_its_own_numbers():
    earlier = line(120, 130, 165, 170, start=START - timedelta(days=100))
    before = Before(
        cycle_title="Liberty",
        as_of=date(2016, 3, 9) - timedelta(days=100),
        week="R-4",
        facts={},
        series={earlier.name: earlier},
    )
    told = of(VERIFIED, AT_START, pictured=(line(164, 150, 90, 83),), before=before).backlog.line
    assert words(told, "then") == "Liberty: 120 → 170"
    assert told.before.partition(" L")[0].split()[0] == told.path.partition(" L")[0].split()[0]


def test_a_typed_day_near_the_turn_is_named_and_a_milestone_is_not():
    falls = (*[100] * 60, *range(100, 40, -2))
    days = [START + timedelta(days=n) for n in (20, 58, 60)]
    marks = [Mark("early", days[0], "review day"), Mark("x", days[1], "clean-up day")]
    told = of(VERIFIED, AT_START, pictured=(line(*falls),), marks=(*marks, Mark("M-1", days[2])))
    assert words(told.backlog.line, "occasion") == "clean-up day"


def test_an_extreme_is_named_only_where_it_lies_far_from_both_ends():
    far = of(VERIFIED, pictured=(line(100, 20, 80),)).backlog.line
    near = of(VERIFIED, pictured=(line(100, 79, 80),)).backlog.line
    assert words(far, "extreme") == "lowest: 20"
    assert words(near, "extreme") == ""


def test_dots_and_words_of_features_add_up():
    told = of(
        fact("features.landed", 2, unit="features", evidence=listing("landed", "landed")),
        fact("features.approved", 4, unit="features"),
        fact("features.deferred", 1, evidence=Evidence(items=(item("D", state="deferred to n"),))),
        fact("features.open_at_end", 1, evidence=Evidence(items=(item("O", state="open"),))),
    ).features
    assert [(row.kind, len(row.titles)) for row in told.dots] == [
        ("yes", 2),
        ("not", 1),
        ("open", 1),
    ]
    assert told.says.startswith("4 planned: 2 landed, 1 slipped to the N cycle and 1 still open.")


@pytest.mark.parametrize(
    ("following", "said"),
    [("newton", "2 slipped to Newton (the next cycle)"), ("", "2 slipped to the Newton cycle")],
)
def test_the_cycle_that_features_slipped_to_is_explained_where_it_is_the_next(following, said):
    told = of(
        fact("features.landed", 0, unit="features", evidence=listing()),
        fact("features.approved", 2, unit="features"),
        fact(
            "features.deferred", 2, evidence=listing("deferred to newton", "declared, to Newton")
        ),
        next_cycle=following,
    ).features
    assert said in told.says


def test_features_of_which_nobody_can_tell_have_a_row_and_leave_no_bare_zero():
    told = of(
        fact("features.landed", 0, off=3, between=(0, 3), evidence=Evidence(items=())),
        fact("features.approved", 3, unit="features"),
        fact("features.unknown", 3, evidence=listing("unknown", "unknown", "unknown")),
    ).features

    assert [figure.text for figure in told.figures] == ["0 to 3 landed"]
    assert [(row.kind, row.label, len(row.titles)) for row in told.dots] == [
        ("open", "not known", 3)
    ]
    assert told.says.startswith("3 planned: 3 not known.")


def test_where_features_are_not_known_merges_take_their_place():
    merged = fact("flow.merged", 12, parts=(Part("people", "people", 10), Part("bots", "b", 2)))
    weekly = series("flow.merges_weekly", lines=(Line(label="m", role="people", values=(5, 7)),))
    told = of(gap("features.landed"), merged, pictured=(weekly,)).features
    assert (told.label, told.bars) == ("Merged", (5, 7))
    assert "not known" in told.says


def test_the_dots_of_the_core_team_are_as_many_as_it_has():
    parts = (
        *(Part("constant", "", 5), Part("occasional", "", 1), Part("quiet", "", 3)),
        *(Part("interrupted", "", 1), Part("rest", "", 2)),
    )
    told = of(
        fact("community.cores", 12, unit="people", note="From the roster in cycle.yaml."),
        fact("community.cores_at_start", 9, unit="people"),
        fact("community.cores_by_activity", 12, unit="people", parts=parts),
    ).team
    assert sum(len(row.titles) for row in told.dots) == 12
    assert [one.text for one in told.figures] == ["9", "12"]
    assert told.says.startswith("Five review in most weeks, three hardly ever.")


def test_of_cores_who_are_all_too_new_nothing_is_said_to_be_seldom():
    parts = (Part("constant", "", 0), Part("quiet", "", 0), Part("rest", "", 9))
    told = of(
        fact("community.cores", 9, unit="people"),
        fact("community.cores_by_activity", 9, unit="people", parts=parts),
    ).team
    assert [row.label.replace(NBSP, " ") for row in told.dots] == ["9 too new"]
    assert "most weeks" not in told.says


def test_cores_that_votes_alone_tell_are_called_inferred():
    told = of(fact("community.cores", 4, origin=Origin.ASSUMED, note="Inferred from votes.")).team
    assert "inferred from votes" in told.origin


def test_the_first_things_to_do_are_three_that_exist_and_lead_to_their_lists():
    told = of(
        fact("backlog.starved", 8),
        planned("met", "missed"),
        fact("priorities.missed", 1, unit="priorities", evidence=listing("missed")),
        fact("features.deferred", 0),
        fact("features.open_at_end", 1, evidence=Evidence(items=(item("O", state="open"),))),
        fact("bugs.untriaged", 4, unit="bugs"),
        as_of=date(2016, 4, 7),
    )
    assert [one.fact for one in told.steps] == [
        "backlog.starved",
        "priorities.missed",
        "features.open_at_end",
    ]
    assert [one.fact for one in told.then] == ["bugs.untriaged"]
    assert told.heading == "Whoever follows: do these three first"


def test_a_step_says_by_how_much_its_number_may_be_off():
    told = of(fact("backlog.starved", 104, off=37), fact("backlog.abandon_candidates", 5, off=2))

    assert [f"{one.does}{one.rest}".replace(NBSP, " ") for one in told.steps] == [
        "Review 104 ± 37 changes that nobody has looked at for a month or more",
        "Abandon or revive 5 ± 2 changes that the rule for abandoning covers",
    ]


def test_while_the_cycle_lasts_the_steps_are_this_weeks():
    told = of(fact("backlog.starved", 8), edition="so-far", as_of=date(2016, 1, 25))
    assert told.heading == "This week: do this first"


def slips(*promises: str):
    """What slipped: one feature as specs tell, and what was declared, each part of a promise."""
    moved = item("D", state="deferred to n")
    told = (
        item(f"P{n}", state="declared, to n", story=Story(promise=promise))
        for n, promise in enumerate(promises)
    )
    every = (moved, *told)
    return (
        fact("features.deferred", 1, evidence=Evidence(items=(moved,))),
        fact("features.will_not_make_it", len(every), evidence=Evidence(items=every)),
    )


def slipped(*facts) -> tuple[str, str]:
    """Return the step on what slipped: what to do, and which list it leads to."""
    (step,) = [one for one in of(*facts).steps if one.fact.startswith("features.")]
    return f"{step.does}{step.rest}".replace(NBSP, " "), step.fact


@pytest.mark.parametrize("state", ["missed", "open"])
def test_what_is_a_promise_to_take_up_is_not_named_again_among_what_slipped(state):
    missed = fact("priorities.missed", 1, evidence=listing("missed"))
    told = slipped(planned(state), missed, *slips("Thing 0"))
    assert told == ("Land the other feature that slipped: D", "features.deferred")


def test_what_was_declared_and_is_no_promise_slipped_beside_missed_ones():
    missed = fact("priorities.missed", 1, evidence=listing("missed"))
    told = slipped(planned("missed"), missed, *slips("Thing 0", ""))
    assert told == (
        "Land the other 2 features that slipped: D and P1",
        "features.will_not_make_it",
    )


def test_without_promises_to_take_up_all_that_slipped_is_named():
    told = slipped(planned("met"), *slips("Thing 0"))
    assert told == ("Land the 2 features that slipped: D and P0", "features.will_not_make_it")
