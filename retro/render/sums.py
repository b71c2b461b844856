"""Sums over teams: of what lies in one project each; what two teams share counts once."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from retro.model.origin import weakest
from retro.outline.digest import KeyNumber
from retro.outline.many_teams import SUMS
from retro.outline.words import isolated, listed
from retro.render.many_cycles import Figure, Volume, figure
from retro.render.signals import few_named

START, END = "backlog.verified_at_start", "backlog.verified"
"""How the backlog stood as the cycle began and as the edition ends: a pair of one thing."""

Told = tuple[str, KeyNumber]
"""A team's title, and a number of its."""


class Sum(Struct, frozen=True):
    """A number over all teams, of how many of them, and what it leaves out."""

    name: str
    figure: Figure
    teams: str
    notes: tuple[str, ...]


def sums(volumes: Sequence[Volume]) -> tuple[Sum, ...]:
    """Return what adds up over teams, which come in the order of their names."""
    return tuple(total(name, volumes) for name in SUMS)


def shared(volumes: Sequence[Volume]) -> tuple[str, ...]:
    """Say which projects belong to several teams, so that what lies there counts once."""
    homes: dict[str, list[str]] = {}
    for one in volumes:
        for place in _projects(one):
            homes.setdefault(place, []).append(one.cover.team_title)
    several: dict[str, list[str]] = {}
    for place, teams in sorted(homes.items()):
        if len(teams) > 1:
            several.setdefault(few_named(teams), []).append(place)
    return tuple(f"{listed(places)} of {teams}" for teams, places in several.items())


def unended(volumes: Sequence[Volume]) -> str:
    """Name the teams whose cycle is not over, so that its numbers will grow."""
    return few_named([one.cover.team_title for one in volumes if one.running])


def total(name: str, volumes: Sequence[Volume]) -> Sum:
    """Add a number up over the teams that know it."""
    every = [(one.cover.team_title, one.digest.number(name)) for one in volumes]
    known = [(team, number) for team, number in every if number.value is not None]
    title = next((number.title for _, number in every if number.title), name)
    if not known:
        reasons = {number.why for _, number in every}
        why = reasons.pop() if len(reasons) == 1 else "No team's is known."
        return Sum(
            name, Figure(title=title, why=why), "", tuple(_lacking(every) if reasons else ())
        )
    return Sum(
        name,
        figure(once(name, title, [number for _, number in known])),
        some_of(known, every),
        (*_lacking(every), *_of_the_same(name, volumes), *_perhaps_twice(name, volumes)),
    )


def some_of(known: Sequence[object], every: Sequence[object]) -> str:
    """Say of how many teams a sum is, unless it is of all."""
    return f"of {len(known)} of {len(every)} teams" if len(known) < len(every) else ""


def knows(volume: Volume, name: str) -> bool:
    """Tell whether a team's number is known."""
    return volume.digest.number(name).value is not None


def once(name: str, title: str, numbers: Sequence[KeyNumber]) -> KeyNumber:
    """Return a number over teams, all of which know it; what several have counts once."""
    return added(name, title, numbers, tuple(_again(numbers)))


def added(
    name: str, title: str, numbers: Sequence[KeyNumber], again: Sequence[int] = ()
) -> KeyNumber:
    """Return the sum of numbers, all of which are known.

    Args:
        name: Of the number.
        title: What it is called.
        numbers: What is added up.
        again: How much of each was counted by those before it. What may be the same things are
            no less than each says, and no less than each has beside what was counted.
    """
    again = again or (0,) * len(numbers)
    lows, highs = zip(*map(_ends, numbers), strict=True)
    value = sum(int(one.value or 0) for one in numbers) - sum(again)
    low = max(*lows, sum(max(n - less, 0) for n, less in zip(lows, again, strict=True)))
    high = sum(highs) - sum(again)
    ranged = any(one.between for one in numbers) or high - value != value - low
    return KeyNumber(
        name=name,
        title=title,
        unit=numbers[0].unit,
        value=value,
        off=0 if ranged else high - value,
        between=(low, high) if ranged else None,
        origin=weakest(*(one.origin for one in numbers)),
    )


def _ends(number: KeyNumber) -> tuple[int, int]:
    """Return the least and the most of a count; none is less than 0."""
    value = int(number.value or 0)
    return number.between or (max(value - number.off, 0), value + number.off)


def _again(numbers: Iterable[KeyNumber]) -> Iterator[int]:
    """Yield how much of each was counted in its projects before.

    Where teams count differently in a project, as one is looked at earlier, the most counts.
    """
    seen: dict[str, int] = {}
    for number in numbers:
        yield sum(min(n, seen.get(place, 0)) for place, n in number.places.items())
        seen |= {place: max(n, seen.get(place, 0)) for place, n in number.places.items()}


def _of_the_same(name: str, volumes: Sequence[Volume]) -> Iterator[str]:
    """Say both ends of those teams that are known at both, where the sums are of others too."""
    ends = [{one.folder for one in volumes if knows(one, end)} for end in (START, END)]
    if name != END or ends[0] == ends[1] or not all(ends):
        return
    same = [one for one in volumes if one.folder in ends[0] & ends[1]]
    if not same:
        yield "No team is known at both ends."
        return
    start, end = (total(each, same).figure.text for each in (START, END))
    which = "The one team that is" if len(same) == 1 else f"The {len(same)} teams that are"
    yield f"{which} known at both ends: {start} at the start, {end} at the end."


def _perhaps_twice(name: str, volumes: Sequence[Volume]) -> Iterator[str]:
    """Say of which teams the list is not whole, so that what they share can't be taken off."""
    lie = {one.folder: _projects(one) for one in volumes}
    for one in volumes:
        number = one.digest.number(name)
        others = set[str]().union(*(lie[path] for path in lie if path != one.folder))
        if number.value and not number.places and lie[one.folder] & others:
            yield f"What {isolated(one.cover.team_title)} shares with others may count twice."


def _projects(volume: Volume) -> set[str]:
    return {place for name in SUMS for place in volume.digest.number(name).places}


def _lacking(every: Sequence[Told]) -> Iterator[str]:
    """Say of which teams nothing is known, by the reason."""
    reasons: dict[str, list[str]] = {}
    for team, number in every:
        if number.value is None:
            reasons.setdefault(number.why, []).append(team)
    for why, teams in reasons.items():
        yield f"Not {few_named(teams)}: {why}"
