"""Files that only tell where a text lies: symbolic links, and what stands for them."""

import re
from collections.abc import Iterator
from itertools import islice

_PATH = re.compile(r"(?:\.\. +include:: +)?([\w.+-]*(?:/[\w.+-]+)*\.(?:rst|md|txt))")
_OPTION = re.compile(r"\s+:[\w-]+:.*")
_COMMENT = re.compile(r"\.\.(?:$| +(?![\w-]+::))")


def pointed(text: str) -> str:
    """Return the path that is all that a file holds, or nothing.

    A checkout that knows no links has them as files with a path, and a person may write
    `.. include::` instead; comments, as a license, are not looked at.
    """
    lines = list(islice(_without_comments(text), 2))
    found = _PATH.fullmatch(lines[0].strip()) if len(lines) == 1 else None
    return found[1] if found else ""


def _without_comments(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if not line.strip() or _OPTION.fullmatch(line):
            continue
        inside = bool(_COMMENT.match(line)) or (inside and line[0].isspace())
        if not inside:
            yield line
