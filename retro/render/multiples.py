"""One measure in every cycle of a team: a small picture each, and a table of all."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from markupsafe import Markup
from msgspec import Struct

from retro.outline.digest import MULTIPLES, KeyNumber, Weekly, at_week
from retro.render.figures import inline
from retro.render.frame import INDEX
from retro.render.many_cycles import Figure, Volume, Way, figure
from retro.render.spreadsheet import sheet
from retro.render.weekly_columns import heads, numbers

WEEKS = "weeks to the end"


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
    told = [(volume.weekly(name), volume.cover.cycle_title) for volume in drawn]
    weeks = sorted({n for weekly, _ in told for n in weekly.weeks}, reverse=True)
    return Multiple(
        name=name,
        title=measure.title,
        about=f"../{volumes[0].folder}/method.html#{_defined(name)}",
        unit=measure.unit,
        sentence=_sentence(name, drawn, week),
        frames=tuple(_frame(volume, name, pictures, week) for volume in volumes),
        heads=(WEEKS, *(head for one in told for head in _heads(*one))),
        rows=tuple(
            (f"R-{n}", *(cell for one, _ in told for cell in _said(one, n))) for n in weeks
        ),
        csv=f"data/{name}.csv",
        sheet=sheet(
            (WEEKS, *(head for one in told for head in heads(*one))),
            ((n, *(value for one, _ in told for value in numbers(one, n))) for n in weeks),
        ),
    )


def _heads(weekly: Weekly, title: str) -> Iterator[str]:
    return islice(heads(weekly, title), len(weekly.lines))


def _said(weekly: Weekly, week: int) -> Iterator[str]:
    """Say the numbers of one week, as sure as they are."""
    for value in weekly.at(week) or (None,) * len(weekly.lines):
        yield "" if value is None else at_week(weekly, week, value)


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
