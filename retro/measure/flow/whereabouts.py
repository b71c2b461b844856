"""Where the days of merged changes went: whom each waited for, and how long."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from retro.measure.ground.case import Case
from retro.measure.ground.definition import FEW, Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.median import median
from retro.measure.ground.merges import by_people
from retro.measure.ground.standing import ROLES, standing
from retro.measure.ground.survival import Wait, survival
from retro.model.change import Change
from retro.model.facts import Evidence, Part
from retro.outline import words


class Whom(StrEnum):
    """Whom or what a change waits for on its way to the merge."""

    __hash__ = str.__hash__  # looked up for every state, and Enum's own hash is slow

    REVIEWERS = "waiting on reviewers"
    AUTHOR = "waiting on the author"
    CI = "waiting on CI"
    APPROVED = "approved, up to the merge"
    AWAY = "abandoned, private or on another branch"


_WAITS_FOR = {one: Whom[role.upper()] for one, role in ROLES.items()}

Spent = dict[Whom, timedelta]
"""How much of a change's life went where; together it is the life."""

Life = tuple[datetime, Change, Spent]
"""When a change was merged, which, and where its life went."""


@metric("flow.where_days_went", "Time spent waiting on reviewers", unit="share", of="changes")
def where_days_went(case: Case) -> Answer | Missing:
    """Tell which share of a merged change's life was spent waiting on reviewers, and on others.

    A life runs from the first upload to the merge. At each instant of it the change stands in one
    of the states of backlog.by_state, and so waits for whom backlog.by_state_daily says: for
    reviewers, for its author, for CI, or, approved, for the gate; else it is abandoned, private
    or on another branch. The shares of one change sum to its life; their medians need not. Of
    changes of code by people that were merged during the cycle, on the team's branches.

    Returns:
        The median share that waiting on reviewers had; n is the number of changes; the parts are
        the 15th and 85th percentile, the medians of the other shares, and for each of several
        repositories with five changes or more the median of waiting on reviewers there. The note
        has the shares of all lives together, which sum to 1. Unit: share.

    Source:
        Gerrit: the messages of each change, replayed up to its merge; the gating CI as named in
        the team's settings.

    Blind spots:
        Nights, weekends and holidays count. Without a gating CI nothing waits on CI. Where the
        team gives no Workflow votes, the time in the gate counts as waiting on reviewers.
        Subjects in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    lives = spent(case)
    listed = Evidence(items=tuple(item(c, _told(life), at.date()) for at, c, life in lives))
    waits = (Wait(_share(life, Whom.REVIEWERS), True) for *_, life in lives)
    answer = median(waits, "changes", listed, _together(case, lives))
    if isinstance(answer, Missing):
        return answer
    parts = (*answer.parts, *_others(case, lives), *_repositories(lives))
    return replace(answer, parts=parts)


def spent(case: Case) -> tuple[Life, ...]:
    """Return the lives of the changes merged in the window, in the order of their merges."""
    lives = ((at, one, _spent(case, at, one)) for at, one in by_people(case.merges))
    return tuple(life for life in lives if sum(life[2].values(), timedelta()))


def _spent(case: Case, at: datetime, change: Change) -> Spent:
    """Return where a change's life went, up to its merge."""
    life = dict.fromkeys(Whom, timedelta())
    ends = (*map(attrgetter("since"), change.states[1:]), at)
    for state, until in zip(change.states, ends, strict=True):
        where = standing(case, state)
        whom = _WAITS_FOR[where] if where else Whom.AWAY
        life[whom] += max(min(until, at) - state.since, timedelta())
    return life


def _share(life: Spent, whom: Whom) -> float:
    return life[whom] / sum(life.values(), timedelta())


def _middle(lives: Iterable[Life], whom: Whom) -> float:
    waits = (Wait(_share(life, whom), True) for *_, life in lives)
    return survival(waits).reached(0.5) or 0.0


def _whom(case: Case) -> tuple[Whom, ...]:
    return tuple(one for one in Whom if case.accounts.gated or one is not Whom.CI)


def _others(case: Case, lives: tuple[Life, ...]) -> Iterator[Part]:
    for whom in _whom(case)[1:]:
        yield Part(whom.name.lower(), str(whom), _middle(lives, whom))


def _repositories(lives: tuple[Life, ...]) -> Iterator[Part]:
    """Yield how long changes waited on reviewers in each of several repositories."""
    ordered = sorted(lives, key=lambda life: life[1].project)
    found = {name: tuple(some) for name, some in groupby(ordered, lambda one: one[1].project)}
    if len(found) > 1:
        for name, some in found.items():
            if len(some) >= FEW:
                label = f"{Whom.REVIEWERS} in {name}"
                yield Part(name, label, _middle(some, Whom.REVIEWERS))


def _together(case: Case, lives: tuple[Life, ...]) -> str:
    """Say how all lives together were spent."""
    total = sum((sum(life.values(), timedelta()) for *_, life in lives), timedelta())
    if len(lives) < FEW:
        return ""
    shares = (
        f"{words.share(sum((life[whom] for *_, life in lives), timedelta()) / total)} {whom}"
        for whom in _whom(case)
    )
    return f"All lives together: {', '.join(shares)}."


def _told(life: Spent) -> str:
    """Say where most of a life went."""
    whom = max(life, key=lambda one: life[one])
    return f"merged; {words.share(_share(life, whom))} {whom}"
