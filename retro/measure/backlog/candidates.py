"""The rule for abandoning, and the open changes that it covers."""

from datetime import datetime, timedelta

from msgspec import Struct

from retro.measure.backlog.reasons import OF_THE_RULE, Reason, against, reasons
from retro.measure.backlog.starved import starved_spells
from retro.measure.backlog.verified import ungated
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.spells import INSTANT, Spell, holding
from retro.measure.ground.sweep import waiting
from retro.model.change import Change, State
from retro.model.facts import Evidence, Item
from retro.outline import words

PATIENCE = timedelta(days=60)
"""For how long in a row something must have stood against a change."""


class Candidate(Struct, frozen=True):
    """A change that the rule covers: what stands against it, and since when without a pause."""

    change: Change
    state: State
    reasons: tuple[Reason, ...]
    since: datetime


@metric("backlog.abandon_candidates", "Changes that may be abandoned", unit="changes")
def abandon_candidates(case: Case) -> Answer | Missing:
    """Count the open changes that the team's rule allows to abandon.

    On each of the last 60 days, all through, on the current patch set, at least one of these held:
    the change was in merge conflict; a −1 or −2 by a core reviewer was in force on a label that
    judges the change, other than Workflow; the gating CI's last verdict was negative. A change
    that was starved at any time in these 60 days is spared: that it had no review is not its
    author's doing. Who is a core reviewer is asked for each instant; the day on which it began to
    stand so is in the list.

    Returns:
        A whole number; the list has what stands against each. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed; the gating
        CI as named in the team's settings; `roster` in the team's notes, or else inferred as for
        community.cores.

    Blind spots:
        A conflict is known only if CI said so, so that this is a lower bound. What an author
        promised outside Gerrit is unknown. Subjects in the list are of the day of collection.
    """
    if missing := unknown_before(case, rule_needs(case, case.moment)) or ungated(case):
        return missing
    found = candidates(case)
    return Answer(
        value=len(found),
        evidence=Evidence(items=tuple(_item(one) for one in found)),
        note=case.cores.note,
    )


def candidates(case: Case) -> tuple[Candidate, ...]:
    """Return the open changes that the rule covers, those that it covered first at the head."""
    found = (covered(case, one.change, case.moment) for one in waiting(case, case.moment))
    return tuple(
        sorted(
            (one for one in found if one),
            key=lambda entry: (entry.since, entry.change.project, entry.change.number),
        )
    )


def covered(case: Case, change: Change, moment: datetime) -> Candidate | None:
    """Return a change as a candidate if the rule covered it just before a moment."""
    state, last = change.at(moment), moment - INSTANT
    if state is None or not state.open or moment - state.uploaded < PATIENCE:
        return None
    told = tuple(why for why in reasons(case, state, last) if why in OF_THE_RULE)
    spell = holding(against(case, change, state.patch_set), last) if told else None
    if spell is None or spell.since > moment - PATIENCE:
        return None
    days = Spell(moment - PATIENCE, moment)
    if any(hungry.within(days) for hungry in starved_spells(case, change)):
        return None
    return Candidate(change, state, told, spell.since)


def rule_needs(case: Case, moment: datetime) -> datetime:
    """Return how far back one must know to apply the rule at a moment."""
    return case.cores.needs(moment - PATIENCE)


def _item(candidate: Candidate) -> Item:
    since = candidate.since.date()
    note = f"{', '.join(candidate.reasons)}; stands so since {words.day(since)}"
    return item(candidate.change, "may be abandoned", since, note)
