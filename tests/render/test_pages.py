"""The laws that every page of an edition keeps."""

import json
import posixpath
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from msgspec.structs import replace

from retro.model.branches import OnBranch, Place
from retro.model.facts import Bar, Evidence, Gap, Line, Part
from retro.model.origin import Origin
from retro.model.site import Site
from retro.outline.words import NBSP
from retro.render import Entry, home, pages, single_file
from tests.render.fixture import (
    HOSTILE,
    PICTURES,
    THEME,
    bars,
    chapter,
    everything,
    fact,
    gap,
    item,
    report,
    series,
    table,
    volumes,
)

VOID = {"meta", "link", "br", "hr", "img", "input"}
LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "image": "href"}
WORDS = (
    chapter("We closed it with {backlog.verified}.[^1]\n\n[^1]: At last.", "summary"),
    chapter("{chart backlog.by_state_daily}\n\nIt was {backlog.verified @ M-2} at M-2."),
)
ELSEWHERE = {("backlog.verified", "M-2"): fact("backlog.verified", 118)}


CLOSING = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}}


class Reader(HTMLParser):
    """Reads a page, and complains where tags do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.ids, self.links, self.loaded, self.heads = [], [], [], [], []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in CLOSING:
            self.leave_out(CLOSING[tag])
        if tag not in VOID:
            self.stack.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag in LOADING:
            self.loaded.append(found.get(LOADING[tag], ""))
        if re.fullmatch("h[1-6]", tag):
            self.heads.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def leave_out(self, tags):
        """End what HTML lets end without a tag: a cell before the next, a row before its own."""
        while self.stack and self.stack[-1] in tags:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag in ("tr", "tbody"):
            self.leave_out({"td", "th", "tr"} - {tag})
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(page: bytes | str) -> Reader:
    reader = Reader()
    reader.feed(page if isinstance(page, str) else page.decode())
    reader.close()
    return reader


EVIDENCE = (
    "backlog.verified",
    "backlog.verified--2016-03-09",
    "backlog.by_state",
    "community.cores",
    "community.share_by_non_cores",
    "priorities.planned",
    "features.spec_freeze",
    "handoff.dashboard_url",
    "flow.merged",
)
PAGES = ("index.html", "method.html", *(f"evidence/{name}.html" for name in EVIDENCE))


@cache
def edition() -> dict[str, bytes]:
    return pages(everything(), WORDS, PICTURES, [THEME], elsewhere=ELSEWHERE)


def alone() -> str:
    return single_file(everything(), WORDS, PICTURES, [THEME], elsewhere=ELSEWHERE)


@cache
def html() -> dict[str, Reader]:
    return {path: read(data) for path, data in edition().items() if path.endswith(".html")}


def index(*told, chapters=(), pictured=(), **more) -> Reader:
    told_report = report(*told, pictured=pictured, **more)
    return read(pages(told_report, chapters, PICTURES, [THEME])["index.html"])


def test_a_picture_on_a_page_is_named_by_what_stands_over_it_and_says_nothing_twice():
    page = edition()["index.html"].decode()
    picture = page[page.index("<svg ") : page.index("</svg>")]
    name = re.search(r'aria-labelledby="([^"]*)"', picture)[1]

    assert f'<p class="what" id="{name}">' in page
    assert "<desc" not in picture
    assert "xmlns" not in picture
    assert "<desc" in edition()["charts/backlog.by_state_daily.svg"].decode()


def test_a_picture_that_has_a_png_leads_to_it_and_others_to_none():
    name = "backlog.by_state_daily"
    made = pages(everything(), WORDS, PICTURES, [THEME], elsewhere=ELSEWHERE, pixels={name: b"x"})

    assert made[f"charts/{name}.png"] == b"x"
    assert f'<a href="charts/{name}.png">as PNG</a>' in made["index.html"].decode()
    assert ".png" not in edition()["index.html"].decode()


def test_the_files_of_an_edition():
    assert {path for path in edition() if not path.startswith("evidence/")} == {
        "index.html",
        "method.html",
        "facts.json",
        "facts.schema.json",
        "data/backlog.by_state_daily.csv",
        "charts/backlog.by_state_daily.svg",
        "assets/style.css",
        "assets/icon.svg",
    }


def test_every_number_has_its_evidence_and_a_bare_gap_has_none():
    assert {*html()} == {*PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(path):
    pages_read = html()
    for link in pages_read[path].links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme in {"http", "https"}
            continue
        beside = posixpath.join(posixpath.dirname(path), parts.path)
        target = posixpath.normpath(unquote(beside)) if parts.path else path
        assert target in edition()
        assert not parts.fragment or parts.fragment in pages_read[target].ids


@pytest.mark.parametrize("path", PAGES)
def test_a_page_nests_names_each_thing_once_and_skips_no_heading(path):
    page = html()[path]
    assert page.stack == []
    assert len(page.ids) == len(set(page.ids))
    assert page.heads[0] == 1
    assert all(b - a <= 1 for a, b in zip(page.heads, page.heads[1:], strict=False))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_a_third_party(path):
    assert all(not urlsplit(address).scheme for address in html()[path].loaded)
    assert b"<script" not in edition()[path]


def test_the_style_sheet_asks_nobody():
    assert b"url(" not in edition()["assets/style.css"]
    assert b"@import" not in edition()["assets/style.css"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_simulated_sample_opens_with_the_notice(path):
    head, _, _ = html()[path].text.split("Skip to the text")[1].partition("Backlog")
    assert "Simulated sample:" in head


def test_a_measured_report_has_no_notice():
    assert "Simulated sample" not in index(fact(), simulated=False).text


def test_simulated_and_typed_numbers_say_so_in_words():
    text = html()["index.html"].text
    assert "87† (simulated)" in text
    assert "1‡ (typed by a person)" in text


def test_a_hostile_subject_stays_text_and_is_shown_whole():
    page = pages(report(fact()), (), {}, [THEME])["evidence/backlog.open.html"]
    assert HOSTILE in read(page).text
    assert b"<bdi>&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; {{ 7*7 }}" in page


def test_control_characters_of_a_subject_are_left_out():
    unseen = fact(evidence=Evidence(items=(item("a\x1b[2J\x00\x07b\x9bc\td"),)))
    page = pages(report(unseen), (), {}, [THEME])["evidence/backlog.open.html"]
    assert b"<bdi>a[2Jbc\td</bdi>" in page


@pytest.mark.parametrize("key", ["main", "summary-title", "backlog-title", "fn-summary-1"])
def test_no_name_of_a_chapter_is_an_id_of_the_page(key):
    ids = index(fact("backlog.verified"), chapters=(*WORDS[:1], chapter("One word.", key))).ids
    assert len(ids) == len(set(ids))


def test_a_subject_of_five_thousand_characters_is_shown_whole():
    long = fact(evidence=Evidence(items=(item("x" * 5000),)))
    assert b"x" * 5000 in pages(report(long), (), {}, [THEME])["evidence/backlog.open.html"]


def test_an_address_that_is_no_web_address_is_no_link():
    assert "javascript:" not in "".join(link for page in html().values() for link in page.links)


def test_a_page_has_the_first_hundred_of_a_long_list_and_its_file_has_all():
    long = fact(evidence=Evidence(items=tuple(item(number=n) for n in range(250))))
    made = pages(report(long), (), {}, [THEME])
    page = made["evidence/backlog.open.html"].decode()
    assert page.count('<th scope="row">') == 100
    assert "These are the first 100 of 250 entries." in page
    assert made["evidence/backlog.open.csv"].count(b"\n") == 251


def test_a_list_behind_several_numbers_is_written_once_and_each_leads_to_it():
    items = tuple(item(number=n) for n in range(3))
    same = [fact(name, 3, evidence=Evidence(items=items)) for name in ("flow.a", "flow.b")]
    other = fact("flow.c", 2, evidence=Evidence(items=items[:2]))
    made = pages(report(*same, other), (), {}, [THEME])
    assert sorted(name for name in made if name.endswith(".csv")) == [
        "evidence/flow.a.csv",
        "evidence/flow.c.csv",
        "evidence/titles.csv",
    ]
    for name in ("flow.a", "flow.b"):
        assert b'href="../evidence/flow.a.csv"' in made[f"evidence/{name}.html"]


def test_a_gap_gives_its_reason_where_the_number_would_stand():
    text = index(fact("bugs.fixed", 87), gap("bugs.reported")).text
    assert "not known: Launchpad was not collected" in text
    assert not re.search(r"\b0\b(?! is)", text.replace("R-0", ""))


def test_a_chapter_of_gaps_alone_is_one_line():
    unwritten = [
        Gap(name=f"handoff.{name}", title=title, why=f"no {name}", unwritten=True)
        for name, title in (("next_goals", "Goals"), ("delegations", "Delegated duties"))
    ]
    gaps = [gap("bugs.reported"), gap("bugs.fixed")]
    lines = index(*unwritten, *gaps, pictured=(gap("bugs.weekly"),)).text.splitlines()
    assert "Nobody wrote this down yet: goals, delegated duties." in lines
    assert "Not known: Launchpad was not collected." in lines


def test_gaps_that_share_a_reason_say_it_once():
    gaps = [gap("bugs.reported"), gap("bugs.fixed"), gap("bugs.age", "too few")]
    text = index(fact("bugs.open"), *gaps).text
    assert "Reported, fixed\nnot known: Launchpad was not collected" in text
    assert "Age\nnot known: too few" in text


def test_a_gap_with_a_list_is_no_part_of_a_line():
    listed = Gap(name="bugs.age", title="Age", why="too few", evidence=fact().evidence)
    assert "evidence/bugs.age.html" in index(gap("bugs.reported"), listed).links


def test_a_value_that_nobody_knows_is_empty_in_the_table_of_numbers():
    assert edition()["data/backlog.by_state_daily.csv"].decode() == (
        "day,waiting on reviewers,waiting on CI\n2016-03-08,40,3\n2016-03-09,41,\n"
    )


def test_shares_are_shown_in_percent_and_kept_as_they_are_in_the_file():
    lines = (Line(label="reviewed", role="review", values=(0.5, 0.974)),)
    shares = series("flow.first_review", unit="share", x=(0, 60), x_unit="days", lines=lines)
    made = pages(report(pictured=(shares,)), (), {}, [THEME])
    assert '<th scope="row">60<td>97\N{NO-BREAK SPACE}%' in made["index.html"].decode()
    assert made["data/flow.first_review.csv"] == b"days,reviewed\n0,0.5\n60,0.974\n"


def test_things_with_a_bar_are_a_table_and_a_file_too():
    way = Bar(label=HOSTILE, kind="=landed", role="merged", values=(date(2016, 3, 1), None))
    made = pages(report(pictured=(bars(way),)), (), {}, [THEME])
    page, table = made["index.html"].decode(), made["data/features.timeline.csv"].decode()
    assert "<td>1\N{NO-BREAK SPACE}March 2016<td>not known" in page
    assert "<script>alert" not in page
    assert table.startswith("feature,outcome,approved,until\n")
    assert table.endswith(",'=landed,2016-03-01,\n")


def test_a_short_table_stands_open_and_a_long_one_is_folded():
    def shown(rows: int) -> str:
        told = table(*((f"team/{n}", n, "2 to 4") for n in range(rows)))
        made = pages(report(pictured=(told,)), (), {}, [THEME])
        page = made["index.html"].decode()
        assert made["data/backlog.by_repository.csv"].count(b"\n") == 1 + rows
        return page[page.index('"figure-backlog.by_repository"') :]

    row = '<th scope="row">team/1<td>1<td>2 to 4'
    assert row in shown(12).partition("</figure>")[0]
    assert row not in shown(13).partition("</figure>")[0]
    assert row in shown(13).partition("<details>")[2]


def test_what_a_team_has_no_use_for_is_missed_nowhere():
    none = Gap(name="backlog.by_repository", title="Places", why="There is one.", moot=True)
    thin = replace(none, name="community.thin_spots")
    made = pages(report(fact(), thin, pictured=(none,)), (), {}, [THEME])
    assert "Places" not in read(made["index.html"]).text
    assert "There is one" not in read(made["method.html"]).text


def test_a_chapter_without_words_and_numbers_says_what_was_not_collected():
    assert "Not collected for this cycle: Launchpad." in index(fact()).text


def test_a_note_that_numbers_share_is_said_once():
    shared = [fact(name, note="From the roster.") for name in ("backlog.open", "backlog.verified")]
    told = index(*shared, chapters=(chapter("One word.", "backlog"),)).text.split("One word.")[1]
    assert told.count("From the roster.") == 1


def test_numbers_after_the_seventh_are_folded_and_counted():
    told = index(*(fact(f"bugs.n{place}") for place in range(9)), gap("bugs.last")).text
    shown, folded = told.split(f"2{NBSP}more numbers and 1{NBSP}gap")
    assert "N6" in shown
    assert "N7" not in shown
    assert "Last" in folded


def test_what_was_found_out_about_a_list_stands_with_the_evidence_alone():
    listed = Evidence(items=(item(note="five days after the freeze"),))
    found = fact("features.deferred", origin=Origin.MEASURED, evidence=listed)
    typed = fact("features.ffe", evidence=replace(listed, written=True))
    assert "five days after" not in index(found).text
    assert "five days after" in index(typed).text


def test_a_definition_is_told_by_its_summary():
    summed = fact("backlog.verified", definition="backlog.verified")
    known = report(summed, definitions=everything().definitions)
    page = read(pages(known, (), {}, [THEME])["evidence/backlog.verified.html"])
    assert "Count. How this is counted" in page.text


def test_a_definition_shows_code_as_code_and_markup_as_text():
    spotted = fact(definition="Reads `ffe`, not <b>.")
    page = pages(report(spotted), (), {}, [THEME])["method.html"]
    assert b"Reads <code>ffe</code>, not &lt;b&gt;." in page


def test_the_method_page_begins_with_an_index_of_its_rooms_and_numbers():
    page = pages(everything(), (), {}, [THEME])["method.html"].decode()
    (index,) = re.findall(r'<nav class="index".*?</nav>', page, re.DOTALL)
    led, there = re.findall('href="#([^"]+)"', index), re.findall(' id="([^"]+)"', page)

    assert page.index(index) < page.index('<div class="prose">')
    assert set(re.findall('class="definition" id="([^"]+)"', page)) < set(led) <= set(there)
    assert {"marks", "sources", "refused", "counted-backlog"} < set(led)


def test_the_method_page_says_what_votes_on_each_label_mean():
    page = read(pages(report(fact()), (), {}, [THEME])["method.html"]).text
    assert "Code-Review: review, gate; from team.yaml" in page
    assert "Priority: neither; assumed by rule: its name" in page


def test_what_lies_on_other_branches_is_on_the_method_page_and_in_facts_for_machines():
    lain = {
        "branches": "main counted",
        "on_branches": (
            OnBranch(branch="main", place=Place.COUNTED, merged=38),
            OnBranch(branch=HOSTILE, place=Place.OUTSIDE, open=4, open_specs=1),
        ),
    }
    files = pages(report(fact(), **lain), (), {}, [THEME])
    told = json.loads(files["facts.json"])

    assert told["branches"] == "main counted"
    assert told["on_branches"][1] == {
        "branch": HOSTILE,
        "place": "not counted",
        "merged": 0,
        "open": 4,
        "merged_specs": 0,
        "open_specs": 1,
    }
    text = read(files["method.html"]).text
    assert "main counted. Every branch is collected" in text
    assert HOSTILE in text


def test_what_may_be_off_is_said_so_on_every_page_and_in_facts_for_machines():
    parts = (Part("reviewer", "waiting for a reviewer", 60, 2),)
    known = report(fact("backlog.verified", 83, off=4, parts=parts, note="Off by up to 4."))
    words = chapter("So {backlog.verified} wait.\n\n{table backlog.verified}")
    files = pages(known, (words,), {}, [THEME])
    told = json.loads(files["facts.json"])["facts"][0]

    assert (told["off"], told["parts"][0]["off"], told["note"]) == (4, 2, "Off by up to 4.")
    for path in ("index.html", "evidence/backlog.verified.html"):
        text = read(files[path]).text.replace(NBSP, " ")
        assert "83 ± 4" in text
        assert not re.search(r"\b(83|60)\b(?! ±)", text)


def test_sources_of_one_kind_stand_in_the_head_once():
    twice = report().collections * 2
    assert index(fact(), collections=twice).text.count("simulated, collected") == 1


def test_a_report_without_any_words_makes_a_whole_page():
    page = index(fact(), pictured=(series(),))
    assert "87" in page.text
    assert "figure-backlog.by_state_daily" in page.ids


def test_a_chapter_that_a_team_added_stands_last():
    page = index(fact(), chapters=(chapter("One word.", "weather", title="The weather"),))
    assert page.text.index("One word.") > page.text.index("Hand-off")


def test_a_picture_stands_once_and_is_pointed_to_afterwards():
    assert html()["index.html"].ids.count("figure-backlog.by_state_daily") == 1


def test_the_page_that_travels_alone_loads_nothing_and_leads_nowhere_inside():
    page = read(alone())
    assert page.loaded == []
    assert all(link.startswith(("#", "https://")) for link in page.links)
    assert page.stack == []


def test_the_page_that_travels_alone_leads_to_where_it_is_published():
    site = Site(url="https://example.org/x")
    page = single_file(report(fact()), (), {}, [THEME], folder="glance/mitaka", site=site)
    behind = "https://example.org/x/glance/mitaka/evidence/backlog.open.html"
    assert behind in read(page).links


def test_facts_for_machines_tell_facts_from_gaps():
    told = json.loads(edition()["facts.json"])
    kinds = {one["name"]: one["kind"] for one in told["facts"]}
    assert (kinds["backlog.verified"], kinds["flow.time_to_first_review"]) == ("fact", "gap")
    assert "value" not in next(one for one in told["facts"] if one["kind"] == "gap")


def test_facts_for_machines_tell_an_instant_by_another_name_than_a_day():
    told = json.loads(edition()["facts.json"])
    assert (told["as_of"], told["moment"]) == ("2016-03-09", "2016-03-10T00:00:00Z")
    assert told["facts"][0]["moment"] == told["moment"]
    assert "as_of" not in told["facts"][0]


def test_facts_for_machines_tell_where_a_list_lies_and_not_what_is_in_it():
    told = {one["name"]: one for one in json.loads(edition()["facts.json"])["facts"]}
    behind = told["backlog.verified"]["evidence"]
    assert behind["entries"] == 2
    assert behind["page"] in edition()
    assert behind["csv"] in edition()
    assert told["community.cores"]["evidence"]["entries"] == 12
    assert told["features.spec_freeze"]["evidence"] is None


def test_the_same_report_makes_the_same_bytes():
    assert pages(everything(), WORDS, PICTURES, [THEME], elsewhere=ELSEWHERE) == edition()


def test_an_edition_below_leads_home_and_to_its_neighbour():
    entries = [
        Entry(folder="glance/mitaka", report=report(edition="final")),
        Entry(folder="glance/mitaka/handoff", report=report()),
    ]
    made = pages(report(), (), {}, [THEME], entries=entries, folder="glance/mitaka/handoff")
    links = read(made["index.html"]).links
    assert "../../../index.html" in links
    assert "../index.html" in links


def test_home_lists_every_edition_and_marks_the_simulated():
    entries = [
        Entry(folder="glance/mitaka/handoff", report=report()),
        Entry(folder="glance/mitaka", report=report(edition="final", as_of=date(2016, 4, 7))),
    ]
    page = read(home(volumes(*entries), Site(), [THEME])["index.html"])
    assert page.links[1:-1] == [
        "glance/index.html",
        "glance/mitaka/index.html",
        "glance/mitaka/handoff/index.html",
    ]
    assert page.text.count("(simulated sample)") == 1


def test_the_marks_are_explained_once_near_the_first_screen():
    legend = f"‡{NBSP}typed by a person ·"
    for page in (edition()["index.html"].decode(), alone()):
        assert page.count(legend) == 1
        assert page.index(legend) < page.index('<section class="chapter')
    assert "method.html#marks" in html()["index.html"].links


def heads(**site: str) -> dict[str, str]:
    """Return the start of each page's head, of an edition and of the home page."""
    told = Site(title="Cycles", **site)
    entries = [Entry(folder="glance/mitaka", report=report())]
    more = {"entries": entries, "folder": "glance/mitaka", "site": told}
    made = pages(report(fact()), (), {}, [THEME], **more)
    files = home(volumes(*entries), told, [THEME])
    made |= {"home": files["index.html"], "team": files["glance/index.html"]}
    return {p: d.decode().split("<body")[0] for p, d in made.items() if b"<body" in d}


