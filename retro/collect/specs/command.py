"""Running git, so that nothing that a clone names is run, and nobody is asked for a password."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from retro.errors import SourceError, SourceRefusedError, SourceSilentError

PROTOCOLS = ("https", "http", "ssh", "git", "file")
"""How a repository may be fetched; what else git speaks may be a program's name."""

PATIENCE = 600
# A variable of the caller's own repository would lead git there, whatever the folder, or show
# other objects, or other differences, than those of the clone.
_LEADING = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_EXTERNAL_DIFF",
        "GIT_DEFAULT_HASH",
    }
)
# What a clone's own configuration may say is said here, which goes before it. The configuration of
# the machine and its user stays: it is theirs to say whom to trust (safe.directory) and how a
# server is reached.
_SAID = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.askPass": "",
    "credential.helper": "",
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
_HINTS = {
    "dubious ownership": "the clone is another user's: make one of your own, or tell git that you "
    "trust it (git config --global --add safe.directory PATH)",
    "transport": f"a repository is fetched by {', '.join(PROTOCOLS)}",
}


def try_git(folder: Path, *words: str, said: bytes = b"", network: bool = False) -> bytes | None:
    """Return what git answers about a repository; None where it says no.

    Raises:
        SourceError: There is no git, or it gives no answer.
    """
    try:
        return _run(folder, words, said, network=network)
    except SourceRefusedError:
        return None


def run_git(folder: Path, *words: str, said: bytes = b"", network: bool = False) -> bytes:
    """Return what git answers about a repository.

    Args:
        folder: Where it is.
        words: What is asked, as it is typed.
        said: What git reads.
        network: Whether it may fetch.

    Raises:
        SourceError: There is no git, it says no, or gives no answer.
    """
    return _run(folder, words, said, network=network)


def _run(folder: Path, words: Iterable[str], said: bytes, *, network: bool) -> bytes:
    command, *rest = words
    settings = (part for key, value in _SAID.items() for part in ("-c", f"{key}={value}"))
    try:
        done = subprocess.run(
            ("git", "-C", str(folder), "--no-pager", *settings, command, *rest),
            input=said,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=_environment(network=network),
        )
    except FileNotFoundError as error:
        raise SourceError(
            "there is no git on this machine", hint="install git, or leave the specs out"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise SourceSilentError(
            f"git gave no answer in {PATIENCE} s", where=str(folder), hint="try again"
        ) from error
    if done.returncode:
        raise _refused(folder, command, done.stderr)
    return done.stdout


def _environment(*, network: bool) -> dict[str, str]:
    """Return the caller's environment, in which git asks nobody and fetches only when it is to.

    A clone that lacks objects would fetch them by whatever its configuration names.
    """
    own = {key: value for key, value in os.environ.items() if key not in _LEADING}
    return own | {
        "GIT_ALLOW_PROTOCOL": ":".join(PROTOCOLS) if network else "none",
        "GIT_NO_LAZY_FETCH": "1",  # since git 2.44; the line above is for those before
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "LC_ALL": "C",
    }


def _refused(folder: Path, command: str, stderr: bytes) -> SourceRefusedError:
    """Return what git calls fatal; the lines around it give advice."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    fatal = (line for line in lines if line.startswith("fatal: "))
    why = next(fatal, lines[-1] if lines else "it failed and said nothing")
    hints = (hint for sign, hint in _HINTS.items() if sign in why)
    hint = next(hints, "check the repository's address or path")
    return SourceRefusedError(f"git {command}: {why}", where=str(folder), hint=hint)
