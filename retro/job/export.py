"""The tables behind each target's numbers, and the numbers counted once more from them."""

from pathlib import Path

from msgspec.structs import replace

from retro import agree, content, disk, export
from retro.errors import ContentError, UsageError
from retro.export.roles import Pseudonym
from retro.job.answers import open_record
from retro.job.order import Order, keep_apart
from retro.job.targets import targets
from retro.job.writers import of_output
from retro.progress import Say
from retro.record.target import Target
from retro.shell import typed

FOLDER = "export"
"""Where exports lie, seen from the output, if no place is named."""


def export_tables(
    order: Order, place: Path | None, *, parquet: bool, pseudonym: Pseudonym | None, say: Say
) -> None:
    """Write each target's tables; say where and how large.

    Args:
        order: Which retrospectives and editions.
        place: Where to, with a folder for each team and cycle; by default below the output.
        parquet: Whether to write Parquet files as well.
        pseudonym: Names accounts in this export alone, if that was asked for.
        say: Says what happens.

    Raises:
        UsageError: The place is where the writer's own files lie.
        DisagreementError: Numbers that must agree do not.
    """
    if not place:
        place = order.output / FOLDER
        disk.refuse_links(order.output, place)
    order = replace(order, output=place)
    keep_apart(order)
    disk.sweep(place)
    licence = content.site(order.content).licence
    for target in targets(order):
        cycle = replace(_cycle(order, target, say), pseudonym=pseudonym)
        folder = place / target.path
        disk.refuse_links(place, folder)
        with of_output(order, target.path, "export", say):
            files = export.write(folder, cycle, licence=licence, with_parquet=parquet)
        size = sum(path.stat().st_size for path in files)
        say(f"{folder}: {len(files)} files, {size:,} bytes; sqlite3 {folder / export.BASE}")


def recount(order: Order, *, say: Say) -> None:
    """Count the numbers of every export below the output by SQL; say how many agree.

    Raises:
        UsageError: There is no export.
        ContentError: Some number is another one, or a file is no export.
    """
    found = sorted((order.output / FOLDER).glob(f"*/*/{export.BASE}"))
    if not found:
        what = f"there is nothing to recount in {order.output / FOLDER}"
        raise UsageError(what, hint=f"{typed('export', cycle='…')} writes it")
    wrong = 0
    for path in found:
        told = export.recount(path)
        for line in told.disagreements:
            say(f"{path.parent}: {line}")
        wrong += len(told.disagreements)
        say(
            f"{path.parent}: {told.values:,} values of {told.counted} of {told.facts} numbers "
            f"counted again by SQL, {len(told.disagreements)} otherwise"
        )
    if wrong:
        what = f"{wrong} numbers are not what the tables say"
        raise ContentError(
            what, where=str(order.output / FOLDER), hint=f"{typed('export', cycle='…')}, again"
        )


def _cycle(order: Order, target: Target, say: Say) -> export.Cycle:
    book = open_record(order, target, say).book
    days = book.moments.editions
    if order.narrow:
        days = dict([book.moments.edition(order.edition, order.as_of)])
    editions = []
    for name, day in sorted(days.items(), key=lambda pair: pair[1]):
        report = book.report(name, day)
        agree.hold(report)
        editions.append(export.Edition(name, book.case(day), report))
    return export.Cycle(book=book, editions=tuple(editions))
