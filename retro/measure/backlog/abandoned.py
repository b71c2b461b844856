"""What was abandoned during the cycle, and whether the team's rule covered it."""

from collections import Counter
from collections.abc import Iterable

from retro.measure.backlog.abandons import Abandon, abandons, by_whom, story
from retro.measure.backlog.candidates import rule_needs
from retro.measure.backlog.reasons import OF_CI, Reason
from retro.measure.backlog.verified import ungated
from retro.measure.ground.beside import specs_beside
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.parts import by_kind
from retro.model.facts import Evidence
from retro.outline import words


@metric("backlog.abandoned", "Abandoned changes", unit="changes")
def abandoned(case: Case) -> Answer | Missing:
    """Count how often a change was abandoned during the cycle.

    Code, on the team's branches, changes by bots included. A change that was abandoned, restored
    and abandoned again counts twice. What was restored up to the moment is in the note.

    Returns:
        A whole number, with one part for each of those who abandoned: the change's owner, somebody
        else, a bot. Unit: changes.

    Source:
        Gerrit: messages that a change was abandoned or restored.

    Blind spots:
        Whether somebody else asked the owner first can't be seen. Subjects in the list are of the
        day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    found = abandons(case)
    bots = words.counted(sum(one.change.owner_is_bot for one in found), "changes")
    specs = specs_beside(case, len(abandons(case, specs=True)), "abandoned specs")
    return Answer(
        value=len(found),
        parts=by_whom(found),
        evidence=_listed(found),
        note=f"{_restored(found)} Of bots: {bots}. {specs}".rstrip(),
    )


@metric(
    "backlog.abandoned_by_reason", "Abandoned changes by what stood against them", unit="changes"
)
def abandoned_by_reason(case: Case) -> Answer | Missing:
    """Sum the abandons of the cycle by what stood against the change just before.

    The first that holds: in merge conflict, as far as CI said; a −1 or −2 in force by a core
    reviewer of that instant, on a label that judges the change, other than Workflow; one by
    somebody else; a negative verdict of the gating CI; work in progress (flagged so, or a Workflow
    −1 in force); nothing against it. Without a gating CI, what only it can say does not exist. The
    list says by whom each was abandoned, whether the rule of backlog.abandon_candidates covered
    it, and whether it was restored.

    Returns:
        The number in backlog.abandoned, with one part for each reason. Unit: changes.

    Source:
        Gerrit: messages of the abandoned changes; the gating CI as named in the team's settings;
        `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        What stood against a change need not be why it was abandoned. An owner who withdraws a
        change owes nobody a reason. Subjects in the list are of the day of collection.
    """
    begins, _ = case.window
    if missing := unknown_before(case, min(begins, rule_needs(case, begins))):
        return missing
    found = abandons(case)
    reasons = Counter(one.reason for one in found)
    return Answer(
        value=len(found),
        parts=by_kind((why for why in Reason if case.accounts.gated or why not in OF_CI), reasons),
        evidence=_listed(found),
        note=f"{_restored(found)} {case.cores.note}",
    )


@metric(
    "backlog.abandoned_by_rule",
    "Abandoned changes that the rule covered",
    unit="changes",
    of="changes",
)
def abandoned_by_rule(case: Case) -> Answer | Missing:
    """Count the abandons of the cycle that the team's rule covered.

    The rule is that of backlog.abandon_candidates, asked for the instant before each abandon.

    Returns:
        A whole number, with one part for each of those who abandoned; n is the number of
        changes in backlog.abandoned. Unit: changes.

    Source:
        As for backlog.abandon_candidates, with `roster` in the team's notes.

    Blind spots:
        As for backlog.abandon_candidates. An owner needs no rule to withdraw a change.
    """
    begins, _ = case.window
    needs = min(begins, rule_needs(case, begins))
    if missing := unknown_before(case, needs) or ungated(case):
        return missing
    every = abandons(case)
    found = tuple(one for one in every if one.ruled)
    return Answer(
        value=len(found),
        n=len(every),
        parts=by_whom(found),
        evidence=_listed(found),
        note=f"{_restored(found)} {case.cores.note}",
    )


@metric("backlog.starved_abandoned", "Abandoned while starved", unit="changes", of="changes")
def starved_abandoned(case: Case) -> Answer | Missing:
    """Count the abandons of the cycle that hit a starved change.

    Starved as defined for backlog.starved, asked for the instant before each abandon.

    Returns:
        A whole number, with one part for each of those who abandoned; n is the number of
        changes in backlog.abandoned. Unit: changes.

    Source:
        Gerrit: messages of the abandoned changes.

    Blind spots:
        As for backlog.starved. An owner who gives up for lack of a review is counted as well.
    """
    if missing := unknown_before(case, case.window[0]) or ungated(case):
        return missing
    every = abandons(case)
    found = tuple(one for one in every if one.starved)
    return Answer(value=len(found), n=len(every), parts=by_whom(found), evidence=_listed(found))


def _listed(abandons: Iterable[Abandon]) -> Evidence:
    return Evidence(
        items=tuple(
            item(one.change, str(one.reason), one.at.date(), story(one)) for one in abandons
        )
    )


def _restored(abandons: Iterable[Abandon]) -> str:
    number = sum(one.restored is not None for one in abandons)
    return f"Restored since: {words.counted(number, 'changes')}."
