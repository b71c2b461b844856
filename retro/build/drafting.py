"""A draft of the hand-off letter: to read, or as chapters to go on with."""

from collections.abc import Callable
from pathlib import Path

from retro import draft
from retro.build.edition import book, handed_over
from retro.build.moments import FINAL
from retro.build.order import Order, Target
from retro.content import scaffold
from retro.errors import ContentError
from retro.model.facts import Report

Say = Callable[[str], None]


def text(order: Order, target: Target, say: Say) -> str:
    """Return the outline of a target's letter with its numbers filled in."""
    return draft.letter(_report(order, target, say))


def write_chapters(order: Order, target: Target, say: Say) -> None:
    """Write the chapters that nobody has begun to write, with slots for numbers; say which.

    Raises:
        ContentError: The cycle's folder is a link that leads elsewhere.
    """
    folder = target.snapshot.parent
    if folder.resolve() != order.content.resolve() / target.team.key / target.folder:
        what, hint = "this leads out of its folder", "put a folder in the link's place"
        raise ContentError(what, where=str(folder), hint=hint)
    for key, words in _chapters(order, target, say).items():
        path = folder / f"{key}.md"
        told = "written" if _new(path, words) else "is there already, left as it is"
        say(f"{path}: {told}")


def _chapters(order: Order, target: Target, say: Say) -> dict[str, str]:
    """Word the chapters for every edition, or for the one that is named."""
    found = book(target, say)
    editions = dict([handed_over(order, found)]) if order.narrow else found.moments.editions
    named = order.edition in {*target.notes.editions, FINAL}
    reports = [found.report(*one) for one in editions.items()]
    return draft.chapters(reports, (named and order.edition) or "")


def _report(order: Order, target: Target, say: Say) -> Report:
    found = book(target, say)
    return found.report(*handed_over(order, found))


def _new(path: Path, words: str) -> bool:
    """Write a file unless something has its name, if only a link that leads nowhere.

    A chapter that only asks its questions, as it was begun, holds nothing that could be lost.
    """
    if scaffold.as_begun(path):
        path.unlink()
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(words)
    except FileExistsError:
        return False
    return True
