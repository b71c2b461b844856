"""The page that goes to a mailing list."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.model.site import Site
from retro.render.compact import compact
from retro.render.thin_line import steps
from retro.render.tight import style_of
from tests.render.fixture import THEME, chapter, everything, fact, gap, report, series

LEDE = chapter("We **did** {backlog.verified} things.", "summary")
START = "https://review.example.org/#/dashboard/"
DASHBOARD = f"{START}?a=b%3Ac%28d%20e%29&b={'x' * 1200}"


def page(told=None, *chapters, **more) -> str:
    made = compact(told or everything(), chapters, [THEME], **more)
    return made.decode("ascii")


class Tags(HTMLParser):
    """Notes each element that is opened and each address that is led to."""

    def __init__(self, text: str):
        super().__init__()
        self.open, self.addresses, self.ids = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.open += [tag] if tag not in ("meta", "path") else []
        self.addresses += [value for key, value in attrs if key in ("href", "src")]
        self.ids += [value for key, value in attrs if key == "id"]

    def handle_endtag(self, tag):
        if tag != "path":
            assert self.open.pop() == tag


def test_a_compact_page_has_the_summary_and_the_five_answers():
    text = page(everything(), LEDE)

    for said in ("We <strong>did</strong> 87", "Backlog</h2>", "Features</h2>", "team</h2>"):
        assert said in text
    assert Tags(text).open == []


def test_a_picture_of_the_summary_is_its_sentence():
    told = report(fact("backlog.verified"), pictured=(series(),))
    words = chapter("So.\n\n{chart backlog.by_state_daily}\n\n{list backlog.verified}", "summary")
    text = page(told, words)

    assert "<p>The backlog by state: The backlog ended at 87 open changes.</p>" in text
    assert "<table" not in text
    assert "Store the image" in text


def test_a_compact_page_loads_nothing_and_every_way_in_it_is_there():
    read = Tags(page(report(fact("handoff.dashboard_url", DASHBOARD, unit=""))))

    assert "<script" not in page()
    for address in read.addresses:
        assert address.startswith("https://") or address[1:] in read.ids


def test_a_compact_page_is_small_and_goes_through_a_mail_as_it_is():
    told = report(fact("handoff.dashboard_url", DASHBOARD, unit=""))
    text = page(told)

    assert len(text) < 14_000
    assert max(map(len, text.splitlines())) <= 998


def test_a_dashboard_too_long_for_a_line_has_its_first_sections():
    told = report(fact("handoff.dashboard_url", DASHBOARD, unit=""))

    assert Tags(page(told)).addresses[-1] == f"{START}?a=b:c(d%20e)"


def test_a_published_page_leads_to_the_whole_one_and_needs_no_dashboard():
    told = report(fact("handoff.dashboard_url", DASHBOARD, unit=""))
    site = Site(url="https://r.example.org/")
    addresses = Tags(page(told, folder="glance/mitaka", site=site)).addresses

    assert "https://r.example.org/glance/mitaka/" in addresses
    assert not [one for one in addresses if "dashboard/" in one]


def test_a_summary_that_nobody_wrote_and_a_team_of_gaps_are_a_page_too():
    told = report(gap("backlog.verified"), gap("features.landed"))

    assert Tags(page(replace(told, led_by=""))).open == []
    assert Tags(page(told, chapter("Much.", "thanks"))).open == []


def test_a_style_sheet_keeps_its_rules_and_loses_the_rest():
    style = """/* a
    b */
    :root { --x: 1px; --idle: 2px; --way: var(--idle); }
    a > b:hover , q { margin: calc(-100% - 7px) var(--x); quotes: "“" "”"; }
    i.lab .none, b > .lab { left: 0; }
    .none { right: 0; }
    @media print { a { color: red; } b { color: red; } }
    @media screen and (max-width: 60rem) { i { top: 0; } }
    """

    assert style_of('<i class="lab"><b class="x y">', style).replace("\n", "") == (
        ":root{--x:1px}a > b:hover ,q{margin:calc(-100% - 7px) var(--x);"
        'quotes:"\\201c " "\\201d "}i.lab .none,b > .lab{left:0}'
        "@media screen and (max-width:60rem){i{top:0}}"
    )


def points(path: str) -> list[tuple[int, int]]:
    """Return where a path of steps goes."""
    out, here = [], (0, 0)
    for part in re.findall(r"M[^M]+", path):
        start, _, rest = part[1:].partition("l")
        here = tuple(map(int, start.split()))
        out.append(here)
        ways = [int(way) for way in re.findall(r"-?\d+", rest)]
        for x, y in zip(ways[::2], ways[1::2], strict=True):
            here = here[0] + x, here[1] + y
            out.append(here)
    return out


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=60))
def test_a_line_of_fewer_points_keeps_its_ends_and_its_extremes(heights):
    there = [(n * 5.8, height / 10) for n, height in enumerate(heights)]
    made = points(steps("M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in there)))
    rounded = [(round(float(f"{x:.1f}")), round(y)) for x, y in there]

    assert (made[0], made[-1]) == (rounded[0], rounded[-1])
    assert set(made) <= set(rounded)
    for pick in (min, max):
        assert abs(pick(y for _, y in made) - pick(y for _, y in rounded)) <= 3


@pytest.mark.parametrize("path", ["", "M0 0C1 1 2 2 3 3"])
def test_a_path_of_another_form_stays(path):
    assert steps(path) == path
