"""The letter that hands a cycle over."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from retro import mail
from retro.errors import ContentError
from retro.mail import FORMS
from retro.model.collection import Collection
from retro.model.facts import Before, Evidence, Gap, Part
from retro.model.mail import Mail
from retro.model.origin import Origin
from tests.render.fixture import chapter, everything, fact, gap, item, report, series

LONG = "A sentence of seven words stands here. " * 9


def letter(*chapters, told=None, asked=None, **more):
    known = told or report(fact("backlog.verified"), pictured=(series(),))
    return mail.letter(known, chapters, asked or {}, **more)


def lines(markdown: str) -> list[str]:
    text = letter(chapter(markdown, title="Words")).text
    return text.split("Words\n-----\n\n")[1].split("\n\nSources")[0].splitlines()


def test_a_mail_with_simulated_numbers_opens_with_that():
    assert letter().text.startswith("SIMULATED SAMPLE:")


def test_a_mail_with_measured_numbers_does_not():
    measured = report(fact(origin=Origin.MEASURED), simulated=False)
    assert "SIMULATED" not in letter(told=measured).text


def test_a_mail_says_which_branches_are_counted():
    known = report(fact(), branches="main counted; 3 of 4 merges are on other branches: x 3")
    text = " ".join(letter(told=known).text.split())

    assert "Branches: main counted; 3 of 4 merges are on other branches: x 3." in text


def test_what_may_be_off_is_never_said_plainly():
    parts = (Part("reviewer", "waiting for a reviewer", 60, 2),)
    known = report(fact("backlog.verified", 83, off=4, parts=parts))
    words = chapter("So {backlog.verified} wait.\n\n{table backlog.verified}", title="Words")
    text = letter(words, told=known).text

    assert "So 83 ± 4 [s] wait." in text
    assert "- Verified: 83 ± 4 changes [s]" in text
    assert "- waiting for a reviewer: 60 ± 2" in text
    assert "83" not in text.replace("83 ± 4", "")


def test_a_slot_becomes_a_marked_value():
    assert lines("Only {backlog.verified} wait.") == ["Only 87 [s] wait."]


def test_a_slot_at_a_moment_takes_the_value_of_that_moment():
    there = {("backlog.verified", "M-2"): fact(value=118)}
    assert (
        "It was 118 [s]." in letter(chapter("It was {backlog.verified @ M-2}."), asked=there).text
    )


def test_a_gap_is_said_with_its_reason():
    known = report(gap("bugs.reported"))
    text = letter(chapter("Bugs: {bugs.reported}."), told=known).text
    assert "Bugs: not known (Launchpad was not collected)." in text
    assert "- Reported: Launchpad was not collected" in text


def test_a_list_that_the_words_speak_of_stands_below_them():
    goals = Evidence(
        items=(
            item("Import", since=None, state="missed", note=LONG, url=""),
            item("Deprecate version 1", since=date(2016, 1, 12), state="", url="https://x.org/1"),
        )
    )
    told = report(fact("handoff.next_goals", 2, origin=Origin.TYPED, evidence=goals))
    text = letter(chapter("{handoff.next_goals} goals below.", "hand-off"), told=told).text
    assert "2 [t] goals below.\n\nNext goals [t]:\n- Import, missed: A sentence" in text
    assert "- Deprecate version 1, 12 January 2016 [1]\n\n[1] https://x.org/1\n" in text


def test_a_list_without_words_has_a_chapter_of_its_own():
    assert "Priorities\n----------\n\nPlanned [t]:\n" in letter(told=everything()).text


def test_an_address_of_the_words_is_a_note_of_the_chapter():
    words = chapter("See [the\nplan](https://x.org/plan), and [it](https://x.org/plan) again.")
    more = chapter("See [the talk](https://x.org/talk).", "thanks")
    text = letter(words, more).text

    assert "See the plan [1], and it [1] again.\n\n[1] https://x.org/plan\n" in text
    assert "See the talk [2].\n\n[2] https://x.org/talk\n" in text


def test_an_address_seen_from_the_page_leads_there_once_it_is_published():
    words = chapter("See [the table](data/x.csv).")

    assert "See the table.\n" in letter(words).text
    published = letter(words, address="https://r.example.org/glance/mitaka/").text
    assert "See the table [1].\n\n[1] https://r.example.org/glance/mitaka/data/x.csv" in published


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://review.example.org/#/dashboard/?title=", "dashboard on review.example.org"),
        ("https://review.example.org/q/", "query on review.example.org"),
        ("https://review.example.org/?q=", "a page of review.example.org"),
    ],
)
def test_a_long_query_is_left_to_the_page(address, said):
    told = report(
        fact("handoff.dashboard_url", address + "x" * 1700, unit="", origin=Origin.TYPED)
    )
    words = chapter("Begin at {handoff.dashboard_url}. Then rest.", "hand-off")
    site = "https://r.example.org/glance/mitaka/"
    begin = "Begin at review.example.org [1]. Then rest.\n\n[1] "

    assert f"{begin}{said}, on the page\n" in letter(words, told=told).text
    assert f"{begin}{site}#hand-off\n" in letter(words, told=told, address=site).text


def test_a_long_query_is_no_line_wherever_it_stands():
    address = f"https://review.example.org/q/{'x' * 400}"
    goals = Evidence(items=(item("Import", url=address, note=f"see {address}"),))
    told = report(fact("handoff.next_goals", 1, evidence=goals))
    words = chapter(f"See <{address}>.\n\n    {address}\n\n[a]\n\n[a]: {address}", "hand-off")
    text = letter(words, told=told).text

    assert max(map(len, text.splitlines())) <= 72
    assert "See\n<query on review.example.org [1]>." in text


def test_gaps_that_share_a_reason_are_one_line_and_what_its_writer_left_out_is_none():
    unwritten = [
        Gap(name=f"handoff.{title}", title=title, why=f"no {title}", unwritten=True)
        for title in ("Goals", "Duties")
    ]
    gaps = [gap("bugs.reported"), gap("bugs.fixed"), gap("flow.merged", "too few")]
    text = letter(told=report(*gaps, *unwritten)).text
    assert text.split("Not known\n---------\n\n")[1].split("\n\n")[0].splitlines() == [
        "- Launchpad was not collected (2 numbers).",
        "- Merged: too few",
    ]


def test_unseen_characters_of_a_server_are_left_out():
    told = report(fact("handoff.next_goals", evidence=Evidence(items=(item("a\x1b[2Jb"),))))
    assert "- a[2Jb, " in letter(told=told).text


def test_a_picture_is_described():
    assert lines("{chart backlog.by_state_daily}") == [
        "[Picture: The backlog by state [s]. The backlog ended at 87 open",
        "changes.]",
    ]


def test_no_line_is_longer_than_72_columns():
    text = letter(chapter(f"{LONG}\n\n- {LONG}\n\n> {LONG}"), told=everything()).text
    assert max(map(len, text.splitlines())) <= 72


def test_an_item_goes_on_below_its_text():
    assert [line[:4] for line in lines(f"1. {LONG}")[:2]] == ["1. A", "   s"]


def test_code_and_tables_stand_as_they_are():
    verbatim = ["```", "a  b", "- c", "```", "", "| a | b |", "|---|---|"]
    assert lines("\n".join(verbatim)) == verbatim


def test_an_escaped_brace_is_a_brace():
    assert lines(r"\{this}") == ["{this}"]


def test_an_unknown_number_is_an_error_with_its_line():
    with pytest.raises(ContentError) as error:
        letter(chapter("One.\n\n{backlog.verifed}", line=5))
    assert error.value.where == "content/glance/mitaka/backlog.md:7"


def test_chapters_come_in_the_order_of_the_page():
    text = letter(chapter("Bye.", "thanks"), chapter("Hello.", "summary")).text
    assert text.index("Hello.") < text.index("Bye.")


def test_a_list_stands_once_where_its_writer_set_it():
    slipped = Evidence(items=(item("Import"), item("Swift")))
    told = report(
        fact("features.deferred", 1, evidence=Evidence(items=(item("Import"),))),
        fact("features.will_not_make_it", 2, evidence=slipped),
    )
    set_there = chapter("{list features.will_not_make_it}", "hand-off")

    for words in ((), (set_there,), (set_there, chapter("Much landed.", "features"))):
        assert letter(*words, told=told).text.count("- Import, ") == 1


def test_a_list_of_what_no_other_has_stands_too():
    told = report(
        fact("features.deferred", 1, evidence=Evidence(items=(item("Import"),))),
        fact("features.will_not_make_it", 1, evidence=Evidence(items=(item("Swift"),))),
    )
    text = letter(told=told).text

    assert "- Import, " in text
    assert "- Swift, " in text


@pytest.mark.parametrize("drafted", [(), (chapter("It was so.", "summary", drafted=True),)])
def test_a_letter_without_a_persons_words_says_so_in_one_sentence(drafted):
    text = " ".join(letter(*drafted).text.split())

    assert text.count("Nobody has written") == 1
    assert "nor whom to thank." in text


def test_a_drafted_summary_beside_a_persons_words_says_so():
    text = letter(
        chapter("It was so.", "summary", drafted=True), chapter("Thanks.", "thanks")
    ).text

    assert text.count("Nobody has written") == 1
    assert "It was so.\n\n(Nobody has written these sentences: they are made from" in text
    assert "Nobody has written" not in letter(chapter("Thanks.", "thanks")).text


def test_a_subject_begins_with_the_words_by_which_a_list_sorts():
    about = "Mitaka retrospective, handoff edition, as of 9 March 2016"

    day = replace(report(fact()), edition="2016-03-09")

    assert letter().subject == f"[glance] {about}"
    assert letter(told=day).subject == "[glance] Mitaka retrospective, as of 9 March 2016"
    assert letter(mail=Mail(subject_prefix="[glance][ptl]")).subject == f"[glance][ptl] {about}"


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_says_what_is_attached_to_it(form):
    text = " ".join(letter(attached=form).text.split())

    assert FORMS[form] in text
    assert ("attached" in text) == (form != "none")


def test_each_server_is_a_source_once():
    day = datetime(2016, 4, 11, tzinfo=UTC)
    parts = tuple(
        Collection(
            name=name, origin="live", server=server, version="3.4", collected=day, records=9
        )
        for name, server in (
            ("gerrit-changes", "https://review.example.org"),
            ("gerrit-index", "https://review.example.org"),
            ("specs", "https://opendev.example.org/specs"),
        )
    )
    text = letter(told=replace(report(fact()), collections=parts)).text

    assert text.split("Sources\n-------\n\n")[1].split("\n\n")[0].splitlines() == [
        "- https://review.example.org (live, collected 11 April 2016): changes",
        "  and index",
        "- https://opendev.example.org/specs (live, collected 11 April 2016):",
        "  specs",
    ]


def test_the_mail_leads_to_where_the_page_is_published():
    assert "https://example.org/x/" in letter(address="https://example.org/x/").text


def test_a_key_number_says_how_it_changed_since_the_cycle_before():
    then = fact("backlog.verified", 112)
    week = date(2015, 9, 16)
    before = Before(cycle_title="Liberty", as_of=week, week="R-4", facts={then.name: then})
    told = report(fact("backlog.verified", 83), before=before)

    assert "29 fewer than in Liberty (112 [s])" in " ".join(letter(told=told).text.split())


def test_words_are_signed_by_those_who_lead_if_the_team_tells():
    liaisons, words = report(fact(), led_by="the liaisons for bugs"), chapter("Bye.", "thanks")

    assert letter(words, told=liaisons).text.endswith("-- \nThe liaisons for bugs\nGlance\n")
    assert "-- \n" not in letter(words, told=report(fact(), led_by="")).text
    assert "-- \n" not in letter(told=liaisons).text
