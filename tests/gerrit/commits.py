"""Commits to push, made without a work tree."""

import os
import subprocess
from datetime import datetime
from pathlib import Path

from tests.world.people import Account


class Commits:
    """A bare repository from which everybody pushes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True)

    def tree(self, base: str, name: str, text: str) -> str:
        """Return the tree of a commit with one file written."""
        blob = self._git("hash-object", "-w", "--stdin", text=text)
        kept = [
            line
            for line in self._git("ls-tree", base).splitlines()
            if not line.endswith(f"\t{name}")
        ]
        return self._git("mktree", text="\n".join([*kept, f"100644 blob {blob}\t{name}", ""]))

    def text(self, commit: str, name: str) -> str:
        """Return a file's text."""
        return self._git("show", f"{commit}:{name}")

    def message(self, commit: str) -> str:
        """Return a commit's message."""
        return self._git("log", "-1", "--format=%B", commit)

    def commit(self, tree: str, parent: str, message: str, who: Account, at: datetime) -> str:
        """Return a new commit of a person; it is written as of a moment."""
        told = {"NAME": who.name, "EMAIL": who.email, "DATE": f"{int(at.timestamp())} +0000"}
        environment = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in told.items()
        }
        words = ("commit-tree", tree, "-p", parent)
        return self._git(*words, text=message.rstrip() + "\n", environment=environment)

    def push(self, address: str, commit: str, ref: str) -> None:
        """Push a commit to a ref; a server that refuses says why."""
        self._git("push", "-q", address, f"{commit}:{ref}")

    def fetch(self, place: Path, ref: str) -> str:
        """Return the commit that a ref of another repository names, with all it needs."""
        self._git("fetch", "-q", str(place), ref)
        return self._git("rev-parse", "FETCH_HEAD")

    def _git(
        self, *words: str, text: str | None = None, environment: dict[str, str] | None = None
    ) -> str:
        done = subprocess.run(
            ["git", "--git-dir", str(self._folder), *words],
            input=text,
            capture_output=True,
            text=True,
            env=os.environ | (environment or {}),
        )
        if done.returncode:
            raise RuntimeError(f"git {' '.join(words)}: {done.stderr}")
        return done.stdout.strip()
