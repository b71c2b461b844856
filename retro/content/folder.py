"""Where content lies, and how its files are opened: names are checked, links don't lead out."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from retro.content.node import Node, nearest
from retro.errors import ContentError, UsageError
from retro.shell import typed

SNAPSHOT = "snapshot"
TEAM = "team.yaml"
CYCLE = "cycle.yaml"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{,99}")
_NAME_HINT = "names are small letters, digits, dots and dashes, such as glance, 2026.1 or 2026-q1"


def check_name(kind: str, text: str) -> str:
    """Return a name of a team, a cycle or a theme, if it can be one.

    Raises:
        UsageError: The text is none; it might have led out of its folder, or onto another's.
    """
    if not is_name(text) or _taken(kind, text):
        raise UsageError(f'"{text}" can be no {kind}', hint=_NAME_HINT)
    return text


def is_name(text: str) -> bool:
    """Tell whether a text may name a folder."""
    return bool(_NAME.fullmatch(text)) and ".." not in text


_TAKEN = {"team": {"mail", "assets", "export", "zip"}, "cycle": {"data"}}


def _taken(kind: str, name: str) -> bool:
    """Tell whether the site has a file or folder of its own where these pages would lie."""
    return kind in _TAKEN and (name in _TAKEN[kind] or name.endswith((".html", ".xml", ".txt")))


def teams(folder: Path) -> tuple[str, ...]:
    """Return the teams, folders with a team.yaml, in the order of the alphabet."""
    if not folder.is_dir():
        begin = typed("new", team="TEAM", cycle="CYCLE")
        hint = f"{begin} begins it, and --content names another one"
        raise UsageError("there is no such folder", where=str(folder), hint=hint)
    return _named("team", folder, lambda child: _there(child / TEAM))


def cycles(folder: Path, team_key: str) -> tuple[str, ...]:
    """Return a team's cycles, folders with a cycle.yaml or a snapshot, by the alphabet."""
    return _named(
        "cycle",
        team_folder(folder, team_key),
        lambda child: _there(child / CYCLE) or _there(child / SNAPSHOT),
    )


def team_folder(folder: Path, key: str) -> Path:
    """Return a team's folder.

    Raises:
        UsageError: There is no such team.
    """
    check_name("team", key)
    if not _there(folder / key / TEAM):
        known = teams(folder)
        hint = nearest(key, known) if known else f"begin with a file {folder / key / TEAM}"
        raise UsageError(f"there is no team {key}", where=str(folder), hint=hint)
    return folder / key


def cycle_folder(folder: Path, team_key: str, cycle: str) -> Path:
    """Return the folder of a team's cycle, be it there or not."""
    check_name("cycle", cycle)
    return team_folder(folder, team_key) / cycle


def snapshot_folder(folder: Path, team_key: str, cycle: str) -> Path:
    """Return the folder of a cycle's snapshot, be it there or not."""
    return cycle_folder(folder, team_key, cycle) / SNAPSHOT


def text_of(root: Path, path: Path) -> str:
    """Return the text of a file below `root`, its lines ended by newlines alone.

    Raises:
        ContentError: It is no file, a link that leads out of its folder, unreadable or no UTF-8.
    """
    if not path.is_file():
        raise ContentError("this is no file", where=str(path), hint="put a text file here")
    if not path.resolve().is_relative_to(root.resolve() / path.parent.relative_to(root)):
        raise ContentError(
            "this leads out of its folder", where=str(path), hint="put a copy in the link's place"
        )
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise ContentError(
            f"this can't be read: {error.strerror}", where=str(path), hint="check who may read it"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Node(str(path), line).fault("this is no UTF-8", "save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def yaml_of(root: Path, path: Path) -> Node | None:
    """Return what a YAML file below `root` says, or None where there is no such file.

    Raises:
        ContentError: The file can't be read, or there is one under a name that nobody reads.
    """
    if _there(path):
        return parsed(text_of(root, path), str(path))
    other = path.with_suffix(".yml")
    if _there(other):
        raise ContentError(
            "a file of this name is not read", where=str(other), hint=f"call it {path.name}"
        )
    return None


def parsed(text: str, path: str, first: int = 1) -> Node:
    """Return what a YAML text says."""
    # PyYAML is slow to import, and most words on the command line need none of it.
    from retro.content.tree import parse

    return parse(text, path, first)


def loosely(text: str, path: str) -> Node:
    """Return what a YAML text of others says, where a value that is missing is an empty text.

    Raises:
        ContentError: The text is no YAML, or uses more of YAML than content needs.
    """
    from retro.content.tree import loosely

    return loosely(text, path)


def _named(
    kind: Literal["team", "cycle"], folder: Path, counts: Callable[[Path], bool]
) -> tuple[str, ...]:
    found = sorted(child for child in folder.iterdir() if counts(child))
    for child in found:
        if not is_name(child.name) or _taken(kind, child.name):
            raise ContentError(f"no {kind} can have this name", where=str(child), hint=_NAME_HINT)
    return tuple(child.name for child in found)


def _there(path: Path) -> bool:
    """Tell whether anything has this name, if only a link that leads nowhere."""
    return path.exists() or path.is_symlink()
