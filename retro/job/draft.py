"""A draft of the hand-off letter: to read, as chapters to go on with, or for other places."""

from pathlib import Path

from retro import agree, disk
from retro.content import scaffold
from retro.draft import FORMS, chapters, letter
from retro.errors import ContentError
from retro.job.answers import Answers, open_record
from retro.job.order import Order
from retro.job.site.comparison import compare, opened
from retro.job.site.edition import handed_over
from retro.job.targets import targets, the_target
from retro.job.writers import of_content
from retro.model.facts import Report
from retro.progress import Say
from retro.record.moments import FINAL
from retro.record.target import Target


def draft(order: Order, form: str = "", *, say: Say) -> str:
    """Return the outline of one target's letter, its numbers filled in, or one of `FORMS`.

    Raises:
        DisagreementError: Numbers that must agree do not.
    """
    target = the_target(order)
    answers = open_record(order, target, say)
    report = answers.report(*handed_over(order, answers.moments))
    if not form:
        return letter(report)
    agree.hold(report)
    return FORMS[form](compare(opened(order, answers, say), report))


def draft_chapters(order: Order, *, say: Say) -> None:
    """Write each target's chapters that are not there yet, with slots for numbers."""
    for target in targets(order):
        with of_content(order, target.path, "draft", say):
            write_chapters(order, target, say)


def write_chapters(order: Order, target: Target, say: Say) -> None:
    """Write the chapters that nobody has begun to write, with slots for numbers; say which.

    Raises:
        ContentError: The cycle's folder is a link that leads elsewhere.
    """
    folder = target.snapshot.parent
    if folder.resolve() != order.content.resolve() / target.team.key / target.folder:
        what, hint = "this leads out of its folder", "put a folder in the link's place"
        raise ContentError(what, where=str(folder), hint=hint)
    answers = open_record(order, target, say)
    only = order.edition if order.edition in {*target.notes.editions, FINAL} else None
    for key, words in chapters(_reports(order, answers)).items():
        path = folder / f"{key}.md"
        new = _new(path, scaffold.chapter_text(key, words, only or ""))
        say(f"{path}: {'written' if new else 'is there already, left as it is'}")


def _reports(order: Order, answers: Answers) -> list[Report]:
    """Measure every edition, or the one that is named."""
    moments = answers.moments
    narrow = dict([handed_over(order, moments)]) if order.narrow else None
    return [answers.report(name, day) for name, day in (narrow or moments.editions).items()]


def _new(path: Path, words: str) -> bool:
    """Write a file unless something has its name, if only a link that leads nowhere.

    A chapter that only asks its questions, as it was begun, holds nothing that could be lost.
    """
    if scaffold.as_begun(path) and path.read_bytes() != words.encode():
        disk.put(path, words.encode())
        return True
    return disk.create(path, words.encode())
