"""Core reviewers: how many, who came and went; always numbers, never names."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.model.origin import Origin
from retro.model.time import end_of
from retro.outline import words


@metric("community.cores", "Core reviewers", unit="people")
def cores(case: Case) -> Answer | Missing:
    """Count the core reviewers at the moment.

    From the roster in the team's notes: those whose time in the role holds the last day. Without a
    roster they are inferred: people who cast Code-Review's highest vote, or a Workflow or Approved
    +1, in the 90 days up to the moment, on the core projects and branches of the team's settings.
    The highest vote is +2; it is taken to be +1 in a project where nobody ever cast +2 and half of
    the merged changes, three or more, end with +1. A −2 alone makes no core reviewer.

    Returns:
        A whole number; the note says whether from a roster or inferred, and where there is none
        at the moment, how many there were earlier in the cycle. Unit: people.

    Source:
        `roster` in the team's notes; else votes in Gerrit.

    Blind spots:
        Inferred: a core reviewer who cast no such vote for 90 days is missed, and where core
        projects are not named, a reviewer with such rights in one library counts.
    """
    if missing := unknown_before(case, case.cores.needs(case.moment)):
        return missing
    number = len(case.cores.before(case.moment))
    return _people(case, number, "" if number else _earlier(case))


@metric("community.cores_at_start", "Core reviewers at the start of the cycle", unit="people")
def cores_at_start(case: Case) -> Answer | Missing:
    """Count the core reviewers as the cycle began.

    Counted as community.cores is, just before 00:00 UTC of the cycle's first day; who takes up the
    role on that day joins during the cycle.

    Returns:
        A whole number. Unit: people.

    Source:
        `roster` in the team's notes; else votes in Gerrit, as for community.cores.

    Blind spots:
        As for community.cores.
    """
    begins = case.cycle.begins
    if missing := unknown_before(case, case.cores.needs(begins)):
        return missing
    return _people(case, len(case.cores.before(begins)), "")


@metric("community.cores_usual", "Usual number of core reviewers", unit="people")
def cores_usual(case: Case) -> Answer | Missing:
    """Tell how many core reviewers there were on most days of the cycle.

    The number of core reviewers is taken as each day ended; the number held on most days is the
    usual one, the larger of two held equally long.

    Returns:
        A whole number; the note has the share of days. Unit: people.

    Source:
        `roster` in the team's notes; else votes in Gerrit, as for community.cores.

    Blind spots:
        The same number may stand for different people. Inferred: as for community.cores.
    """
    if missing := unknown_before(case, case.cores.needs(case.cycle.begins)):
        return missing
    sizes = _sizes(case)
    if not sizes:
        return Missing("The cycle has not begun.")
    size, held = max(sizes.items(), key=lambda pair: (pair[1], pair[0]))
    on = f"On {words.share(held / sizes.total())} of {words.counted(sizes.total(), 'days')}."
    return _people(case, size, on)


@metric("community.cores_joined", "Core reviewers who joined", unit="people")
def cores_joined(case: Case) -> Answer | Missing:
    """Count those who became core reviewers during the cycle for the first time.

    First time: as far as the roster goes back. Somebody who had the role before and took it up
    again has returned, not joined.

    Returns:
        A whole number; the note has the days. Unit: people.

    Source:
        `roster` in the team's notes.

    Blind spots:
        A time in the role that the roster leaves out turns a return into a joining.
    """
    return _moved(case, joined(case))


@metric("community.cores_joined_late", "Core reviewers who joined late", unit="people")
def cores_joined_late(case: Case) -> Answer | Missing:
    """Count those who joined in the last quarter of the cycle, up to the moment.

    Returns:
        A whole number, part of community.cores_joined; the note has the days. Unit: people.

    Source:
        `roster` in the team's notes.

    Blind spots:
        In an edition before the end of the cycle, the quarter is one of the time gone by.
    """
    begins, ends = case.window
    late = ends - (ends - begins) / 4
    return _moved(case, [at for at in joined(case) if at >= late])


@metric("community.cores_left", "Core reviewers who left", unit="people")
def cores_left(case: Case) -> Answer | Missing:
    """Count those who gave up the role during the cycle, even if they came back.

    Returns:
        A whole number; the note has the days, each the first without the role. Unit: people.

    Source:
        `roster` in the team's notes.

    Blind spots:
        The roster has days of announcement; a person may have stopped long before.
    """
    return _moved(case, left(case))


@metric("community.cores_returned", "Core reviewers who left and came back", unit="people")
def cores_returned(case: Case) -> Answer | Missing:
    """Count those who took up the role again during the cycle, after they had left it.

    Returns:
        A whole number; the note has the days of return. Unit: people.

    Source:
        `roster` in the team's notes.

    Blind spots:
        The time away may have begun before the cycle.
    """
    return _moved(case, returned(case))


def _sizes(case: Case) -> Counter[int]:
    """Return on how many days of the window there were how many core reviewers."""
    _, ends = case.window
    ended = (min(end_of(day), ends) for day in case.cycle.days(ends))
    return Counter(len(case.cores.before(end)) for end in ended)


def _earlier(case: Case) -> str:
    """Say that there were core reviewers earlier in the cycle, since those reviewed."""
    most = max(_sizes(case), default=0)
    return f"None at the moment; earlier in the cycle up to {words.number(most)}." if most else ""


def joined(case: Case) -> list[datetime]:
    """Return when each of those who joined did so."""
    return _inside(case, ([spells[0].since] for spells in case.cores.spells.values()))


def left(case: Case) -> list[datetime]:
    """Return when each of those who left did so, for the first time in the window."""
    return _inside(case, ([s.until for s in spells] for spells in case.cores.spells.values()))


def returned(case: Case) -> list[datetime]:
    """Return when each of those who came back did so, for the first time in the window."""
    return _inside(case, ([s.since for s in spells[1:]] for spells in case.cores.spells.values()))


def _inside(case: Case, moments: Iterable[Iterable[datetime]]) -> list[datetime]:
    """Return each person's first moment inside the window, in time order."""
    firsts = (next(filter(case.inside, some), None) for some in moments)
    return sorted(first for first in firsts if first)


def _moved(case: Case, moments: list[datetime]) -> Answer | Missing:
    if case.cores.inferred:
        return Missing(f"{case.cores.note} Who joined or left is unknown: idle is not gone.")
    days = ", ".join(words.day(at.date()) for at in moments)
    return _people(case, len(moments), f"On {days}." if days else "")


def _people(case: Case, number: int, note: str = "") -> Answer:
    """Count people of the core team: as typed in the roster, or as assumed from votes."""
    return Answer(
        value=number,
        evidence=withheld(number),
        note=f"{note} {case.cores.note}".strip(),
        origin=None if case.cores.inferred else Origin.TYPED,
    )
