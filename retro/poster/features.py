"""What became of what was planned; where features are not known, what was merged."""

from collections import Counter

from retro.model.facts import Fact, Item, Line, Report
from retro.outline.words import UNKNOWN, listed, number, value
from retro.poster.reading import count, drawn, gap, items, known, part, whence
from retro.poster.shapes import Answer, Dots, Figure
from retro.poster.way import so_many

LABEL = "Features"


def features(report: Report) -> Answer:
    """Answer by what landed and what slipped, else by what was approved, else by merges."""
    landed = known(report, "features.landed")
    if landed and known(report, "features.approved"):
        return _outcomes(report, landed)
    return _merged(report, gap(report, "features.landed"))


def slipped(report: Report) -> Fact | None:
    """Return the number of what was planned and will not be in the release, as far as known."""
    return known(report, "features.will_not_make_it") or known(report, "features.deferred")


def _outcomes(report: Report, landed: Fact) -> Answer:
    gone = slipped(report)
    left, rest = items(gone), _rest(report, items(gone))
    figures = [Figure(text=f"{value(landed)} landed", fact=landed.name, kind="yes")]
    if gone:
        text = f"{value(gone)} slipped"
        figures.append(Figure(text=text, fact=gone.name, kind="not" if left else ""))
    return Answer(
        label=LABEL,
        figures=tuple(figures),
        joint=", ",
        dots=_dots(items(landed), left, rest),
        says=" ".join(filter(None, (_sum(report, landed, left, rest), _exceptions(report)))),
        origin=whence(landed, "From specs and blueprints"),
    )


def _rest(report: Report, slipped: tuple[Item, ...]) -> dict[str, tuple[Item, ...]]:
    """Return what neither landed nor slipped: given up, open, or of which nobody can tell."""
    told = {(one.project, one.title) for one in slipped}
    rest: dict[str, tuple[Item, ...]] = {}
    for name, words in (
        ("features.given_up", "given up"),
        ("features.open_at_end", "still open"),
        ("features.unknown", UNKNOWN),
    ):
        every = items(known(report, name))
        rest[words] = tuple(one for one in every if (one.project, one.title) not in told)
    return rest


def _dots(
    landed: tuple[Item, ...], slipped: tuple[Item, ...], rest: dict[str, tuple[Item, ...]]
) -> tuple[Dots, ...]:
    rows = [("yes", "landed", landed), ("not", "slipped", slipped)]
    rows += [("open", words, some) for words, some in rest.items()]
    return tuple(
        Dots(kind=kind, label=label, titles=tuple(f"{one.title}: {one.state}" for one in some))
        for kind, label, some in rows
        if some
    )


def _sum(
    report: Report, landed: Fact, slipped: tuple[Item, ...], rest: dict[str, tuple[Item, ...]]
) -> str:
    """Say how the parts add up to what was planned."""
    ways = Counter(_way(one.state, report.next_cycle) for one in slipped)
    parts = [] if landed.off and not count(landed) else [f"{number(count(landed))} landed"]
    parts += [f"{number(n)} {state}" for state, n in ways.items()]
    parts += [f"{number(len(some))} {words}" for words, some in rest.items() if some]
    every = count(landed) + len(slipped) + sum(map(len, rest.values()))
    if not every:
        return "Nothing was planned for the cycle that anybody wrote down."
    planned = f"{number(every)} planned"
    approved = known(report, "features.approved")
    if approved and count(approved) != every:
        planned += f" ({number(count(approved))} approved)"
    return f"{planned}: {listed(parts)}."


def _way(state: str, following: str) -> str:
    """Say how a feature slipped: to Newton (the next cycle), whoever says so, or missed."""
    _, to, cycle = state.rpartition("to ")
    if not to:
        return state
    title = f"{cycle[:1].upper()}{cycle[1:]}"
    near = cycle.casefold() == following
    return f"slipped to {title} (the next cycle)" if near else f"slipped to the {title} cycle"


def _exceptions(report: Report) -> str:
    asked = known(report, "features.ffe")
    if not asked:
        return ""
    if not asked.value:
        return "Nobody asked for an exception to the freeze."
    return f"{so_many(count(asked), 'exceptions').capitalize()} to the freeze."


def _merged(report: Report, why: str) -> Answer:
    merged = known(report, "flow.merged")
    if not merged:
        return Answer(label=LABEL, says=why or "What became of features is not known here.")
    people, bots = part(merged, "people"), part(merged, "bots")
    by_whom = f"{number(people)} by people, {number(bots)} by bots. " if bots else ""
    weekly = drawn(report, "flow.merges_weekly")
    return Answer(
        label="Merged",
        figures=(Figure(text=number(count(merged)), fact=merged.name),),
        unit="changes merged",
        bars=_bars(weekly.lines) if weekly else (),
        says=f"{by_whom}What became of features is not known here.",
        origin=whence(merged, "Week by week, from the review server"),
    )


def _bars(lines: tuple[Line, ...]) -> tuple[int, ...]:
    weeks = zip(*(line.values for line in lines), strict=True)
    return tuple(sum(int(n or 0) for n in week) for week in weeks)
