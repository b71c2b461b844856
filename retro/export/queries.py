"""retro.sql: the numbers of the page as views on the exported tables, with their definitions."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from textwrap import wrap

from msgspec import Struct

from retro.model.definition import Definition

_BLOCK = re.compile(r"^-- (view|fact): (\S+)( by role)?\n", re.MULTILINE)
_FAMILY = ".*"

# The table of reviews says "person" in some weeks then, so that a count would be too low.
_TOLD = "SELECT * FROM (\n{}\n)\nWHERE (SELECT min(roles) FROM editions)"


class View(Struct, frozen=True):
    """One view: its name, what it selects, and whether it answers for a number of the page.

    One `by_role` has nothing to count where core reviewers are not told from others.

    A view of a number has the columns edition, part and value; one of a family, `name.*`, names
    the fact as well.
    """

    name: str
    select: str
    counts: bool
    by_role: bool = False

    @property
    def family(self) -> str:
        """Return how the names of its facts begin, where it answers for several."""
        return self.name.removesuffix("*") if self.name.endswith(_FAMILY) else ""


@cache
def views() -> tuple[View, ...]:
    """Return every view, each after those that it reads."""
    folder = files(__package__) / "sql"
    texts = sorted((path.name, path.read_text()) for path in folder.iterdir())
    return tuple(view for _, text in texts for view in _views(text))


def _views(text: str) -> Iterator[View]:
    _, *parts = _BLOCK.split(text)
    for kind, name, by_role, select in zip(*(parts[n::4] for n in range(4)), strict=True):
        asked = _TOLD.format(select.strip()) if by_role else select.strip()
        yield View(name, asked, kind == "fact", bool(by_role))


def script(definitions: Mapping[str, Definition]) -> str:
    """Return all views as a script for SQLite, each below its definition."""
    return "\n".join((_HEAD, *(_view(view, definitions) for view in views())))


def kept() -> str:
    """Return the script of the ground alone, which is counted once and kept in tables."""
    ground = (view for view in views() if not view.counts)
    return "\n".join(
        f'DROP VIEW IF EXISTS "{one.name}";\nCREATE TABLE "{one.name}" AS {one.select};'
        for one in ground
    )


_HEAD = """\
-- The numbers of the page, counted from the exported tables: sqlite3 retro.sqlite < retro.sql
-- A view of a number has the columns edition, part and value; the part `whole` is the number
-- itself, and no row is 0. `facts` has what the page says, or why it says nothing.
"""


def _view(view: View, definitions: Mapping[str, Definition]) -> str:
    comment = "\n".join(f"-- {line}" for line in _comment(view, definitions))
    drop = f'DROP VIEW IF EXISTS "{view.name}";'
    return f'{comment}\n{drop}\nCREATE VIEW "{view.name}" AS\n{view.select};\n'.lstrip("\n")


def _comment(view: View, definitions: Mapping[str, Definition]) -> Iterator[str]:
    known = next((one for name, one in definitions.items() if _is_of(view, name)), None)
    if not view.counts or known is None:
        return
    yield f"{known.title}. Unit: {known.unit}."
    for text in (known.summary, known.body, f"Blind spots: {known.blind_spots}"):
        for paragraph in text.split("\n\n"):
            yield from wrap(" ".join(paragraph.split()), 96)
    if view.by_role:
        yield "No row where core reviewers are not told from others: see `roles` of `editions`."


def _is_of(view: View, name: str) -> bool:
    return name.startswith(view.family) if view.family else name == view.name
