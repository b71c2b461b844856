"""What crawlers ask a published site for: its map, and whether they are welcome."""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

from retro.model.site import Site
from retro.render.feed import document, updated
from retro.render.frame import INDEX, METHOD, Entry

MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP = "sitemap.xml"


def sitemap(entries: Sequence[Entry], site: Site, cycles: Sequence[str] = ()) -> bytes:
    """Return the map of what is worth finding: not the hundreds of lists behind numbers.

    Args:
        entries: The editions.
        site: Where it is published.
        cycles: The pages over all teams of a cycle.
    """
    root = Tree.Element("urlset", {"xmlns": MAPS})
    for path, day in _listed(entries, cycles):
        place = Tree.SubElement(root, "url")
        Tree.SubElement(place, "loc").text = site.at(path)
        Tree.SubElement(place, "lastmod").text = day.isoformat()
    return document(root)


def robots(site: Site) -> dict[str, bytes]:
    """Return robots.txt, which is read at the top of a host alone, so only there it is made."""
    if urlsplit(site.url).path.strip("/"):
        return {}
    text = f"User-agent: *\nAllow: /\nSitemap: {site.at(SITEMAP)}\n"
    return {"robots.txt": text.encode()}


def _listed(entries: Sequence[Entry], cycles: Sequence[str]) -> Iterator[tuple[str, date]]:
    last = max(updated(entry.report) for entry in entries).date()
    yield from ((path, last) for path in (INDEX, *cycles))
    teams = sorted({entry.report.team for entry in entries})
    for team in teams:
        days = (updated(entry.report) for entry in entries if entry.report.team == team)
        yield f"{team}/{INDEX}", max(days).date()
    for entry in sorted(entries, key=lambda entry: entry.folder):
        for page in (INDEX, METHOD):
            yield f"{entry.folder}/{page}", updated(entry.report).date()
