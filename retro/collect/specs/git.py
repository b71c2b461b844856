"""A repository through git's plumbing: no shell, no work tree, no prompt, no author's name."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from retro.errors import SourceError, SourceRefusedError, SourceSilentError

REMOTE = "refs/remotes/origin/HEAD"
NOTES = "refs/notes/review"
"""Where Gerrit notes on each commit when it was submitted."""

_BRANCHES = (REMOTE, "refs/remotes/origin/master", "refs/remotes/origin/main", "HEAD")
# git's mode of a symbolic link.
_LINK, _AT_ONCE, _PATIENCE = "120000", 500, 600
# a variable of the caller's own repository would lead git there, whatever the folder
_LEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE")


class Commit(NamedTuple):
    """A commit of the branch's own line: its parent there, its date, and if it merged another."""

    number: str
    parent: str
    date: int
    merge: bool


class Step(NamedTuple):
    """What a commit did to a path: git's letter, the path after and before, what is there now.

    `link` tells that it is, or for a removal was, a link.
    """

    letter: str
    path: str
    source: str
    blob: str
    link: bool


class Entry(NamedTuple):
    """A file of a commit's tree."""

    path: str
    blob: str
    link: bool


class Git:
    """One repository on this machine."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a clone, bare or not."""
        self._folder = folder

    def fetch(self, address: str) -> None:
        """Bring the default branch and Gerrit's notes, into a new bare clone or the one there.

        Raises:
            SourceError: There is no git, or the server is silent or refuses.
        """
        if not (self._folder / "HEAD").exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._run("init", "--quiet", "--bare")
        told = ("fetch", "--quiet", "--no-tags", "--force", "--", address)
        self._run(*told, f"HEAD:{REMOTE}", "refs/notes/*:refs/notes/*")

    def branch(self) -> str:
        """Return the number of the default branch's last commit, the server's before one's own.

        Raises:
            SourceError: This is no clone, or one without its history.
        """
        if self._text("rev-parse", "--is-shallow-repository") == "true":
            raise SourceRefusedError(
                "this clone has no history before some day",
                where=str(self._folder),
                hint="git fetch --unshallow",
            )
        for name in _BRANCHES:
            found = self._run("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}", fails=True)
            if found:
                return found.decode().strip()
        raise SourceRefusedError(
            "this repository has no commit", where=str(self._folder), hint="name another clone"
        )

    def line(self, tip: str) -> list[Commit]:
        """Return the commits of the branch's own line, the first first."""
        # A merge's first parent is the branch itself: Gerrit merges a change into it.
        listed = self._text("rev-list", "--first-parent", "--parents", "--timestamp", tip)
        told = (line.split() for line in reversed(listed.splitlines()))
        return [Commit(n, "".join(up[:1]), int(at), len(up) > 1) for at, n, *up in told]

    def steps(self, commits: Iterable[Commit], *below: str) -> Iterator[tuple[str, list[Step]]]:
        """Yield each commit's number with what it did below some folders, renames found."""
        asked = "".join(f"{commit.number} {commit.parent}\n" for commit in commits)
        told = self._run(
            # -z leaves paths unquoted. -l lifts the number of files beyond which git silently
            # looks for no renames (diff.renameLimit, 400 or 1000 by its version): Keystone moved
            # its root in one commit.
            *("diff-tree", "--stdin", "--root", "-r", "-z", "-M", "-l5000", "--raw"),
            # A machine's own configuration may name programs that show differences; none is run.
            *("--no-abbrev", "--no-ext-diff", "--no-textconv", "--", *below),
            said=asked.encode(),
        )
        words = iter(told.decode(errors="replace").split("\0")[:-1])
        number, steps = "", list[Step]()
        for word in words:
            if word.startswith(":"):
                steps.append(_step(word, words))
                continue
            if steps:
                yield number, steps
            number, steps = word.strip(), []
        if steps:
            yield number, steps

    def tree(self, tip: str, *below: str) -> Iterator[Entry]:
        """Yield the files of a commit below some folders."""
        told = self._run("ls-tree", "-r", "-z", "--full-tree", tip, "--", *below)
        for row in told.decode(errors="replace").split("\0")[:-1]:
            mode, _, blob, path = row.split(maxsplit=3)
            yield Entry(path, blob, mode == _LINK)

    def blobs(self, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the text of each blob that is there."""
        for first in range(0, len(numbers), _AT_ONCE):
            asked = "\n".join(numbers[first : first + _AT_ONCE]) + "\n"
            yield from _texts(self._run("cat-file", "--batch", said=asked.encode()))

    def notes(self) -> dict[str, str]:
        """Return the blob of Gerrit's note on each commit, by the commit's number."""
        told = self._run("ls-tree", "-r", "-z", NOTES, fails=True).decode(errors="replace")
        rows = (row.split(maxsplit=3) for row in told.split("\0") if row)
        # git spreads notes over folders of two digits once there are many (git-notes, fan-out).
        return {path.replace("/", ""): blob for _, _, blob, path in rows}

    def _text(self, *words: str) -> str:
        return self._run(*words).decode().strip()

    def _run(self, *words: str, said: bytes = b"", fails: bool = False) -> bytes:
        """Ask git; an answer that may fail is empty then."""
        try:
            done = subprocess.run(
                ("git", "-C", str(self._folder), *words),
                input=said,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                env=_environment(),
            )
        except FileNotFoundError as error:
            raise SourceError(
                "there is no git on this machine", hint="install git, or leave the specs out"
            ) from error
        except subprocess.TimeoutExpired as error:
            raise SourceSilentError(
                f"git gave no answer in {_PATIENCE} s", where=str(self._folder), hint="try again"
            ) from error
        if done.returncode and not fails:
            raise SourceRefusedError(
                f"git {words[0]}: {_first(done.stderr)}",
                where=str(self._folder),
                hint="check the repository's address or path",
            )
        return b"" if done.returncode else done.stdout


def _environment() -> dict[str, str]:
    """Return the caller's environment, in which git asks nobody for a name or a password."""
    own = {key: value for key, value in os.environ.items() if key not in _LEADING}
    helper = {
        # Configuration by environment is read since git 2.31; an older one only ignores it.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "credential.helper",
        "GIT_CONFIG_VALUE_0": "",
    }
    return own | helper | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _step(word: str, words: Iterator[str]) -> Step:
    before, mode, _, blob, letter = word.removeprefix(":").split()
    mode = before if letter == "D" else mode
    source = next(words)
    path = next(words) if letter[0] in "RC" else source
    return Step(letter[0], path, source, blob, mode == _LINK)


def _texts(output: bytes) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        number, kind, *size = output[position:end].decode().split()
        position = end + 1
        # "<name> missing": a partial clone, or the commit of a submodule.
        if kind == "missing":
            continue
        last = position + int(size[0])
        yield number, output[position:last].decode(errors="replace")
        position = last + 1


def _first(stderr: bytes) -> str:
    """Return what git calls fatal; the lines around it give advice."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    fatal = (line for line in lines if line.startswith("fatal: "))
    return next(fatal, lines[-1] if lines else "it failed and said nothing")
