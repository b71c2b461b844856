"""The view in mid-cycle as plain text of 80 columns: what to look at first stands first."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from retro.model.ahead import Ahead
from retro.model.facts import Fact, Gap
from retro.model.today import Today, Week, Work
from retro.outline.words import (
    UNKNOWN,
    counted,
    day,
    expected,
    foretold,
    left,
    listed,
    measured,
    not_known,
    number,
    portion,
)
from retro.today.columns import WIDTH, fit, line, paragraph, right, titled
from retro.today.lists import (
    Lines,
    hungry_change,
    listing,
    numbered,
    stuck_change,
    thing,
    work_left,
)

SHOWN = 12
"""How many things a list shows unless all are wanted."""

_BAR = 44


def view(today: Today, remarks: Sequence[str] = (), *, whole: bool = False) -> str:
    """Return how a cycle stands on a day, for a terminal.

    Args:
        today: How the cycle stands.
        remarks: What there is to say about the record, before anything else.
        whole: Every thing of every list, and not the first ones.
    """
    shown = None if whole else SHOWN
    lines = [
        *_head(today, remarks),
        *_backlog(today),
        *_lately(today, shown),
        *_starved(today, shown),
        *_stuck(today, shown),
        *_weeks(today),
        *_works("Priorities not met", "No priority is left.", today.priorities, today, shown),
        *_works("Features not landed", "No feature is left.", today.features, today, shown),
        *_expected(today),
        *_ahead(today, shown),
    ]
    return "\n".join(text.rstrip() for text in lines) + "\n"


def _head(today: Today, remarks: Sequence[str]) -> Lines:
    title = f"{line(today.team)}, {line(today.cycle)}: week {today.week}, {left(today)}"
    yield fit(title, WIDTH)
    yield "=" * WIDTH
    yield from paragraph(f"As of the end of {day(today.as_of)}.")
    if today.simulated:
        yield from paragraph("SIMULATED: reviews and bugs come from a simulator, not a server.")
    for remark in remarks:
        yield from paragraph(remark)
    if today.roles:
        yield from paragraph(f"Core reviewers: {today.roles[:1].lower()}{today.roles[1:]}")
    if today.ahead:
        first = today.ahead[0]
        days = counted((first.day - today.as_of).days, "days")
        yield from paragraph(f"Next: {line(first.label)} in {days}, on {day(first.day)}.")


def _backlog(today: Today) -> Lines:
    yield ""
    if isinstance(today.verified, Gap):
        yield from paragraph(f"The verified backlog is {UNKNOWN}: {today.verified.why}")
    else:
        said = (
            f"Verified: {measured(today.verified)}{_trend(today.verified, today.verified_before)}"
        )
        yield from paragraph(f"{said}{_turns(today.verified)}.")
    if not isinstance(today.open, Gap):
        yield from paragraph(f"Open in all: {counted(int(str(today.open.value)), 'changes')}.")


def _turns(verified: Fact) -> str:
    """Say for whom the verified changes wait."""
    said = listed([f"{portion(one)} {one.label}" for one in verified.parts if one.value])
    return f"; {said}" if said else ""


def _trend(verified: Fact, before: int | None) -> str:
    """Say how the backlog moved; where it may be off by more, only how large it was."""
    if before is None:
        return ""
    now = int(str(verified.value))
    if verified.off > abs(now - before):
        return f", about {number(before)} four weeks ago"
    if now == before:
        return ", as many as four weeks ago"
    way = "fewer" if now < before else "more"
    return f", {number(abs(now - before))} {way} than four weeks ago ({number(before)})"


def _lately(today: Today, shown: int | None) -> Lines:
    """Yield this week in a line a sort; each query and change only where all is wanted."""
    yield from titled(f"Since {today.since:%A}, {day(today.since)}")
    for news in today.lately:
        if isinstance(news.things, str):
            yield from paragraph(f"{news.title}: {not_known(news.things)}")
            continue
        doubt = f" ({news.doubt})" if news.doubt else ""
        yield f"{right(number(len(news.things)), 5)}  {news.title}{doubt}"
        if shown is None:
            yield from (f"       {line(news.url)}",) if news.url else ()
            for one in news.things:
                yield from thing(one, today.as_of)
    if shown is None:
        yield from ("The dashboard of reviews:", f"       {line(today.dashboard)}")


def _starved(today: Today, shown: int | None) -> Lines:
    title = "Look at these first: verified, and no review for 30 days"
    yield from titled(numbered(title, today.starved))
    none = "None: every verified change had a review within 30 days."
    yield from listing(
        today.starved, none, shown, lambda hungry: hungry_change(hungry, today.as_of)
    )


def _stuck(today: Today, shown: int | None) -> Lines:
    title = "Clean-up: changes that the rule allows to abandon, and why"
    yield from titled(numbered(title, today.stuck))
    none = "None: no open change is covered by the rule."
    yield from listing(today.stuck, none, shown, lambda stuck: stuck_change(stuck, today.as_of))


def _weeks(today: Today) -> Lines:
    yield from titled("Core reviews: given, against those that merges needed")
    if isinstance(today.weeks, str):
        yield from paragraph(not_known(today.weeks))
        return
    most = max((max(week.given or 0, week.needed) for week in today.weeks), default=0)
    yield f"{'week':<8}{right('given', 7)}{right('needed', 8)}"
    for week in today.weeks:
        given = "–" if week.given is None else week.given
        yield f"{week.name:<8}{given:>7}{week.needed:>8}  {_bar(week, most)}"
    yield from paragraph(
        "█ given, ░ needed beyond that; – fewer than 5 people gave any, or too few beside "
        "another week. The last week may not be over."
    )


def _bar(week: Week, most: int) -> str:
    given, needed = (round(_BAR * n / most) if most else 0 for n in (week.given or 0, week.needed))
    return "█" * given + "░" * (needed - given)


def _works(
    title: str, none: str, works: tuple[Work, ...] | str, today: Today, shown: int | None
) -> Lines:
    yield from titled(numbered(title, works))
    yield from listing(works, none, None, lambda work: work_left(work, today.as_of, shown))


def _expected(today: Today) -> Lines:
    """Yield what may be expected; where that is nothing, and nothing fared, no line."""
    if today.forecast is None:
        return
    yield from titled(foretold(today.forecast))
    for one in today.forecast.expected:
        yield one.title
        yield from paragraph(expected(one), 4)


def _ahead(today: Today, shown: int | None) -> Lines:
    yield from titled("Days ahead")
    yield from listing(
        today.ahead,
        f"None before the {today.ending}.",
        shown,
        lambda ahead: _dated(ahead, today.as_of),
    )


def _dated(ahead: Ahead, as_of: date) -> Lines:
    """Yield a day to come, what it is wrapped beside it."""
    when = f"{right(day(ahead.day), 17)}  in {counted((ahead.day - as_of).days, 'days'):<9} "
    first, *rest = wrap(line(ahead.label), WIDTH - len(when))
    yield f"{when}{first}"
    yield from (f"{'':{len(when)}}{more}" for more in rest)
