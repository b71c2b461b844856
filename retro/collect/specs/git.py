"""A repository through git's plumbing: no shell, no work tree, no prompt, no author's name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from retro import disk
from retro.collect.specs.command import PATIENCE, run_git, try_git
from retro.errors import SourceRefusedError
from retro.progress import Say

REMOTE = "refs/remotes/origin/HEAD"
NOTES = "refs/notes/review"
"""Where Gerrit notes on each commit when it was submitted."""

_BRANCHES = (REMOTE, "refs/remotes/origin/master", "refs/remotes/origin/main", "HEAD")
# git's mode of a symbolic link.
_LINK, _AT_ONCE, _LARGEST = "120000", 500, 1 << 20
_OWN = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
_NUMBER = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PARTIAL = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"


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

    def fetch(self, address: str, say: Say, *more: str) -> None:
        """Bring the default branch and Gerrit's notes, into a new bare clone or the one there.

        Args:
            address: Where from.
            say: Where to tell that another run is waited for.
            more: What else to bring, as git's refspecs.

        Raises:
            SourceError: There is no git, or the server is silent or refuses.
        """
        disk.refuse_links(self._folder.parent, self._folder)
        # the cycles of a team share its clone
        with disk.held(
            self._folder / "held", f"fetch {self._folder.name}", say, patience=PATIENCE
        ):
            self._prepare()
            asked = ("fetch", "--quiet", "--no-tags", "--force", "--", address)
            refs = (f"HEAD:{REMOTE}", "refs/notes/*:refs/notes/*")
            run_git(self._folder, *asked, *refs, *more, network=True)

    def _prepare(self) -> None:
        """Make the clone, or make good what a git that was killed left of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if not all((self._folder / name).exists() for name in ("HEAD", "objects/info")):
            run_git(self._folder, "init", "--quiet", "--bare")
        for left in self._folder.rglob("*.lock"):
            left.unlink()
        # whatever else stood there could lead a fetch elsewhere
        disk.put(self._folder / "config", _OWN.encode())

    @cached_property
    def tip(self) -> str:
        """Return the number of the default branch's last commit, the server's before one's own.

        Raises:
            SourceError: This is no clone, or one without all of its history.
        """
        self._whole()
        asked = "".join(f"{name}^{{commit}}\n" for name in _BRANCHES)
        for line in self._text("cat-file", "--batch-check", said=asked).splitlines():
            number, _, rest = line.partition(" ")
            if rest.startswith("commit "):
                return number
        raise SourceRefusedError(
            "this repository has no commit", where=str(self._folder), hint="name another clone"
        )

    def _whole(self) -> None:
        """Refuse a clone that lacks something, which git would fetch or pass over."""
        if self._text("rev-parse", "--is-shallow-repository") == "true":
            raise SourceRefusedError(
                "this clone has no history before some day",
                where=str(self._folder),
                hint="git fetch --unshallow",
            )
        if try_git(self._folder, "config", "--get-regexp", _PARTIAL):
            raise SourceRefusedError(
                "this clone is partial: files of its history are not there",
                where=str(self._folder),
                hint="clone it without --filter",
            )

    @cached_property
    def line(self) -> list[Commit]:
        """Return the commits of the default branch's own line, the first first."""
        # A merge's first parent is the branch itself: Gerrit merges a change into it.
        listed = self._text("rev-list", "--first-parent", "--parents", "--timestamp", self.tip)
        rows = (line.split() for line in reversed(listed.splitlines()))
        return [Commit(n, "".join(up[:1]), int(at), len(up) > 1) for at, n, *up in rows]

    def steps(self, commits: Iterable[Commit], *below: str) -> Iterator[tuple[str, list[Step]]]:
        """Yield each commit's number with what it did below some folders, renames found."""
        asked = "".join(f"{commit.number} {commit.parent}\n" for commit in commits)
        answer = run_git(
            self._folder,
            # -z leaves paths unquoted. -l lifts the number of files beyond which git silently
            # looks for no renames (diff.renameLimit, 400 or 1000 by its version): Keystone moved
            # its root in one commit.
            *("diff-tree", "--stdin", "--root", "-r", "-z", "-M", "-l5000", "--raw"),
            # A machine's own configuration may name programs that show differences; none is run.
            *("--no-abbrev", "--no-ext-diff", "--no-textconv", "--", *below),
            said=asked.encode(),
        )
        words = iter(answer.decode(errors="replace").split("\0")[:-1])
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

    def patches(self, commits: Iterable[Commit], *paths: str) -> Iterator[tuple[str, list[str]]]:
        """Yield each commit's number with the lines that it took (-) and brought (+) in files."""
        asked = "".join(f"{commit.number} {commit.parent}\n" for commit in commits)
        answer = run_git(
            self._folder,
            *("diff-tree", "--stdin", "--root", "-r", "-M", "-p", "-U0", "--no-color"),
            *("--no-ext-diff", "--no-textconv", "--", *paths),
            said=asked.encode(),
        )
        number, lines = "", list[str]()
        for line in answer.decode(errors="replace").split("\n"):
            if line.startswith(("-", "+")) and not line.startswith(("--- ", "+++ ")):
                lines.append(line)
            elif _NUMBER.fullmatch(line):
                if lines:
                    yield number, lines
                number, lines = line, []
        if lines:
            yield number, lines

    def tree(self, *below: str, at: str = "") -> Iterator[Entry]:
        """Yield the files of a commit, by default the last one, below some folders."""
        asked = ("ls-tree", "-r", "-z", "--full-tree", at or self.tip)
        rows = run_git(self._folder, *asked, "--", *below)
        for row in rows.decode(errors="replace").split("\0")[:-1]:
            mode, _, blob, path = row.split(maxsplit=3)
            yield Entry(path, blob, mode == _LINK)

    def blobs(self, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the text of each blob that is there and no larger than a text can be."""
        for first in range(0, len(numbers), _AT_ONCE):
            asked = "".join(f"{number}\n" for number in numbers[first : first + _AT_ONCE])
            sizes = self._text("cat-file", "--batch-check", said=asked).splitlines()
            texts = "".join(f"{number}\n" for line in sizes if (number := _small(line)))
            if texts:
                yield from _texts(
                    run_git(self._folder, "cat-file", "--batch", said=texts.encode())
                )

    def tags(self) -> list[str]:
        """Return each tag as its moment in seconds, if it has one, a blank, and its name."""
        form = "--format=%(creatordate:unix) %(refname:strip=2)"
        listed = run_git(self._folder, "for-each-ref", form, "refs/tags")
        return listed.decode(errors="replace").splitlines()

    def notes(self) -> dict[str, str]:
        """Return the blob of Gerrit's note on each commit, by the commit's number."""
        listed = (try_git(self._folder, "ls-tree", "-r", "-z", NOTES) or b"").decode(
            errors="replace"
        )
        rows = (row.split(maxsplit=3) for row in listed.split("\0") if row)
        # git spreads notes over folders of two digits once there are many (git-notes, fan-out).
        return {path.replace("/", ""): blob for _, _, blob, path in rows}

    def _text(self, *words: str, said: str = "") -> str:
        return run_git(self._folder, *words, said=said.encode()).decode().strip()


def _step(word: str, words: Iterator[str]) -> Step:
    before, mode, _, blob, letter = word.removeprefix(":").split()
    mode = before if letter == "D" else mode
    source = next(words)
    path = next(words) if letter[0] in "RC" else source
    return Step(letter[0], path, source, blob, mode == _LINK)


def _small(line: str) -> str:
    """Return the number of a blob that is there and small; the rest is a line of its own kind."""
    number, kind, *size = line.split()
    # "<name> missing": a partial clone, or the commit of a submodule.
    return number if kind == "blob" and int(size[0]) <= _LARGEST else ""


def _texts(output: bytes) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        number, _, size = output[position:end].decode().split()
        position = end + 1
        last = position + int(size)
        yield number, output[position:last].decode(errors="replace")
        position = last + 1
