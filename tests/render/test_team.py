"""A team's page over its cycles, and its rows on the home page."""

import re
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from retro.check import check
from retro.model.facts import Line
from retro.model.origin import Origin
from retro.model.site import Site
from retro.outline.digest import COLUMNS, MULTIPLES, Digest, KeyNumber
from retro.render import Entry, Volume, home
from retro.render.sparkline import sparklines
from tests.render.fixture import HOSTILE, PICTURE, THEME, UNCHAINED, report, weekly

RELEASE = date(2016, 4, 7)
HALF_A_YEAR = timedelta(weeks=26)
BACKLOG = MULTIPLES[0]


def volume(cycle: str, *weeklies: object, place: int = 0, left: int = 0, **more: object) -> Volume:
    """The retrospective of the cycle so many before the newest, so many weeks before its end."""
    release = RELEASE - place * HALF_A_YEAR
    told = report(
        cycle=cycle.lower(),
        cycle_title=cycle,
        edition="so-far" if left else "final",
        release=release,
        as_of=release - timedelta(weeks=left),
        **more,
    )
    known = {one.name: one for one in weeklies}
    shown = (KeyNumber(name=BACKLOG, title="Verified backlog", unit="changes", value=83),)
    digest = Digest(made_from="", numbers=shown, weekly=known, chain=UNCHAINED)
    return Volume(entries=(Entry(folder=f"glance/{cycle.lower()}", report=told),), digest=digest)


MITAKA = volume("Mitaka", weekly(BACKLOG, 164, 120, 83))
LIBERTY = volume("Liberty", weekly(BACKLOG, 120, 150, 165), place=1)


def made(*volumes: Volume, pictures: dict[str, str] | None = None) -> dict[str, str]:
    files = home(volumes, Site(), [THEME], pictures)
    return {path: data.decode() for path, data in files.items()}


def team(*volumes: Volume, **more: object) -> str:
    return made(*volumes, **more)["glance/index.html"]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def table(page: str) -> list[str]:
    """Return the rows of the key numbers at the same week, as words."""
    (found,) = re.findall(r'<table class="same-week">.*?</table>', page, re.DOTALL)
    return [words(row) for row in re.findall(r"<tr>.*?</tr>", found, re.DOTALL)]


def test_cycles_stand_side_by_side_the_newest_first():
    page = team(LIBERTY, MITAKA)

    assert table(page)[0] == "Number Mitaka Liberty"
    assert table(page)[1].replace(" † (simulated)", "") == f"{BACKLOG} 83 changes 165 changes"


def test_one_cycle_alone_says_that_it_is():
    assert "One cycle so far" in team(MITAKA)


def test_a_running_cycle_is_compared_at_the_week_that_it_has_reached():
    running = volume("Newton", weekly(BACKLOG, 90, 95, first=20), place=-1, left=19)
    other = volume("Mitaka", weekly(BACKLOG, *range(100, 121)))
    page = team(running, other)

    assert "The key numbers at R-19" in page
    assert table(page)[1].replace(" † (simulated)", "") == f"{BACKLOG} 95 changes 101 changes"
    assert "so far to" in page


def test_what_cannot_be_had_in_a_cycle_is_an_empty_frame_with_the_reason():
    lacking = replace(weekly(BACKLOG), weeks=(), lines=(), why="No gating CI was named.")
    page = team(MITAKA, volume("Liberty", lacking, place=1))

    assert '<p class="gap empty">not known: No gating CI was named.</p>' in page
    assert "not known: No gating CI was named." in table(page)[1]


def test_a_cycle_that_was_shorter_has_no_such_week():
    running = volume("Newton", weekly(BACKLOG, 90, first=24), place=-1, left=24)
    page = team(running, MITAKA)

    assert "The cycle has no week R-24." in table(page)[1]


def test_a_week_without_a_number_is_a_gap_of_its_own_whatever_the_last_week_tells():
    running = volume("Newton", weekly(BACKLOG, 90, first=1), place=-1, left=1)
    before = volume("Mitaka", weekly(BACKLOG, None, 5, lacked="Too few."))
    later = volume("Mitaka", weekly(BACKLOG, 7, None, why="Too few.", lacked="Too few."))

    assert "not known: Too few." in table(team(running, before))[1]
    assert "not known" not in table(team(running, later))[1]
    assert "Too few." not in team(running, later)


def test_the_numbers_of_weeks_are_told_as_sure_as_they_are():
    files = made(volume("Mitaka", weekly(BACKLOG, 1, 50, off=(0, 7), between=((0, 3), None))))
    rows = files[f"glance/data/{BACKLOG}.csv"].splitlines()

    assert ">0 to 3</td>" in files["glance/index.html"]
    assert ">50\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}7</td>" in files["glance/index.html"]
    assert rows[0] == 'weeks to the end,Mitaka,"Mitaka, at least","Mitaka, at most"'
    assert rows[1:] == ["1,1,0,3", "0,50,43,57"]


def test_a_number_opens_where_an_edition_is_of_the_very_day():
    href = '"../glance/mitaka/evidence/backlog.verified.html"'
    running = volume("Newton", weekly(BACKLOG, 90, first=2), place=-1, left=2)

    assert href in team(MITAKA, LIBERTY)
    assert href not in team(running, MITAKA)


def test_pictures_stand_with_their_cycles_and_their_numbers_are_a_table_and_a_file():
    files = made(MITAKA, LIBERTY, pictures={f"glance/mitaka:{BACKLOG}": PICTURE.format("m")})

    assert 'id="m_title"' in files["glance/index.html"]
    assert files[f"glance/data/{BACKLOG}.csv"] == (
        "weeks to the end,Mitaka,Liberty\n2,164,120\n1,120,150\n0,83,165\n"
    )


