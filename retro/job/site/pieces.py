"""The files of a retrospective in pieces: what is made from the same as before is left as it lies.

A word that changed is on the first pages of editions alone, and each edition has a hundred others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from retro import content, render
from retro.content import Elsewhere
from retro.job.order import Order, themes
from retro.job.site import pictures, stamps
from retro.job.site.edition import Edition
from retro.model.site import Site
from retro.record.target import Target
from retro.render import Entry, Frame

Files = Mapping[str, bytes]
"""Files by path below the target's folder."""


class Piece(Struct, frozen=True):
    """Some files of a retrospective, and a hash of all that they are made from.

    What has words of chapters is made each time, and has no hash.
    """

    make: Callable[[], Files]
    made_from: str = ""


class Made(Struct, frozen=True):
    """What is to be written, what stays as it lies, and the names in each piece with a hash."""

    files: dict[str, bytes]
    left: frozenset[str]
    pieces: dict[str, tuple[str, ...]]

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all files."""
        return self.left | self.files.keys()


def pages(order: Order, target: Target, editions: Sequence[Edition]) -> Made:
    """Make the files of all editions, but for pieces that lie there as they would be made."""
    return made(order, target.path, _pieces(order, target, editions))


def made(order: Order, part: str, pieces: Iterable[Piece]) -> Made:
    """Make the files of a part of the site, but for pieces that lie there as they would be made.

    Args:
        order: Where the site is.
        part: A target's path, or the home page's.
        pieces: What the part consists of; each is made before the next is asked for.
    """
    there = stamps.untouched(order, part)
    files: dict[str, bytes] = {}
    left: set[str] = set()
    known: dict[str, tuple[str, ...]] = {}
    for one in pieces:
        names = there.get(one.made_from, ())
        left.update(names)
        written = {} if names else one.make()
        files |= written
        if one.made_from:
            known[one.made_from] = names or tuple(written)
    return Made(files, frozenset(left), known)


def _pieces(order: Order, target: Target, editions: Sequence[Edition]) -> Iterator[Piece]:
    several = len(editions) > 1
    if several:
        entries = [Entry(folder=one.folder, report=one.report) for one in editions]
        yield piece(order, _side_by_side, entries, target.path, content.site(order.content))
    sides = several or (order.narrow and _beside(order, target))
    for one in editions:
        yield from _of_edition(order, target, one, sides=sides)


def _of_edition(order: Order, target: Target, one: Edition, *, sides: bool) -> Iterator[Piece]:
    """Yield the first page of an edition, and what no word of a chapter reaches."""
    site, below = content.site(order.content), Path(one.folder).relative_to(target.path)
    frame = render.framed(one.report, _standing(order, one), one.folder, site, sides=sides)
    yield Piece(partial(_first, order, below.as_posix(), frame, one))
    drawn, elsewhere = one.pictures, dict(one.elsewhere)
    yield piece(order, _around, below.as_posix(), frame, drawn.svg, drawn.png, elsewhere)


def piece(order: Order, make: Callable[..., Files], *given: object) -> Piece:
    """Return a piece that is made from what is given, by the program and the themes, alone."""
    whole = sha256(f"{make.__name__} {stamps.tool(order)}".encode())
    whole.update(msgspec.msgpack.encode(given))
    return Piece(partial(make, themes(order), *given), whole.hexdigest())


def _first(order: Order, below: str, frame: Frame, one: Edition) -> Files:
    looks, drawn = themes(order), one.pictures
    files = render.first_page(
        frame, one.chapters, drawn.svg, looks, pixels=drawn.png, elsewhere=one.elsewhere
    )
    if frame.site.url:  # who shows a card asks for it by its whole address
        files["card.png"] = pictures.card(one.report, looks, order.kept("charts"))
    return _below(below, files)


def _around(
    looks: Sequence[Path],
    below: str,
    frame: Frame,
    svg: Mapping[str, str],
    png: Mapping[str, bytes],
    elsewhere: Elsewhere,
) -> Files:
    return _below(below, render.around(frame, svg, looks, pixels=png, elsewhere=elsewhere))


def _side_by_side(
    looks: Sequence[Path], entries: Sequence[Entry], folder: str, site: Site
) -> Files:
    return render.side_by_side(entries, looks, folder=folder, site=site)


def _below(folder: str, files: Files) -> Files:
    return {(Path(folder) / name).as_posix(): data for name, data in files.items()}


def _beside(order: Order, target: Target) -> bool:
    """Tell whether the page that has all editions beside each other is there."""
    return (order.output / target.path / render.EDITIONS).exists()


def _standing(order: Order, edition: Edition) -> tuple[Entry, ...]:
    """Return the editions that pages may lead to: where one alone is built, those there are."""
    return tuple(
        entry
        for entry in edition.neighbours
        if not order.narrow
        or entry.folder == edition.folder
        or (order.output / entry.folder / "index.html").exists()
    )
