"""The site's own files: the home page over all editions, and what a published site has beside."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from retro.model.team import Site
from retro.render.feed import feed
from retro.render.frame import FEED, INDEX, Entry, Shell
from retro.render.sitemap import SITEMAP, robots, sitemap
from retro.render.theme import Theme


class Shelf(Struct, frozen=True):
    """A team and its editions on the home page."""

    title: str
    entries: tuple[Entry, ...]


def home(entries: Sequence[Entry], site: Site, themes: Sequence[Path]) -> dict[str, bytes]:
    """Make the page over all teams and cycles, the newest first, and what stands beside it."""
    theme = Theme(themes)
    newest = sorted(entries, key=lambda e: (e.report.release, e.report.as_of), reverse=True)
    ordered = sorted(newest, key=attrgetter("report.team_title"))
    shelves = tuple(
        Shelf(title, tuple(found))
        for title, found in groupby(ordered, key=attrgetter("report.team_title"))
    )
    page = Shell(
        title=site.title,
        description=f"{site.title}: how development cycles went, in numbers that open.",
        site=site.title,
        address=site.at(INDEX),
        feed=FEED if site.url and entries else "",
    )
    texts = {
        INDEX: theme.page("home.html", page=page, shelves=shelves),
        "404.html": _not_found(site, theme),
        **theme.assets(),
    }
    return {path: text.encode() for path, text in texts.items()} | _published(entries, site)


def _not_found(site: Site, theme: Theme) -> str:
    """Make the page for what is not there: it is shown anywhere, so nothing in it is relative."""
    page = Shell(
        title=f"There is no such page: {site.title}",
        description="What a server shows in the place of a page that it doesn't have.",
        site=site.title,
        style=theme.style(),
    )
    return theme.page("404.html", page=page, home=site.at(INDEX) or f"/{INDEX}")


def _published(entries: Sequence[Entry], site: Site) -> dict[str, bytes]:
    """Make what needs whole addresses: nothing, while nobody knows them."""
    if not site.url or not entries:
        return {}
    return {FEED: feed(entries, site), SITEMAP: sitemap(entries, site), **robots(site)}
