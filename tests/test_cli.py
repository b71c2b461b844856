"""The program as a user meets it: words in, exit status and two streams out."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retro.cli import main

ROOT = Path(__file__).parents[1]
HEAVY = {"requests", "matplotlib", "jinja2", "markdown_it", "yaml", "msgspec"}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("CYCLE", raising=False)
    monkeypatch.delenv("TEAM", raising=False)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    """The sample's pictures, drawn once for all tests."""
    folder = tmp_path_factory.mktemp("drawn")
    shutil.copytree(ROOT / "content", folder / "content")
    run(folder, "build", "--cycle=mitaka", "--quiet")
    return folder / ".cache/charts"


@pytest.fixture
def home(tmp_path, drawn) -> Path:
    """A content folder of one's own, with the sample in it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(drawn, tmp_path / ".cache/charts")
    return tmp_path


def run(home: Path, *words: str) -> int:
    places = [f"--content={home / 'content'}", f"--output={home / 'output'}"]
    return main([*words, *places, f"--themes={ROOT / 'themes'}"])


def complaint(capsys) -> str:
    return capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")


def test_a_cycle_is_built_from_its_snapshot(home, capsys):
    assert run(home, "build", "--cycle=mitaka") == 0
    assert (home / "output/glance/mitaka/index.html").exists()
    assert (home / "output/index.html").exists()
    assert "output/glance/mitaka/index.html" in complaint(capsys)


def test_the_environment_names_cycle_and_team(home, monkeypatch, capsys):
    monkeypatch.setenv("CYCLE", "mitaka")
    monkeypatch.setenv("TEAM", "glance")

    assert run(home, "facts") == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "backlog.open"


def test_facts_can_be_asked_for_any_past_day(home, capsys):
    def verified(day: str) -> int:
        assert run(home, "facts", "--cycle=mitaka", f"--as-of={day}") == 0
        told = {fact["name"]: fact for fact in json.loads(capsys.readouterr().out)}
        return told["backlog.verified"]["value"]

    assert verified("2015-11-01") > verified("2016-03-09")


def test_each_fact_tells_all_that_it_takes_to_check_it(home, capsys):
    run(home, "facts", "--cycle=mitaka")
    wanted = {"name", "value", "unit", "as_of", "n", "origin", "source", "definition", "evidence"}

    for fact in json.loads(capsys.readouterr().out):
        assert "gap" in fact or wanted <= fact.keys()


def test_the_mail_is_written_and_not_sent(home, capsys):
    assert run(home, "mail", "--cycle=mitaka") == 0
    folder = home / "output/mail/glance/mitaka"
    assert "As of" in (folder / "handoff.txt").read_text() or (folder / "handoff.eml").exists()
    assert "nothing was sent" in complaint(capsys)


def test_cycles_are_listed_by_name_and_id(capsys):
    assert main(["cycles"]) == 0
    assert "gazpacho     2026.1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build"], "no cycle given"),
        (["build", "--cycle=mitka"], "mitaka"),
        (["build", "--cycle=../../etc"], "cycle"),
        (["build", "--cycle=mitaka", "--team=nova"], "glance"),
        (["build", "--cycle=mitaka", "--team=../x"], "team"),
        (["build", "--cycle=mitaka", "--theme=nowhere"], "default"),
        (["build", "--cycle=mitaka", "--edition=directors-cut"], "handoff"),
        (["facts", "--cycle=mitaka", "--as-of=2031-01-01"], "2016"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(home, capsys, words, said):
    assert run(home, *words) == 2
    assert said in complaint(capsys)


def test_a_day_that_is_none_is_a_usage_error(home, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(home, "facts", "--cycle=mitaka", "--as-of=2016-13-01")

    assert stopped.value.code == 2
    assert "2016-03-09" in complaint(capsys)


def test_no_command_is_a_usage_error(capsys):
    assert main([]) == 2
    assert "--help" in complaint(capsys)


def test_a_missing_snapshot_names_the_command_that_makes_it(home, capsys):
    assert run(home, "build", "--cycle=newton") == 5
    assert "make collect TEAM=glance CYCLE=newton" in complaint(capsys)


def test_an_error_in_what_a_person_wrote_names_file_and_line(home, capsys):
    path = home / "content/glance/mitaka/cycle.yaml"
    path.write_text(path.read_text() + "\nnonsense: 1\n")

    assert run(home, "build", "--cycle=mitaka") == 3
    assert f"cycle.yaml:{len(path.read_text().splitlines())}" in complaint(capsys)


def test_a_flipped_byte_in_the_snapshot_is_refused_and_the_file_named(home, capsys):
    (path,) = (home / "content/glance/mitaka/snapshot").glob("gerrit-changes.*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    assert run(home, "build", "--cycle=mitaka") == 5
    assert path.name in complaint(capsys)


def test_a_failed_build_leaves_the_pages_as_they_were(home):
    run(home, "build", "--cycle=mitaka")
    before = tree(home / "output")
    summary = home / "content/glance/mitaka/summary.md"
    summary.write_text(summary.read_text() + "\n{backlog.verifed}\n")

    assert run(home, "build", "--cycle=mitaka") == 3
    assert tree(home / "output") == before


def test_an_unknown_name_in_prose_is_an_error_with_its_line_and_the_nearest_names(home, capsys):
    summary = home / "content/glance/mitaka/summary.md"
    summary.write_text(summary.read_text() + "\n{backlog.verifed}\n")
    run(home, "build", "--cycle=mitaka")
    said = complaint(capsys)

    assert f"summary.md:{len(summary.read_text().splitlines())}" in said
    assert "backlog.verified" in said


def test_an_error_has_no_traceback_unless_asked_for(home, capsys):
    run(home, "build", "--cycle=newton")
    assert "Traceback" not in complaint(capsys)

    with pytest.raises(Exception, match="no snapshot"):
        run(home, "build", "--cycle=newton", "--debug")


def test_quiet_says_nothing(home, capsys):
    assert run(home, "build", "--cycle=mitaka", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_simulated_pages_are_not_built_for_an_address_unless_allowed(home, capsys):
    site = home / "content/site.yaml"
    site.write_text("title: Retrospectives\nurl: https://retro.example.org/\n")

    assert run(home, "build", "--cycle=mitaka") == 3
    assert "--allow-simulated" in complaint(capsys)
    assert run(home, "build", "--cycle=mitaka", "--allow-simulated") == 0


def test_a_known_team_needs_no_files_for_another_cycle(home, capsys):
    sample = home / "content/glance/mitaka"
    for path in [*sample.glob("*.md"), sample / "cycle.yaml"]:
        path.unlink()

    assert run(home, "build", "--cycle=mitaka") == 0
    assert "final" in complaint(capsys)


def test_the_home_page_lists_every_team_even_when_one_is_built(home):
    shutil.copytree(home / "content/glance", home / "content/nova")
    team = home / "content/nova/team.yaml"
    team.write_text(team.read_text().replace("title: Glance", "title: Nova"))
    run(home, "build", "--cycle=mitaka", "--jobs=2")
    run(home, "build", "--cycle=mitaka", "--team=nova")
    page = (home / "output/index.html").read_text()

    assert 'href="nova/mitaka/index.html"' in page
    assert 'href="glance/mitaka/index.html"' in page


def test_everything_is_built_from_snapshots_and_a_missing_one_is_named(home, capsys):
    assert run(home, "build", "--all") == 0

    (home / "content/glance/newton").mkdir()
    (home / "content/glance/newton/cycle.yaml").write_text("ffe: []\n")

    assert run(home, "build", "--all") == 5
    assert "CYCLE=newton" in complaint(capsys)


def test_a_second_build_has_nothing_to_do(home, capsys):
    run(home, "build", "--cycle=mitaka")
    capsys.readouterr()

    assert run(home, "build", "--cycle=mitaka") == 0
    assert "nothing to do" in complaint(capsys)


def test_pages_that_somebody_changed_are_made_again(home):
    run(home, "build", "--cycle=mitaka")
    page = home / "output/glance/mitaka/index.html"
    whole = page.read_bytes()
    page.write_text("scribble")
    run(home, "build", "--cycle=mitaka")

    assert page.read_bytes() == whole


def test_unchanged_numbers_are_not_drawn_again(home):
    run(home, "build", "--cycle=mitaka")
    summary = home / "content/glance/mitaka/summary.md"
    summary.write_text(summary.read_text() + "\nOne more sentence.\n")
    script = f"""
