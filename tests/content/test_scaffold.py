"""Whatever a team.yaml or cycle.yaml is begun with, the reader takes it and sees the same."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import calendar
from retro.content import chapters, notes, rules, scaffold, team, unanswered
from retro.content.folder import parsed
from retro.content.scaffold import cycle as scaffold_cycle
from retro.content.scaffold.cycle import cycle_text
from retro.content.scaffold.scalar import remark, scalar
from retro.content.scaffold.team import team_text
from retro.content.tree import parse
from retro.errors import ContentError, UsageError
from retro.model.label import Meaning
from retro.model.sketch import Alike, Carried, Guess, Heritage, Sketch
from retro.model.team import CopyRule, Dates, Group, Pointer, Priority, Tenure, Watch
from retro.outline.chapters import QUESTIONS

MITAKA = calendar.find("mitaka")
SERVER = "https://review.example.org"
HOSTILE = (
    'he said "hi"',
    "it's",
    "two\nlines",
    "!!python/object:os.system",
    "&anchor",
    "*alias",
    "{a: b}",
    "[x]",
    "# no comment",
    "value # no comment",
    "key: value",
    "- item",
    "---",
    "...",
    "%TAG ! tag:",
    "yes",
    "null",
    "~",
    "2026.1",
    "0x10",
    "\\",
    "\t",
    " leading and trailing ",
    "\x1b[2J\x07",
    "\u202egnp.exe",
    "\u2028",
    "\x85",
    "Дом — 家 — 🏠",
    "x" * 20_000,
    "@", "`", ">", "|", "?", ":", "-", ",",
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(HOSTILE)
PROJECTS = st.lists(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_./+-]{0,30}\*?", fullmatch=True), min_size=1, max_size=12
)
GUESSES = st.lists(st.builds(Guess, TEXTS, TEXTS, st.booleans(), st.booleans()), max_size=5)


def sketch(**fields):
    projects = fields.pop("projects", (Guess("openstack/cinder", "named so"),))
    made = {"key": "cinder", "title": "Cinder", "server": SERVER, "projects": projects}
    return Sketch(**made | fields)


def read(one, text=""):
    return rules.team(parsed(text or team_text(one), "team.yaml"), one.key)


def taken(guesses):
    return tuple(guess.value for guess in guesses if guess.taken)


def cycle(heritage, of=MITAKA, dates=Dates(), freezes=(), **fields):  # noqa: B008  frozen
    found = scaffold.sections(of, heritage, dates, freezes, **fields)
    text = cycle_text("Glance", of, found)
    return text, rules.notes(parsed(text, "cycle.yaml"))


@given(TEXTS)
def test_any_value_reads_back_as_it_was_alone_and_in_a_list(text):
    said = parse(f"a: {scalar(text)}  # b\nc: [{scalar(text)}, d]\n", "x.yaml")

    assert said.under("a").value == text
    assert [one.value for one in said.under("c").items()] == [text, "d"]


@given(TEXTS)
def test_a_comment_stays_on_its_line(text):
    assert parse(f"a: 1  # {remark(text)}\nb: 2\n", "x.yaml").under("b").value == "2"
    assert len(remark(text)) <= 100


@given(TEXTS, PROJECTS, GUESSES, GUESSES, TEXTS)
def test_any_team_can_be_read_and_says_what_was_guessed(title, names, some, others, why):
    projects = tuple(Guess(name, why) for name in names)
    one = sketch(
        title=title,
        projects=projects,
        specs=(Guess(names[0], why),),
        gating=tuple(some),
        bots=tuple(others),
        branches=tuple(others),
        launchpad=tuple(some),
        label=Guess(title, why),
    )
    found = read(one)

    assert found.title == title
    assert found.gerrit.projects == tuple(names)
    assert found.gerrit.ci.gating == found.launchpad == taken(some)
    assert found.gerrit.bots == taken(others)
    assert found.gerrit.ci.label == title


def test_what_is_not_taken_stands_there_as_a_comment():
    one = sketch(projects=(Guess("a", "is ours"), Guess("b", "is read-only", taken=False)))

    assert read(one).gerrit.projects == ("a",)
    assert "# - b  # is read-only" in team_text(one)


def test_who_may_be_one_person_is_proposed_by_number_and_joins_nobody_yet():
    one = sketch(alike=(Alike((14, 15), "their usernames begin alike"),))
    text = team_text(one)

    assert "#   - [14, 15]  # their usernames begin alike: one person?" in text
    assert read(one).gerrit.people == ()
    taken_in = text.replace("# people:", "people:").replace("#   - [", "  - [")
    assert read(one, taken_in).gerrit.people == (("14", "15"),)


def test_copy_rules_are_written_as_they_are():
    rule = CopyRule(label="Code-Review", when=("TRIVIAL_REBASE",), values=(-2,))

    assert read(sketch(copy_rules=(rule,))).gerrit.copy_rules == (rule,)


def test_at_most_ten_lines_are_left_to_edit():
    many = tuple(Guess(f"p{n}", "perhaps", doubtful=True) for n in range(50))
    text = team_text(sketch(projects=many, specs=many, gating=many, bots=many, launchpad=many))

    assert 1 <= text.count(scaffold.EDIT) - 1 <= 10


def test_a_team_is_written_once(tmp_path):
    path = scaffold.write_team(tmp_path, sketch())
    path.write_text("title: Mine\n")

    assert scaffold.write_team(tmp_path, sketch()) is None
    assert path.read_text() == "title: Mine\n"


@pytest.mark.parametrize("key", ["../x", "a/b", "", ".", "A", "x" * 200])
def test_no_name_leads_out_of_content(tmp_path, key):
    with pytest.raises(UsageError, match="can be no team"):
        scaffold.write_team(tmp_path / "content", sketch(key=key))
    assert list(tmp_path.iterdir()) == []


def test_no_link_leads_out_of_content(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/cinder").symlink_to(tmp_path / "outside")

    with pytest.raises(UsageError, match="leads out"):
        scaffold.write_team(tmp_path / "content", sketch())
    assert list((tmp_path / "outside").iterdir()) == []


def test_what_the_reader_would_refuse_is_not_written(tmp_path):
    with pytest.raises(ContentError, match="no project"):
        scaffold.write_team(tmp_path, sketch(projects=(Guess("; rm", "why"),)))
    assert list(tmp_path.iterdir()) == []


@given(TEXTS, TEXTS, TEXTS)
def test_what_a_cycle_takes_over_is_read_back_the_same(title, note, why):
    priority = Priority(title=title, features=(note,), links=(why,))
    duty = Pointer(title=title, note=note, link=why, on=date(2016, 3, 9))
    work = Watch(title=title, note=note, query=why, slug="it")
    left = Heritage(
        cycle="liberty",
        priorities=(Carried(priority, why),),
        roster=(Carried(Tenure(account=title), why),),
        groups=(Carried(Group(name=title, note=note), why),),
        delegations=(Carried(duty, why),),
        watch=(Carried(work, why),),
        proposed=(Carried(Priority(title=title), why),),
    )
    _, found = cycle(left)

    assert found.priorities == (priority,)
    assert [one.account for one in found.roster] == [title]
    assert found.groups == (Group(name=title, note=note),)
    assert (found.delegations, found.watch) == ((duty,), (work,))


def test_a_cycle_without_a_past_says_only_its_days():
    text, found = cycle(Heritage(cycle=""))

    assert found.editions == {"handoff": date(2016, 3, 10), "final": date(2016, 4, 7)}
    assert replace(found, editions={}) == rules.notes(parsed("", "cycle.yaml"))
    for milestone in MITAKA.milestones:
        assert f"#   {milestone.day}  {milestone.name}" in text


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("juno", "2014-09-18", "four weeks before the release"),
        ("newton", "2016-09-08", "four weeks before the release; nominations close by 2016-09-16"),
        ("stein", "2019-03-01", "before nominations close: they are open from 2019-03-04 to"),
        ("gazpacho", "2026-02-13", "before nominations close: they are open from 2026-02-09 to"),
        ("indri", "2027-02-24", "four weeks before the release"),
    ],
)
def test_a_hand_off_is_before_nominations_close_and_says_why(name, day, why):
    begun = calendar.find(name)
    text, found = cycle(Heritage(cycle=""), of=begun, weeks=calendar.weeks(name))

    assert found.editions == {"handoff": date.fromisoformat(day), "final": begun.release}
    assert f"handoff: {day}  # {why}" in text


def test_every_hand_off_of_the_calendar_is_in_its_cycle_and_before_nominations_close():
    for begun in calendar.known():
        weeks = calendar.weeks(begun.name)
        _, found = cycle(Heritage(cycle=""), of=begun, weeks=weeks)
        day = found.editions["handoff"]

        assert begun.start < day <= begun.release - scaffold_cycle.HANDOFF
        assert "nominations" not in weeks or day < weeks["nominations"][1]


def test_the_gathering_is_proposed_among_the_days_of_a_cycle():
    text, _ = cycle(Heritage(cycle=""), weeks=calendar.weeks("gazpacho"))

    assert "#   - {kind: sprint, title: PTG, days: [2025-10-27 to 2025-10-31]}\n" in text


def test_every_proposal_counts_once_its_sign_is_gone():
    proposed = (Carried(Priority(title="Go on"), "a goal"),)
    text, _ = cycle(Heritage(cycle="liberty", proposed=proposed), weeks=calendar.weeks("zed"))
    head, _, body = text.partition("\n\n")
    told = re.sub(r"^# (?=  |[a-z_]+:$)", "", body, flags=re.MULTILINE)
    found = rules.notes(parsed(f"{head}\n\n{told}", "cycle.yaml"))

    assert [one.title for one in found.priorities] == ["Go on"]
    assert None not in (found.rhythm, found.deferred, found.groups, found.watch, found.next_goals)


def test_days_of_ones_own_and_known_freezes_are_written():
    dates = Dates(start=date(2023, 1, 2), release=date(2023, 12, 31))
    _, found = cycle(Heritage(cycle=""), dates=dates, freezes=(date(2016, 1, 1),))

    assert (found.dates, found.freezes[0].day) == (dates, date(2016, 1, 1))


def begun(tmp_path):
    scaffold.write_team(tmp_path, sketch())
    return scaffold.write_chapters(tmp_path, "cinder", "mitaka")


def test_a_begun_chapter_asks_its_writer_and_is_not_on_the_page(tmp_path):
    paths = begun(tmp_path)

    assert chapters(tmp_path, "cinder", "mitaka") == ()
    asked = unanswered(tmp_path, "cinder", "mitaka")
    assert sorted(asked) == sorted(path.name for path in paths)
    assert all(2 <= number <= 4 for number in asked.values())


def test_a_written_chapter_shows_its_words_and_no_question(tmp_path):
    begun(tmp_path)
    path = tmp_path / "cinder/mitaka/summary.md"
    path.write_text(path.read_text() + "\nAll is well.\n")
    (one,) = chapters(tmp_path, "cinder", "mitaka")

    assert one.prose.text.strip() == "All is well."
    assert unanswered(tmp_path, "cinder", "mitaka")["summary.md"] == len(QUESTIONS["summary"])


def test_words_are_never_overwritten(tmp_path):
    begun(tmp_path)
    path = tmp_path / "cinder/mitaka/summary.md"
    path.write_text("Mine.\n")

    assert scaffold.write_chapters(tmp_path, "cinder", "mitaka") == ()
    assert path.read_text() == "Mine.\n"


def test_what_a_file_lacks_is_shown_and_the_file_left_alone(tmp_path):
    scaffold.write_team(tmp_path, sketch())
    home = tmp_path / "cinder/mitaka"
    home.mkdir()
    (home / "cycle.yaml").write_text("editions: {final: 2016-04-01}\n")
    roster = (Carried(Tenure(account="ann"), "core before"),)
    found = scaffold.sections(MITAKA, Heritage(cycle="liberty", roster=roster), Dates(), ())

    written = scaffold.write_cycle(tmp_path, "cinder", "Cinder", "mitaka", MITAKA, found)
    lacking = scaffold.lacking(tmp_path, "cinder", "mitaka", found)
    assert (written, [one.key for one in lacking]) == (None, ["roster"])
    assert notes(tmp_path, "cinder", "mitaka").roster == ()
    assert team(tmp_path, "cinder").title == "Cinder"


@given(TEXTS, TEXTS)
def test_labels_are_comments_that_read_back_once_their_sign_is_gone(label, why):
    told = Meaning(label=label, kinds=("review", "gate"), source=why, assumed=True)
    text = team_text(sketch(labels=(told,)))
    bare = text.replace("# labels:", "labels:").replace(
        f"#   {scalar(label)}", f"  {scalar(label)}"
    )

    assert read(sketch(), text).gerrit.labels == {}
    there = {label: ("review", "gate")} if len(label) <= 100 else {}
    assert read(sketch(), bare).gerrit.labels == there
