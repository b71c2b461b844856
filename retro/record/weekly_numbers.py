"""The key numbers week by week, each measured as if its day were the last one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from retro import measure
from retro.measure.signals import judged, unjudged
from retro.model.facts import Drawing, Fact, Gap, Line, Report, Series
from retro.model.origin import weakest
from retro.model.time import WEEK, monday_of
from retro.outline.digest import (
    COLUMNS,
    FEATURES,
    MERGES,
    MULTIPLES,
    Chain,
    Digest,
    KeyNumber,
    Weekly,
)
from retro.outline.evidence import items_of
from retro.outline.key_numbers import KEY_FACTS, key_facts
from retro.outline.many_teams import ASKED as OF_TEAMS
from retro.outline.many_teams import SUMS
from retro.outline.words import UNKNOWN, extent
from retro.record.book import Book
from retro.record.chain import chain, key_number
from retro.record.past import Past

TITLE = "Features landed and deferred"
LANDED, DEFERRED = "features.landed", "features.deferred"
ROLES = {
    "backlog.verified": "reviewers",
    "flow.time_to_first_review": "review",
    "community.cores": "core",
    LANDED: "merged",
    DEFERRED: "abandoned",
}
"""The colour of each number; the others are drawn in the ink of words."""

ASKED = tuple(dict.fromkeys((*KEY_FACTS, LANDED, DEFERRED)))
"""The numbers of which every week is told."""


LONGEST = 104
"""How many weeks are measured at most: two years, four times a cycle of today."""


def digest(book: Book, report: Report, made_from: str) -> Digest:
    """Return what pages over many retrospectives tell of one.

    Args:
        book: The snapshot, read.
        report: Its default edition's.
        made_from: Names what both were made from.
    """
    past = Past(book)
    facts = _weekly_facts(book, past, report.as_of)
    merges = _by_weeks(report.series.get(MERGES), report.release)
    series = {one.name: one for one in (*facts.values(), merges) if one}
    names = dict.fromkeys((*key_facts(report.facts), *COLUMNS, *OF_TEAMS))
    return Digest(
        made_from=made_from,
        numbers=tuple(_placed(report.facts[name]) for name in names if name in report.facts),
        weekly=series | {FEATURES: of_features(facts[LANDED], facts[DEFERRED])},
        chain=chain(book, report, past.case(report.as_of).features),
        signals=judged(report.facts),
        warnings=report.warnings,
    )


def lacking(why: str) -> Digest:
    """Return the digest of a retrospective that could not be measured: a gap in every place."""
    titles = {name: known.title for name, known in measure.definitions().items()}
    names = dict.fromkeys((*KEY_FACTS, *COLUMNS, *OF_TEAMS))
    unknown = KeyNumber(name="", title="", why=why)
    return Digest(
        made_from="",
        numbers=tuple(KeyNumber(name=n, title=titles.get(n, n), why=why) for n in names),
        weekly={n: Weekly(name=n, title=titles[n], why=why) for n in MULTIPLES if n in titles}
        | {FEATURES: Weekly(name=FEATURES, title=TITLE, why=why)},
        chain=Chain(approved=unknown, landed=unknown, why=why),
        signals=unjudged(why),
    )


def _placed(answer: Fact | Gap) -> KeyNumber:
    """Return an answer with its projects, if it adds up with those of other teams."""
    number, items = key_number(answer), items_of(answer)
    if answer.name not in SUMS or len(items) != number.value:
        return number
    return replace(number, places=dict(Counter(one.project for one in items if one.project)))


def _weekly_facts(book: Book, past: Past, last: date) -> dict[str, Weekly]:
    """Measure each number on the release's weekday of every week up to a day.

    On that weekday all cycles are at the same distance from their releases. Of a cycle longer
    than two years only the last weeks are measured: each takes a replay's time.
    """
    cycle = book.target.cycle
    longest = (cycle.release - cycle.start).days // 7
    every = [n for n in range(longest, -1, -1) if cycle.release - n * WEEK <= last]
    weeks = every[-LONGEST:]
    cut = _cut(len(every))
    answers = [_answers(past.case(cycle.release - n * WEEK, lists=False)) for n in weeks]
    return {
        name: replace(_joined(weeks, [week[name] for week in answers], name), cut=cut)
        for name in ASKED
    }


def _answers(case: measure.Case) -> dict[str, Fact | Gap]:
    """Return the numbers of a week, without the lists behind them, which no picture shows."""
    return {name: replace(measure.fact(case, name), evidence=None) for name in ASKED}


def _cut(weeks: int) -> str:
    """Say that a cycle is too long to be measured in every week, or nothing."""
    if weeks <= LONGEST:
        return ""
    return (
        f"The cycle is longer than two years; of its {weeks} weeks the last {LONGEST} are shown."
    )


def _joined(weeks: Sequence[int], answers: Sequence[Fact | Gap], name: str) -> Weekly:
    facts = [answer for answer in answers if isinstance(answer, Fact)]
    gaps = [answer.why for answer in answers if isinstance(answer, Gap)]
    why = answers[-1].why if answers and isinstance(answers[-1], Gap) else ""
    if not facts:
        title = answers[-1].title if answers else name
        return Weekly(name=name, title=title, why=why or "It is too early.")
    last = facts[-1]
    values = tuple(map(_value, answers))
    off = tuple(answer.off if isinstance(answer, Fact) else 0 for answer in answers)
    between = tuple(one.between if isinstance(one, Fact) else None for one in answers)
    return Weekly(
        name=name,
        title=last.title,
        unit=last.unit,
        origin=weakest(*(fact.origin for fact in facts)),
        weeks=tuple(weeks),
        lines=(Line(label=last.unit, role=ROLES.get(name, "ink"), values=values),),
        off=off if any(off) else (),
        between=between if any(between) else (),
        why=why,
        lacked=gaps[-1] if gaps else "",
    )


def _value(answer: Fact | Gap) -> float | int | None:
    known = isinstance(answer, Fact) and isinstance(answer.value, int | float)
    return answer.value if known else None  # type: ignore[union-attr, return-value]


def of_features(landed: Weekly, deferred: Weekly) -> Weekly:
    """Put both ends of a feature into one picture; what lies between two has no place in it."""
    named = ((landed, "landed"), (deferred, "deferred"))
    both = [(one, label) for one, label in named if any(n is not None for n in _sure(one))]
    if not both:
        return Weekly(name=FEATURES, title=TITLE, why=landed.why or _unsure(landed))
    return Weekly(
        name=FEATURES,
        title=TITLE,
        unit=both[0][0].unit,
        origin=weakest(*(one.origin for one, _ in both)),
        cut=landed.cut,
        weeks=both[0][0].weeks,
        why=landed.why or _unsure(landed),
        lacked=landed.lacked or _sometimes_unsure(landed),
        lines=tuple(
            Line(label=label, role=ROLES[one.name], values=_sure(one)) for one, label in both
        ),
    )


def _sure(weekly: Weekly) -> tuple[float | int | None, ...]:
    """Return a measure's one line without the weeks in which it lies between two numbers."""
    values = weekly.lines[0].values if weekly.lines else ()
    between = weekly.between or (None,) * len(values)
    return tuple(None if ends else n for n, ends in zip(values, between, strict=True))


def _unsure(weekly: Weekly) -> str:
    """Say between which two the number of the last week lies, if it does."""
    ends = weekly.between[-1] if weekly.between else None
    return f"{extent(*ends)} {weekly.unit} landed; which, is {UNKNOWN}" if ends else ""


def _sometimes_unsure(weekly: Weekly) -> str:
    return f"Which of several numbers it was, is {UNKNOWN}." if any(weekly.between) else ""


def _by_weeks(series: Drawing | Gap | None, release: date) -> Weekly | None:
    """Turn the Mondays of a picture into weeks to the release."""
    if isinstance(series, Gap):
        return Weekly(name=series.name, title=series.title, why=series.why)
    if not isinstance(series, Series):
        return None
    last = monday_of(release)
    mondays = [day for day in series.x if isinstance(day, date)]
    first = max(len(mondays) - LONGEST, 0)
    return Weekly(
        name=series.name,
        title=series.title,
        unit=series.unit,
        origin=series.origin,
        weeks=tuple((last - monday).days // 7 for monday in mondays[first:]),
        lines=tuple(replace(line, values=line.values[first:]) for line in series.lines[:1]),
        cut=_cut(len(mondays)),
    )
