"""A team's page: its cycles beside each other, week by week and at the same week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from markupsafe import Markup
from msgspec import Struct

from retro.model.team import Site
from retro.outline.digest import MULTIPLES, KeyNumber, Weekly, same_week, worded
from retro.outline.key_numbers import KEY_FACTS
from retro.render.figures import inline
from retro.render.frame import FEED, INDEX, Shell
from retro.render.many_cycles import Figure, Volume, Way, figure, ways
from retro.render.numbers import evidence_path
from retro.render.spreadsheet import sheet
from retro.render.theme import Theme


class Frame(Struct, frozen=True, kw_only=True):
    """One cycle's small picture; where there is none, `why` says what is lacking."""

    cycle: Way
    now: tuple[Figure, ...]
    picture: Markup
    why: str


class Multiple(Struct, frozen=True, kw_only=True):
    """One measure in every cycle."""

    name: str
    title: str
    about: str
    unit: str
    sentence: str
    frames: tuple[Frame, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    csv: str
    sheet: bytes


class Row(Struct, frozen=True):
    """One key number in every cycle at the same week."""

    title: str
    about: str
    figures: tuple[Figure, ...]


class Cycle(Struct, frozen=True, kw_only=True):
    """One cycle in the list: the way to its retrospective, and to its other editions."""

    volume: Volume
    way: Way
    editions: tuple[Way, ...]


def team(
    volumes: Sequence[Volume], pictures: Mapping[str, str], site: Site, theme: Theme
) -> dict[str, bytes]:
    """Make the page of one team, and the tables of what it draws.

    Args:
        volumes: The team's retrospectives, the newest first.
        pictures: SVG by PATH:NAME.
        site: What its keeper calls it, and where it is published.
        theme: Has the template.
    """
    cover, folder = volumes[0].cover, volumes[0].cover.team
    week = same_week(volume.digest for volume in volumes)
    multiples = [_multiple(name, volumes, pictures, week) for name in MULTIPLES]
    page = Shell(
        title=f"{cover.team_title}, cycle by cycle",
        description=f"How the development cycles of {cover.team_title} compare, week by week.",
        site=site.title,
        root="../",
        address=site.at(f"{folder}/{INDEX}"),
        feed=f"../{FEED}" if site.url else "",
        simulated=any(volume.cover.simulated for volume in volumes),
    )
    text = theme.page(
        "team.html",
        page=page,
        team=cover.team_title,
        week=f"R-{week}",
        cycles=tuple(_cycle(volume) for volume in volumes),
        multiples=multiples,
        rows=tuple(_rows(volumes, week)),
    )
    tables = {f"{folder}/{one.csv}": one.sheet for one in multiples if one.rows}
    return {f"{folder}/{INDEX}": text.encode(), **tables}


def _cycle(volume: Volume) -> Cycle:
    first, *others = ways(volume, "../")
    return Cycle(volume=volume, way=first, editions=tuple(others))


def _way(volume: Volume) -> Way:
    return Way(volume.cover.cycle_title, f"../{volume.folder}/{INDEX}")


def _multiple(
    name: str, volumes: Sequence[Volume], pictures: Mapping[str, str], week: int
) -> Multiple:
    titled = [v.weekly(name) for v in volumes if v.weekly(name).title]
    measure = (titled or [volumes[0].weekly(name)])[0]
    drawn = [volume for volume in volumes if volume.weekly(name).lines]
    unit, heads = measure.unit, ("weeks to release", *_heads(drawn, name))
    weeks = sorted({n for volume in drawn for n in volume.weekly(name).weeks}, reverse=True)
    rows = [(n, *_values(drawn, name, n)) for n in weeks]
    return Multiple(
        name=name,
        title=measure.title,
        about=f"../{volumes[0].folder}/method.html#{_defined(name)}",
        unit=unit,
        sentence=_sentence(name, drawn, week),
        frames=tuple(_frame(volume, name, pictures, week) for volume in volumes),
        heads=heads,
        rows=tuple((f"R-{n}", *(_said(value, unit) for value in values)) for n, *values in rows),
        csv=f"data/{name}.csv",
        sheet=sheet(heads, rows),
    )


def _heads(drawn: Sequence[Volume], name: str) -> Iterator[str]:
    for volume in drawn:
        lines, title = volume.weekly(name).lines, volume.cover.cycle_title
        yield from (f"{title}, {line.label}" if len(lines) > 1 else title for line in lines)


def _values(drawn: Sequence[Volume], name: str, week: int) -> Iterator[float | int | None]:
    for volume in drawn:
        weekly = volume.weekly(name)
        yield from weekly.at(week) or (None,) * len(weekly.lines)


def _said(value: float | int | None, unit: str) -> str:
    return "" if value is None else worded(value, unit)


def _defined(name: str) -> str:
    """Return the number that is defined on the method page: a picture of several has the first."""
    return {MULTIPLES[-1]: "features.landed"}.get(name, name)


def _frame(volume: Volume, name: str, pictures: Mapping[str, str], week: int) -> Frame:
    weekly = volume.weekly(name)
    return Frame(
        cycle=_way(volume),
        now=tuple(one for one in _at(weekly, week) if one.text),
        picture=inline(pictures.get(f"{volume.folder}:{name}", "")),
        why=weekly.why,
    )


def _at(weekly: Weekly, week: int) -> list[Figure]:
    """Word a measure's lines in one week; several have their names."""
    named = len(weekly.lines) > 1
    return [
        figure(
            KeyNumber(
                name=weekly.name,
                title=line.label if named else "",
                unit=weekly.unit,
                value=value,
                origin=weekly.origin,
            ),
            role=line.role if named else "",
        )
        for line, value in zip(weekly.lines, weekly.at(week), strict=False)
    ]


def _sentence(name: str, drawn: Sequence[Volume], week: int) -> str:
    """Say the numbers of one week in words."""
    spoken = (
        (volume, ", ".join(f"{one.text} {one.title or one.unit}".strip() for one in figures))
        for volume in drawn
        if (figures := [one for one in _at(volume.weekly(name), week) if one.text])
    )
    said = "; ".join(f"{words} in {volume.cover.cycle_title}" for volume, words in spoken)
    return f"At R-{week}: {said}." if said else ""


def _rows(volumes: Sequence[Volume], week: int) -> Iterator[Row]:
    for name in KEY_FACTS:
        titled = [v.weekly(name) for v in volumes if v.weekly(name).title]
        if titled:
            about = f"../{volumes[0].folder}/method.html#{name}"
            figures = tuple(_key(volume, name, week) for volume in volumes)
            yield Row(titled[0].title, about, figures)


def _key(volume: Volume, name: str, week: int) -> Figure:
    """Word a key number in a week; where an edition is of that very day, it opens."""
    weekly = volume.weekly(name)
    values = weekly.at(week)
    why = weekly.why or f"{volume.cover.cycle_title} has no week R-{week}"
    if not values or values[0] is None:
        return Figure(title=weekly.title, why=why)
    day = volume.cover.release - timedelta(weeks=week)
    there = next((entry for entry in volume.entries if entry.report.as_of == day), None)
    href = f"../{there.folder}/{evidence_path(name)}" if there else ""
    number = KeyNumber(
        name=name, title=weekly.title, unit=weekly.unit, value=values[0], origin=weekly.origin
    )
    return figure(number, href)
