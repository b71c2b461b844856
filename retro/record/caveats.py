"""How far a replay can be trusted: which numbers may be off, by how much, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from retro.measure import Case
from retro.measure.ground.sweep import Waiting, waiting
from retro.measure.ground.unsaid import maybe_private, rests_on, unsaid, unsaid_at
from retro.model.change import Change, Event, Kind
from retro.model.label import Kinds
from retro.model.time import end_of
from retro.outline import words

FEW = 0.02
"""Up to this share of open changes may rest on what is assumed before every page says so.

So do votes on a label of which a rule alone tells what they mean.
"""

_COUNTS = {"review": "count as reviews", "gate": "can stop a change", "hold": "can hold a change"}
"""What votes do, by the kind of their label."""


def warnings(case: Case) -> tuple[str, ...]:
    """Say on every page which of its numbers may be off, by how much at most, and why."""
    return (*_standing(case), *_meaning(case))


def _standing(case: Case) -> Iterator[str]:
    found, every = unsaid(case, case.moment), waiting(case, case.moment)
    if len(found) <= FEW * len(every):
        return
    n, why = words.number(len(found)), rests_on(found, case.moment)
    yield (
        f"How {n} of the {words.counted(len(every), 'open changes')} stood rests on "
        f"{why}. Open changes by state, the verified backlog and starved changes may "
        f"be off by up to {n}{_worst(case, len(found))}{_open(found)}."
    )


def _meaning(case: Case) -> Iterator[str]:
    """Say which votes count as reviews, or stop a change, by no more than a rule.

    How many there are is not told: few people may have cast them.
    """
    total, guessed = 0, Counter[tuple[str, Kinds, str]]()
    for change, vote in _votes(case):
        total += 1
        meanings = case.labels.on(change.served, change.branch_at(vote.at))
        if meanings.guessed(vote.label):
            guess = meanings.meaning(vote.label)
            guessed[guess.label, guess.kinds, guess.source] += 1
    for (label, kinds, source), number in sorted(guessed.items()):
        counts = " and ".join(_COUNTS[kind] for kind in kinds if kind in _COUNTS)
        if counts and number > FEW * total:
            yield (
                f"What votes on {label} mean is guessed ({source}): those of people in this "
                f"cycle {counts}, and numbers of reviews and of what waits for them rest on that."
            )


def _votes(case: Case) -> Iterator[tuple[Change, Event]]:
    since, until = case.window
    for change in case.lately_of_all:
        for event in change.happened(Kind.VOTE):
            cast = event.value and since <= event.at < until
            if cast and case.accounts.is_person(event.account):
                yield change, event


def _open(found: Iterable[Waiting]) -> str:
    """Say that the number of open changes is right, unless one may have been private."""
    return "" if any(map(maybe_private, found)) else "; how many changes are open is not"


def _worst(case: Case, now: int) -> str:
    """Say by how much the numbers of other days may be off, if by more."""
    ends = case.window[1]
    moments = (case.cycle.begins, *(min(end_of(day), ends) for day in case.cycle.days(ends)))
    worst = max(unsaid_at(case, moments))
    return f", on other days of the cycle by up to {words.number(worst)}" if worst > now else ""
