"""What stands over all editions: the page for what is not there, the feed and the map."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree as Tree

import pytest
from msgspec.structs import replace

from retro.model.site import Site
from retro.render import Entry, home
from tests.render.fixture import HOSTILE, THEME, report, volumes

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HAND_OFF = Entry(folder="glance/mitaka/handoff", report=report(), sentence="It fell to 87.")
FINAL = Entry(
    folder="glance/mitaka",
    report=report(
        edition="final",
        as_of=date(2016, 4, 7),
        moment=datetime(2016, 4, 8, tzinfo=UTC),
        simulated=False,
        collections=(),
    ),
)


def made(*entries: Entry, url: str = "https://example.org/retro/", title="Cycles"):
    told = volumes(*(entries or (HAND_OFF, FINAL)))
    return home(told, Site(title=title, url=url), [THEME])


def feed(*entries: Entry, **site: str) -> Tree.Element:
    return Tree.fromstring(made(*entries, **site)["feed.xml"])


def texts(root: Tree.Element, name: str) -> list[str]:
    return [found.text or "" for found in root.iter(f"{ATOM}{name}")]


def links(root: Tree.Element) -> list[tuple[str, str]]:
    return [(link.get("rel", ""), link.get("href", "")) for link in root.findall(f"{ATOM}link")]


def test_without_an_address_there_is_no_feed_and_no_map():
    assert made(url="").keys() == {
        "index.html",
        "404.html",
        "assets/style.css",
        "assets/icon.svg",
        "glance/index.html",
    }


def test_without_a_retrospective_there_is_no_feed():
    files = home([], Site(url="https://example.org/"), [THEME])
    assert "feed.xml" not in files
    assert b"feed.xml" not in files["index.html"]


@pytest.mark.parametrize("name", ["id", "title", "updated"])
def test_the_feed_and_each_entry_have_once_what_atom_asks_for(name):
    root = feed()
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert len(element.findall(f"{ATOM}{name}")) == 1


def test_each_entry_has_an_author_and_none_is_a_person():
    authors = [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in feed().iter(f"{ATOM}entry")]
    assert authors == ["Glance", "Glance"]


def test_the_feed_leads_to_itself_and_to_the_site_by_whole_addresses():
    assert links(feed()) == [
        ("self", "https://example.org/retro/feed.xml"),
        ("alternate", "https://example.org/retro/"),
    ]


def test_the_newest_edition_comes_first_and_leads_to_its_page():
    entries = feed(HAND_OFF, FINAL).findall(f"{ATOM}entry")
    assert [links(entry) for entry in entries] == [
        [("alternate", "https://example.org/retro/glance/mitaka/")],
        [("alternate", "https://example.org/retro/glance/mitaka/handoff/")],
    ]


def test_an_entry_is_dated_by_its_record():
    late = datetime(2016, 4, 11, 6, 30, tzinfo=UTC)
    part = report().collections[0]
    entry = Entry(folder="a", report=report(collections=(part, replace(part, collected=late))))
    assert texts(feed(entry), "updated") == ["2016-04-11T06:30:00Z"] * 2
    assert texts(feed(entry), "published") == ["2016-03-10T00:00:00Z"]


def test_an_edition_keeps_its_id_when_it_moves_to_another_folder():
    moved = Entry(folder="glance/mitaka", report=HAND_OFF.report)
    ids = [texts(feed(entry), "id")[1] for entry in (HAND_OFF, moved)]
    assert ids == ["tag:example.org,2026:retro/glance/mitaka/handoff"] * 2


def test_a_simulated_edition_says_so_wherever_it_is_read():
    root = feed()
    assert texts(root, "title")[1:] == [
        "Glance in Mitaka, final edition",
        "Glance in Mitaka, handoff edition (simulated sample)",
    ]
    assert [text.startswith("Simulated sample.") for text in texts(root, "summary")] == [
        False,
        True,
    ]
    assert texts(root, "summary")[1].endswith("It fell to 87.")


def test_text_in_the_feed_stays_text():
    root = feed(title=f"A & B {HOSTILE}\x07")
    assert texts(root, "title")[0] == f"A & B {HOSTILE}"


def test_the_same_editions_make_the_same_feed_in_any_order():
    assert made(HAND_OFF, FINAL)["feed.xml"] == made(FINAL, HAND_OFF)["feed.xml"]


def test_the_map_lists_the_pages_worth_finding():
    root = Tree.fromstring(made()["sitemap.xml"])
    assert [loc.text for loc in root.iter(f"{MAP}loc")] == [
        "https://example.org/retro/",
        "https://example.org/retro/glance/",
        "https://example.org/retro/glance/mitaka/",
        "https://example.org/retro/glance/mitaka/method.html",
        "https://example.org/retro/glance/mitaka/handoff/",
        "https://example.org/retro/glance/mitaka/handoff/method.html",
    ]
    assert [day.text for day in root.iter(f"{MAP}lastmod")][:3] == ["2016-04-08"] * 3


@pytest.mark.parametrize(
    ("url", "there"), [("https://a.example/", True), ("https://a.example/x", False)]
)
def test_crawlers_are_told_of_the_map_at_the_top_of_a_host_alone(url, there):
    files = made(url=url)
    assert ("robots.txt" in files) is there
    assert not there or b"Sitemap: https://a.example/sitemap.xml" in files["robots.txt"]


@pytest.mark.parametrize(
    ("url", "ways"), [("", set()), ("https://example.org/x", {"https://example.org/x/"})]
)
def test_the_page_for_what_is_not_there_works_at_any_depth(url, ways):
    page = made(url=url)["404.html"].decode()
    assert set(re.findall('href="([^"#]+)"', page)) == ways
    assert "<style>" in page


def test_the_home_page_leads_to_the_feed():
    page = made()["index.html"].decode()
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml"' in page
    assert '<a href="feed.xml">' in page


def index(*several: Entry, doubtful: str = "") -> str:
    told = [
        replace(one, digest=replace(one.digest, warnings=("Off by 4.",)))
        if one.cover.cycle == doubtful
        else one
        for one in volumes(*several)
    ]
    return home(told, Site(), [THEME])["index.html"].decode()


def test_a_line_whose_numbers_may_be_off_leads_to_what_its_retrospective_says_of_them():
    older = replace(FINAL, folder="glance/liberty", report=report(cycle="liberty"))
    made = index(FINAL, older, doubtful="liberty")

    assert made.count("take care</a>") == 1
    assert '· <a href="glance/liberty/index.html">take care</a>' in made
    assert "says “take care”" in made
    assert "take care" not in index(FINAL, older)


def test_what_is_simulated_is_marked_in_a_table_and_in_a_list_of_names():
    real, sample = (FINAL.report, replace(FINAL.report, simulated=True))
    older = (Entry(folder="glance/mitaka", report=real),)
    older += (Entry(folder="glance/liberty", report=replace(sample, cycle="liberty")),)
    many = [Entry(folder=f"{key}/mitaka", report=replace(real, team=key)) for key in "abcdefgh"]
    many.append(Entry(folder="z/mitaka", report=replace(sample, team="z")))

    for made in (index(*older), index(*many)):
        assert made.count('title="simulated sample"') == 1
        assert 'aria-label="Simulated sample"' in made
    assert 'aria-label="Simulated sample"' not in index(*older[:1])
