"""A cycle's page: what adds up over teams, of how many, and what counts once."""

from datetime import date

from msgspec.structs import replace

from retro.model.origin import Origin
from retro.model.signal import Signal
from retro.model.site import Site
from retro.outline.digest import KeyNumber
from retro.record.weekly_numbers import lacking
from retro.render import Entry, Together, home
from retro.render.backlogs import BACKLOG, frames, weeks_csv
from retro.render.sums import END, START, shared, total
from retro.render.teams_csv import teams_csv
from tests.render.fixture import HOSTILE, THEME, report, volumes, weekly

MERGED = "flow.merged"


def number(value: int | None = None, **more: object) -> KeyNumber:
    given = {"title": "Merged changes", "unit": "changes"} | more
    return KeyNumber(name=MERGED, value=value, **given)


def team(key: str, *numbers: KeyNumber, **more: object):
    told = report(team=key, simulated=False, **{"team_title": key.title()} | more)
    (volume,) = volumes(Entry(folder=f"{key}/mitaka", report=told))
    return replace(volume, digest=replace(volume.digest, numbers=numbers))


def page(*teams) -> str:
    cycle = Together(name="mitaka", volumes=teams)
    return home(teams, Site(), [THEME], cycles=[cycle])["mitaka/index.html"].decode()


def test_a_team_of_which_nothing_is_known_is_left_out_of_the_sum_and_named():
    made = total(MERGED, [team("heat", number(5)), team("zun", number(why="No records."))])

    assert (made.figure.text, made.figure.unit, made.teams) == ("5", "changes", "of 1 of 2 teams")
    assert made.notes == ("Not Zun: No records.",)


def test_of_many_teams_a_gap_names_three_and_counts_the_others():
    silent = [team(key, number(why="No records.")) for key in ("a", "b", "c", "d", "e")]
    made = total(MERGED, [team("heat", number(5)), *silent])

    assert made.notes == ("Not A, B, C and 2 more: No records.",)


def test_where_no_team_knows_there_is_no_sum():
    assert total(MERGED, [team("a", number(why="No records."))] * 2).figure.why == "No records."


def ends(key: str, start: int | None, end: int | None):
    both = ((START, start), (END, end))
    return team(
        key,
        *(KeyNumber(name=n, title=n, value=v, why="" if v else "No records.") for n, v in both),
    )


def test_sums_over_other_teams_at_the_start_than_at_the_end_say_what_the_same_teams_had():
    teams = [ends("heat", 20, 10), ends("zun", None, 7), ends("nova", 5, None)]
    start, end = (total(name, teams) for name in (START, END))

    assert [(one.figure.text, one.teams) for one in (start, end)] == [
        ("25", "of 2 of 3 teams"),
        ("17", "of 2 of 3 teams"),
    ]
    same = "The one team that is known at both ends: 20 at the start, 10 at the end."
    assert (start.notes, end.notes) == (
        ("Not Zun: No records.",),
        ("Not Nova: No records.", same),
    )
    assert f"of 2 of 3 teams. Not Nova: No records. {same}<" in page(*teams)
    assert total(END, [ends("heat", 20, 10), ends("zun", 4, 7)]).notes == ()
    assert total(END, teams[1:]).notes[-1] == "No team is known at both ends."


def test_a_share_stands_with_what_it_is_of():
    bare = KeyNumber(
        name="flow.bare_rechecks", title="", unit="share", value=0.5, n=46, of="rechecks"
    )
    made = team("zun", bare)

    assert 'class="n">of 46\N{NO-BREAK SPACE}rechecks</span>' in page(made, team("heat"))
    assert "flow.bare_rechecks: of 46\N{NO-BREAK SPACE}rechecks" in teams_csv([made]).decode()


def test_a_median_stands_with_how_many_it_was_taken_from():
    name = "flow.time_to_first_review"
    wait = KeyNumber(name=name, title="", unit="days", value=2.5, n=25, of="changes")
    made = team("zun", wait)

    assert 'days, <span class="n">25\N{NO-BREAK SPACE}changes</span>' in page(made, team("heat"))
    assert "first_review: of 25\N{NO-BREAK SPACE}changes" in teams_csv([made]).decode()


