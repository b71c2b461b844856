"""Reverts: what was merged and then taken back."""

from retro.measure.flow.taking_back import Revert, merged_reverts
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.model.facts import Evidence, Item, Part
from retro.model.origin import Origin
from retro.model.time import DAY
from retro.outline import words


@metric("flow.reverts", "Merged reverts", unit="changes", of="merged changes")
def reverts(case: Case) -> Answer | Missing:
    """Count the changes merged during the cycle that take another change back.

    A change is a revert if the server knows of which one, if its commit message says "This
    reverts commit" with a commit, or if its subject has the form that Gerrit and git give:
    Revert, and the other subject in quotation marks. Code only, on the team's branches. A revert
    of a revert is one too.

    Returns:
        A whole number; n is the number of merged changes. The note says of how many nothing but
        the subject tells, which makes the number an assumed one. Unit: changes.

    Source:
        Gerrit: `revert_of` of each change, known since 2.15, its commit message and its subject.

    Blind spots:
        A change that takes another back without saying so in one of these ways is missed; one
        that takes back a part of it, or comes with other work, counts. Subjects and commit
        messages are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    found = merged_reverts(case)
    return Answer(
        value=len(found),
        n=len(case.merges),
        evidence=Evidence(items=tuple(map(_made, found))),
        note=_guessed(found),
        origin=_origin(case, found),
    )


@metric("flow.reverted", "Changes that were reverted", unit="changes")
def reverted(case: Case) -> Answer | Missing:
    """Count the merged changes that were taken back during the cycle.

    Those that a change of flow.reverts took back: the change that the server names, the one with
    the commit that the revert names, the one on which Gerrit said that this revert was made, or
    else the last one with that subject; in the same project, on the same branch, and merged
    before it. A revert that was made and not merged takes nothing back.

    Returns:
        A whole number, with one part for those merged during the cycle, and one for those merged
        before it; the note says how many reverts take back what the records do not hold, so that
        the number is a lower bound. Unit: changes.

    Source:
        As for flow.reverts; Gerrit's messages.

    Blind spots:
        As for flow.reverts. A change that was brought back by a revert of the revert counts, and
        so does that revert. A change merged before the histories begin may be missing.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    found = merged_reverts(case)
    back = {one.target.number: one for one in found if one.target}.values()
    ours = sum(case.inside(one.merged) for one in back if one.merged)
    lost = sum(one.target is None for one in found)
    return Answer(
        value=len(back),
        parts=(
            Part("this_cycle", "merged during the cycle", ours),
            Part("before", "merged before", len(back) - ours),
        ),
        evidence=Evidence(items=tuple(map(_taken_back, back))),
        note=_lost(lost),
        origin=_origin(case, tuple(back)),
    )


def _made(revert: Revert) -> Item:
    what = f"takes back {revert.target.number}" if revert.target else "takes back a change"
    return item(revert.change, "merged", revert.at.date(), what)


def _taken_back(revert: Revert) -> Item:
    assert revert.target, "only what is known was taken back"
    assert revert.merged, "and it was merged"
    days = words.counted(round((revert.at - revert.merged) / DAY, 1), "days")
    return item(revert.target, "reverted", revert.at.date(), f"{days} after its merge")


def _origin(case: Case, found: tuple[Revert, ...]) -> Origin:
    """Return where a number comes from; what rests on a subject alone is assumed."""
    guessed = not all(one.told for one in found) and not case.simulated
    return Origin.ASSUMED if guessed else case.origin


def _guessed(found: tuple[Revert, ...]) -> str:
    number = sum(not one.told for one in found)
    return f"Of {words.number(number)} nothing but the subject says so." if number else ""


def _lost(number: int) -> str:
    """Say how many reverts take back what is not known here."""
    told = words.counted(number, "reverts")
    return f"At least: {told} more of a change that the records do not hold." if number else ""
