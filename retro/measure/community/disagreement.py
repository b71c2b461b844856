"""Disagreement: changes on which the votes of core reviewers met with opposite signs."""

from collections.abc import Iterator

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.few import Told, told
from retro.measure.ground.parts import by_name
from retro.measure.ground.reviewing import by_role
from retro.model.change import Change, Event, Kind
from retro.model.facts import Evidence

Held = tuple[str, int, int]
"""A vote in force: its label, its patch set and who cast it."""

Cast = tuple[Change, Event, bool]
"""A core reviewer's vote on a change, and whether another's of the opposite sign was in force."""

_VOTE = Kind.VOTE  # Python 3.11 looks a member of an enum up ten times as slowly as a name
_VOTING = frozenset({Kind.VOTE, Kind.COPIED, Kind.REMOVED})


@once
def of_votes(case: Case) -> Told:
    """Say what is told of the votes by which core reviewers could disagree.

    Each is a review: taken from all reviews they would bound those by other people.
    """
    cast = (vote for _, vote, _ in _voted(case))
    acts = [(vote.at, vote.account) for vote in cast if vote.account is not None]
    return told(case, (acts,), by_role(case))


@metric(
    "community.disagreement",
    "Changes on which core reviewers disagreed",
    unit="changes",
    of="changes",
    work=of_votes,
)
def disagreement(case: Case) -> Answer | Missing:
    """Count the changes on which a core reviewer's vote met the opposite sign from another.

    During the cycle a core reviewer voted while a vote of the opposite sign on the same label, by
    a different core reviewer, was in force on the same patch set. Labels that judge a change
    count, as Code-Review does, and no others. A vote taken back, changed or removed before is not
    met; one that was copied from an earlier patch set is. The votes of a change's owner are left
    out. Code and specs, on the team's branches. Who was a core reviewer is asked for the instant
    of the later vote.

    Returns:
        A whole number; n is the number of changes with a core reviewer's vote on such a
        label in the cycle; the parts are code and specs. Unit: changes.

    Source:
        Votes in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        Two opinions of one sign, or in comments alone, may differ as much. A second core reviewer
        who sees a −1 often waits for the next patch set and leaves no vote. Subjects in the list
        are of the day of collection.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    voted = _voted(case)
    firsts: dict[int, tuple[Change, Event]] = {}
    for change, vote, opposed in voted:
        if opposed:
            firsts.setdefault(change.number, (change, vote))
    met = sorted(firsts.values(), key=lambda pair: (pair[1].at, pair[0].number))
    specs = sum(case.team.gerrit.is_spec(change.project) for change, _ in met)
    listed = (item(change, "votes met", vote.at.date()) for change, vote in met)
    return Answer(
        value=len(met),
        n=len({change.number for change, *_ in voted}),
        parts=by_name({"code": len(met) - specs, "specs": specs}),
        evidence=Evidence(items=tuple(listed)),
        note=case.cores.note,
    )


@once
def _voted(case: Case) -> tuple[Cast, ...]:
    """Return the judging votes of the window by core reviewers, change by change."""
    return tuple(cast for change in case.lately_of_all for cast in _cast(case, change))


def _cast(case: Case, change: Change) -> Iterator[Cast]:
    """Yield the window's judging votes by core reviewers, and whether each was opposed."""
    held: dict[Held, int] = {}
    for event in change.events:
        if event.kind not in _VOTING or event.account is None or event.account == change.owner:
            continue
        if not _judges(case, change, event):
            continue
        held[event.label, event.patch_set, event.account] = event.value
        if event.kind is _VOTE and event.value and case.is_core_vote(change, event):
            yield change, event, _opposed(case, held, event)


def _judges(case: Case, change: Change, vote: Event) -> bool:
    return case.labels.on(change.served, change.branch_at(vote.at)).judges(vote.label)


def _opposed(case: Case, held: dict[Held, int], vote: Event) -> bool:
    """Tell whether another core reviewer's vote of the other sign is in force beside a vote."""
    return any(
        value * vote.value < 0
        and (label, patch_set) == (vote.label, vote.patch_set)
        and case.cores.holds(who, vote.at)
        for (label, patch_set, who), value in held.items()
    )
