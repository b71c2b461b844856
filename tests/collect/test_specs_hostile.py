"""A clone of somebody else's is read, and nothing that it names is run."""

import subprocess

import pytest

from retro.collect.specs.command import run_git
from retro.collect.specs.git import Git
from retro.collect.specs.layout import Layout
from retro.collect.specs.tree import files_at
from retro.errors import SourceRefusedError
from retro.model.specs_layout import SpecsLayout
from tests.collect.specs_repository import Repository, text
from tests.collect.test_specs import collected

BOMB = "specs/mitaka/approved/bomb.rst"
HOOKS = ("reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman")
KEYS = (
    *("core.fsmonitor", "core.sshCommand", "core.pager", "core.gitProxy", "core.askPass"),
    *("core.editor", "core.alternateRefsCommand", "pager.log", "pager.diff-tree"),
    *("diff.external", "diff.trap.command", "diff.trap.textconv", "diff.trap.trustExitCode"),
    *("filter.trap.smudge", "filter.trap.clean", "filter.trap.process", "merge.trap.driver"),
    *("credential.helper", "uploadpack.packObjectsHook", "gpg.program", "interactive.diffFilter"),
    *("alias.fetch", "alias.cat-file", "sequence.editor", "remote.origin.uploadpack"),
)


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a mark where it was run."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/mark\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def sprung(tmp_path):
    return (tmp_path / "mark").exists


@pytest.fixture
def hostile(tmp_path, trap):
    """A clone with work tree whose configuration, hooks and attributes name the program."""
    repository = Repository(tmp_path / "made")
    repository.commit({"specs/mitaka/approved/thing.rst": text(), ".gitattributes": "* diff=trap"})
    repository.commit({".gitattributes": "* diff=trap filter=trap merge=trap\n"})
    folder = tmp_path / "clone"
    repository.git("clone", "-q", str(repository.folder), str(folder))
    lines = [f"[{_section(key)}]\n\t{key.rpartition('.')[2]} = {trap}\n" for key in KEYS]
    lines += [f"[protocol]\n\tallow = always\n[core]\n\thooksPath = {folder / '.git/hooks'}\n"]
    lines += [
        f'[include]\n\tpath = {tmp_path / "more"}\n[url "ext::{trap}"]\n\tinsteadOf = file\n'
    ]
    (tmp_path / "more").write_text("".join(lines[:9]))
    with (folder / ".git/config").open("a") as config:
        config.write("".join(lines))
    for hook in HOOKS:
        (folder / ".git/hooks" / hook).write_bytes(trap.read_bytes())
        (folder / ".git/hooks" / hook).chmod(0o755)
    return folder


def _section(key):
    first, *middle, _ = key.split(".")
    return f'{first} "{".".join(middle)}"' if middle else first


def test_the_trap_is_one(hostile, sprung):
    subprocess.run(("git", "-C", str(hostile), "status"), check=False, capture_output=True)

    assert sprung()


def test_reading_a_clone_runs_nothing_that_it_names(hostile, sprung, tmp_path):
    class Read:
        folder = hostile

    found = collected(Read, tmp_path)
    git = Git(hostile)

    assert [spec.name for spec in found.parts[0][1]] == ["thing"]
    assert git.notes() == {}
    assert files_at(git, Layout(SpecsLayout(), ())) != {}
    assert not sprung()


def test_fetching_into_a_clone_runs_nothing_that_it_names(hostile, sprung, tmp_path):
    made = tmp_path / "work" / "specs.git"
    made.parent.mkdir()
    (hostile / ".git").rename(made)
    git = Git(made)
    git.fetch(f"file://{tmp_path / 'made'}", print)

    assert git.tip == Git(tmp_path / "made").tip
    assert not sprung()


@pytest.mark.parametrize("promised", [True, False])
def test_what_a_clone_lacks_is_not_fetched(tmp_path, trap, sprung, promised):
    repository = Repository(tmp_path / "clone")
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    number = repository.git("rev-parse", "HEAD:specs/mitaka/approved/thing.rst")
    (repository.folder / "objects" / number[:2] / number[2:]).unlink()
    if promised:
        for key, value in (
            ("remote.origin.url", f"ext::{trap}"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialclonefilter", "blob:none"),
            ("extensions.partialclone", "origin"),
            ("protocol.ext.allow", "always"),
        ):
            repository.git("config", key, value)
    git = Git(repository.folder)

    assert list(git.blobs([number])) == []
    assert not sprung()
    if promised:
        with pytest.raises(SourceRefusedError, match="this clone is partial") as told:
            assert git.tip
        assert "--filter" in told.value.hint


def test_a_file_that_is_larger_than_any_text_is_not_read_and_said(tmp_path):
    repository = Repository(tmp_path / "clone")
    repository.commit({"specs/mitaka/approved/thing.rst": text(), BOMB: "x" * (1 << 20) + "y"})
    found = collected(repository, tmp_path)

    assert [spec.name for spec in found.parts[0][1]] == ["thing"]
    assert "team/specs has 1\N{NO-BREAK SPACE}file unreadable" in found.holes[0].why


@pytest.mark.parametrize("address", ["ext::{trap}", "fd::0", "{trap}::x"])
def test_a_way_of_fetching_that_runs_a_program_is_refused(tmp_path, trap, sprung, address):
    with pytest.raises(SourceRefusedError, match="git fetch") as told:
        Git(tmp_path / "work").fetch(address.format(trap=trap), print)

    assert not sprung()
    assert told.value.hint


def test_a_clone_of_another_user_is_told_what_to_do_about(tmp_path, monkeypatch):
    folder = Repository(tmp_path / "clone").folder
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(SourceRefusedError, match="dubious ownership") as told:
        run_git(folder, "rev-parse", "HEAD")
    assert "safe.directory" in told.value.hint
