"""Values as YAML that reads back as the same text, whatever stands in them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import fields

_PLAIN = re.compile(
    r"-?[A-Za-z0-9](?:[\w./+()'-]| (?=[A-Za-z0-9(]))*|https?://[\w.-]+(?::\d+)?(?:/[\w./-]*)?",
    re.A,
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(value: str | int | date) -> str:
    """Return a value as it stands in YAML, inside a list in brackets too; in quotes if need be."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, which every reader of YAML takes for a text."""
    return '"' + "".join(map(_escaped, text)) + '"'


def remark(text: str, room: int = 100) -> str:
    """Return a text fit for a comment: on one line, of what can be seen, and not endless."""
    seen = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return seen if len(seen) <= room else f"{seen[: room - 1].rstrip()}…"


def listed(values: Iterable[str | int]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(map(scalar, values))}]"


def item(entry: Struct, source: str = "") -> Iterator[str]:
    """Yield the lines of a list's item: what differs from the defaults, a key a line."""
    start = "- "
    for name, value in _said(entry):
        shown = listed(value) if isinstance(value, tuple) else scalar(value)
        why = f"  # {remark(source)}" if source and start == "- " else ""
        yield f"{start}{name}: {shown}{why}"
        start = "  "


def _said(entry: Struct) -> Iterator[tuple[str, str | date | tuple[str | int, ...]]]:
    for field in fields(entry):
        value = getattr(entry, field.name)
        if value and value != field.default:
            yield field.encode_name, value


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == " " or character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
