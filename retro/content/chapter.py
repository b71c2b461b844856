"""Chapters: one Markdown file each, with a few keys on top if the writer wants them.

---
title: What we are proud of
editions: [final]
answers:
  backlog.verified < 90: "Counted in the morning, before the sprint was over."
questions:
  - What would you do otherwise?
---
The prose begins here. The questions are for the writer; no page shows them.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from retro.content.comparison import Fault, comparison
from retro.content.decode import decode
from retro.content.folder import cycle_folder, parsed, text_of
from retro.content.invisible import refuse_unseen
from retro.content.node import Node, nearest
from retro.content.prose import Answer, Chapter, Prose, read
from retro.content.yaml_files import notes
from retro.errors import ContentError
from retro.faults import Faults, refuse
from retro.outline.chapters import TITLES

T = TypeVar("T")

LONGEST = 200_000
"""A chapter of more characters is no chapter, and would keep a build busy."""

_ORDER = tuple(TITLES)
_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.md")
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")


class _Front(Struct, frozen=True, kw_only=True):
    title: str = ""
    order: int = 0
    editions: tuple[str, ...] = ()
    answers: dict[str, str] = {}
    questions: tuple[str, ...] = ()


class _File(Struct, frozen=True):
    """A file by its parts; `line` is the number of its prose's first line."""

    path: str
    front: _Front
    node: Node
    body: str
    line: int

    @property
    def key(self) -> str:
        """Return the chapter's key: the file's name."""
        return Path(self.path).stem

    @property
    def place(self) -> tuple[int, int, str]:
        """Return what the order of chapters goes by."""
        if self.key in TITLES:
            return _ORDER.index(self.key), 0, self.key
        return len(_ORDER), self.front.order, self.key


def chapters(folder: Path, team_key: str, cycle: str) -> tuple[Chapter, ...]:
    """Return a cycle's chapters: the known ones in their order, then others by theirs and name.

    One that only asks its writer questions is not written yet, and left out.

    Raises:
        ContentError: A file can't be read or is not to be trusted, is too long, its front
            matter is wrong, it has neither text nor questions, or something in its prose can't
            stay as it is (see `prose.read`).
    """
    found = _each(folder, team_key, cycle, _chapter)
    return tuple(chapter for chapter in found if chapter.prose.text.strip())


def unanswered(folder: Path, team_key: str, cycle: str) -> dict[str, int]:
    """Return how many questions each file still asks its writer, by the file's name.

    Raises:
        ContentError: As from `chapters`, but for what the prose says.
    """
    files = _each(folder, team_key, cycle, lambda file: file)
    asking = (file for file in files if file.front.questions)
    return {Path(file.path).name: len(file.front.questions) for file in asking}


def _each(folder: Path, team_key: str, cycle: str, make: Callable[[_File], T]) -> list[T]:
    """Return what is made of each file, in the order of the chapters."""
    home = cycle_folder(folder, team_key, cycle)
    if not home.is_dir():
        return []
    paths = sorted(path for path in home.iterdir() if path.suffix.casefold() == ".md")
    faults, editions, files = Faults(), set[str](), list[tuple[_File, T]]()
    with faults:
        editions = {"final", *notes(folder, team_key, cycle).editions}
    for path in paths:
        with faults:
            file = _file(folder, path, editions)
            files.append((file, make(file)))
    faults.end()
    return [made for _, made in sorted(files, key=lambda pair: pair[0].place)]


def _file(folder: Path, path: Path, editions: set[str]) -> _File:
    if not _FILE.fullmatch(path.name):
        raise ContentError(
            "no chapter can have this name",
            where=str(path),
            hint="use small letters, digits and dashes, such as what-went-wrong.md",
        )
    text = text_of(folder, path)
    if len(text) > LONGEST:
        raise Node(str(path), 1).fault(
            f"this has {len(text):,} characters, more than the {LONGEST:,} of a chapter",
            "cut it into several chapters",
        )
    refuse_unseen(text, str(path))
    file = _split(text, str(path), editions)
    if not file.body.strip() and not file.front.questions:
        raise Node(str(path), file.line).fault(
            "this chapter says nothing", "write it, or delete the file"
        )
    return file


def _chapter(file: _File) -> Chapter:
    prose = read(file.body, file.path, file.line)
    return Chapter(
        key=file.key,
        title=file.front.title or TITLES.get(file.key) or file.key.replace("-", " ").capitalize(),
        prose=prose,
        path=file.path,
        editions=file.front.editions,
        answers=_answers(file.front, file.node.under("answers"), prose),
    )


def _split(text: str, path: str, editions: set[str]) -> _File:
    """Part a file into its front matter and its prose."""
    if text.split("\n", 1)[0].rstrip() != "---":
        return _File(path, _Front(), Node(path, 1), text, 1)
    found = _FRONT.match(text)
    if not found:
        raise Node(path, 1).fault("the keys on top never end", "close them with a line ---")
    node = parsed(found["yaml"], path, first=2)
    front = decode(node, _Front)
    refuse(
        name.fault(f"there is no edition {name.value}", nearest(str(name.value), sorted(editions)))
        for name in node.under("editions").items()
        if editions and name.value not in editions
    )
    line = text.count("\n", 0, found.end()) + 1
    return _File(path, front, node, text[found.end() :], line)


def _answers(front: _Front, node: Node, prose: Prose) -> dict[str, Answer]:
    """Return the explanations of claims, by what is compared in its normal form."""
    claimed = {str(claim) for claim in prose.claims}
    answers: dict[str, Answer] = {}
    for key, text in front.answers.items():
        compared, here = comparison(key), node.under(key)
        if isinstance(compared, Fault):
            raise here.fault(compared.what, compared.hint)
        if (claim := str(compared)) not in claimed:
            raise here.fault(f"no claim of this chapter is {claim}", nearest(key, sorted(claimed)))
        if claim in answers:
            raise here.fault(f"{claim} is answered a second time", "keep one of the answers")
        answers[claim] = Answer(text=text, line=here.line)
    return answers
