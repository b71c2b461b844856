"""The feed of retrospectives, as Atom (RFC 4287): an entry an edition, dated by its record."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

from retro.model.facts import Report
from retro.model.site import Site
from retro.outline.words import visible
from retro.render.frame import FEED, INDEX, Entry, described, titled

ATOM = "http://www.w3.org/2005/Atom"
TAGGED = "2026"
"""The year in our ids (RFC 4151), at which the host was the tagger's: none was made before."""


def feed(entries: Sequence[Entry], site: Site) -> bytes:
    """Return the feed of a published site that has a retrospective, the newest first."""
    newest = sorted(entries, key=attrgetter("report.moment", "folder"), reverse=True)
    root = Tree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", site.at(INDEX))
    _add(root, "title", site.title)
    _add(root, "updated", _instant(max(updated(entry.report) for entry in entries)))
    _add(root, "link", rel="self", type="application/atom+xml", href=site.at(FEED))
    _add(root, "link", rel="alternate", type="text/html", href=site.at(INDEX))
    root.extend(_entry(entry, site) for entry in newest)
    return document(root)


def updated(report: Report) -> datetime:
    """Return when an edition last had news: when its record was collected, never today."""
    return max([report.moment, *(part.collected for part in report.collections)])


def document(root: Tree.Element) -> bytes:
    """Return an XML file."""
    Tree.indent(root)
    text = Tree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(entry: Entry, site: Site) -> Tree.Element:
    report = entry.report
    sample = " (simulated sample)" if report.simulated else ""
    root = Tree.Element("entry")
    _add(root, "id", _tag(report, site))
    _add(root, "title", f"{titled(report)}, {report.edition} edition{sample}")
    _add(root, "updated", _instant(updated(report)))
    _add(root, "published", _instant(report.moment))
    _add(root, "link", rel="alternate", type="text/html", href=site.at(f"{entry.folder}/{INDEX}"))
    _add(root, "summary", described(report, entry.sentence))
    _add(Tree.SubElement(root, "author"), "name", report.team_title)
    return root


def _tag(report: Report, site: Site) -> str:
    """Return an id that stays when the edition moves to another folder."""
    where = urlsplit(site.url)
    path = f"{where.path.strip('/')}/{report.team}/{report.cycle}/{report.edition}".lstrip("/")
    return f"tag:{where.hostname},{TAGGED}:{path}"


def _add(root: Tree.Element, tag: str, text: str = "", **attributes: str) -> None:
    Tree.SubElement(root, tag, attributes).text = visible(text) or None


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
