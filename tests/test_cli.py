"""The program as a user meets it: words in, exit status and two streams out."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from retro.cli import main
from retro.progress import Progress
from tests import golden, sample
from tests.check.test_folder import META, POLICY
from tests.conftest import draw_nothing
from tests.places import places

ROOT = Path(__file__).parents[1]
HEAVY = {"requests", "matplotlib", "jinja2", "markdown_it", "yaml", "msgspec"}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("CYCLE", raising=False)
    monkeypatch.delenv("TEAM", raising=False)


def run(home: Path, *words: str) -> int:
    return main([*words, *places(words[0], home)])


def complaint(capsys) -> str:
    return capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")


def test_a_cycle_is_built_from_its_snapshot(home, capsys):
    assert run(home, "build", "--cycle=dusk") == 0
    assert (home / "output/lantern/dusk/index.html").exists()
    assert (home / "output/index.html").exists()
    assert "output/lantern/dusk/index.html" in complaint(capsys)


def test_the_environment_names_cycle_and_team(home, monkeypatch, capsys):
    monkeypatch.setenv("CYCLE", "dusk")
    monkeypatch.setenv("TEAM", "lantern")

    assert run(home, "facts") == 0
    assert "backlog.open" in {fact["name"] for fact in json.loads(capsys.readouterr().out)}


def test_facts_can_be_asked_for_any_past_day(home, capsys):
    def open_on(day: str) -> int:
        assert run(home, "facts", "--cycle=dusk", f"--as-of={day}") == 0
        told = {fact["name"]: fact for fact in json.loads(capsys.readouterr().out)}
        return told["backlog.open"]["value"]

    assert open_on("2021-03-02") < open_on("2021-03-25")


def test_each_fact_tells_all_that_it_takes_to_check_it(home, capsys):
    run(home, "facts", "--cycle=dusk")
    wanted = {"name", "value", "unit", "moment", "n", "origin", "source", "definition", "evidence"}

    for fact in json.loads(capsys.readouterr().out):
        assert "gap" in fact or wanted <= fact.keys()


def test_the_letters_are_written_and_not_sent(home, capsys):
    assert run(home, "mail", "--cycle=dusk") == 0
    folder = home / "output/mail/lantern/dusk"
    assert {path.name for path in folder.iterdir()} == {
        *("final.txt", "final-list.eml", "final-successor.eml")
    }
    assert "as of\n26 March 2021" in (folder / "final.txt").read_text()
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
        (["build", "--cycle=dusk", "--team=nova"], "lantern"),
        (["build", "--cycle=dusk", "--team=../x"], "team"),
        (["build", "--cycle=dusk", "--theme=nowhere"], "default"),
        (["build", "--cycle=dusk", "--edition=directors-cut"], "early"),
        (["facts", "--cycle=dusk", "--as-of=2031-01-01"], "2021"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(home, capsys, words, said):
    assert run(home, *words) == 2
    assert said in complaint(capsys)


def test_a_day_that_is_none_is_a_usage_error(home, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(home, "facts", "--cycle=dusk", "--as-of=2021-13-01")

    assert stopped.value.code == 2
    assert "2016-03-09" in complaint(capsys)


def test_no_command_is_a_usage_error(capsys):
    assert main([]) == 2
    assert "--help" in complaint(capsys)


def test_a_missing_snapshot_names_the_command_that_makes_it(home, capsys):
    assert run(home, "build", "--cycle=newton") == 5
    assert "make collect TEAM=lantern CYCLE=newton" in complaint(capsys)


def test_an_error_in_what_a_person_wrote_names_file_and_line(home, capsys):
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text() + "\nnonsense: 1\n")

    assert run(home, "build", "--cycle=dusk") == 3
    assert f"cycle.yaml:{len(path.read_text().splitlines())}" in complaint(capsys)


def test_a_flipped_byte_in_the_snapshot_is_refused_and_the_file_named(home, capsys):
    (path,) = (home / "content/lantern/dusk/snapshot").glob("gerrit-changes.*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    assert run(home, "build", "--cycle=dusk") == 5
    assert path.name in complaint(capsys)


def test_a_failed_build_leaves_the_pages_as_they_were(home):
    run(home, "build", "--cycle=dusk")
    before = tree(home / "output")
    summary = home / "content/lantern/dusk/summary.md"
    summary.write_text(summary.read_text() + "\n{backlog.opne}\n")

    assert run(home, "build", "--cycle=dusk") == 3
    assert tree(home / "output") == before


def test_an_unknown_name_in_prose_is_an_error_with_its_line_and_the_nearest_names(home, capsys):
    summary = home / "content/lantern/dusk/summary.md"
    summary.write_text(summary.read_text() + "\n{backlog.opne}\n")
    run(home, "build", "--cycle=dusk")
    said = complaint(capsys)

    assert f"summary.md:{len(summary.read_text().splitlines())}" in said
    assert "backlog.open" in said


def claiming(home: Path, words: str, name: str = "summary.md") -> None:
    (home / "content/lantern/dusk" / name).write_text(words)


def test_a_claim_that_does_not_hold_is_a_warning_and_stands_on_the_page(home, capsys):
    claiming(home, "We had\n[none left]{backlog.open = 0}.\n")

    assert run(home, "build", "--cycle=dusk") == 0
    assert "summary.md:2: “none left” does not hold: measured 3 (final)" in complaint(capsys)
    assert 'data-claim="false"' in (home / "output/lantern/dusk/index.html").read_text()


def test_a_warning_is_said_again_when_there_is_nothing_to_do(home, capsys):
    claiming(home, "[none left]{backlog.open = 0}\n")
    run(home, "build", "--cycle=dusk")
    complaint(capsys)
    run(home, "build", "--cycle=dusk")

    said = complaint(capsys)
    assert "nothing to do" in said
    assert "“none left” does not hold" in said


@pytest.mark.parametrize("command", ["build", "mail"])
def test_strict_makes_a_warning_an_error_and_writes_nothing(home, capsys, command):
    claiming(home, "{bugs.open} [none left]{backlog.open = 0}\n")

    assert run(home, command, "--cycle=dusk", "--strict") == 3
    error = complaint(capsys).split("retro: ")[1]
    assert "summary.md:1: bugs.open is not known" in error
    assert "more\n  try: take it out" in error
    assert not (home / "output/lantern").exists()


def test_strict_refuses_a_stranger_on_the_roster_and_no_idle_bot(home, capsys):
    about, notes = home / "content/lantern/team.yaml", home / "content/lantern/dusk/cycle.yaml"
    about.write_text(about.read_text().replace("bots: []", "bots: [idler]"))
    roster = notes.read_text()
    notes.write_text(roster.replace('"3"', "watchdgo"))

    assert run(home, "build", "--cycle=dusk", "--strict") == 3
    error = complaint(capsys).split("retro: ")[1]
    assert f"{notes}:5: watchdgo is an account on no change of the record" in error
    assert "did you mean watchdog?" in error

    notes.write_text(roster)
    assert run(home, "build", "--cycle=dusk", "--strict") == 0
    assert f"note: {about}:6: idler is an account on no change" in complaint(capsys)


def test_an_answered_claim_is_no_warning_and_a_needless_answer_is_one(home, capsys):
    claiming(home, "---\nanswers: {backlog.open = 0: Of ours.}\n---\n[none]{backlog.open = 0}\n")
    assert run(home, "build", "--cycle=dusk", "--strict") == 0

    claiming(home, "---\nanswers: {backlog.open > 0: Of ours.}\n---\n[some]{backlog.open > 0}\n")
    assert run(home, "build", "--cycle=dusk") == 0
    assert "summary.md:2: the answer to backlog.open > 0 is no longer" in complaint(capsys)


def test_a_claim_may_ask_about_a_moment_of_its_own(home, capsys):
    claiming(home, "[less]{backlog.open @ M-1 < backlog.open @ 2021-03-05}\n")

    assert run(home, "build", "--cycle=dusk") == 0
    assert "“less” does not hold" in complaint(capsys)
    assert (home / "output/lantern/dusk/evidence/backlog.open--2021-03-05.html").exists()


def test_check_warns_of_claims_and_refuses_them_when_strict(home, capsys):
    (home / "output").mkdir()
    note = '<p data-claim="false" aria-label="The claim “none left”">'
    page = f'<html lang="en"><head>{META.format(POLICY)}</head><body>{note}</p></body></html>'
    (home / "output/index.html").write_text(page)

    assert run(home, "check") == 0
    assert "warning: index.html: The claim “none left” does not hold" in complaint(capsys)
    assert run(home, "check", "--strict") == 3


def test_an_error_has_no_traceback_unless_asked_for(home, capsys):
    run(home, "build", "--cycle=newton")
    assert "Traceback" not in complaint(capsys)

    with pytest.raises(Exception, match="no snapshot"):
        run(home, "build", "--cycle=newton", "--debug")


def test_quiet_says_nothing(home, capsys):
    assert run(home, "build", "--cycle=dusk", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("no_pictures")
def test_simulated_pages_are_not_built_for_an_address_unless_allowed(tmp_path, capsys):
    golden.content(tmp_path / "content", origin="simulated")
    (tmp_path / "content/site.yaml").write_text("url: https://retro.example.org/\n")

    assert run(tmp_path, "build", "--cycle=dusk") == 3
    assert "--allow-simulated" in complaint(capsys)
    assert run(tmp_path, "build", "--cycle=dusk", "--allow-simulated") == 0


@pytest.mark.usefixtures("no_pictures")
def test_a_cycle_of_the_calendar_needs_no_files_but_its_snapshot(tmp_path):
    golden.content(tmp_path / "content", name="wallaby")
    folder = tmp_path / "content/lantern/wallaby"
    for path in [*folder.glob("*.md"), folder / "cycle.yaml"]:
        path.unlink()

    assert run(tmp_path, "build", "--cycle=wallaby") == 0
    assert (tmp_path / "output/lantern/wallaby/index.html").exists()


def test_the_home_page_lists_every_team_even_when_one_is_built(home):
    golden.content(home / "content", "nova")
    run(home, "build", "--cycle=dusk", "--jobs=2")
    run(home, "build", "--cycle=dusk", "--team=nova")
    page = (home / "output/index.html").read_text()

    assert 'href="nova/dusk/index.html"' in page
    assert 'href="lantern/dusk/index.html"' in page


def test_everything_is_built_from_snapshots_and_a_missing_one_is_named(home, capsys):
    assert run(home, "build", "--all") == 0

    (home / "content/lantern/newton").mkdir()
    (home / "content/lantern/newton/cycle.yaml").write_text("ffe: []\n")

    assert run(home, "build", "--all") == 5
    assert "CYCLE=newton" in complaint(capsys)


def test_a_second_build_has_nothing_to_do(home, capsys):
    run(home, "build", "--cycle=dusk")
    capsys.readouterr()

    assert run(home, "build", "--cycle=dusk") == 0
    assert "nothing to do" in complaint(capsys)


def test_pages_that_somebody_changed_are_made_again(home):
    run(home, "build", "--cycle=dusk")
    page = home / "output/lantern/dusk/index.html"
    whole = page.read_bytes()
    page.write_text("scribble")
    run(home, "build", "--cycle=dusk")

    assert page.read_bytes() == whole


def test_unchanged_numbers_are_not_drawn_again(home):
    run(home, "build", "--cycle=dusk")
    summary = home / "content/lantern/dusk/summary.md"
    summary.write_text(summary.read_text() + "\nOne more sentence.\n")
    script = f"""
