"""Slots: what is one, what is none, and where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import Slot, slots
from retro.content.stray import first_stray

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}\.[a-z0-9_]{1,8}", fullmatch=True)
MOMENTS = st.sampled_from(["", "M-2", "start", "2016-01-25", "handoff", "feature freeze"])
PROSE = st.text(st.characters(codec="utf-8", exclude_characters="{}\\`~"), max_size=30)


def named(text):
    return [(slot.kind, slot.name, slot.when) for slot in slots(text)]


def test_a_number_is_a_name_in_braces():
    assert slots("We had {backlog.verified}.") == (
        Slot(name="backlog.verified", when="", kind="fact", start=7, end=25, line=1),
    )


def test_a_number_may_have_a_moment():
    assert named("{a.b @ M-2} {a.b@start} {a.b @ 2016-01-25} {a.b @ feature freeze}") == [
        ("fact", "a.b", "M-2"),
        ("fact", "a.b", "start"),
        ("fact", "a.b", "2016-01-25"),
        ("fact", "a.b", "feature freeze"),
    ]


def test_a_name_may_have_dashes_after_its_first_part():
    assert named("{watch.nova-v2} {backlog.clean_up.2016-01-18 @ M-2}") == [
        ("fact", "watch.nova-v2", ""),
        ("fact", "backlog.clean_up.2016-01-18", "M-2"),
    ]
    assert named("{nova-v2.watch}") == []


def test_a_picture_is_a_chart_and_its_name():
    assert named("{chart backlog.by_state_daily}") == [("chart", "backlog.by_state_daily", "")]


def test_a_table_and_a_list_may_have_a_moment():
    assert named("{table backlog.by_state} {list backlog.starved @ M-2}") == [
        ("table", "backlog.by_state", ""),
        ("list", "backlog.starved", "M-2"),
    ]


def test_a_slot_may_break_over_the_line():
    assert named("now {a.b @\nfeature\nfreeze}") == [("fact", "a.b", "feature freeze")]


def test_a_slot_knows_its_line():
    assert [slot.line for slot in slots("{a.a}\n\nand {b.b}, {c.c}\n{d.d}")] == [1, 3, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "`{a.b}`",
        "``a ` {a.b}``",
        "`one\ntwo {a.b}`",
        "```\n{a.b}\n```",
        "~~~ yaml\n{a.b}\n~~~",
        "````\n```\n{a.b}\n````",
        "```\n{a.b}\nnever closed",
        "- item\n\n  ```\n  {a.b}\n  ```",
        "> ```\n> {a.b}\n> ```",
        r"\{a.b}",
        "```\r\n{a.b}\n```",
    ],
)
def test_code_and_escaped_braces_are_no_slots(text):
    assert slots(text) == ()
    assert first_stray(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "`lone {a.b}",
        "`` two ` {a.b}",
        "`ends\n\nwith its paragraph` {a.b}",
        "```\ncode\n```\n{a.b}",
        "```inline``` {a.b}",
        r"\`{a.b}\`",
        r"\\{a.b}",
        "~~struck~~ {a.b}",
    ],
)
def test_what_is_no_code_hides_no_slot(text):
    assert named(text) == [("fact", "a.b", "")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a {", 1, "{"),
        ("\n{verified}", 2, "{verified}"),
        ("{a.b}\n{a b}", 2, "{a b}"),
        ("{Backlog.open}", 1, "{Backlog.open}"),
        ("{a.b @}", 1, "{a.b @}"),
        ("{chart a.b @ M-2}", 1, "{chart a.b @ M-2}"),
        ("{a.b @ start\n\n}", 1, "{"),
        ("{{a.b}}", 1, "{"),
        ("{}", 1, "{}"),
    ],
)
def test_a_brace_that_makes_no_slot_is_a_stray(text, line, words):
    stray = first_stray(text)

    assert (stray.line, stray.what) == (line, f"{words} is neither a number nor a picture")


def test_strays_are_left_alone():
    assert named("{nonsense} {a.b} {") == [("fact", "a.b", "")]


@given(st.lists(st.tuples(PROSE, NAMES, MOMENTS), max_size=6), PROSE)
def test_whatever_is_written_as_a_slot_is_read_as_one(parts, end):
    written = [(f"{{{name} @ {when}}}" if when else f"{{{name}}}") for _, name, when in parts]
    text = "".join(before + slot for (before, *_), slot in zip(parts, written, strict=True)) + end

    found = slots(text)

    assert [text[slot.start : slot.end] for slot in found] == written
    assert [(slot.name, slot.when) for slot in found] == [(n, m) for _, n, m in parts]


@given(st.text(alphabet="{}`~\\@ \n.ab-c>", max_size=60))
def test_no_text_whatsoever_confuses_the_reader(text):
    found = slots(text)

    assert all(text[slot.start] == "{" and text[slot.end - 1] == "}" for slot in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_many_lone_backticks_are_read_in_no_time():
    text = "".join("`" * n + "x" for n in range(1, 2000)) + "{" * 20_000 + "`" * 20_000

    assert slots(text) == ()
