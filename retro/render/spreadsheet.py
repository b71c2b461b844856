"""Tables for spreadsheets: CSV, in which no text of a server is ever a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retro.outline.words import visible

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def sheet(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as CSV: an empty field is a value that nobody knows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([cell(one) for one in row] for row in (heads, *rows))
    return out.getvalue().encode()


def cell(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run; numbers stay numbers."""
    return _harmless(value) if isinstance(value, str) else value


@lru_cache(maxsize=4096)  # projects, states and notes come again in most lines
def _harmless(value: str) -> str:
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) else text