import sys
from retro.cli import main
status = main({["build", "--cycle=mitaka", f"--content={home / 'content'}"]} +
              {[f"--output={home / 'output'}", f"--themes={ROOT / 'themes'}"]})
sys.exit(status or "matplotlib" in sys.modules)
"""
    assert python(script).returncode == 0
    assert "One more sentence" in (home / "output/glance/mitaka/index.html").read_text()


def test_the_same_input_gives_the_same_bytes_in_another_process_zone_and_hash_seed(home):
    run(home, "build", "--cycle=mitaka")
    words = ["build", "--cycle=mitaka", f"--content={home / 'content'}"]
    words += [f"--output={home / 'again'}", f"--themes={ROOT / 'themes'}"]
    shutil.rmtree(home / ".cache")
    python(
        f"from retro.cli import main; main({words})",
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
    ).check_returncode()

    assert tree(home / "again") == tree(home / "output")


def test_help_loads_nothing_heavy():
    script = "import sys, retro.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    done = python(script + f"sys.exit(bool({HEAVY} & set(sys.modules)))")

    assert done.returncode == 0


def test_help_teaches_by_example():
    done = python("import sys; from retro.cli import main; main(['--help'])")

    assert "retro build --cycle mitaka" in done.stdout
    assert "exit status" in done.stdout


def test_the_snapshot_and_the_site_hold_no_address_of_a_person(home):
    run(home, "build", "--cycle=mitaka")
    bodies = [p.read_bytes() for p in (home / "output").rglob("*") if p.is_file()]
    folder = home / "content/glance/mitaka/snapshot"
    bodies += [gzip.decompress(path.read_bytes()) for path in folder.glob("*.gz")]

    assert [body for body in bodies if b"@example" in body or b"mailto:" in body] == []


def python(script: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
