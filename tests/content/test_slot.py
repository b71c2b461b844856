"""Slots: what is one, what is none, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import Slot, read
from retro.errors import ContentError

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}\.[a-z0-9_]{1,8}", fullmatch=True)
MOMENTS = st.sampled_from(["", "M-2", "start", "2016-01-25", "handoff", "feature freeze"])
PROSE = st.text("aZ é漢\U0001f980.,;'\"()@#$%/", max_size=30)


def named(text):
    return [(slot.kind, slot.name, slot.when) for slot in read(text).slots]


def fault(text):
    with pytest.raises(ContentError) as error:
        read(text, "file.md")
    assert error.value.hint, "an error says what next"
    return error.value.where.removeprefix("file.md:"), error.value.what


def test_a_number_is_a_name_in_braces():
    assert read("We had {backlog.verified}.", "file.md", 3).slots == (
        Slot("backlog.verified", "", "fact", start=7, end=25, where="file.md:3"),
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
    assert fault("{nova-v2.watch}") == ("1", "{nova-v2.watch} is neither a number nor a picture")


def test_a_picture_is_a_chart_and_its_name():
    assert named("{chart backlog.by_state_daily}") == [("chart", "backlog.by_state_daily", "")]


def test_a_table_and_a_list_may_have_a_moment():
    assert named("{table backlog.by_state}\n\n- {list backlog.starved @ M-2}") == [
        ("table", "backlog.by_state", ""),
        ("list", "backlog.starved", "M-2"),
    ]


@pytest.mark.parametrize(
    "text", ["Look: {chart a.b}", "# {list a.b}", "| {table a.b} |\n|---|", "x^[{chart a.b}]"]
)
def test_a_picture_a_table_and_a_list_stand_alone_in_a_paragraph(text):
    assert fault(text)[1].endswith("a.b} stands inside a sentence")


def test_a_slot_may_break_over_the_line():
    assert named("now {a.b @\nfeature\nfreeze}") == [("fact", "a.b", "feature freeze")]
    assert named("> now {a.b @\n> start}") == [("fact", "a.b", "start")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n\nand {a.b}", 3),
        ("one\ntwo, {a.b @\nstart}", 2),
        ("- one\n  - two\n    {a.b}", 3),
        ("> one\n\n# {a.b}", 3),
        ("Title\n{a.b}\n=====", 2),
        ("| a |\n|---|\n| b |\n| {a.b} |", 4),
        ("term {a.b}\n: words", 1),
        ("term\n: words\n  {a.b}", 3),
        ("one[^1]\n\n[^1]: two\n    {a.b}", 4),
        ("one\ntwo^[three\nfour\n{a.b}]", 4),
        ("one^[two^[three\n{a.b}]]", 2),
    ],
)
def test_a_slot_knows_its_line(text, line):
    assert [slot.where for slot in read(text, "file.md", 10).slots] == [f"file.md:{line + 9}"]


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
        "one\n\n    {a.b} and [x]{a.b < 1}\n\n    {nonsense",
        "| a |\n|---|\n| `\\{a.b}` |",
    ],
)
def test_code_and_escaped_braces_are_no_slots(text):
    assert (read(text).slots, read(text).claims) == ((), ())


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
        "one\n    {a.b}",
        "<!-- {a.b} -->",
        "<i title='{a.b}'>",
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
        ("<!-- {verified} -->", 1, "{verified}"),
    ],
)
def test_a_brace_that_makes_no_slot_is_an_error(text, line, words):
    assert fault(text) == (str(line), f"{words} is neither a number nor a picture")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n[two](https://example.org/{a.b})", 2),
        ("one\n[two](/x '{a.b}')", 2),
        ("<https://example.org/{a.b}>", 1),
        ("[two]\n\n[two]: /{a.b}", 3),
        ("one\n\n[^1]: {a.b}", 3),
        ("| a |\n|---|\n| b | {a.b} |", 3),
        ("one\n\n" + ">" * 25 + " {a.b}", 3),
    ],
)
def test_a_brace_of_which_nothing_is_shown_is_an_error(text, line):
    assert fault(text) == (str(line), "{a.b} stands where nothing is shown of it")


def test_a_number_inside_a_link_is_an_error():
    assert fault("[see {a.b}](/x)") == ("1", "a.b stands inside a link")


def test_the_error_is_that_of_the_first_line():
    assert fault("[x](/{a.b})\n\n{y}")[0] == fault("{y}\n\n[x](/{a.b})")[0] == "1"


@given(st.lists(st.tuples(PROSE, NAMES, MOMENTS), max_size=6), PROSE)
def test_whatever_is_written_as_a_slot_is_read_as_one(parts, end):
    written = [
        (f"{{{name} @ {moment}}}" if moment else f"{{{name}}}") for _, name, moment in parts
    ]
    text = "x" + "".join(before + slot for (before, *_), slot in zip(parts, written, strict=True))

    found = read(text + end).slots

    assert [text[slot.start : slot.end] for slot in found] == written
    assert [(slot.name, slot.when) for slot in found] == [(n, m) for _, n, m in parts]