def test_a_project_of_two_teams_counts_once():
    heat = team("heat", number(5, places={"x/heat": 3, "x/both": 2}))
    zun = team("zun", number(4, places={"x/zun": 2, "x/both": 2}))

    assert total(MERGED, [heat, zun]).figure.text == "7"
    assert shared([heat, zun]) == ("x/both of Heat and Zun",)


def test_where_a_shared_project_is_counted_otherwise_the_most_counts_and_not_the_first():
    early = team("heat", number(2, places={"x/both": 2}))
    late = team("zun", number(6, places={"x/both": 5, "x/zun": 1}))

    assert total(MERGED, [early, late]).figure.text == "6"
    assert total(MERGED, [late, early]).figure.text == "6"


def test_what_is_not_sure_of_a_shared_project_is_no_less_than_nothing_and_no_more_than_once():
    vague = number(7, between=(0, 7), places={"x/specs": 7})
    sure = number(7, places={"x/specs": 7})
    own = number(5, places={"x/own": 5})

    def over(*numbers: KeyNumber) -> str:
        teams = [team(key, one) for key, one in zip("abc", numbers, strict=False)]
        return total(MERGED, teams).figure.text

    assert over(vague, vague) == "0 to 7"
    assert over(vague, vague, own) == "5 to 12"
    assert over(vague, sure) == over(sure, vague) == "7"


def test_what_can_not_be_taken_off_for_lack_of_a_whole_list_is_said():
    heat = team("heat", number(5, places={"x/both": 5}))
    zun = team(
        "zun", number(4), KeyNumber(name="backlog.verified", title="", places={"x/both": 1})
    )

    assert total(MERGED, [heat, zun]).notes == ("What Zun shares with others may count twice.",)


def test_a_sum_of_what_is_not_sure_is_not_sure_either():
    ends = total(MERGED, [team("a", number(5, between=(4, 6))), team("b", number(1, off=1))])
    off = total(MERGED, [team("a", number(5, off=2)), team("b", number(1, off=1))])

    assert (ends.figure.text, off.figure.text) == (
        "4 to 8",
        "6\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}3",
    )


def test_a_team_of_which_nobody_knows_whether_it_has_any_takes_nothing_from_a_sum():
    told = total(MERGED, [team("a", number(22, off=62)), team("b", number(100, off=5))])

    assert told.figure.text == "95 to 189"


def test_a_sum_is_as_weak_as_its_weakest_part():
    some = [team("a", number(5)), team("b", number(1, origin=Origin.TYPED))]
    assert total(MERGED, some).figure.origin == Origin.TYPED


def test_what_teams_are_called_is_only_text():
    made = page(team("heat"), team("zun", team_title=HOSTILE))
    assert "<script>alert" not in made
    assert "&lt;script&gt;alert" in made


def test_a_name_turns_nothing_that_stands_beside_it():
    turning = "\N{RIGHT-TO-LEFT OVERRIDE}zun"
    made = total(
        MERGED, [team("heat", number(5)), team("zun", number(why="0."), team_title=turning)]
    )

    assert made.notes == (f"Not \u2068{turning}\u2069: 0.",)


def test_a_team_with_other_dates_says_its_own():
    later = report().release.replace(day=21)
    made = page(team("a"), team("b"), team("zun", release=later))
    assert made.count("its own cycle") == 1


def test_cycles_that_have_no_more_than_their_name_in_common_each_say_their_days():
    other = {"start": date(2019, 1, 1), "release": date(2019, 6, 1)}
    made = page(team("a"), team("b", **other))

    assert made.count("its own cycle") == 2
    assert "each with days of its own between" in made


def test_sums_say_of_whom_they_are_only_so_far():
    over = {"as_of": report().release}
    assert "it counts so far: Zun." in page(team("a", **over), team("zun"))
    assert "it counts so far" not in page(team("a", **over), team("zun", **over))


