"""The note of a week as a draft of a mail."""

import re

from msgspec.structs import replace

from retro.mail import weekly
from retro.mail.plain import WIDTH
from retro.model.facts import Gap
from retro.model.mail import Mail
from retro.model.today import Hungry, Lately, Work
from retro.outline.words import NBSP
from retro.today import markdown
from tests.today.test_view import HOSTILE, TODAY, thing

GAP = Gap(name="backlog.verified", title="Verified backlog", why="No CI is named.")


def text(**more: object) -> str:
    return weekly(replace(TODAY, **more)).text


def test_the_subject_says_the_week_and_how_it_stands():
    assert (
        weekly(TODAY).subject == "[team] Week R-8: 1 merged, 81 verified, 57 days to the release"
    )
    typed = weekly(TODAY, mail=Mail(subject_prefix="[glance][ptl]"))
    assert typed.subject.startswith("[glance][ptl] Week R-8: ")
    assert weekly(replace(TODAY, simulated=True)).subject.endswith(" (simulated)")


def test_the_subject_leaves_out_what_is_not_known():
    silent = replace(TODAY, verified=GAP, lately=(Lately("Merged", "No one knows."),))

    assert weekly(silent).subject == "[team] Week R-8: 57 days to the release"


def test_it_tells_what_the_markdown_tells():
    page, note = markdown(TODAY).replace(NBSP, " "), text()
    links = set(re.findall(r"https://[^>\s)]+", page))

    assert links
    assert links <= set(re.findall(r"https://\S+", note))
    for title in re.findall(r"^## (.+)$", page, re.MULTILINE):
        assert f"\n{title}\n---" in note


def test_each_query_is_a_note_at_the_end():
    note = text()

    assert "- Merged: 1 [1]\n" in note
    assert "\n[1] https://review.example.org/q/merged\n" in note
    assert "- Newly starved: Not known: No CI is named.\n" in note
    assert "- Bugs: 1 (2 more may be open)\n" in note


def test_what_is_not_known_is_said_with_its_reason_and_what_is_empty_is_none():
    note = text(starved="No CI is named.", stuck=(), priorities=(), ahead=())

    assert re.search(r"30 days\n-+\n\nNot known: No CI is named\.\n", note)
    assert note.count("\nNone.\n") == 3


def test_no_line_but_an_address_is_wider_than_a_mail_and_no_words_steer_it():
    long = "word " * 40
    note = text(
        team=HOSTILE,
        cycle=long,
        starved=(Hungry(thing(7, f"{HOSTILE} {long}"), None),),
        features=(Work(long, "open", (thing(8, long, project=HOSTILE),)),),
    )
    wide = [line for line in note.splitlines() if len(line) > WIDTH and "https://" not in line]

    assert wide == []
    assert "\x1b" not in note
    assert "\u202e" not in note


def test_remarks_and_the_mark_of_simulated_numbers_come_first():
    note = weekly(replace(TODAY, simulated=True), ("Take care.",)).text

    assert note.index("SIMULATED:") < note.index("Take care.") < note.index("Since Monday")


def test_an_address_that_a_mail_would_break_is_left_to_the_terminal():
    note = text(dashboard=f"https://review.example.org/{'x' * 1000}")

    assert note.endswith(
        "The dashboard of reviews:\ntoo long for a mail; `retro today --verbose` shows it\n"
    )
