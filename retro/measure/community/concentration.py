"""Concentration: on how few people the reviewing rests; a number, never a list."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.few import Told, told
from retro.measure.ground.reviewing import acts, by_role, of_all
from retro.model.change import Event, Kind
from retro.model.label import CODE_REVIEW, VETO, WORKFLOW
from retro.model.persons import ENOUGH
from retro.outline import words


@metric(
    "community.concentration",
    "People behind half of the reviews of code",
    unit="people",
    of="people",
)
def concentration(case: Case) -> Answer | Missing:
    """Tell how few people gave half of the cycle's reviews of code.

    The smallest number of people who together gave at least half of the reviews of code: words,
    or a vote on a label that judges the change, by a person who is neither the change's owner nor
    the uploader of that patch set; all by one person on one patch set are one review. Those on the
    team's branches.

    Returns:
        A whole number; n is the number of people with any such review. With fewer than 5
        of them there is no answer. Unit: people.

    Source:
        Messages in Gerrit.

    Blind spots:
        A review of one word weighs as much as one of an hour. Work outside Gerrit is unknown.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    given: Counter[int | None] = Counter(review.account for review in case.code_reviews)
    return _half(given, "reviews", of_all(case))


@metric(
    "community.concentration_core_votes",
    "Core reviewers behind half of the core votes",
    unit="people",
    of="people",
)
def concentration_core_votes(case: Case) -> Answer | Missing:
    """Tell how few core reviewers cast half of the cycle's core votes.

    The smallest number of core reviewers who together cast at least half of the votes that only
    they can cast: Code-Review +2 and −2, or +1 and −2 where it ends at +1, Workflow or Approved
    +1, on code, on the team's branches. All by one person on one patch set are one core
    vote. Who was a core reviewer is asked for the instant of each vote.

    Returns:
        A whole number; n is the number of people with any core vote. With fewer than 5
        of them there is no answer. Unit: people.

    Source:
        Votes in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        Any other vote of a core reviewer is no core vote, though it may weigh as much. Votes by
        somebody in the roster for whom no account is known are overlooked.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    votes = _core_votes(case)
    cast = Counter(account for account, _, _ in votes)
    return _half(cast, "core votes", _of_votes(case), case.cores.note)


def behind_half(counts: Iterable[int]) -> int:
    """Return the smallest number of counts that make up at least half of their sum."""
    falling = sorted(counts, reverse=True)
    total, reached = sum(falling), 0
    for place, count in enumerate(falling, 1):
        reached += count
        if 2 * reached >= total:
            return place
    return 0


def _half(counts: Counter[int | None], unit: str, total: Told, note: str = "") -> Answer | Missing:
    if len(counts) < ENOUGH:
        return Missing(
            f"Fewer than {ENOUGH} people gave any {unit}: a number would point at them."
        )
    few = behind_half(counts.values())
    of = "" if total.why else f"Of {words.counted(counts.total(), unit)}."
    return Answer(value=few, n=len(counts), evidence=withheld(few), note=f"{of} {note}".strip())


@once
def _core_votes(case: Case) -> dict[tuple[int | None, int, int], datetime]:
    """Return who cast a core vote on which patch set, and when first, inside the window."""
    return {
        (vote.account, change.number, vote.patch_set): vote.at
        for change in case.lately
        for highest in (case.labels.highest(change.served),)
        for vote in reversed(change.happened(Kind.VOTE))
        if _decides(vote, highest) and case.is_core_vote(change, vote)
    }


def _of_votes(case: Case) -> Told:
    """Say what is told of core votes, taken from core reviews too: most of them are such votes."""
    votes = _core_votes(case)
    cast = [(at, account) for (account, _, _), at in votes.items() if account is not None]
    others = (
        one
        for one in case.core_reviews
        if one.code and (one.account, one.change, one.patch_set) not in votes
    )
    return told(case, (cast, acts(others)), by_role(case))


def _decides(vote: Event, highest: int) -> bool:
    """Tell whether only a core reviewer can cast such a vote."""
    if vote.label == CODE_REVIEW:
        return vote.value >= highest or vote.value <= VETO
    return vote.label in WORKFLOW and vote.value > 0
