"""What a page says of a claim: quietly where it holds, below the block where it does not."""

import re

import pytest

from retro.content import Answer
from retro.errors import ContentError
from retro.model.facts import Withheld
from retro.model.origin import Origin
from retro.render import pages, single_file
from tests.render.fixture import THEME, chapter, fact, gap, item, report
from tests.render.test_pages import read

NBSP = "\N{NO-BREAK SPACE}"
TRUE, FALSE = "[under 90]{backlog.open < 90}", "[under 80]{backlog.open < 80}"
ANSWER = {"backlog.open < 80": Answer(text="Counted <in> the morning.")}


def files(text, *told, elsewhere=None, **more):
    known = report(*(told or (fact(),)))
    words = (chapter(text, "features", **more),)
    return pages(known, words, {}, [THEME], elsewhere=elsewhere)


def prose(text, *told, **more) -> str:
    page = files(text, *told, **more)["index.html"].decode()
    return page.split('id="features"')[1].split("</section>")[0].split('<dl class="ledger')[0]


def plain(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", html).replace(NBSP, " ").split())


def notes(html: str) -> list[str]:
    return [plain(note) for note in re.findall("<aside.*?</aside>", html, re.DOTALL)]


def test_a_true_claim_has_a_quiet_mark_that_opens_and_is_heard():
    html = prose(f"We had {TRUE} of them.")

    assert '<span class="claim" data-outcome="true">under 90</span>' in html
    assert '<a class="number" href="evidence/backlog.open.html"' in html
    assert "We had under 90✓ (measured: 87† (simulated)) of them." in plain(html)
    assert notes(html) == []


def test_a_false_claim_is_followed_by_what_was_measured():
    html = prose(f"We had {FALSE} of them.\n\nMore.")
    (note,) = notes(html)

    assert "We had under 80 (measured: 87† (simulated)) of them." in plain(html)
    assert note.startswith(
        "Measured otherwise. under 80 claims fewer than 80 changes; measured: 87† (simulated), "
        "7 changes more than that. Open: Created, and neither merged nor abandoned"
    )
    assert html.index("</aside>") < html.index("More.")
    assert 'href="method.html#backlog.open"' in html


def test_a_false_claim_shows_the_first_of_the_list_behind_it():
    many = tuple(item(f"Change {n}", n) for n in range(7))
    (note,) = notes(prose(FALSE, fact(evidence=fact().evidence.__class__(items=many))))

    assert "The first 5 of 7 behind it Change 0, reviewable, 5 January 2016 Change 1" in note
    assert "Change 4" in note
    assert note.endswith("All 7")


def test_a_list_of_persons_stays_unsaid_below_a_claim():
    held = fact("community.cores", evidence=Withheld(rule="People are counted.", n=12))

    assert "<details>" not in prose("[few]{community.cores < 3}", held)


def test_an_answered_claim_shows_the_words_of_the_person_first():
    (note,) = notes(html := prose(FALSE, answers=ANSWER))

    assert note.startswith("Counted &lt;in&gt; the morning.‡ (typed by a person) under 80 claims")
    assert 'data-claim="answered"' in html
    assert "Measured otherwise" not in html


def test_a_claim_about_a_gap_says_why_it_can_not_be_checked():
    html = prose("[few]{bugs.new < 3}", gap("bugs.new"))

    assert "few (not checked)" in plain(html)
    assert notes(html) == ["few can’t be checked: Launchpad was not collected. New"]


def test_a_claim_about_two_numbers_shows_both():
    there = {("backlog.open", "start"): fact(value=120)}
    html = prose("[less]{backlog.open < backlog.open @ start}", elsewhere=there)

    assert "less✓ (measured: 87† (simulated) against 120† (simulated))" in plain(html)
    assert 'href="evidence/backlog.open--2016-03-09.html"' in html


def test_origins_are_marked_in_a_claim_as_elsewhere():
    assert "87‡ (typed by a person)" in plain(prose(TRUE, fact(origin=Origin.TYPED)))
    assert "(measured: 87)" in plain(prose(TRUE, fact(origin=Origin.MEASURED)))


def test_the_words_of_a_claim_are_markdown_and_may_hold_numbers():
    html = prose("[*under* `80` {backlog.open}]{backlog.open < 80}")

    assert '"false"><em>under</em> <code>80</code> <a class="number"' in html
    assert "under 80 87 claims fewer than" in notes(html)[0]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (f"- one\n- {FALSE}\n- three", "</ul>"),
        (f"1. a\n\n   - {FALSE}\n\n   b", "</ol>"),
        (f"| a |\n|---|\n| {FALSE} |", "</table>"),
        (f"> {FALSE}", "</blockquote>"),
        (f"## {FALSE}", "</h3>"),
        (f"term\n: {FALSE}", "</dl>"),
        (f"One.[^1]\n\n[^1]: {FALSE}", "</section>"),
    ],
)
def test_what_is_said_of_a_claim_stands_after_the_outermost_block(text, before):
    page = files(text)["index.html"].decode()

    assert re.search(rf"{before}\s*<aside", page)
    assert read(page).stack == []


def test_two_claims_of_one_block_are_told_in_their_order():
    first, second = notes(prose(f"[none]{{backlog.open = 0}} and {FALSE}"))

    assert first.startswith("Measured otherwise. none")
    assert second.startswith("Measured otherwise. under 80")


def test_what_is_said_of_claims_has_a_name_of_its_own_on_the_page():
    page = read(files(f"{FALSE} {FALSE}\n\n{FALSE}")["index.html"])
    ids = [name for name in page.ids if "claim" in name]

    assert len(ids) == len(set(ids)) == 3


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[see {backlog.open}](https://example.org)", "backlog.open stands inside a link"),
        ("- [a\n- b]{backlog.open < 3}", "{backlog.open < 3}: a comparison stands here"),
        (f"One.\n\n[^1]: {TRUE}", "{backlog.open < 90} stands where nothing is shown"),
        ("[x](/{backlog.open})", "{backlog.open} stands where nothing is shown"),
        ("[x]{backlog.opne < 3}", "no number is named backlog.opne"),
    ],
)
def test_a_claim_or_a_number_where_it_can_not_stand_is_an_error(text, what):
    with pytest.raises(ContentError) as error:
        files(text)

    assert error.value.what.startswith(what)
    assert error.value.where.startswith("content/glance/mitaka/features.md:")


def test_very_many_claims_are_judged_in_no_time():
    assert prose(f"{TRUE} " * 2_000).count('data-outcome="true"') == 2_000


def test_a_page_that_travels_alone_judges_claims_without_links():
    page = single_file(report(fact()), (chapter(FALSE, "features"),), {}, [THEME])

    assert "Measured otherwise." in page
    assert all(link.startswith(("#", "https://")) for link in read(page).links)
