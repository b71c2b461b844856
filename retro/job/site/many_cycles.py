"""The pages over many retrospectives: of each team, of each cycle, and the home page over all.

They are made from the digest that each retrospective's build left in .cache beside its stamp; one
that is missing, or was written by another version, is made again from the snapshot.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from retro import agree, content, disk, render, snapshot
from retro.errors import RetroError
from retro.job.answers import Answers, open_record
from retro.job.order import Order, themes
from retro.job.site import stamps
from retro.job.site.beside import Beside
from retro.job.site.edition import neighbours
from retro.job.site.many_teams import together
from retro.job.site.pictures import small_pictures
from retro.job.site.pieces import Files, Made, made, piece
from retro.job.sources import sources_now
from retro.model.facts import Report
from retro.model.site import Site
from retro.outline.digest import Digest
from retro.progress import Say
from retro.record.target import Target
from retro.render import Entry, Volume


def weekly(order: Order, answers: Answers, report: Report) -> Digest:
    """Return the digest of a retrospective, measured anew only if its sources changed."""
    there = _left(stamps.digest_path(order, answers.target))
    if there and there.made_from == answers.sources:
        return there
    from retro.record.weekly_numbers import digest

    return digest(answers.book, report, answers.sources)


def leave(order: Order, target: Target, made: Digest) -> Digest:
    """Leave the digest of a retrospective where the pages over all find it."""
    path = stamps.digest_path(order, target)
    if _left(path) != made:
        disk.put(path, disk.sealed(msgspec.json.encode(made)))
    return made


def pages(order: Order, targets: Sequence[Target], say: Say, beside: Beside) -> Made:
    """Make the files over all retrospectives that are built, if they would not be the same."""
    found = dict(_volumes(order, targets, say))
    volumes = tuple(found.values())
    looks, site = themes(order), content.site(order.content)
    teams = groupby(sorted(volumes, key=attrgetter("cover.team")), key=attrgetter("cover.team"))
    pictures: dict[str, str] = {}
    for _, some in teams:
        digests = {volume.folder: volume.digest for volume in some}
        pictures |= small_pictures(digests, looks, order.kept("charts"), beside)
    cycles = together(
        order, ((one.cycle, found[one.path]) for one in targets if one.path in found), say
    )
    return made(order, stamps.HOME, [piece(order, _home, volumes, site, pictures, cycles)])


def _home(looks: Sequence[Path], volumes: Sequence[Volume], site: Site, *drawn: Any) -> Files:
    return render.home(volumes, site, looks, *drawn)


def _volumes(order: Order, targets: Sequence[Target], say: Say) -> Iterator[tuple[str, Volume]]:
    for target in targets:
        try:
            entries = tuple(_entries(order, target))
            if entries:
                digest = _digest(order, target, entries[-1], say)
                yield target.path, Volume(entries=entries, digest=digest)
        except RetroError as error:
            say(f"left out of the home page: {error}")


def _digest(order: Order, target: Target, entry: Entry, say: Say) -> Digest:
    """Return what was left of a retrospective, or is measured now, if its pages tell the same."""
    there = _left(stamps.digest_path(order, target))
    known = there and there.made_from in _sources(order, target)
    if there and known and not _otherwise(order, there, entry):
        return there
    try:
        answers = open_record(order, target, say)
        report = answers.report(*answers.moments.edition(None, None))
        agree.hold(report)
        made = leave(order, target, weekly(order, answers, report))
    except Exception as error:  # whatever it is: no build hangs on a retrospective beside it
        return _without(target, f"could not be measured: {error}", say)
    if said := _otherwise(order, made, entry):
        return _without(target, f"has pages of another record or edition: {said}", say)
    return made


def _without(target: Target, why: str, say: Say) -> Digest:
    from retro.record.weekly_numbers import lacking

    say(f"{target.path}: {why}")
    return lacking(f"This cycle {why}")


def _otherwise(order: Order, made: Digest, entry: Entry) -> str:
    """Say what a digest tells otherwise than the pages that it leads to, or nothing."""
    told = {one["name"]: one for one in _facts(order.output / entry.folder).get("facts", ())}
    return agree.not_of_its_pages(made, told, entry.report.release, entry.report.as_of)


def _sources(order: Order, target: Target) -> Iterator[str]:
    """Yield what a digest may be made from: the same as the pages, else what is there now."""
    yield stamps.numbers_from(order, target.path)
    yield sources_now(target)


def _left(path: Path) -> Digest | None:
    try:
        return msgspec.json.decode(disk.unsealed(path.read_bytes()), type=Digest)
    except (OSError, msgspec.MsgspecError):
        return None


def _entries(order: Order, target: Target) -> Iterator[Entry]:
    """Yield the editions whose pages are there, the default one last."""
    manifest = snapshot.read(target.snapshot).manifest
    for entry in neighbours(target, manifest):
        folder = order.output / entry.folder
        if (folder / "index.html").exists():
            yield replace(entry, sentence=_sentence(folder))


def _sentence(folder: Path) -> str:
    """Return what an edition said of itself when it was built."""
    return str(_facts(folder).get("sentence", ""))


def _facts(folder: Path) -> dict[str, Any]:
    """Return what an edition's pages tell to a machine, as far as they are there."""
    try:
        return msgspec.json.decode((folder / "facts.json").read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError):
        return {}
