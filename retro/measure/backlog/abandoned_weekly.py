"""What was abandoned week by week, drawn by what stood against it."""

from collections import Counter

from msgspec import Struct

from retro.measure.backlog.abandons import Abandon, abandons
from retro.measure.backlog.candidates import rule_needs
from retro.measure.backlog.reasons import OF_CI, Reason
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.model.facts import Line
from retro.model.time import monday_of
from retro.outline import words


class Group(Struct, frozen=True):
    """Reasons that are drawn as one."""

    label: str
    role: str
    reasons: frozenset[Reason]


GROUPS = (
    Group("nothing", "reviewers", frozenset({Reason.NOTHING})),
    Group("a −1 by others or WIP", "rest", frozenset({Reason.OTHER, Reason.WIP})),
    Group("a −1 or −2 by a core reviewer", "author", frozenset({Reason.CORE})),
    Group("a conflict or failing CI", "ci", OF_CI),
)
"""What stood against an abandoned change, from the lowest bar up."""


@chart(
    "backlog.abandoned_weekly", "Abandoned, week by week, by what stood against it", unit="changes"
)
def abandoned_weekly(case: Case) -> Lines | Missing:
    """Count the abandons of each week by what stood against the change just before.

    Four groups of the reasons in backlog.abandoned_by_reason: nothing; a −1 or −2 by somebody who
    is no core reviewer, or work in progress; one by a core reviewer; a merge conflict, or a
    negative verdict of the gating CI. Without a gating CI the last does not exist. Weeks are
    Monday to Sunday, UTC; the first and the last may be cut by the cycle's start and the moment.

    Returns:
        One whole number a week and group; together they are backlog.abandoned. Unit: changes.

    Source:
        Gerrit: messages of the abandoned changes; the gating CI as named in the team's settings;
        `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        As for backlog.abandoned_by_reason. What was restored later counts in the week in which
        it was abandoned.
    """
    begins, ends = case.window
    weeks = case.cycle.weeks(ends)
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, min(begins, rule_needs(case, begins))):
        return missing
    groups = [one for one in GROUPS if case.accounts.gated or one.reasons != OF_CI]
    found = {one.label: _of(case, one) for one in groups}
    weekly = {
        label: Counter(monday_of(one.at.date()) for one in some) for label, some in found.items()
    }
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=tuple(
            Line(
                label=one.label,
                role=one.role,
                values=tuple(weekly[one.label][week] for week in weeks),
            )
            for one in groups
        ),
        sentence=_sentence(case, {label: len(some) for label, some in found.items()}),
    )


def _of(case: Case, group: Group) -> list[Abandon]:
    return [one for one in abandons(case) if one.reason in group.reasons]


def _sentence(case: Case, number: dict[str, int]) -> str:
    found = abandons(case)
    if not found:
        return "No change was abandoned."
    back = words.number(sum(one.restored is not None for one in found))
    said = ", ".join(f"{label} ({words.number(n)})" for label, n in number.items())
    return (
        f"Abandoned: {words.counted(len(found), 'changes')}, {back} of them restored since. "
        f"Against them stood {said}."
    )
