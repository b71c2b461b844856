"""CI: how often tests were asked for again, and how often the gate refused what was approved."""

from collections.abc import Iterable, Iterator

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.standing import WORKFLOW
from retro.model.change import Change, Event, Kind
from retro.model.facts import Evidence, Part
from retro.outline import words

_GATE = 2
"""The gating CI votes so many, for or against, in the gate; its checks vote one."""


@metric("flow.rechecks", "Rechecks of merged changes", unit="rechecks", of="merged changes")
def rechecks(case: Case) -> Answer | Missing:
    """Count how often people asked CI to test again what was merged during the cycle.

    A recheck is a comment by a person that says nothing but `recheck`, `reverify` or `check
    experimental`, perhaps with a reason in the same line. All of a change's rechecks before its
    merge count, also those before the cycle. Code, on the team's branches, bots' changes too.

    Returns:
        A whole number; n is the number of merged changes; the parts are the rechecks for every
        100 of them, and how many needed none. Unit: rechecks.

    Source:
        Messages and merges in Gerrit.

    Blind spots:
        A recheck inside a longer comment, a new upload or a second approval that only made CI run
        again, and rechecks in other words are not seen. Whether CI was wrong is not asked.
        Subjects in the list are of the day of collection.
    """
    begins, ends = case.window
    if missing := unknown_before(case, begins):
        return missing
    asked = [(change, sum(1 for _ in _rechecks(case, change))) for _, change in case.merges]
    if not asked:
        return Missing("Nothing was merged.")
    if not any(True for change in case.changes for _ in _rechecks(case, change)):
        return Missing("Nobody asked for a recheck; this CI may be asked in other words.")
    total = sum(number for _, number in asked)
    listed = (
        item(change, words.counted(number, "rechecks"), at.date())
        for (at, _), (change, number) in zip(case.merges, asked, strict=True)
        if number
    )
    return Answer(
        value=total,
        n=len(asked),
        parts=(
            Part("per_hundred", "for every 100 merged changes", 100 * total / len(asked)),
            Part("without", "merged changes without any", sum(not number for _, number in asked)),
        ),
        evidence=Evidence(items=tuple(listed), query=query.merged(case.team.gerrit, begins, ends)),
    )


@metric("flow.gate_failures", "Gate failures", unit="failures", of="merged changes")
def gate_failures(case: Case) -> Answer | Missing:
    """Count how often the gating CI refused to merge a change that was approved.

    The gate is the last test, after approval. A failure is a vote of −2 by the gating CI on its
    label, on the current patch set, during the cycle, while a Workflow or Approved +1 is in
    force. All changes of code on the team's branches count, merged in the end or not.

    Returns:
        A whole number; n is the number of merged changes; the parts are the
        failures for every 100 of these, and how many were merge conflicts. Unit: failures.

    Source:
        Votes in Gerrit; the gating CI as named in team.yaml.

    Blind spots:
        A gate that says −1, that gives up without a vote, or that starts over because of a change
        ahead in its queue leaves no such vote. A test that fails at random and one that is right
        look alike. Subjects in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]) or _no_gate(case):
        return missing
    found = sorted(_failures(case), key=lambda failure: (failure[1].at, failure[0].number))
    if not case.merges:
        return Missing("Nothing was merged.")
    conflicts = sum(_conflict(change, vote) for change, vote in found)
    rate = 100 * len(found) / len(case.merges)
    return Answer(
        value=len(found),
        n=len(case.merges),
        parts=(
            Part("per_hundred", "for every 100 merged changes", rate),
            Part("conflicts", "merge conflicts among them", conflicts),
        ),
        evidence=Evidence(
            items=tuple(
                item(change, "failed in the gate", vote.at.date()) for change, vote in found
            )
        ),
    )


def _rechecks(case: Case, change: Change) -> Iterator[Event]:
    return (e for e in change.happened(Kind.RECHECK) if case.accounts.is_person(e.account))


def _failures(case: Case) -> Iterator[tuple[Change, Event]]:
    """Yield the window's votes by which the gate refused an approved change."""
    for change in case.changes:
        for vote in _gate_votes(case, change):
            if vote.value <= -_GATE and case.inside(vote.at) and _approved(case, change, vote):
                yield change, vote


def _gate_votes(case: Case, change: Change) -> Iterable[Event]:
    """Yield the votes that the gating CI casts nowhere but in the gate."""
    return (
        vote
        for vote in change.happened(Kind.VOTE)
        if vote.label == case.team.gerrit.ci.label
        and abs(vote.value) >= _GATE
        and case.accounts.is_gating(vote.account)
    )


def _approved(case: Case, change: Change, vote: Event) -> bool:
    """Tell whether a vote meets an approval of the current patch set, on a branch that counts."""
    state = change.at(vote.at)
    return (
        state is not None
        and state.patch_set == vote.patch_set
        and case.covers(state.branch)
        and any(label in WORKFLOW and value > 0 for (label, _), value in state.votes.items())
    )


def _conflict(change: Change, vote: Event) -> bool:
    return any(event.at == vote.at for event in change.happened(Kind.MERGE_FAILURE))


def _no_gate(case: Case) -> Missing | None:
    """Say why there is no gate to fail in, as far as the histories know."""
    if not case.accounts.gated:
        return Missing("No gating CI is known to the records.")
    if any(True for change in case.changes for _ in _gate_votes(case, change)):
        return None
    return Missing("The gating CI never voted +2 or −2, so a gate can't be told from its checks.")
