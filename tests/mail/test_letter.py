"""The mail that hands a cycle over."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from retro.errors import ContentError
from retro.mail import handoff
from retro.model.facts import Before, Evidence, Gap, Part
from retro.model.origin import Origin
from tests.render.fixture import chapter, everything, fact, gap, item, report, series

LONG = "A sentence of seven words stands here. " * 9


def letter(*chapters, told=None, asked=None, page="<p>page</p>", **more):
    known = told or report(fact("backlog.verified"), pictured=(series(),))
    return handoff(known, chapters, asked or {}, page, **more)


def lines(markdown: str) -> list[str]:
    text = letter(chapter(markdown, title="Words")).text
    return text.split("Words\n-----\n\n")[1].split("\n\nSources")[0].splitlines()


def parsed(made):
    return message_from_bytes(made.eml, policy=default)


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
    assert "- Deprecate version 1, 12 January 2016\n  https://x.org/1\n" in text


def test_a_list_without_words_has_a_chapter_of_its_own():
    assert "Priorities\n----------\n\nPlanned [t]:\n" in letter(told=everything()).text


def test_a_long_address_stands_on_a_line_of_its_own():
    address = f"https://review.example.org/?title={'x' * 200}"
    told = report(fact("handoff.dashboard_url", address, unit="", origin=Origin.TYPED))
    text = letter(chapter("Begin at {handoff.dashboard_url}. Then rest."), told=told).text
    assert f"Begin at review.example.org [1]. Then rest.\n\n[1] {address}\n" in text


def test_gaps_that_share_a_reason_are_one_line_of_the_last_list():
    unwritten = [
        Gap(name=f"handoff.{title}", title=title, why=f"no {title}", unwritten=True)
        for title in ("Goals", "Duties")
    ]
    gaps = [gap("bugs.reported"), gap("bugs.fixed"), gap("flow.merged", "too few")]
    text = letter(told=report(*gaps, *unwritten)).text
    assert text.split("Not known\n---------\n\n")[1].split("\n\n")[0].splitlines() == [
        "- Launchpad was not collected (2 numbers).",
        "- Merged: too few",
        "- Nobody wrote it down: goals, duties.",
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


def test_the_message_holds_the_text_and_the_page():
    made = letter(page="<p>á</p>")
    body, page = parsed(made).iter_parts()
    assert body.get_content().replace("\r\n", "\n") == made.text
    assert page.get_content().strip() == "<p>á</p>"
    assert page.get_filename() == "glance-mitaka-handoff.html"


def test_the_message_is_dated_by_the_edition_and_has_no_address():
    mail = parsed(letter())
    assert mail["Date"].datetime.isoformat() == "2016-03-10T00:00:00+00:00"
    assert not {"To", "From", "Cc", "Bcc"} & set(mail.keys())


def test_the_same_words_make_the_same_bytes():
    assert letter().eml == letter().eml


def test_the_mail_leads_to_where_the_page_is_published():
    assert "https://example.org/x/" in letter(address="https://example.org/x/").text


def test_a_key_number_says_how_it_changed_since_the_cycle_before():
    then = fact("backlog.verified", 112)
    week = date(2015, 9, 16)
    before = Before(cycle_title="Liberty", as_of=week, week="R-4", facts={then.name: then})
    told = report(fact("backlog.verified", 83), before=before)

    assert "29 fewer than in Liberty (112 [s])" in " ".join(letter(told=told).text.split())


def test_a_mail_is_signed_by_those_who_lead_if_the_team_tells():
    liaisons = report(fact(), led_by="the liaisons for bugs")

    assert letter(told=liaisons).text.endswith("-- \nThe liaisons for bugs\nGlance\n")
    assert "-- \n" not in letter(told=report(fact(), led_by="")).text
