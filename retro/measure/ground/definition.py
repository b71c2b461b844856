"""A metric: a function from a case to an answer, whose docstring is the printed definition."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from retro.measure.ground.answer import Answer as Answer
from retro.measure.ground.answer import Drawn as Drawn
from retro.measure.ground.answer import Lines as Lines
from retro.measure.ground.answer import Missing as Missing
from retro.measure.ground.answer import Ranks as Ranks
from retro.measure.ground.answer import Rows as Rows
from retro.measure.ground.case import Case
from retro.measure.ground.docstring import defined
from retro.measure.ground.few import Work, odd
from retro.measure.ground.sources import origin_of, without_day
from retro.measure.ground.unread import hedged, hedged_drawing
from retro.measure.ground.withheld import answered, drawn
from retro.model.definition import EVERY as EVERY
from retro.model.definition import Definition
from retro.model.definition import Lists as Lists
from retro.model.facts import Bars, Bound, Drawing, Fact, Gap, Series, Table
from retro.model.team import Notes
from retro.outline import words

FEW = 5
"""Fewer things than this make no percentile."""


class Metric(Struct, frozen=True):
    """A named measure of one number.

    If it is an amount of people's work, `work` says whose, and `shares` whose its parts are.
    """

    definition: Definition
    measure: Callable[[Case], Answer | Missing]
    work: Work | None = None
    shares: Work | None = None

    def __call__(self, case: Case) -> Fact | Gap:
        """Answer for a case, with unit and source from the definition."""
        answer = hedged(self.measure, case, self.definition.unit, self.work)
        if self.work and not isinstance(answer, Missing):
            answer = self._told(self.work, case, answer)
        if isinstance(answer, Missing):
            return _gap(self.definition, answer, case)
        assert answer.n is None or self.definition.of, "what n counts has a noun"
        return Fact(
            name=self.definition.name,
            title=self.definition.title,
            value=answer.value,
            off=max(answer.off, _reach(answer)),
            between=answer.between,
            unit=self.definition.unit,
            moment=case.moment,
            origin=origin_of(case, self.definition, answer.origin),
            source=self.definition.source,
            definition=self.definition.name,
            n=answer.n,
            of=self.definition.of,
            parts=answer.parts,
            evidence=answer.evidence,
            note=f"{answer.note} {without_day(case, self.definition)}".strip(),
        )

    def _told(self, work: Work, case: Case, answer: Answer) -> Answer | Missing:
        """Return an amount of work as far as it is told; between editions nobody need look."""
        if why := odd(case):
            return Missing(why)
        return answered(answer, work(case), self.shares and self.shares(case))


Family = Callable[[Notes], tuple[Metric, ...]]
"""Metrics of which there is one for each thing of a sort that a team wrote in cycle.yaml."""


class Chart(Struct, frozen=True):
    """A named measure that is drawn, or told as a table.

    If it draws people's work, `work` says whose; lines that are `free` count none.
    """

    definition: Definition
    measure: Callable[[Case], Drawn | Missing]
    work: Work | None = None
    free: tuple[str, ...] = ()

    def __call__(self, case: Case) -> Drawing | Gap:
        """Answer for a case, with unit and source from the definition."""
        found = hedged_drawing(self.measure, case)
        if self.work and not isinstance(found, Missing):
            found = drawn(found, self.work(case), self.free)
        if isinstance(found, Missing):
            return _gap(self.definition, found, case)
        about: dict[str, Any] = {
            "name": self.definition.name,
            "title": self.definition.title,
            "unit": self.definition.unit,
            "moment": case.moment,
            "origin": origin_of(case, self.definition, found.origin),
            "source": self.definition.source,
            "definition": self.definition.name,
            "sentence": found.sentence,
        }
        if isinstance(found, Ranks):
            return Bars(heads=found.heads, bars=found.bars, span=found.span, **about)
        if isinstance(found, Rows):
            return Table(heads=found.heads, rows=found.rows, **about)
        return Series(
            x=found.x,
            x_unit=found.x_unit,
            lines=found.lines,
            stretches=found.stretches,
            release=case.cycle.release,
            **about,
        )


def metric(
    name: str,
    title: str,
    *,
    unit: str,
    of: str = "",
    beside: tuple[str, ...] = (),
    lists: Lists = Lists.COUNTED,
    work: Work | None = None,
    shares: Work | None = None,
) -> Callable[[Callable[[Case], Answer | Missing]], Metric]:
    """Name a measure; its docstring becomes the definition, which every report is held to.

    Args:
        name: Its chapter and its own name: `backlog.verified`.
        title: What it is called on a page.
        unit: What its value counts, a plural noun; see `Fact`.
        of: What its n counts, a plural noun with the head last, if it has an n.
        beside: The keys of those parts that are no share of a whole number, or `EVERY`.
        lists: What its list has a line for, where that isn't what a whole number counts.
        work: Whose work it is an amount of, if it is one; it is told of enough people alone.
        shares: Whose work its parts are amounts of.
    """

    def named(measure: Callable[[Case], Answer | Missing]) -> Metric:
        said = defined(name, title, unit, measure.__doc__, of)
        return Metric(replace(said, beside=beside, lists=lists), measure, work, shares)

    return named


def chart(
    name: str, title: str, *, unit: str, work: Work | None = None, free: tuple[str, ...] = ()
) -> Callable[[Callable[[Case], Drawn | Missing]], Chart]:
    """Name a measure that is drawn, or a table; its docstring is the definition; see `metric`."""
    return lambda measure: Chart(defined(name, title, unit, measure.__doc__), measure, work, free)


def unknown_before(case: Case, since: datetime) -> Missing | None:
    """Say what is missing where the histories begin later than a measure needs them."""
    if case.reaches <= since:
        return None
    begun, needed = words.day(case.reaches.date()), words.day(since.date())
    return Missing(f"The histories begin on {begun}; this needs them from {needed} on.")


def _reach(answer: Answer) -> int:
    """Return how far the farther end of a range lies from the number."""
    if answer.between is None or not isinstance(answer.value, int):
        return 0
    low, high = answer.between
    return max(answer.value - low, high - answer.value)


def _gap(definition: Definition, missing: Missing, case: Case) -> Gap:
    return Gap(
        name=definition.name,
        title=definition.title,
        why=missing.why,
        moment=case.moment,
        definition=definition.name,
        evidence=missing.evidence,
        beyond=_bound(definition, missing, case),
        unwritten=missing.unwritten,
        moot=missing.moot,
    )


def _bound(definition: Definition, missing: Missing, case: Case) -> Bound | None:
    if missing.beyond is None:
        return None
    return Bound(missing.beyond, origin_of(case, definition, None))
