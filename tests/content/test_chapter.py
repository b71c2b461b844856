"""Chapters: their order, their front matter, and files that are refused."""

import pytest

from retro.content import Answer, chapters
from retro.errors import ContentError

TEAM = "title: A\ngerrit: {server: 'https://review.example.org', projects: [a]}\n"


@pytest.fixture
def home(tmp_path):
    path = tmp_path / "content/glance/mitaka"
    path.mkdir(parents=True)
    (path.parent / "team.yaml").write_text(TEAM)
    (path / "cycle.yaml").write_text("editions: {handoff: 2016-03-09}\n")
    return path


def read(home):
    return chapters(home.parents[1], "glance", "mitaka")


def keys(home):
    return [chapter.key for chapter in read(home)]


def fault(home, name, text):
    (home / name).write_text(text)
    with pytest.raises(ContentError) as error:
        read(home)
    assert error.value.hint, "an error says what next"
    return error.value.where.removeprefix(str(home / name)), error.value.what


def test_a_cycle_without_prose_has_no_chapters(home):
    assert read(home) == ()
    assert chapters(home.parents[1], "glance", "newton") == ()


def test_known_chapters_come_in_the_order_of_the_story(home):
    for name in ("thanks", "backlog", "summary", "hand-off", "what-went-wrong"):
        (home / f"{name}.md").write_text("words\n")

    assert keys(home) == ["summary", "backlog", "what-went-wrong", "thanks", "hand-off"]


def test_other_chapters_come_after_by_order_then_name(home):
    for name, order in (("zebra", 1), ("ant", 2), ("bee", 2), ("cow", 0)):
        (home / f"{name}.md").write_text(f"---\norder: {order}\n---\nwords\n")
    (home / "hand-off.md").write_text("---\norder: 9\n---\nwords\n")

    assert keys(home) == ["hand-off", "cow", "zebra", "ant", "bee"]


def test_front_matter_says_title_and_editions_and_moves_the_first_line(home):
    (home / "flow.md").write_text(
        "---\ntitle: How it flowed\neditions: [handoff, final]\n---\n\nwords {a.b}\n"
    )

    (chapter,) = read(home)

    assert (chapter.title, chapter.editions) == ("How it flowed", ("handoff", "final"))
    assert chapter.prose.text == "\nwords {a.b}\n"
    assert chapter.prose.slots[0].where == f"{home / 'flow.md'}:6"
    assert chapter.path == str(home / "flow.md")


CLAIMED = "---\nanswers:\n  {}: In the morning.\n---\n[few]{{a.b < 90}}\n"


@pytest.mark.parametrize("key", ["a.b < 90", "a.b<90", "'a.b  < 90'"])
def test_an_answer_is_found_by_its_claim_however_it_is_spaced(home, key):
    (home / "flow.md").write_text(CLAIMED.format(key))

    assert read(home)[0].answers == {"a.b < 90": Answer(text="In the morning.", line=3)}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (CLAIMED.format("a.b < 80"), 3, "no claim of this chapter is a.b < 80"),
        (CLAIMED.format("nonsense"), 3, "“nonsense” compares nothing"),
        (CLAIMED.format("a.b < 90: yes\n  a.b<90"), 4, "a.b < 90 is answered a second time"),
    ],
)
def test_an_answer_to_no_claim_is_refused(home, text, line, what):
    assert fault(home, "flow.md", text) == (f":{line}", what)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("what-went-wrong", "What did not go well"),
        ("hand-off", "Hand-off"),
        ("our-first-sprint", "Our first sprint"),
    ],
)
def test_a_chapter_without_front_matter_is_titled_by_its_name(home, name, title):
    (home / f"{name}.md").write_text("words {a.b}\n")
    (chapter,) = read(home)

    assert chapter.title == title
    assert chapter.prose.slots[0].where == f"{home / name}.md:1"


def test_a_rule_further_down_is_no_front_matter(home):
    (home / "flow.md").write_text("words\n\n---\n\nmore\n---\n")

    assert read(home)[0].prose.text == "words\n\n---\n\nmore\n---\n"


@pytest.mark.parametrize(
    "name", ["Flow.md", "flow.MD", "a b.md", "-flow.md", "a.b.md", "flöw.md", ".md.md", "a_b.md"]
)
def test_a_name_that_is_not_plain_is_refused(home, name):
    assert fault(home, name, "words\n") == ("", "no chapter can have this name")


@pytest.mark.parametrize("name", ["notes.txt", "flow.md~", "picture.png"])
def test_files_that_are_no_markdown_are_left_alone(home, name):
    (home / name).write_text("{nonsense")

    assert read(home) == ()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("---\ntitel: A\n---\nwords\n", 2, "unknown key `titel`"),
        ("---\n\ntitle: [A]\n---\nwords\n", 3, "`title` must be one value, not a list"),
        (
            "---\ntitle: A\norder: first\n---\nw\n",
            3,
            '`order` is "first", which is no whole number',
        ),
        ("---\neditions: [final,\n  fnial]\n---\nw\n", 3, "there is no edition fnial"),
        ("---\neditions: final\n---\nw\n", 2, "`editions` must be a list, not one value"),
        ("---\ntitle: A\n  b: 1\n---\nw\n", 3, "this is no YAML: mapping values are not allowed"),
        ("---\ntitle: A\nwords\n", 1, "the keys on top never end"),
        ("---\ntitle: A\n---\n\n", 4, "this chapter says nothing"),
        ("", 1, "this chapter says nothing"),
        ("---\ntitle: A\n---\none\n{verified}\n", 5, "{verified} is neither a number nor"),
        ("one\n\n\x1b[2Jtwo\n", 3, "a control character, number 27"),
        ("---\ntitle: A\n---\none\ntwo \u202eowt\n", 5, "a control character, number 8238"),
        ("one\x9b\n", 1, "a control character, number 155"),
        ("long " * 40_001, 1, "this has 200,005 characters"),
        ("one\n\ntwo { three\n", 3, "{ is neither a number nor a picture"),
        ("---\ntitle: A\n---\n[x](/{a.b})\n", 4, "{a.b} stands where nothing is shown of it"),
    ],
)
def test_a_chapter_that_can_not_be_used_says_where(home, text, line, what):
    where, said = fault(home, "flow.md", text)

    assert (where, said[: len(what)]) == (f":{line}", what)


def test_a_chapter_that_is_a_folder_is_refused(home):
    (home / "flow.md").mkdir()

    with pytest.raises(ContentError, match="this is no file"):
        read(home)


def test_a_chapter_that_links_out_of_the_cycle_is_refused(home):
    (home.parent / "thanks.md").write_text("words\n")
    (home / "thanks.md").symlink_to("../thanks.md")

    with pytest.raises(ContentError, match="this leads out of its folder"):
        read(home)
