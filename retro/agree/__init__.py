"""Numbers of one page agree: parts add up to wholes, and what is told twice is the same.

A table of laws says which numbers must agree, and every report is held to it before anything is
written. Where a number is not known a law is silent; a disagreement is a fault of this program.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from retro.agree import clean_ups, definitions, digests, editions, first_screen, weeks
from retro.agree.laws import LAWS
from retro.errors import DisagreementError
from retro.model.facts import Report
from retro.outline.digest import Digest

__all__ = ["LAWS", "disagreements", "hold", "hold_together", "not_of_its_pages"]

_MOST = 20
"""More disagreements than this are one fault that shows in many places."""


def hold(report: Report) -> None:
    """Hold a report to the laws.

    Raises:
        DisagreementError: Numbers that must agree do not; it names all of them.
    """
    _refuse(disagreements(report))


def hold_together(reports: Sequence[Report]) -> None:
    """Hold the editions of a cycle to each other.

    Raises:
        DisagreementError: Two of them disagree on what was over; it names all that do.
    """
    _refuse(editions.disagreements(reports))


def not_of_its_pages(digest: Digest, told: digests.Told, release: date, as_of: date) -> str:
    """Say what a digest tells otherwise than its pages, as in `digests`, or nothing."""
    return "; ".join(digests.disagreements(digest, told, release, as_of))


def disagreements(report: Report) -> tuple[str, ...]:
    """Say which numbers of a report do not agree, each with both names."""
    return tuple(f"{said} ({_place(report)})" for said in _within(report))


def _within(report: Report) -> Iterator[str]:
    yield from definitions.disagreements(report)
    yield from (said for law in LAWS if (said := law.broken(report)))
    yield from weeks.disagreements(report)
    yield from clean_ups.disagreements(report)
    yield from first_screen.disagreements(report)


def _place(report: Report) -> str:
    return f"{report.team}/{report.cycle}, {report.edition}"


def _refuse(found: Sequence[str]) -> None:
    if found:
        raise DisagreementError(
            f"numbers disagree, so nothing was written: {_listed(found)}",
            hint="report this, with the lines above: the fault is retro's, and not yours",
        )


def _listed(found: Sequence[str]) -> str:
    more = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return "".join(f"\n  {said}" for said in (*found[:_MOST], *more))
