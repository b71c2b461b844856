"""A team's page: its cycles beside each other, week by week and at the same week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from retro.model.site import Site
from retro.outline.digest import MULTIPLES, KeyNumber, same_week
from retro.outline.evidence import evidence_path
from retro.outline.key_numbers import KEY_FACTS
from retro.render.carried import carried
from retro.render.frame import FEED, INDEX, Shell
from retro.render.long_line import long_line
from retro.render.many_cycles import Figure, Volume, Way, figure, ways
from retro.render.multiples import multiple
from retro.render.theme import Theme


class Row(Struct, frozen=True):
    """One key number in every cycle at the same week."""

    title: str
    about: str
    figures: tuple[Figure, ...]


class Cycle(Struct, frozen=True, kw_only=True):
    """One cycle in the list: the way to its retrospective, and to its other editions.

    `over` leads to the page over all teams of the cycle, if there is one.
    """

    volume: Volume
    way: Way
    editions: tuple[Way, ...]
    over: str = ""


def team(
    volumes: Sequence[Volume],
    pictures: Mapping[str, str],
    site: Site,
    theme: Theme,
    over: Mapping[str, str],
) -> dict[str, bytes]:
    """Make the page of one team, and the tables of what it draws.

    Args:
        volumes: The team's retrospectives, the newest first.
        pictures: SVG by PATH:NAME.
        site: What its keeper calls it, and where it is published.
        theme: Has the template.
        over: The pages over all teams of a cycle, by the folder of a retrospective of it.
    """
    cover, folder = volumes[0].cover, volumes[0].cover.team
    week = same_week(volume.digest for volume in volumes)
    multiples = [multiple(name, volumes, pictures, week) for name in MULTIPLES]
    page = Shell(
        title=f"{cover.team_title}, cycle by cycle",
        description=f"How the development cycles of {cover.team_title} compare, week by week.",
        site=site.title,
        root="../",
        address=site.at(f"{folder}/{INDEX}"),
        licence=site.licence,
        feed=f"../{FEED}" if site.url else "",
        simulated=any(volume.cover.simulated for volume in volumes),
    )
    text = theme.page(
        "team.html",
        page=page,
        team=cover.team_title,
        week=f"R-{week}",
        cycles=tuple(_cycle(volume, over) for volume in volumes),
        line=long_line(MULTIPLES[0], volumes),
        carried=carried(volumes),
        multiples=multiples,
        rows=tuple(_rows(volumes, week)),
    )
    tables = {f"{folder}/{one.csv}": one.sheet for one in multiples if one.rows}
    return {f"{folder}/{INDEX}": text.encode(), **tables}


def _cycle(volume: Volume, over: Mapping[str, str]) -> Cycle:
    first, *others = ways(volume, "../")
    path = over.get(volume.folder)
    return Cycle(
        volume=volume, way=first, editions=tuple(others), over=f"../{path}" if path else ""
    )


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
    if why := weekly.lack_at(week):
        return Figure(title=weekly.title, why=why)
    day = volume.cover.release - timedelta(weeks=week)
    there = next((entry for entry in volume.entries if entry.report.as_of == day), None)
    href = f"../{there.folder}/{evidence_path(name)}" if there else ""
    number = KeyNumber(
        name=name,
        title=weekly.title,
        unit=weekly.unit,
        value=weekly.at(week)[0],
        off=weekly.off_at(week),
        between=weekly.between_at(week),
        origin=weekly.origin,
    )
    return figure(number, href)