def test_teams_stand_by_their_names_whatever_the_case_and_the_accents():
    titles = ("zun", "Équipe", "Heat", "echo")
    teams = [team(key, team_title=title) for key, title in zip("abcd", titles, strict=True)]
    files = home(teams, Site(), [THEME], cycles=[Together(name="mitaka", volumes=tuple(teams))])

    for path in ("index.html", "mitaka/index.html"):
        text = files[path].decode()
        places = [text.index(f"<bdi>{title}</bdi>") for title in ("echo", "Équipe", "Heat", "zun")]
        assert places == sorted(places)


def test_what_makes_the_numbers_of_a_team_doubtful_is_said_on_the_page_and_in_its_table():
    care = "Only what is on develop is counted: 34 of 34 merges are on other branches."
    zun = team("zun")
    zun = replace(zun, digest=replace(zun.digest, warnings=(care,)))
    made = page(team("heat"), zun)

    assert "Take care" not in page(team("heat"), team("zun"))
    assert f'<li><a href="../zun/mitaka/index.html"><bdi>Zun</bdi></a>: {care}</li>' in made
    assert care in teams_csv([zun]).decode()


def test_what_stands_out_in_a_cycle_that_runs_is_so_only_so_far():
    said = Signal(rule="no_release", number="rhythm.releases", says="no release in the cycle")
    teams = [
        replace(one, digest=replace(one.digest, signals=(said,)))
        for one in (team("heat", as_of=report().release), team("zun"))
    ]

    assert ">Heat</bdi></a>: <a" in page(*teams)
    assert ">Zun</bdi></a> (so far): <a" in page(*teams)


def with_weeks(key: str, *values: float | None):
    one = team(key)
    return replace(one, digest=replace(one.digest, weekly={BACKLOG: weekly(BACKLOG, *values)}))


def test_the_lines_of_teams_side_by_side_share_their_scale():
    made = frames([with_weeks("a", 100, 50), with_weeks("b", 10, 5)])
    ends = [float(one.line.split()[-1]) for one in made.frames]

    assert made.top == "100\N{NO-BREAK SPACE}changes"
    assert ends == [24, 43.8]  # of a field that is 48 high, with 2 free on each side


def test_a_team_without_a_line_says_why():
    silent = replace(team("b"), digest=lacking("It was never measured."))
    made = frames([with_weeks("a", 100, 50), silent])

    assert [one.why for one in made.frames] == ["", "It was never measured."]
    assert weeks_csv([with_weeks("a", 100, None), silent]).decode().splitlines() == [
        "weeks to release,a,b",
        "1,100,",
        "0,,",
    ]


def test_a_week_that_is_not_sure_has_both_ends_in_the_table():
    vague = weekly(BACKLOG, 100, 50, off=(0, 7))
    one = team("a")
    one = replace(one, digest=replace(one.digest, weekly={BACKLOG: vague}))

    assert weeks_csv([one, with_weeks("b", 3, 4)]).decode().splitlines() == [
        'weeks to release,a,"a, at least","a, at most",b',
        "1,100,100,100,3",
        "0,50,43,57,4",
    ]


def test_where_there_are_many_teams_the_home_page_lists_their_names_by_cycle():
    teams = [team(key) for key in "abcdefghi"]
    cycle = Together(name="mitaka", volumes=tuple(teams))
    few, many, apart = (
        home(some, Site(), [THEME], cycles=cycles)["index.html"].decode()
        for some, cycles in ((teams[:8], [cycle]), (teams, [cycle]), (teams, []))
    )

    assert "<table" in few
    assert "<table" not in many
    assert '<a href="mitaka/index.html">Mitaka, team by team</a>' in many
    assert all(f'<a href="{one}/mitaka/index.html">' in many for one in "abcdefghi")
    assert 'mitaka/index.html">Mitaka, team' not in apart


def test_what_the_committee_asks_is_answered_for_teams_of_its_own_server_alone():
    def of(server: str):
        parts = tuple(replace(part, server=server) for part in report().collections)
        return page(team("heat", collections=parts), team("zun", collections=parts))

    assert "technical committee asks" in of("https://review.opendev.org")
    assert "technical committee asks" not in of("https://review.example.org")
