"""A target's record as a build asks it: what was asked before is not measured again."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from retro import disk, snapshot
from retro.errors import SnapshotError
from retro.job.kept import kept
from retro.job.order import Order
from retro.job.sources import sources
from retro.model.facts import Fact, Gap, Report
from retro.outline.words import listed
from retro.progress import Say
from retro.record import suitability
from retro.record.moments import Moments
from retro.record.target import Target
from retro.snapshot import PACKING, Manifest

if TYPE_CHECKING:  # what replays and measures is loaded by the first question that is new
    from retro.record.book import Book

Answer = TypeVar("Answer")

FOLDER = "answers"
"""Where answers are kept, seen from the cache."""

COURSE = "course"
"""What later cycles ask of a record that is over, and keep among its own answers."""


class Opened(Struct, frozen=True):
    """What is said of a record when it is opened."""

    changes: int
    branches: str
    strangers: tuple[str, ...]


class Answers(Struct, frozen=True, kw_only=True, dict=True):
    """What one target's record answers; it is replayed at the first question that is new.

    Each answer lies in a file of its own in `folder`, under the hash of its sources, and `asked`
    are those of this run.
    """

    target: Target
    manifest: Manifest
    folder: Path
    say: Say
    asked: set[Path]

    @cached_property
    def sources(self) -> str:
        """Return one hash over what the answers are made from."""
        return sources(self.target, self.manifest)

    @cached_property
    def moments(self) -> Moments:
        """Return the days that can be asked about."""
        return Moments(self.target, self.manifest.window.reaches)

    @cached_property
    def book(self) -> "Book":
        """Return the record itself, which is replayed now.

        Raises:
            SnapshotError: It can't be, or is another one than when it was opened.
        """
        from retro.record.reading import read

        book = read(self.target)
        if book.manifest.digest != self.manifest.digest:
            what = "the snapshot was made anew while it was read"
            raise SnapshotError(what, where=str(self.target.snapshot), hint="run this again")
        changes = f"{len(book.changes):,} changes ({_known(book.manifest)})"
        self.say(f"{self.target.path}: replayed {changes}")
        return book

    @property
    def replayed(self) -> bool:
        """Tell whether the record was replayed in this run."""
        return "book" in self.__dict__

    def ask(
        self, question: str, answer: Callable[["Book"], Answer], *, last: bool = False
    ) -> Answer:
        """Return what the record answers to a question, kept or measured.

        Args:
            question: A word, and all that the answer depends on beside the sources.
            answer: Asks the record; what it returns has no sets.
            last: Whether nothing else is asked, so that the record makes room before the answer
                is packed, which takes memory of its own. Who asks all the same waits longer.
        """
        about = f"{self.target.path} {question}"
        short = sha256(about.encode()).hexdigest()[:16]
        path = self.folder / f"{question.partition(' ')[0]}-{short}"
        self.asked.add(path)
        return kept(
            path,
            f"{about}\n{self.sources}",
            lambda: answer(self._left() if last else self.book),
            lambda: sources(self.target, self.manifest) == self.sources,
        )

    def _left(self) -> "Book":
        """Return the record, and hold it no longer."""
        book = self.book
        del self.__dict__["book"]
        return book

    def opened(self) -> Opened:
        """Return what is to be said of the record when it is opened."""
        return self.ask("opened", _opened)

    def report(self, name: str, as_of: date, *, last: bool = False) -> Report:
        """Answer every question as of a day; see `ask`."""
        return self.ask(f"report {name} {as_of}", lambda one: one.report(name, as_of), last=last)

    def elsewhere(
        self, questions: Iterable[tuple[str, str]], as_of: date
    ) -> dict[tuple[str, str], Fact | Gap]:
        """Answer what an edition's prose asks at moments of its own."""
        each = sorted(set(questions))
        if not each:
            return {}
        return self.ask(f"elsewhere {as_of} {each}", lambda book: book.elsewhere(each, as_of))


def _opened(book: "Book") -> Opened:
    return Opened(len(book.changes), book.branches, book.strangers)


def _known(manifest: Manifest) -> str:
    origins = listed(sorted({part.origin for part in manifest.collections}))
    return f"{origins}, as of {manifest.window.reaches.date()}"


def quietly(order: Order, target: Target, say: Say, *, asker: Answers | None = None) -> Answers:
    """Return what a target's record answers, once every byte of it is verified.

    Args:
        order: Says where the cache is.
        target: Whose record.
        say: Told when it is replayed.
        asker: The record whose pages ask, if not its own: the answers are kept with its.

    Raises:
        SnapshotError: There is no snapshot, or it was cut or altered.
    """
    with snapshot.unchanged(target.snapshot):
        manifest = snapshot.read(target.snapshot).manifest
    folder = asker.folder if asker else order.kept(FOLDER, target.path)
    disk.sweep(folder)
    asked: set[Path] = asker.asked if asker else set()
    return Answers(target=target, manifest=manifest, folder=folder, say=say, asked=asked)


def open_record(order: Order, target: Target, say: Say) -> Answers:
    """Open a target's record, and say what is in it.

    Raises:
        SnapshotError: There is no snapshot that answers what is asked, or it was cut or altered.
    """
    answers = quietly(order, target, say)
    for warning in suitability.check(target, answers.manifest):
        say(f"{target.path}: {warning}")
    if answers.manifest.packing != PACKING:
        say(f"{target.path}: packed by an older retro; {target.command('collect')} renews it")
    known = answers.opened()
    for name in known.strangers:
        say(f"{target.path}: no account is known for {name}, a member of a group in cycle.yaml")
    if not answers.replayed:
        changes = f"{known.changes:,} changes ({_known(answers.manifest)})"
        say(f"{target.path}: measured before: {changes}")
    say(f"{target.path}: branches: {known.branches}")
    return answers


def sweep(order: Order, answers: Answers) -> None:
    """Remove what neither a whole build nor a later cycle asked, and that of cycles now gone."""
    for path in answers.folder.glob("*"):
        if path not in answers.asked and not path.name.startswith(f"{COURSE}-"):
            path.unlink(missing_ok=True)
    whole = order.kept(FOLDER)
    for folder in whole.glob("*/*"):
        gone = not (order.content / folder.relative_to(whole)).is_dir()
        if gone and not folder.parent.is_symlink():
            rmtree(folder, ignore_errors=True)
