"""Two cycles as one: what adds up, for the teams that have both, and what is left out."""

from datetime import date

from msgspec.structs import replace

from retro.model.site import Site
from retro.outline.digest import KeyNumber
from retro.outline.many_teams import ACROSS
from retro.render import Entry, Together, home
from retro.render.since_slurp import Both, since_slurp
from tests.render.fixture import THEME, report, volumes

MERGED = ACROSS.index("flow.merged")
FIRST = {"cycle": "bobcat", "cycle_title": "2023.2 Bobcat"}
FIRST |= {"start": date(2023, 4, 3), "release": date(2023, 10, 4), "as_of": date(2023, 10, 4)}
SECOND = {"cycle": "caracal", "cycle_title": "2024.1 Caracal"}
SECOND |= {"start": date(2023, 10, 9), "release": date(2024, 4, 3), "as_of": date(2024, 4, 3)}


def volume(team: str, when: dict[str, object], merged: int | None = None, **more: object):
    told = report(team=team, team_title=team.title(), simulated=False, **when | more)
    (one,) = volumes(Entry(folder=f"{team}/{when['cycle']}", report=told))
    ends = {"backlog.verified_at_start": 152, "backlog.verified": 74}
    numbers = [KeyNumber(name=name, title=name, value=value) for name, value in ends.items()]
    numbers.append(
        KeyNumber(
            name="flow.merged",
            title="Merged",
            unit="changes",
            value=merged,
            why="" if merged else "No records.",
            places={f"x/{team}": (merged or 1) - 1, "x/both": 1} if merged else {},
        )
    )
    return replace(one, digest=replace(one.digest, numbers=tuple(numbers)))


def both(*pairs: tuple[str, int | None, int | None]) -> Both:
    made = since_slurp(
        [volume(team, FIRST, one) for team, one, _ in pairs],
        [volume(team, SECOND, two) for team, _, two in pairs],
    )
    assert made
    return made


def test_a_team_has_the_sum_of_both_cycles_and_each_of_them():
    (row,) = both(("heat", 5, 7)).rows
    merged = row.numbers[MERGED]

    assert (row.start.text, row.end.text) == ("152", "74")
    assert merged.figure.text == "12"
    assert [(one.text, one.href) for one in merged.each] == [
        ("5", "../heat/bobcat/evidence/flow.merged.html"),
        ("7", "../heat/caracal/evidence/flow.merged.html"),
    ]


def test_a_number_that_one_cycle_lacks_has_no_sum():
    made = both(("heat", None, 7), ("zun", 1, 1))

    assert made.rows[0].numbers[MERGED].figure.why == "2023.2 Bobcat: No records."
    assert (made.every.numbers[MERGED].figure.text, made.every.numbers[MERGED].figure.unit) == (
        "2",
        "of 1 of 2 teams",
    )


def test_the_backlog_of_all_goes_from_end_to_end_of_the_same_teams():
    silent = KeyNumber(name="backlog.verified_at_start", title="", why="No records.")
    heat, zun = (volume(team, FIRST, 5) for team in ("heat", "zun"))
    _, *others = zun.digest.numbers
    zun = replace(zun, digest=replace(zun.digest, numbers=(silent, *others)))
    later = [volume(team, SECOND, 7) for team in ("heat", "zun")]
    every = since_slurp([heat, zun], later).every

    assert (every.start.text, every.end.text) == ("152", "74")
    assert (every.start.unit, every.end.unit) == ("of 1 of 2 teams", "of 1 of 2 teams")
    none = since_slurp([zun], later[1:]).every
    assert {none.start.why, none.end.why} == {"No team's is known at both."}


def test_what_teams_share_counts_once_in_each_cycle():
    assert both(("heat", 5, 7), ("zun", 1, 1)).every.numbers[MERGED].figure.text == "12"


def test_teams_without_both_are_left_out_with_the_reason():
    early = volume("zun", FIRST, 5, as_of=date(2023, 9, 1))
    odd = volume("octavia", FIRST, 5, release=date(2023, 10, 9), as_of=date(2023, 10, 9))
    made = since_slurp(
        [volume("heat", FIRST, 5), volume("nova", FIRST, 5), early, odd],
        [volume(team, SECOND, 7) for team in ("heat", "cinder", "zun", "octavia")],
    )

    assert made
    assert [row.team.title for row in made.rows if row.team] == ["Heat"]
    assert made.remarks == (
        "What happened in the 4\N{NO-BREAK SPACE}days between both is in neither.",
        "Left out: Zun, looked at in 2023.2 Bobcat before its end.",
        "Left out: Octavia, with cycles that overlap.",
        "Left out: Nova, with a retrospective of 2023.2 Bobcat alone.",
        "Left out: Cinder, with a retrospective of 2024.1 Caracal alone.",
    )


def test_what_is_not_sure_of_a_shared_project_keeps_its_range_over_two_cycles():
    def vague(one):
        numbers = [
            replace(n, between=(0, n.value), places={"x/both": n.value}) if n.value == 7 else n
            for n in one.digest.numbers
        ]
        return replace(one, digest=replace(one.digest, numbers=tuple(numbers)))

    made = since_slurp(
        [volume(team, FIRST, 5) for team in ("heat", "zun")],
        [vague(volume(team, SECOND, 7)) for team in ("heat", "zun")],
    )

    assert made
    assert made.every.numbers[MERGED].figure.text == "9 to 16"  # 9 in the first, 0 to 7 after


def test_a_later_cycle_that_runs_is_said_to_be_so_far():
    made = since_slurp(
        [volume("heat", FIRST, 5), volume("zun", FIRST, 5)],
        [volume("heat", SECOND, 7), volume("zun", SECOND, 7, as_of=date(2024, 2, 1))],
    )

    assert made
    assert "Where 2024.1 Caracal is not over yet, it counts so far: Zun." in made.remarks


def test_where_no_team_has_both_there_is_nothing_to_say():
    assert since_slurp([volume("heat", FIRST, 5)], [volume("zun", SECOND, 5)]) is None


def test_the_page_of_a_slurp_release_has_both_and_no_other_has():
    teams = [volume(team, SECOND, 7) for team in ("heat", "zun")]
    cycle = Together(name="caracal", volumes=tuple(teams))
    skipped = (volume("heat", FIRST, 5),)
    alone, made = (
        home(teams, Site(), [THEME], cycles=[one])["caracal/index.html"].decode()
        for one in (cycle, replace(cycle, skipped=skipped))
    )

    assert "Since the last SLURP release" in made
    assert "Since the last SLURP release" not in alone
