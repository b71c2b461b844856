"""The site's own files: the home page over all editions, and what a published site has beside."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from retro.model.site import Site
from retro.outline.digest import COLUMNS, MULTIPLES
from retro.outline.evidence import evidence_path
from retro.render.feed import feed
from retro.render.frame import FEED, INDEX, Entry, Shell
from retro.render.many_cycles import Figure, Volume, Way, figure, in_order, ways
from retro.render.of_cycle import Together, by_name, of_cycle
from retro.render.sitemap import SITEMAP, robots, sitemap
from retro.render.sparkline import BREADTH, HEIGHT, sparklines
from retro.render.team import team
from retro.render.theme import Theme

BOX = f"0 0 {BREADTH} {HEIGHT}"
"""The field of a small line, as SVG says it; the theme draws its zero."""


class Row(Struct, frozen=True, kw_only=True):
    """One cycle of a team: the ways to its editions, and its numbers.

    `numbers` are those of `COLUMNS`, by the last part of their names; `spark` is the SVG path of
    its backlog.
    """

    volume: Volume
    way: Way
    editions: tuple[Way, ...]
    numbers: dict[str, Figure]
    spark: str


MANY = 8
"""Of more teams than these the page lists names, cycle by cycle, and leaves numbers to them."""


class Shelf(Struct, frozen=True, kw_only=True):
    """One cycle with the teams that have a retrospective of it; `href` leads to its own page."""

    title: str
    href: str
    teams: tuple[Way, ...]


class Rows(Struct, frozen=True):
    """The cycles of one team, the newest first."""

    team: str
    href: str
    cycles: tuple[Row, ...]


def home(
    volumes: Sequence[Volume],
    site: Site,
    themes: Sequence[Path],
    pictures: Mapping[str, str] | None = None,
    cycles: Sequence[Together] = (),
) -> dict[str, bytes]:
    """Make the page over all teams, one of each team and of each cycle, and what is beside them.

    Args:
        volumes: Every retrospective that is built.
        site: What its keeper calls it, and where it is published.
        themes: Theme folders.
        pictures: Small SVG by PATH:NAME, where PATH is a retrospective's.
        cycles: Those that have a page over their teams, the newest first.
    """
    theme, drawn = Theme(themes), pictures or {}
    newest = sorted(volumes, key=attrgetter("cover.release", "cover.cycle"), reverse=True)
    ordered = sorted(newest, key=in_order)
    teams = [tuple(own) for _, own in groupby(ordered, key=attrgetter("cover.team"))]
    entries = [entry for volume in volumes for entry in volume.entries]
    page = Shell(
        title=site.title,
        description=f"{site.title}: how development cycles went, in numbers that open.",
        site=site.title,
        address=site.at(INDEX),
        licence=site.licence,
        feed=FEED if site.url and entries else "",
        simulated=any(one.cover.simulated for one in volumes),
    )
    texts = {
        INDEX: theme.page(
            "home.html",
            page=page,
            teams=tuple(map(_rows, teams)),
            cycles=tuple(Way(one.title, one.path, f"{len(one.volumes)} teams") for one in cycles),
            shelves=_shelves(newest, cycles) if len(teams) > MANY else (),
            careful=any(one.digest.warnings for one in volumes),
            box=BOX,
        ),
        "404.html": _not_found(site, theme),
        **theme.assets(),
    }
    files = {path: text.encode() for path, text in texts.items()}
    over = {volume.folder: one.path for one in cycles for volume in one.volumes}
    for own in teams:
        files |= team(own, drawn, site, theme, over)
    for one in cycles:
        files |= of_cycle(one, site, theme, BOX)
    return files | _published(entries, site, [one.path for one in cycles])


def _shelves(newest: Sequence[Volume], cycles: Sequence[Together]) -> tuple[Shelf, ...]:
    """Return the cycles, the newest first, each with its teams by their names."""
    pages = {volume.folder: cycle for cycle in cycles for volume in cycle.volumes}
    found: dict[str, list[Volume]] = {}
    for one in newest:
        page = pages.get(one.folder)
        found.setdefault(page.path if page else one.cover.cycle, []).append(one)
    paths = {cycle.path for cycle in cycles}
    return tuple(
        Shelf(
            title=some[0].cover.cycle_title,
            href=key if key in paths else "",
            teams=tuple(
                Way(
                    title=one.cover.team_title,
                    href=f"{one.folder}/{INDEX}",
                    when="so far" if one.running else "",
                    mark=one.cover.simulated,
                )
                for one in by_name(some)
            ),
        )
        for key, some in found.items()
    )


def _rows(volumes: Sequence[Volume]) -> Rows:
    cover = volumes[0].cover
    paths = sparklines([volume.weekly(MULTIPLES[0]) for volume in volumes])
    rows = tuple(_row(volume, path) for volume, path in zip(volumes, paths, strict=True))
    return Rows(cover.team_title, f"{cover.team}/{INDEX}", rows)


def _row(volume: Volume, spark: str) -> Row:
    way, *editions = ways(volume)
    return Row(
        volume=volume,
        way=way,
        editions=tuple(editions),
        numbers={name.partition(".")[2]: _figure(volume, name) for name in COLUMNS},
        spark=spark,
    )


def _figure(volume: Volume, name: str) -> Figure:
    return figure(volume.digest.number(name), f"{volume.entries[-1].folder}/{evidence_path(name)}")


def _not_found(site: Site, theme: Theme) -> str:
    """Make the page for what is not there: it is shown anywhere, so nothing in it is relative."""
    page = Shell(
        title=f"There is no such page: {site.title}",
        description="What a server shows in the place of a page that it doesn't have.",
        site=site.title,
        style=theme.style(),
    )
    return theme.page("404.html", page=page, home=site.at(INDEX))


def _published(entries: Sequence[Entry], site: Site, cycles: Sequence[str]) -> dict[str, bytes]:
    """Make what needs whole addresses: nothing, while nobody knows them."""
    if not site.url or not entries:
        return {}
    return {FEED: feed(entries, site), SITEMAP: sitemap(entries, site, cycles), **robots(site)}
