"""The site's own files: the home page over all editions, and what a published site has beside."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from retro.model.site import Site
from retro.outline.digest import MULTIPLES, SHOWN, said
from retro.render.feed import feed
from retro.render.figures import inline
from retro.render.frame import FEED, INDEX, Entry, Shell
from retro.render.many_cycles import Figure, Volume, Way, figure, ways
from retro.render.numbers import evidence_path
from retro.render.sitemap import SITEMAP, robots, sitemap
from retro.render.team import team
from retro.render.theme import Theme


class Card(Struct, frozen=True, kw_only=True):
    """A team on the home page: its newest retrospective, and the ways to all the others.

    `figures` are its first key numbers, `spark` is the way of its backlog and `said` its words.
    """

    team: str
    href: str
    newest: Volume
    way: Way
    editions: tuple[Way, ...]
    others: tuple[Way, ...]
    figures: tuple[Figure, ...]
    spark: Markup
    said: str


def home(
    volumes: Sequence[Volume],
    site: Site,
    themes: Sequence[Path],
    pictures: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Make the page over all teams, one of each team, and what stands beside them.

    Args:
        volumes: Every retrospective that is built.
        site: What its keeper calls it, and where it is published.
        themes: Theme folders.
        pictures: Small SVG by PATH:NAME, where PATH is a retrospective's.
    """
    theme, drawn = Theme(themes), pictures or {}
    newest = sorted(volumes, key=attrgetter("cover.release", "cover.cycle"), reverse=True)
    ordered = sorted(newest, key=attrgetter("cover.team_title", "cover.team"))
    teams = [tuple(own) for _, own in groupby(ordered, key=attrgetter("cover.team"))]
    entries = [entry for volume in volumes for entry in volume.entries]
    page = Shell(
        title=site.title,
        description=f"{site.title}: how development cycles went, in numbers that open.",
        site=site.title,
        address=site.at(INDEX),
        licence=site.licence,
        feed=FEED if site.url and entries else "",
        simulated=any(newest.cover.simulated for newest, *_ in teams),
    )
    cards = tuple(_card(own, drawn) for own in teams)
    texts = {
        INDEX: theme.page("home.html", page=page, cards=cards),
        "404.html": _not_found(site, theme),
        **theme.assets(),
    }
    files = {path: text.encode() for path, text in texts.items()}
    for own in teams:
        files |= team(own, drawn, site, theme)
    return files | _published(entries, site)


def _card(volumes: Sequence[Volume], pictures: Mapping[str, str]) -> Card:
    newest, *others = volumes
    way, *editions = ways(newest)
    folder, backlog = newest.entries[-1].folder, newest.weekly(MULTIPLES[0])
    numbers = [number for number in newest.digest.numbers if number.name in SHOWN]
    known = [number for number in numbers if number.value is not None] or numbers[:1]
    return Card(
        team=newest.cover.team_title,
        href=f"{newest.cover.team}/{INDEX}",
        newest=newest,
        way=way,
        editions=tuple(editions),
        others=tuple(Way(v.cover.cycle_title, f"{v.folder}/{INDEX}") for v in others),
        figures=tuple(figure(n, f"{folder}/{evidence_path(n.name)}") for n in known),
        spark=inline(pictures.get(f"{newest.folder}:spark", "")),
        said=f"{backlog.title}, {said(backlog)}",
    )


def _not_found(site: Site, theme: Theme) -> str:
    """Make the page for what is not there: it is shown anywhere, so nothing in it is relative."""
    page = Shell(
        title=f"There is no such page: {site.title}",
        description="What a server shows in the place of a page that it doesn't have.",
        site=site.title,
        style=theme.style(),
    )
    return theme.page("404.html", page=page, home=site.at(INDEX))


def _published(entries: Sequence[Entry], site: Site) -> dict[str, bytes]:
    """Make what needs whole addresses: nothing, while nobody knows them."""
    if not site.url or not entries:
        return {}
    return {FEED: feed(entries, site), SITEMAP: sitemap(entries, site), **robots(site)}