def test_every_page_tells_those_who_share_it_what_it_is():
    for head in heads().values():
        assert re.search('property="og:title" content="[^"]+"', head)
        assert re.search('property="og:description" content="[^"]+"', head)
        assert 'property="og:site_name" content="Cycles"' in head


def test_a_retrospective_is_an_article_and_its_sheets_are_not():
    kinds = {path: re.findall('og:type" content="(.*)"', head) for path, head in heads().items()}
    assert kinds.pop("index.html") == ["article"]
    assert set(map(tuple, kinds.values())) == {("website",)}


def test_a_page_says_where_it_is_published():
    told = heads(url="https://example.org/x/")
    canon = {path: re.findall('canonical" href="(.*)"', head) for path, head in told.items()}
    assert canon == {
        "home": ["https://example.org/x/"],
        "team": ["https://example.org/x/glance/"],
        "index.html": ["https://example.org/x/glance/mitaka/"],
        "method.html": ["https://example.org/x/glance/mitaka/method.html"],
        "evidence/backlog.open.html": [
            "https://example.org/x/glance/mitaka/evidence/backlog.open.html"
        ],
    }
    assert all(f'og:url" content="{canon[path][0]}"' in head for path, head in told.items())


def test_a_page_without_an_address_has_no_canonical_one():
    assert not any("canonical" in head or "og:url" in head for head in heads().values())


def test_a_home_without_editions_says_so():
    assert "no retrospective yet" in read(home([], Site(), [THEME])["index.html"]).text


def test_on_paper_a_page_says_where_it_is_published():
    site = Site(url="https://example.org/x/")
    made = pages(report(fact()), (), {}, [THEME], folder="glance/mitaka", site=site)
    for path, end in (("index.html", ""), ("method.html", "method.html")):
        told = f'<p class="printed">https://example.org/x/glance/mitaka/{end}</p>'
        assert told in made[path].decode()


def test_on_paper_a_retrospective_says_what_is_left_out_and_a_list_leaves_nothing_out():
    told = {path for path, page in html().items() if "left out on paper" in page.text}
    assert told == {"index.html"}
