"""The sample in content/: what a team writes, complete and at peace with the calendar."""

import itertools
import re
from datetime import date

import pytest

from retro.calendar import find, spec_freezes
from retro.content import chapters, notes, team
from retro.outline.chapters import TITLES
from tests import sample

CONTENT = sample.content()
NOTES = notes(CONTENT, "glance", "mitaka")
MITAKA = find("mitaka", NOTES.dates)
PROSE = chapters(CONTENT, "glance", "mitaka")


def cores(day):
    return {
        spell.account
        for spell in NOTES.roster
        if (spell.since or day) <= day < (spell.until or date.max)
    }


def test_its_team_can_be_read():
    assert team(CONTENT, "glance").gerrit.projects


def test_nine_cores_for_most_of_the_cycle_and_twelve_at_its_end():
    assert len(cores(MITAKA.start)) == len(cores(date(2016, 1, 21))) == 9
    assert len(cores(NOTES.editions["handoff"])) == len(cores(MITAKA.release)) == 12


def test_three_joined_and_one_left_and_came_back():
    back = {spell.account for spell in NOTES.roster if spell.until}

    assert len(cores(MITAKA.release) - cores(MITAKA.start)) == 3
    assert back == {"sim-core-09"} <= cores(MITAKA.release)


def test_three_priorities_of_which_two_were_missed():
    assert [p.outcome for p in NOTES.priorities] == ["missed", "missed", "met"]


def test_what_is_counted_by_hand_is_written_down():
    assert (NOTES.ffe, len(NOTES.deferred), len(NOTES.groups)) == ((), 2, 2)
    assert (len(NOTES.delegations), len(NOTES.next_goals), len(NOTES.watch)) == (4, 3, 2)


def test_the_spec_freeze_is_the_one_of_the_calendar():
    (freeze,) = NOTES.freezes

    assert (freeze.day,) == spec_freezes("mitaka")["glance"]
    assert (freeze.day - freeze.announced).days == 9


def test_there_is_a_review_day_in_every_milestone():
    days = [d for h in NOTES.rhythm if h.kind == "review day" for d in h.days]
    ends = [MITAKA.start, *(MITAKA.day_of(m) for m in ("M-1", "M-2", "M-3", "release"))]

    assert all(any(a <= day < b for day in days) for a, b in itertools.pairwise(ends))


def test_everything_dated_lies_inside_the_cycle():
    days = [*NOTES.editions.values(), *(day for h in NOTES.rhythm for day in h.days)]

    assert all(MITAKA.start <= day <= MITAKA.release for day in days)


def test_every_chapter_is_there_and_one_is_for_the_hand_off_alone():
    assert [chapter.key for chapter in PROSE] == [*TITLES, "until-the-release"]
    assert [chapter.key for chapter in PROSE if chapter.editions] == ["until-the-release"]


@pytest.mark.parametrize("chapter", PROSE, ids=lambda chapter: chapter.key)
def test_a_chapter_is_short_enough_to_be_read(chapter):
    words = re.sub(r"\{[^{}]*\}", "7", chapter.prose.text)

    assert 60 <= len(words.split()) <= 190


def test_a_picture_is_shown_once():
    charts = [s.name for chapter in PROSE for s in chapter.prose.slots if s.kind == "chart"]

    assert len(charts) == len(set(charts)) > 0
