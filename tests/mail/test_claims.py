"""Claims, tables and lists in a mail."""

from datetime import date

from retro.content import Answer
from retro.model.facts import Bar, Evidence, Line, Part
from tests.mail.test_letter import letter
from tests.render.fixture import bars, chapter, fact, gap, item, report, series

FALSE = "[under 80]{backlog.verified < 80}"


def lines(text: str, *told, pictured=(), asked=None, **more) -> list[str]:
    known = report(*(told or (fact("backlog.verified"),)), pictured=pictured)
    words = chapter(text, title="Words", **more)
    made = letter(words, told=known, asked=asked, attached="full").text
    return made.split("Words\n-----\n\n")[1].split("\n\nNot known\n")[0].splitlines()


def said(text: str, *told, **more) -> str:
    return "\n".join(lines(text, *told, **more)).split("\n\nSources")[0]


def test_a_true_claim_is_followed_by_what_was_measured():
    assert said("Only [*under* 90]{backlog.verified < 90}.") == (
        "Only *under* 90 (measured: 87 [s])."
    )


def test_a_false_claim_has_a_note_below_the_words():
    assert said(f"Only {FALSE}.") == (
        "Only under 80 (measured: 87 [s], see [1]).\n\n"
        "[1] “under 80” claims fewer than 80 changes; measured: 87 [s], 7 changes\n"
        "    more than that."
    )


def test_the_answer_to_a_false_claim_stands_first_in_its_note():
    answers = {"backlog.verified < 80": Answer(text="In the morning.")}

    assert "[1] In the morning. [t] (“under 80” claims" in said(FALSE, answers=answers)


def test_a_claim_about_a_gap_is_not_checked():
    assert said("[few]{bugs.new < 3}", gap("bugs.new")) == (
        "few (not checked, see [1])\n\n[1] “few” can't be checked: Launchpad was not collected."
    )


def test_a_claim_about_two_numbers_says_both():
    there = {("backlog.verified", "start"): fact(value=120)}
    text = "[{backlog.verified} is less]{backlog.verified < backlog.verified @ start}"

    assert said(text, asked=there) == "87 [s] is less (measured: 87 [s] against 120 [s])"


def test_notes_and_addresses_are_numbered_together():
    told = fact("handoff.dashboard_url", "https://review.example.org/?x", unit="address")
    text = said(f"{{handoff.dashboard_url}} {FALSE}", fact("backlog.verified"), told)

    assert "review.example.org [1] under 80 (measured: 87 [s], see [2])" in text
    assert "\n\n[1] https://review.example.org/?x\n[2] “under 80”" in text


def test_a_table_says_the_parts_of_a_number():
    parts = (Part("reviewable", "reviewable", 80), Part("ci", "on CI", 7))

    assert lines("{table backlog.open}", fact(parts=parts))[:3] == [
        "Open, 87 changes [s]:",
        "- reviewable: 80",
        "- on CI: 7",
    ]


def test_a_table_says_the_numbers_of_a_short_series():
    assert lines("{table backlog.by_state_daily}", pictured=(series(),))[:4] == [
        "The backlog by state [s], in changes:",
        "day | waiting on reviewers | waiting on CI",
        "8 March 2016 | 40 | 3",
        "9 March 2016 | 41 | not known",
    ]


def test_a_table_says_the_days_of_things_with_a_bar():
    way = Bar(label="Trusts\n", kind="landed", role="merged", values=(date(2016, 3, 1), None))

    assert lines("{table features.timeline}", pictured=(bars(way),))[:3] == [
        "The way of each feature, in features:",
        "feature | outcome | approved | until",
        "Trusts | landed | 1 March 2016 | not known",
    ]


def test_a_table_of_a_long_series_is_told_in_a_sentence():
    line = Line(label="open", role="reviewers", values=tuple(range(40)))
    long = series(x=tuple(range(40)), lines=(line,))

    assert lines("{table backlog.by_state_daily}", pictured=(long,))[0] == (
        "[Table: The backlog by state [s]. The backlog ended at 87 open changes."
    )


def test_a_long_list_breaks_off():
    many = Evidence(items=tuple(item(f"Change {n}", n) for n in range(14)))
    told = lines("{list backlog.open}", fact(evidence=many))

    assert told[:2] == ["Open, 87 changes [s]:", "- Change 0, 5 January 2016, reviewable [1]"]
    assert told[13] == "- and 2 more, on the attached page"
    assert told[15] == "[1] https://review.example.org/0"


def test_nothing_is_on_a_page_that_no_reader_has():
    many = Evidence(items=tuple(item(f"Change {n}", n) for n in range(14)))
    known = report(fact(evidence=many))

    assert "- and 2 more\n" in letter(chapter("{list backlog.open}"), told=known).text


def test_a_list_at_a_moment_says_so():
    there = {("backlog.verified", "M-2"): fact("backlog.verified", 118)}

    assert lines("{list backlog.verified @ M-2}", asked=there)[0] == (
        "Verified at M-2, 118 changes [s]:"
    )


def test_an_empty_list_and_a_gap_are_a_line():
    empty = fact("features.ffe", 0, unit="requests", evidence=Evidence(items=()))

    assert said("{list features.ffe}", empty) == "Ffe, 0 requests [s]:\nThe list is empty."
    assert said("{table bugs.new}", gap("bugs.new")).startswith("New, not known (Launchpad was")
