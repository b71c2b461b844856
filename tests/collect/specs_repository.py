"""A specs repository made by hand, with commits on days of their own."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2015, 11, 1, tzinfo=UTC)
TEXT = """\
..
 License words.

====================
{title}
====================

https://blueprints.launchpad.net/{project}/+spec/{blueprint}

Problem description
===================

{body}
"""
BODY = "\n".join(f"Sentence {number} of a long text." for number in range(30))


def text(title="A useful thing", blueprint="useful-thing", project="lantern", body=BODY):
    return TEXT.format(title=title, blueprint=blueprint, project=project, body=body)


class Repository:
    """A repository with one commit a day, straight onto its branch or by a merge.

    Commits are written by one git once somebody looks.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[str] = []
        self._begun = False
        self.day = 0
        for name in ("objects", "refs"):
            (folder / name).mkdir(parents=True)
        (folder / "HEAD").write_text("ref: refs/heads/master\n")
        (folder / "config").write_text("[core]\nrepositoryformatversion = 0\nbare = true\n")
        self.commit({"doc.rst": "Specs"})

    @property
    def folder(self) -> Path:
        """Return the repository's folder, with all commits in it."""
        if self._waiting:
            said, self._waiting = "".join(self._waiting), []
            self._run("fast-import", "--quiet", said=said)
        return self._folder

    @property
    def tip(self) -> str:
        """Return the number of the last commit."""
        return self.git("rev-parse", "HEAD")

    def git(self, *words: str, said: str = "") -> str:
        return self.folder and self._run(*words, said=said)

    def _run(self, *words: str, said: str = "") -> str:
        done = subprocess.run(
            ("git", "-C", str(self._folder), *words),
            env={
                **os.environ,
                "GIT_COMMITTER_NAME": "Ann",
                "GIT_COMMITTER_EMAIL": "a@b.c",
                "GIT_AUTHOR_NAME": "Ann",
                "GIT_AUTHOR_EMAIL": "a@b.c",
            },
            input=said,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=True,
        )
        return done.stdout.strip()

    def commit(self, files, links=None, made: int | None = None) -> None:
        """Commit files (None deletes) and links straight onto the branch, a day later.

        `made` is the day that the commit says of itself.
        """
        self.day += 1
        made = self.day if made is None else made
        self._commit("master", made, files, links)

    def merge(self, files, made: int) -> None:
        """Merge, a day later, a commit that was made on some earlier day."""
        self.day += 1
        self._commit("topic", made, files, None)
        self._commit("master", self.day, files, None, merge="merge refs/heads/topic\n")

    def dated(self, words: str) -> str:
        """Write the last commit anew with a date of these words, and return its number."""
        lines = self.git("cat-file", "commit", "master").split("\n")
        odd = [f"committer Ann <a@b.c> {words} +0000" if _dates(one) else one for one in lines]
        words = ("hash-object", "-t", "commit", "-w", "--stdin", "--literally")
        number = self.git(*words, said="\n".join(odd))
        self.git("update-ref", "refs/heads/master", number)
        return number

    def _commit(self, branch, day, files, links, merge="") -> None:
        at = int((START + timedelta(days=day)).timestamp())
        parts = [
            f"commit refs/heads/{branch}\n",
            f"author Ann <ann@example.org> {at} +0000\n",
            f"committer Ann <ann@example.org> {at} +0000\n",
            f"data 7\nSay why\n{self._from(branch)}{merge}",
        ]
        parts += [f"D {name}\n" for name, words in files.items() if words is None]
        parts += [_file("100644", name, words) for name, words in files.items() if words]
        parts += [_file("120000", name, target) for name, target in (links or {}).items()]
        self._waiting.append("".join(parts))
        self._begun = True

    def _from(self, branch: str) -> str:
        """Say on what a commit stands, as far as one git doesn't know by itself."""
        written = any("commit refs/heads/master" in one for one in self._waiting)
        if branch == "master":
            return "from refs/heads/master^0\n" if self._begun and not written else ""
        return "from refs/heads/master\n" if written else "from refs/heads/master^0\n"


def _file(mode: str, name: str, words: str) -> str:
    return f"M {mode} inline {name}\ndata {len(words)}\n{words}\n"


def _dates(line: str) -> bool:
    return line.startswith("committer ")
