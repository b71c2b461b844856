"""Two cycles as one: what happened in each team since the last SLURP release."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retro.outline.digest import KeyNumber
from retro.outline.many_teams import ACROSS
from retro.outline.words import counted
from retro.render.frame import INDEX
from retro.render.many_cycles import Figure, Volume, Way, figure, opening
from retro.render.signals import few_named
from retro.render.sums import END, START, added, knows, once, some_of, total, unended


class Whole(Struct, frozen=True):
    """A number of both cycles, and of each."""

    figure: Figure
    each: tuple[Figure, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """One team, or all of them: the backlog from end to end, and what happened in between."""

    team: Way | None
    start: Figure
    end: Figure
    numbers: tuple[Whole, ...]


class Both(Struct, frozen=True, kw_only=True):
    """Both cycles of those teams that have them; `remarks` say what lies outside of them."""

    titles: tuple[str, str]
    heads: tuple[str, ...]
    every: Row
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]


def since_slurp(earlier: Sequence[Volume], later: Sequence[Volume]) -> Both | None:
    """Set two cycles of the same teams one after the other; None where no team has both."""
    first = {one.cover.team: one for one in earlier}
    pairs = [(first[one.cover.team], one) for one in later if one.cover.team in first]
    whole = [pair for pair in pairs if not _unfit(*pair)]
    if not whole:
        return None
    return Both(
        titles=(whole[0][0].cover.cycle_title, whole[0][1].cover.cycle_title),
        heads=tuple(_title(name, later) for name in ACROSS),
        every=_every(whole),
        rows=tuple(_row(*pair) for pair in whole),
        remarks=(*_between(whole), *_running(whole), *_left_out(pairs, earlier, later)),
    )


def _unfit(before: Volume, after: Volume) -> str:
    """Say why two cycles of a team are not one after the other, or nothing."""
    if before.running:
        return f"looked at in {before.cover.cycle_title} before its end"
    if before.cover.release >= after.cover.start:
        return "with cycles that overlap"
    return ""


def _row(before: Volume, after: Volume) -> Row:
    cover = after.cover
    return Row(
        team=Way(cover.team_title, f"../{after.folder}/{INDEX}"),
        start=opening(before, START),
        end=opening(after, END),
        numbers=tuple(_whole(name, before, after) for name in ACROSS),
    )


def _whole(name: str, before: Volume, after: Volume) -> Whole:
    """Add a number of both cycles; where one of them does not know it, there is none."""
    both = (before, after)
    numbers = [one.digest.number(name) for one in both]
    for one, number in zip(both, numbers, strict=True):
        if number.value is None:
            why = f"{one.cover.cycle_title}: {number.why}"
            return Whole(Figure(title=number.title, why=why))
    whole = figure(added(name, numbers[-1].title, numbers))
    return Whole(_noted(whole, ""), tuple(opening(one, name) for one in both))


def _every(pairs: Sequence[tuple[Volume, Volume]]) -> Row:
    start, end = _ends(pairs)
    numbers = tuple(_all_of(name, pairs) for name in ACROSS)
    return Row(team=None, start=start, end=end, numbers=numbers)


def _ends(pairs: Sequence[tuple[Volume, Volume]]) -> tuple[Figure, Figure]:
    """Add the backlog up at either end, over the teams that are known at both."""
    same = [pair for pair in pairs if knows(pair[0], START) and knows(pair[1], END)]
    if not same:
        start, end = (
            Figure(title=name, why="No team's is known at both.") for name in (START, END)
        )
        return start, end
    of = some_of(same, pairs)
    before, after = ([pair[at] for pair in same] for at in (0, 1))
    return _noted(total(START, before).figure, of), _noted(total(END, after).figure, of)


def _all_of(name: str, pairs: Sequence[tuple[Volume, Volume]]) -> Whole:
    """Add a number over the teams that know it of both cycles."""
    known = [pair for pair in pairs if all(knows(one, name) for one in pair)]
    title = _title(name, [after for _, after in pairs])
    if not known:
        return Whole(Figure(title=title, why="No team's is known of both cycles."))
    cycles = ([pair[at].digest.number(name) for pair in known] for at in (0, 1))
    both = [once(name, title, numbers) for numbers in cycles]
    return Whole(_noted(figure(added(name, title, both)), some_of(known, pairs)))


def _noted(told: Figure, teams: str) -> Figure:
    """Return a sum that says of how many teams it is, in the place of its unit."""
    return Figure(
        title=told.title,
        text=told.text,
        unit=teams,
        mark=told.mark,
        origin=told.origin,
        why=told.why,
    )


def _title(name: str, volumes: Sequence[Volume]) -> str:
    numbers: Iterator[KeyNumber] = (one.digest.number(name) for one in volumes)
    return next((number.title for number in numbers if number.title), name)


def _between(pairs: Sequence[tuple[Volume, Volume]]) -> Iterator[str]:
    """Say how many days lie between both cycles, and so in neither."""
    gaps = {(after.cover.start - before.cover.release).days - 1 for before, after in pairs}
    if most := max(gaps):
        up_to = "up to " if len(gaps) > 1 else ""
        yield f"What happened in the {up_to}{counted(most, 'days')} between both is in neither."


def _running(pairs: Sequence[tuple[Volume, Volume]]) -> Iterator[str]:
    """Say of which teams the later cycle is not over, so that its numbers will grow."""
    if running := unended([after for _, after in pairs]):
        title = pairs[0][1].cover.cycle_title
        yield f"Where {title} is not over yet, it counts so far: {running}."


def _left_out(
    pairs: Sequence[tuple[Volume, Volume]], earlier: Sequence[Volume], later: Sequence[Volume]
) -> Iterator[str]:
    """Say which teams are not among them, and why."""
    reasons: dict[str, list[str]] = {}
    for before, after in pairs:
        if why := _unfit(before, after):
            reasons.setdefault(why, []).append(after.cover.team_title)
    both = {after.cover.team for _, after in pairs}
    for some in (earlier, later):
        alone = [one.cover.team_title for one in some if one.cover.team not in both]
        if alone:
            reasons[f"with a retrospective of {some[0].cover.cycle_title} alone"] = alone
    yield from (f"Left out: {few_named(teams)}, {why}." for why, teams in reasons.items())
