"""One measure in every cycle of a team: a small picture each, and a table of all."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from retro.outline.digest import MULTIPLES, KeyNumber, Weekly, worded
from retro.render.figures import inline
from retro.render.frame import INDEX
from retro.render.many_cycles import Figure, Volume, Way, figure
from retro.render.spreadsheet import sheet


class Frame(Struct, frozen=True, kw_only=True):
    """One cycle's small picture; `why` says what is lacking, `cut` which weeks were left out."""

    cycle: Way
    now: tuple[Figure, ...]
    picture: Markup
    why: str
    cut: str


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


def multiple(
    name: str, volumes: Sequence[Volume], pictures: Mapping[str, str], week: int
) -> Multiple:
    """Put a measure beside itself in every cycle.

    Args:
        name: Of the measure.
        volumes: The team's retrospectives, the newest first.
        pictures: SVG by PATH:NAME.
        week: The one in which the cycles are compared, in weeks to the release.
    """
    titled = [v.weekly(name) for v in volumes if v.weekly(name).title]
    measure = (titled or [volumes[0].weekly(name)])[0]
    drawn = [volume for volume in volumes if volume.weekly(name).lines]
    unit, heads = measure.unit, ("weeks to the end", *_heads(drawn, name))
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
        cycle=Way(volume.cover.cycle_title, f"../{volume.folder}/{INDEX}"),
        now=tuple(one for one in _at(weekly, week) if one.text),
        picture=inline(pictures.get(f"{volume.folder}:{name}", "")),
        why=weekly.lack_at(week),
        cut=weekly.cut,
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
                off=weekly.off_at(week),
                between=weekly.between_at(week),
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
