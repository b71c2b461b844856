"""The gate: how often it refused what was approved."""

from collections.abc import Iterable, Iterator

from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.model.change import Change, Event, Kind
from retro.model.facts import Evidence, Part
from retro.model.label import WORKFLOW

_GATE = 2
"""The gating CI votes so many, for or against, in the gate; its checks vote one."""


@metric("flow.gate_failures", "Gate failures", unit="failures", of="merged changes", beside=EVERY)
def gate_failures(case: Case) -> Answer | Missing:
    """Count how often the gating CI refused to merge a change that was approved.

    The gate is the last test, after approval. A failure is a vote of −2 by the gating CI on its
    label, on the current patch set, during the cycle, while a Workflow or Approved +1 is in
    force. All changes of code on the team's branches count, merged in the end or not. Where the
    gating CI says that a change below this one failed to merge, that is a cascade: no failure of
    this change, and counted apart.

    Returns:
        A whole number; n is the number of merged changes; the parts are the
        failures for every 100 of these, how many were merge conflicts, and how many cascades
        there were beside them. Unit: failures.

    Source:
        Votes in Gerrit; the gating CI as named in the team's settings.

    Blind spots:
        A gate that says −1, that gives up without a vote, or that starts over because of a change
        ahead in its queue leaves no such vote. A test that fails at random and one that is right
        look alike. Subjects in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]) or _no_gate(case):
        return missing
    refused = sorted(_refusals(case), key=lambda refusal: (refusal[1].at, refusal[0].number))
    found = [(change, vote) for change, vote in refused if not _with(change, vote, Kind.CASCADE)]
    if not case.merges:
        return Missing("Nothing was merged.")
    conflicts = sum(_with(change, vote, Kind.MERGE_FAILURE) for change, vote in found)
    rate = 100 * len(found) / len(case.merges)
    return Answer(
        value=len(found),
        n=len(case.merges),
        parts=(
            Part("per_hundred", "for every 100 merged changes", rate),
            Part("conflicts", "merge conflicts among them", conflicts),
            Part("cascades", "cascades, not among them", len(refused) - len(found)),
        ),
        evidence=Evidence(
            items=tuple(
                item(change, "failed in the gate", vote.at.date()) for change, vote in found
            )
        ),
    )


def _refusals(case: Case) -> Iterator[tuple[Change, Event]]:
    """Yield the window's votes by which the gate refused an approved change."""
    for change in case.lately:
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


def _with(change: Change, vote: Event, kind: Kind) -> bool:
    """Tell whether something was said together with a vote."""
    return any(event.at == vote.at for event in change.happened(kind))


def _no_gate(case: Case) -> Missing | None:
    """Say why there is no gate to fail in, as far as the histories know."""
    if not case.accounts.gated:
        return Missing("No gating CI is known to the records.")
    if any(True for change in case.changes for _ in _gate_votes(case, change)):
        return None
    return Missing("The gating CI never voted +2 or −2, so a gate can't be told from its checks.")