import sys
from retro.cli import main
from retro.progress import Progress
from tests import golden
from tests.places import places
status = main({["build", "--cycle=dusk", *places("build", home)]})
sys.exit(status or "matplotlib" in sys.modules)
"""
    assert python(script).returncode == 0
    assert "One more sentence" in (home / "output/lantern/dusk/index.html").read_text()


def test_the_same_input_gives_the_same_bytes_in_another_process_zone_and_hash_seed(home):
    run(home, "build", "--cycle=dusk", "--edition=final")
    words = ["build", "--cycle=dusk", "--edition=final", *places("build", home, "again")]
    shutil.rmtree(home / ".cache")
    python(
        f"from retro.cli import main; main({words})",
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
    ).check_returncode()

    assert tree(home / "again") == tree(home / "output")


def test_help_teaches_by_example_and_loads_nothing_heavy():
    script = "import sys, retro.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    done = python(script + f"sys.exit(bool({HEAVY} & set(sys.modules)))")

    assert done.returncode == 0
    assert "retro build --cycle mitaka" in done.stdout
    assert "exit status" in done.stdout


def test_the_snapshot_and_the_site_hold_no_address_of_a_person(tmp_path, monkeypatch):
    shown: list[bytes] = []  # what pictures would be drawn from, which takes long

    def keep(data: object, _themes: object, _folder: Path) -> Path:
        shown.append(msgspec.json.encode(data))
        return Path()  # is there

    draw_nothing(monkeypatch)
    monkeypatch.setattr("retro.job.site.pictures._path", keep)
    sample.build(tmp_path)
    assert shown
    bodies = shown + [p.read_bytes() for p in (tmp_path / "output").rglob("*") if p.is_file()]
    folder = tmp_path / "content/glance/mitaka/snapshot"
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


def test_where_the_writers_own_files_lie_nothing_is_written(home, capsys):
    before = tree(home / "content")
    words = ["build", "--cycle=dusk", *places("build", home)]

    assert main([*words, f"--output={home / 'content'}"]) == 2
    assert "--output" in complaint(capsys)

    (home / "site").mkdir()
    (home / "site/lantern").symlink_to(home / "content/lantern")

    assert main([*words, f"--output={home / 'site'}"]) == 2
    assert tree(home / "content") == before


def test_what_somebody_else_put_into_the_output_stays(home):
    run(home, "build", "--cycle=dusk")
    mine = home / "output/lantern/dusk/mine.txt"
    mine.write_text("mine")
    (home / "content/lantern/dusk/summary.md").unlink()
    run(home, "build", "--cycle=dusk")

    assert mine.read_text() == "mine"


def test_pages_of_an_edition_that_is_no_more_are_removed(home):
    run(home, "build", "--cycle=dusk")
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text().replace("editions: {early: 2021-03-12}\n", ""))
    run(home, "build", "--cycle=dusk")

    assert not (home / "output/lantern/dusk/early").exists()


def test_building_one_edition_leaves_the_others(home):
    run(home, "build", "--cycle=dusk")
    before = tree(home / "output")

    assert run(home, "build", "--cycle=dusk", "--edition=early") == 0
    assert run(home, "build", "--cycle=dusk", "--as-of=2021-03-08") == 0
    now = tree(home / "output")
    assert {name: now[name] for name in before} == before
    assert "lantern/dusk/2021-03-08/index.html" in now


def test_prose_can_not_see_past_its_editions_day(home):
    summary = home / "content/lantern/dusk/summary.md"
    summary.write_text("{backlog.open @ final} and {backlog.open @ 2020-01-01}\n")
    run(home, "build", "--cycle=dusk")
    page = (home / "output/lantern/dusk/early/index.html").read_text()

    assert "Not yet known on 2021-03-12" in page
    assert "The record goes from 2021-02-28" in page


def test_an_edition_before_the_cycle_is_refused(home, capsys):
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text().replace("2021-03-12", "2020-03-12"))

    assert run(home, "build", "--cycle=dusk") == 3
    assert "before the cycle" in complaint(capsys)


def test_an_edition_that_is_not_over_yet_is_said_to_be_so(home, capsys):
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text().replace("2021-03-12", "2021-06-12"))

    assert run(home, "build", "--cycle=dusk") == 0
    assert "no early edition yet" in complaint(capsys)


def test_a_broken_cycle_does_not_stop_another_one(home, capsys):
    (home / "content/lantern/noon").mkdir()
    (home / "content/lantern/noon/cycle.yaml").write_text("nonsense: 1\n")

    assert run(home, "build", "--cycle=dusk") == 0
    assert "left out of the home page" in complaint(capsys)


def test_an_output_that_is_a_file_is_a_clear_error(home, capsys):
    (home / "output").write_text("")

    assert run(home, "build", "--cycle=dusk") == 2
    assert "output" in complaint(capsys)


def test_what_a_server_said_can_not_move_the_terminals_cursor(capsys):
    Progress(sys.stderr, quiet=False, verbose=False).say("Gerrit 3.1\x1b[2J \u202eevil")

    assert capsys.readouterr().err == "Gerrit 3.1[2J evil\n"


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_retrospective_that_can_not_be_built_leaves_the_others_built(home, capsys, jobs):
    (home / "content/lantern/aurora").mkdir()
    dates = "dates: {start: 2020-03-01, release: 2020-03-26}\n"
    (home / "content/lantern/aurora/cycle.yaml").write_text(dates)

    assert run(home, "build", "--all", f"--jobs={jobs}") == 5
    assert (home / "output/lantern/dusk/index.html").exists()
    assert (home / "output/index.html").exists()
    assert "CYCLE=aurora" in complaint(capsys)
