"""From a name to a page: `retro new`, a collection from loopback servers, and a build."""

import os
import subprocess
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from retro import content
from retro.cli import main
from retro.outline.chapters import QUESTIONS
from tests.places import places
from tests.sample import copy
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import Project, World
from tests.world.mitaka import world
from tests.world.record import SPECS
from tests.world.wire import change_info

ROOT = Path(__file__).parents[2]
LAUNCHPAD = World(
    (Project("glance", "Glance"), Project("ossa", "OpenStack Security Advisory", ()))
)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("CYCLE", "TEAM", "LANES", "RETRO_CONTACT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "content").mkdir()
    return tmp_path


def run(home, *words):
    return main([*words, *places(words[0], home)], sleep=lambda _: None)


def tree(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def tag_on(place, day, name):
    """Commit in a repository on a day, and tag that."""
    moment = f"{day}T12:00:00Z"
    who = {f"GIT_{one}_{key}": "a" for one in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for words in (
        ("init", "--quiet", "."),
        ("commit", "--quiet", "--allow-empty", "--message", name),
        ("tag", name),
    ):
        place.mkdir(exist_ok=True)
        subprocess.run(("git", *words), check=True, cwd=place, env=os.environ | who | when)


@pytest.fixture(scope="module")
def records():
    code = [story for story in world().stories if story.project != SPECS]
    return [info for story in code[::20] if (info := change_info(story))]


@pytest.fixture(scope="module")
def told(records, undrawn, tmp_path_factory):  # noqa: ARG001
    """A team begun, collected and built with the words that a user would type."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "content").mkdir()
    with GerritServer(records) as gerrit, LaunchpadServer(LAUNCHPAD) as launchpad:
        servers = (f"--server={gerrit.url}", f"--launchpad-server={launchpad.url}")
        assert run(folder, "new", "glance", "mitaka", *servers) == 0
        assert run(folder, "build", "--cycle=mitaka", "--collect") == 0
    return folder


def test_a_new_team_gets_its_page_without_a_line_edited(told):
    page = (told / "output/glance/mitaka/index.html").read_text()

    assert "Glance" in page
    assert content.team(told / "content", "glance").gerrit.ci.gating == ("jenkins",)
    assert content.team(told / "content", "glance").launchpad == ("glance",)


def test_no_page_shows_a_question_to_its_writer(told):
    site = b"".join(tree(told / "output").values()).decode(errors="replace")

    assert [q for some in QUESTIONS.values() for q in some if q in site] == []
    assert "Only you see this" not in site


def test_a_build_says_how_many_questions_are_open(told, capsys):
    assert run(told, "build", "--cycle=mitaka", "--as-of=2016-03-01") == 0

    said = capsys.readouterr().err
    assert f"{sum(map(len, QUESTIONS.values()))} questions wait for an answer in " in said


def test_doing_it_again_changes_nothing_and_asks_nobody(told, capsys):
    before = tree(told / "content")

    assert run(told, "new", "glance", "mitaka") == 0
    said = capsys.readouterr()
    assert tree(told / "content") == before
    assert "cycle.yaml is there, and left as it is" in said.err
    assert said.out == ""


def test_each_guess_is_said_with_its_reason(home, records, capsys):
    with GerritServer(records) as gerrit, LaunchpadServer(LAUNCHPAD) as launchpad:
        run(
            home,
            *("new", "glance", "mitaka", f"--server={gerrit.url}"),
            f"--launchpad-server={launchpad.url}",
        )
    said = capsys.readouterr().err

    assert (
        "project openstack/python-glanceclient (likely): "
        "exists on the server, is the team's client, by its name"
    ) in said
    assert "gating CI jenkins (likely): voted the highest Verified on " in said
    assert (
        "Launchpad python-glanceclient (likely), left out: not on Launchpad under this name"
        in said
    )
    assert "make retro TEAM=glance CYCLE=mitaka" in said


def test_a_quarter_begins_by_its_name_alone(home, capsys):
    assert run(home, "new", "lamp", "2026-Q1", "--offline") == 0
    text = (home / "content/lamp/2026-q1/cycle.yaml").read_text()

    assert "its 2026-Q1 cycle" in text
    assert "#   2026-01-01  start\n#   2026-03-31  end of the quarter\n" in text
    assert "  final: 2026-03-31  # the end of the quarter\n" in text
    assert "release" not in text.replace("{title: Releases", "")
    assert "\ndates:" not in text

    assert run(home, "new", "lamp", "2026-Q5", "--offline") == 2
    assert "there is no quarter 2026-Q5" in capsys.readouterr().err


def test_a_cycle_goes_from_tag_to_tag_and_says_from_which(home, capsys):
    place = home / "lamp"
    for day, tag in (
        ("2024-01-01", "v1.0.0"),
        ("2024-05-01", "v1.1.0-rc1"),
        ("2024-05-20", "v1.1.0"),
    ):
        tag_on(place, day, tag)

    assert run(home, "new", "lamp", "1.1", "--offline", f"--tags={place}") == 0
    dates = content.notes(home / "content", "lamp", "1.1").dates

    assert (str(dates.start), str(dates.release)) == ("2024-01-02", "2024-05-20")
    assert {name: str(day) for name, day in dates.milestones.items()} == {
        "v1.1.0-rc1": "2024-05-01"
    }
    said = capsys.readouterr().err
    assert "v1.0.0 was tagged on 2024-01-01, and v1.1.0 on 2024-05-20" in said
    assert "v1.0.0 was tagged on 2024-01-01" in (home / "content/lamp/1.1/cycle.yaml").read_text()

    assert run(home, "new", "lamp", "9.9", "--offline", f"--tags={place}") == 2
    assert "there is no tag 9.9" in capsys.readouterr().err


def test_offline_no_server_is_asked_and_every_guess_says_so(home, capsys):
    assert run(home, "new", "cinder", "2026.1", "--offline") == 0

    assert "project openstack/cinder (a guess): not checked: bears the team's name" in (
        capsys.readouterr().err
    )
    assert content.team(home / "content", "cinder").gerrit.ci.gating == ("zuul",)
    editions = content.notes(home / "content", "cinder", "2026.1").editions
    assert f"{editions['handoff']} {editions['final']}" == "2026-02-13 2026-04-01"


def test_at_most_ten_lines_are_left_to_edit(home):
    run(home, "new", "cinder", "2026.1", "--offline")
    texts = "".join(path.read_text() for path in (home / "content").rglob("*.[ym]*"))

    assert 1 <= texts.count("# edit:") <= 10


def test_a_silent_server_is_clear_and_offline_is_offered(home, capsys):
    assert run(home, "new", "cinder", "2026.1", "--server=http://127.0.0.1:9") == 4

    said = capsys.readouterr().err
    assert "refused the connection" in said
    assert "--offline" in said
    assert list((home / "content").iterdir()) == []


def test_a_project_that_is_not_there_is_a_wrong_word(home, records, capsys):
    with GerritServer(records) as gerrit:
        assert run(home, "new", "glanse", "mitaka", f"--server={gerrit.url}") == 2

    assert "openstack/glance" in capsys.readouterr().err
    assert list((home / "content").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "which team, and which cycle?"),
        (("cinder",), "which team, and which cycle?"),
        (("../cinder", "mitaka"), "can be no team"),
        (("Cinder", "mitaka"), "can be no team"),
        (("mail", "mitaka"), "can be no team"),
        (("cinder", "../mitaka"), "can be no cycle"),
        (("cinder", "nope"), "did you mean antelope? or give its days with --start"),
        (("cinder", "xxxxxx"), "try: give its days with --start"),
        (("cinder", "nope", "--start=2023-01-02"), "--release"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(home, capsys, words, said):
    assert run(home, "new", *words, "--offline") == 2

    assert said in capsys.readouterr().err
    assert list((home / "content").iterdir()) == []


@pytest.mark.parametrize(
    "word", ["--server=ftp://x", "--projects=a b", "--prefix=;", "--start=soon"]
)
def test_a_word_that_makes_no_sense_is_refused(home, word):
    with pytest.raises(SystemExit) as ended:
        run(home, "new", "cinder", "mitaka", word)

    assert ended.value.code == 2


def test_a_cycle_of_ones_own_is_begun_with_its_days(home):
    days = ("--start=2023-01-02", "--release=2023-12-31")

    assert run(home, "new", "cinder", "2023", "--offline", *days) == 0
    dates = content.notes(home / "content", "cinder", "2023").dates
    assert f"{dates.start} {dates.release}" == "2023-01-02 2023-12-31"
    assert editions(home, "2023") == ["final"]


@pytest.mark.parametrize(
    "settings",
    ["release_model: independent", "leadership: distributed\nliaisons: [{role: releases}]"],
)
def test_who_hands_nothing_off_has_the_final_edition_alone_and_the_other_as_a_proposal(
    home, settings
):
    run(home, "new", "cinder", "mitaka", "--offline")
    path = home / "content/cinder/team.yaml"
    path.write_text(f"{path.read_text()}{settings}\n")
    run(home, "new", "cinder", "newton", "--offline")

    assert editions(home, "mitaka") == ["handoff", "final"]
    assert editions(home, "newton") == ["final"]
    assert "#   handoff: 2016-09-08" in (home / "content/cinder/newton/cycle.yaml").read_text()


def editions(home, folder):
    return list(content.notes(home / "content", "cinder", folder).editions)


def test_the_environment_may_name_team_and_cycle(home, monkeypatch):
    monkeypatch.setenv("TEAM", "cinder")
    monkeypatch.setenv("CYCLE", "2026.1")

    assert run(home, "new", "--offline") == 0
    assert content.cycles(home / "content", "cinder") == ("2026.1",)


@pytest.fixture
def sample(home):
    copy(home / "content")
    return home


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory):
    """The sample with the cycle that follows, and what was said when that was begun."""
    home = tmp_path_factory.mktemp("taken")
    copy(home / "content")
    with redirect_stderr(StringIO()) as said:
        assert run(home, "new", "glance", "newton") == 0
    return home / "content", said.getvalue()


def test_a_cycle_takes_over_what_the_one_before_left(taken_over):
    folder, said = taken_over
    notes = content.notes(folder, "glance", "newton")

    titles = [one.title for one in notes.priorities]
    assert titles[:2] == [
        "Refactor the image import workflow",
        "Nova adopts version 2 of the Images API",
    ]
    features = [name for one in notes.priorities for name in one.features]
    assert features.count("image-import-refactor") == 1
    assert "buffered-reader-for-swift-driver" in features
    assert {one.outcome for one in notes.priorities} == {"open"}
    assert [one.name for one in notes.groups] == ["Artifacts (Glare)"]
    assert [one.slug for one in notes.watch] == ["nova-v2", "tempest"]
    assert len(notes.delegations) == 4
    assert notes.next_goals is None
    assert "taking over from mitaka" in said


def test_who_was_core_at_the_end_goes_on_without_a_date(taken_over):
    roster = content.notes(taken_over[0], "glance", "newton").roster

    assert len(roster) == len({one.account for one in roster}) == 12
    assert {one.since for one in roster} == {None}


def test_goals_are_proposed_and_each_line_says_where_it_comes_from(taken_over):
    text = (taken_over[0] / "glance/newton/cycle.yaml").read_text()

    assert "#   - title: Restore interoperability  # a goal that mitaka set" in text
    assert "#   - title: Review the 8 starved changes  # starved as mitaka ended; " in text
    assert "# deferred from mitaka, as its specs show" in text
    assert "# core as mitaka ended; simulated, write the real name" in text
    assert "#   2016-09-01  feature freeze" in text


UNMET = """\
priorities: [{title: Glow, links: ["https://a.example.org/1"]}, {title: Burn, outcome: met}]
promises: [{priority: Glow, url: "https://lists.example.org/2"}]
next_goals: [{title: glow}]
"""


def test_what_is_left_open_is_proposed_once_and_a_promise_keeps_where_it_was_made(sample):
    (sample / "content/glance/mitaka/cycle.yaml").write_text(UNMET)
    run(sample, "new", "glance", "newton")
    text = (sample / "content/glance/newton/cycle.yaml").read_text()
    (first, *others) = content.notes(sample / "content", "glance", "newton").priorities

    assert (
        "left open in mitaka, as its specs show\n#     features: [image-import-refactor]" in text
    )
    assert "a goal that mitaka set" not in text
    assert first.links == ("https://a.example.org/1", "https://lists.example.org/2")
    assert "Burn" not in [one.title for one in others]


def test_a_snapshot_that_can_not_be_read_costs_only_what_it_would_tell(sample, capsys):
    (path,) = (sample / "content/glance/mitaka/snapshot").glob("specs.*")
    path.write_bytes(b"")

    assert run(sample, "new", "glance", "newton") == 0
    assert "what was deferred can't be told" in capsys.readouterr().err


def test_another_cycle_that_can_not_be_read_is_passed_over(sample, capsys):
    for name, text in (("kilo", "nonsense: 1\n"), ("summer", "ffe: []\n")):
        (sample / "content/glance" / name).mkdir()
        (sample / "content/glance" / name / "cycle.yaml").write_text(text)

    assert run(sample, "new", "glance", "newton") == 0
    said = capsys.readouterr().err
    assert "glance/kilo: nothing can be taken over from it: unknown key" in said
    assert 'glance/summer: nothing can be taken over from it: there is no cycle "summer"' in said
    assert "taking over from mitaka" in said


def test_a_cycles_folder_that_leads_elsewhere_is_refused(home, tmp_path, capsys):
    run(home, "new", "cinder", "mitaka", "--offline")
    (tmp_path / "elsewhere").mkdir()
    (home / "content/cinder/newton").symlink_to(tmp_path / "elsewhere")

    assert run(home, "new", "cinder", "newton") == 2
    assert "newton is a link" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_written_cycle_is_left_alone_and_what_it_lacks_is_shown(sample, capsys):
    own = sample / "content/glance/newton"
    own.mkdir()
    (own / "cycle.yaml").write_text("ffe: []\npriorities: []\n")
    (own / "summary.md").write_text("Mine.\n")

    assert run(sample, "new", "glance", "newton") == 0
    shown = capsys.readouterr().out
    assert (own / "cycle.yaml").read_text() == "ffe: []\npriorities: []\n"
    assert (own / "summary.md").read_text() == "Mine.\n"
    assert "roster:\n  - account: sim-core-01" in shown
    assert "priorities:" not in shown


def test_a_cycle_is_one_by_its_name_and_by_its_id(home, capsys):
    run(home, "new", "cinder", "2026.1", "--offline")
    run(home, "new", "cinder", "gazpacho")

    assert content.cycles(home / "content", "cinder") == ("2026.1",)
    assert run(home, "build", "--cycle=gazpacho") == 5
    assert "CYCLE=2026.1" in capsys.readouterr().err


def test_a_draft_takes_the_place_of_a_chapter_that_only_asks(told):
    home = told / "content/glance/mitaka"
    (home / "thanks.md").write_text("Thanks to all.\n")

    assert run(told, "draft", "--cycle=mitaka", "--chapters") == 0
    assert "{backlog.verified" in (home / "backlog.md").read_text()
    assert (home / "thanks.md").read_text() == "Thanks to all.\n"