def test_two_lines_in_a_picture_are_told_apart_by_more_than_colour():
    lines = (
        Line(label="landed", role="merged", values=(1, 10)),
        Line(label="deferred", role="abandoned", values=(0, 2)),
    )
    page = team(volume("Mitaka", weekly(MULTIPLES[-1], 0, 0, lines=lines)))

    assert "● 10 † (simulated) landed ○ 2 † (simulated) deferred" in words(page)
    assert "10 landed, 2 deferred in Mitaka" in page


def test_numbers_keep_the_mark_of_where_they_come_from():
    typed = volume("Mitaka", weekly(BACKLOG, 12, origin=Origin.TYPED))

    assert "12 ‡ (typed by a person) changes" in table(team(typed))[1]


def shelf(*volumes: Volume) -> list[str]:
    """Return the rows of the home page's table, its head first, as words."""
    page = made(*volumes)["index.html"]
    (found,) = re.findall(r'<table class="shelf">.*?</table>', page, re.DOTALL)
    return [words(row) for row in re.findall(r"<tr\b.*?</tr>", found, re.DOTALL)]


def told(volume: Volume, **values: object) -> Volume:
    """Let a retrospective have key numbers: a value, or why there is none."""
    numbers = (
        KeyNumber(name=name, title=name, unit="days" if "time" in name else "x", **said(value))
        for name in COLUMNS
        if (value := values.get(name.partition(".")[2])) is not None
    )
    return replace(volume, digest=replace(volume.digest, numbers=tuple(numbers)))


def said(value: object) -> dict[str, object]:
    return {"why": value} if isinstance(value, str) else {"value": value}


def test_a_row_has_the_numbers_of_its_cycle():
    values = {"verified_at_start": 164, "verified": 83, "landed": 10, "will_not_make_it": 4}
    rows = shelf(told(MITAKA, **values, cores=12, time_to_first_review=4.9))

    assert rows[1] == "Glance"
    assert rows[2].startswith("Mitaka † (simulated sample) 7\xa0April 2016".replace("\xa0", " "))
    assert rows[2].endswith("164 → to 83 10 landed, 4 slipped 12 4.9 days")


def test_what_is_not_known_of_a_cycle_is_a_dash_that_says_why():
    blind = {"verified_at_start": "No CI.", "verified": "No CI.", "landed": "No specs."}
    volume = told(MITAKA, **blind, will_not_make_it="No specs.", cores=12)
    page = made(volume)["index.html"]

    assert page.count('title="not known: No CI."') == 1
    assert page.count('title="not known: No specs."') == 1
    assert 'title="not known: This cycle was not asked."' in page
    assert shelf(volume)[2].endswith(
        "– not known: No CI. – not known: No specs. 12 – not known: This cycle was not asked."
    )


def test_a_cycle_that_runs_says_so_and_every_edition_is_led_to():
    handoff = Entry(folder="glance/mitaka/handoff", report=report())
    both = replace(MITAKA, entries=(handoff, *MITAKA.entries))
    page = made(volume("Newton", place=-1, left=3), both)["index.html"]
    links = re.findall(r'href="(glance[^"#]*)"', page)

    assert [link for link in links if "evidence" not in link] == [
        "glance/index.html",
        "glance/newton/index.html",
        "glance/mitaka/index.html",
        "glance/mitaka/handoff/index.html",
    ]
    assert page.count("so far, ") == 1


def test_every_team_has_its_place_and_a_page():
    def of(key: str, title: str) -> Volume:
        entry = MITAKA.entries[0]
        told = replace(entry.report, team=key, team_title=title)
        return replace(MITAKA, entries=(Entry(folder=f"{key}/mitaka", report=told),))

    files = made(*(of(f"t{n}", f"Team {n}") for n in range(40)))

    assert all(f'<a href="t{n}/index.html">' in files["index.html"] for n in range(40))
    assert sum(path.endswith("/index.html") for path in files) == 40


def points(path: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"[\d.]+", path.replace("h0", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_small_lines_of_a_team_share_their_scales_and_end_at_their_week():
    low, high, running = sparklines(
        [weekly(BACKLOG, 0, 50), weekly(BACKLOG, 100, 100), weekly(BACKLOG, 0, 100, first=2)]
    )

    assert [y for _, y in points(low)] == [26, 14]
    assert {y for _, y in points(high)} == {2}
    assert [x for x, _ in points(low)] == [60, 118]
    assert [x for x, _ in points(running)] == [2, 60]


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ((1, 2, None, 4, 3), "M2 20 31 14M89 2 118 8"),
        ((None, 2, None), "M60 2h0"),
        ((None, None), ""),
        ((0, 0), "M2 26 118 26"),
    ],
)
def test_a_week_that_is_not_known_breaks_a_small_line(values, drawn):
    assert sparklines([weekly(BACKLOG, *values)]) == (drawn,)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_pages_over_many_have_no_fault_of_their_own(tmp_path, count):
    some = [
        volume(f"C{n}", weekly(BACKLOG, 3, None, 5, title=HOSTILE), place=n) for n in range(count)
    ]
    for path, text in made(*some).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    faults = [told for told in check(tmp_path) if "leads nowhere" not in told.what]

    assert [str(told) for told in faults if "placeholder" not in told.what] == []
    assert "<script>alert" not in (tmp_path / "glance/index.html").read_text()
