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
    """A repository with one commit a day, straight onto its branch or by a merge."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = 0
        folder.mkdir()
        self.git("init", "--quiet", "--bare", "--initial-branch=master")
        self.commit({"doc.rst": "Specs"})

    def git(self, *words: str, said: str = "") -> str:
        done = subprocess.run(
            ("git", "-C", str(self.folder), *words),
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

    def commit(self, files, links=None, made: int | None = None) -> str:
        """Commit files (None deletes) and links straight onto the branch, a day later.

        `made` is the day that the commit says of itself.
        """
        self.day += 1
        made = self.day if made is None else made
        self.git("fast-import", "--quiet", said=self._commit("master", made, files, links))
        return self.git("rev-parse", "HEAD")

    def merge(self, files, made: int) -> None:
        """Merge, a day later, a commit that was made on some earlier day."""
        self.day += 1
        topic = self._commit("topic", made, files, None)
        merge = self._commit("master", self.day, files, None, merge="merge refs/heads/topic\n")
        self.git("fast-import", "--quiet", said=topic + merge)

    def dated(self, words: str) -> str:
        """Write the last commit anew with a date of these words, and return its number."""
        lines = self.git("cat-file", "commit", "master").split("\n")
        odd = [f"committer Ann <a@b.c> {words} +0000" if _dates(one) else one for one in lines]
        words = ("hash-object", "-t", "commit", "-w", "--stdin", "--literally")
        number = self.git(*words, said="\n".join(odd))
        self.git("update-ref", "refs/heads/master", number)
        return number

    def _commit(self, branch, day, files, links, merge="") -> str:
        at = int((START + timedelta(days=day)).timestamp())
        came = "from refs/heads/master^0\n" if self.day > 1 else ""
        parts = [
            f"commit refs/heads/{branch}\n",
            f"author Ann <ann@example.org> {at} +0000\n",
            f"committer Ann <ann@example.org> {at} +0000\n",
            f"data 7\nSay why\n{came}{merge}",
        ]
        parts += [f"D {name}\n" for name, words in files.items() if words is None]
        parts += [_file("100644", name, words) for name, words in files.items() if words]
        parts += [_file("120000", name, target) for name, target in (links or {}).items()]
        return "".join(parts)


def _file(mode: str, name: str, words: str) -> str:
    return f"M {mode} inline {name}\ndata {len(words)}\n{words}\n"


def _dates(line: str) -> bool:
    return line.startswith("committer ")
