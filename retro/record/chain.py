"""What a cycle approved and landed, and what it took over from earlier ones."""

from collections.abc import Iterator, Sequence

from retro.model.facts import Fact, Gap, Report
from retro.model.feature import Feature, Features, Outcome
from retro.outline.digest import Carried, Chain, KeyNumber
from retro.record.book import Book

APPROVED, LANDED, CARRIED = "features.approved", "features.landed", "features.carried_over"


def chain(book: Book, report: Report, known: Features | None) -> Chain:
    """Return what pages over many cycles tell of features that went from one to the next.

    Args:
        book: The snapshot, read.
        report: Its default edition's.
        known: The features as that edition knew them.
    """
    cycle, fact = book.target.cycle.name, report.facts.get(CARRIED)
    approved, landed = key_number(report.facts.get(APPROVED)), _landed(report.facts.get(LANDED))
    if known is None or not isinstance(fact, Fact):
        why = fact.why if isinstance(fact, Gap) else "Nothing tells what was carried over."
        return Chain(cycle=cycle, approved=approved, landed=landed, why=why)
    return Chain(
        cycle=cycle,
        before=known.cycle_before,
        approved=approved,
        landed=landed,
        carried=tuple(taken_up(known, fact)),
    )


def key_number(answer: Fact | Gap | None) -> KeyNumber:
    """Return an answer as pages over many cycles are given it."""
    if not isinstance(answer, Fact):
        name, title = (answer.name, answer.title) if answer else ("", "")
        return KeyNumber(name=name, title=title, why=answer.why if answer else "It was not asked.")
    return KeyNumber(
        name=answer.name,
        title=answer.title,
        unit=answer.unit,
        value=answer.value if isinstance(answer.value, int | float) else None,
        off=answer.off,
        between=answer.between,
        origin=answer.origin,
        n=answer.n,
        of=answer.of,
    )


def _landed(answer: Fact | Gap | None) -> KeyNumber:
    """Return what landed of what was approved: what was done unasked is left out."""
    number = key_number(answer)
    if not isinstance(answer, Fact):
        return number
    asked = next((part for part in answer.parts if part.key == "approved"), None)
    return _of(answer, asked.value, asked.between) if asked else number


def _of(fact: Fact, value: float | int, between: tuple[int, int] | None = None) -> KeyNumber:
    """Return a part of a fact as a number of its own."""
    return KeyNumber(
        name=fact.name,
        title=fact.title,
        unit=fact.unit,
        value=value,
        between=between,
        origin=fact.origin,
    )


def taken_up(known: Features, fact: Fact) -> Iterator[Carried]:
    """Yield what was taken up of each earlier cycle, that of the cycle before always."""
    every = known.carried_over
    earlier = dict.fromkeys(cycle for one in every for cycle in one.carried)
    for cycle in dict.fromkeys((known.cycle_before, *earlier)):
        here = [one for one in every if cycle in (known.cycle_before, *one.carried)]
        yield Carried(cycle=cycle, again=_of(fact, len(here)), landed=_of(fact, *_ends(here)))


def _ends(features: Sequence[Feature]) -> tuple[int, tuple[int, int] | None]:
    """Return how many landed for certain; and between what, where no source tells of some."""
    ends = [one.outcome for one in features]
    landed, unknown = ends.count(Outcome.LANDED), ends.count(Outcome.UNKNOWN)
    return landed, (landed, landed + unknown) if unknown else None
