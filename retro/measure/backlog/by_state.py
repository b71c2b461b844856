"""The backlog: changes that wait, and for whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter

from retro.measure.backlog.held import of_blocked
from retro.measure.backlog.verified import turns, verified_at
from retro.measure.ground import query
from retro.measure.ground.beside import specs_beside
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.ground.evidence import standing_list
from retro.measure.ground.parts import by_kind
from retro.measure.ground.standing import ROLES, Standing, states
from retro.measure.ground.sweep import Waiting, sweep, waiting
from retro.measure.ground.unsaid import in_doubt, off, off_by_kind, unsaid
from retro.model.facts import Line
from retro.model.time import end_of
from retro.outline import words

DRAWN = {
    "reviewers": "waiting on reviewers",
    "author": "waiting on the author",
    "ci": "waiting on CI",
    "approved": "approved",
}
"""The four that are drawn, by role of the palette."""


@metric("backlog.open", "Open changes", unit="changes")
def open_changes(case: Case) -> Answer:
    """Count the changes that were open at the moment.

    Open means: uploaded before the moment, and then neither merged nor abandoned; a restored
    change is open again. Private changes are left out. Code only: specs are counted apart, in
    the note.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        moment.

    Blind spots:
        A change that is private today is hidden from an anonymous collector, so this is a floor.
        Subjects in the list are of the day of collection.
    """
    found = waiting(case, case.moment)
    specs = len(waiting(case, case.moment, specs=True))
    return Answer(
        value=len(found),
        evidence=standing_list(case, found, query.open_changes(case.team.gerrit)),
        note=specs_beside(case, specs, "open specs"),
    )


@metric("backlog.open_at_start", "Open changes at the start of the cycle", unit="changes")
def open_at_start(case: Case) -> Answer | Missing:
    """Count the changes that were open as the cycle began.

    Counted as backlog.open is, at 00:00 UTC of the cycle's first day.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        start of the cycle.

    Blind spots:
        As for backlog.open. A change closed before the histories begin is unknown.
    """
    begins, _ = case.window
    if missing := unknown_before(case, begins):
        return missing
    found = waiting(case, begins)
    return Answer(value=len(found), evidence=standing_list(case, found))


@metric("backlog.by_state", "Open changes by state", unit="changes")
def by_state(case: Case) -> Answer:
    """Sort the open changes by what each of them waited for.

    The first that holds: work in progress (flagged so, or a Workflow −1 in force); blocked (a
    Code-Review −2 in force, or a vote that holds the change on a label that gates merging, such
    as OpenDev's Review-Priority −1; the note counts these); failing CI (the gating CI's last
    verdict on the current patch set is negative, also after a failure in the gate); approved (a
    Workflow +1 in force); waiting on author (a negative vote by a person in force on a label that
    judges the change, other than Workflow); waiting on CI (no verdict yet); reviewable (the rest).

    A vote is in force on the patch set it was cast on, and on later ones if the server copied it
    there. While the gate runs, the earlier verdict stands. No Workflow label counts as Workflow
    0. Without a gating CI the two states of CI do not exist.

    Returns:
        The number of open changes, with one part for each state, and by how many each part may
        be off at most, where votes or flags are assumed. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        moment; the gating CI as named in the team's settings.

    Blind spots:
        A rebase of many changes at once makes them wait on CI for hours, with no person involved.
        Subjects in the list are of the day of collection.
    """
    found = waiting(case, case.moment)
    number, doubted = Counter(one.standing for one in found), unsaid(case, case.moment)
    offs = off_by_kind(doubted, states(case), attrgetter("standing"))
    doubt = in_doubt(doubted, case.moment, "Each state", max(offs.values()))
    return Answer(
        value=len(found),
        parts=by_kind(states(case), number, offs),
        evidence=standing_list(case, found, query.open_changes(case.team.gerrit)),
        note=" ".join(filter(None, (_conflicts(case, found), of_blocked(case, found), doubt))),
    )


def _conflicts(case: Case, backlog: Iterable[Waiting]) -> str:
    if not case.accounts.gated:
        return "No gating CI is known."
    some = sum(one.standing is Standing.FAILING and one.state.merge_failed for one in backlog)
    return f"Of those failing CI, {words.counted(some, 'merge failures')}."


@chart("backlog.by_state_daily", "The backlog, day by day", unit="changes")
def by_state_daily(case: Case) -> Lines | Missing:
    """Count, as each day ended, the open changes by whom they waited for.

    Four groups of the states in backlog.by_state: on reviewers (reviewable); on the author
    (waiting on author, failing CI, work in progress, blocked); on CI (waiting on CI); approved.
    A day ends at 24:00 UTC; what happened on the stroke belongs to the next day. The last day
    ends at the moment, if that is earlier.

    Returns:
        One whole number a day and group, from the first day of the cycle on. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        end of each day.

    Blind spots:
        As for backlog.by_state. Changes closed before the histories begin are unknown.
    """
    begins, ends = case.window
    days = case.cycle.days(ends)
    if not days:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, begins):
        return missing
    start, *counted = _four(case, (begins, *(min(end_of(day), ends) for day in days)))
    roles = [role for role in DRAWN if role != "ci" or case.accounts.gated]
    return Lines(
        x=days,
        x_unit="days",
        lines=tuple(
            Line(label=DRAWN[role], role=role, values=tuple(day[role] for day in counted))
            for role in roles
        ),
        sentence=_sentence(case, start.total(), counted),
    )


def _four(case: Case, moments: tuple[datetime, ...]) -> list[Counter[str]]:
    """Return the drawn four at each moment."""
    four: list[Counter[str]] = [Counter() for _ in moments]
    for which, numbers in sweep(case, moments).items():
        for counter, number in zip(four, numbers, strict=True):
            counter[ROLES[which]] += number
    return four


def _sentence(case: Case, start: int, counted: list[Counter[str]]) -> str:
    end = counted[-1]
    now, before = words.number(end.total()), words.counted(start, "open changes")
    if end.total() == start:
        moved = f"The backlog stood at {before}, as at the start"
    else:
        verb = "fell" if end.total() < start else "rose"
        moved = f"The backlog {verb} from {before} at the start to {now}"
    most = words.number(max(day["ci"] + day["approved"] for day in counted))
    still = "waited on CI or were approved" if case.accounts.gated else "were approved"
    return (
        f"{moved}; {words.amount(end['reviewers'], _off(case))} of them waited on reviewers. "
        f"At no day's end more than {most} {still}.{_verified(case)}"
    )


def _off(case: Case) -> int:
    """Return by how much the number of those that wait on reviewers may be off at the end."""
    end = case.window[1]
    theirs = (one for one in waiting(case, end) if ROLES[one.standing] == "reviewers")
    return off(unsaid(case, end), theirs)


def _verified(case: Case) -> str:
    """Say how many of the last day's are in backlog.verified, which some of two groups make up."""
    if not case.accounts.gated:
        return ""
    found = verified_at(case, case.window[1])
    most = off(unsaid(case, case.window[1]), found)
    every = turns(case, case.window[1])
    parts = words.listed([f"{words.portion(one)} {one.label}" for one in every])
    return f" Verified: {words.amount(len(found), most)}, of which {parts}."
