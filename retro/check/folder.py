"""Reading a built site where it lies: does every link lead somewhere, and nothing outside?

Only files are read, so a site can be checked wherever it lies.
"""

import re
from collections.abc import Iterator, Mapping
from os.path import normpath
from pathlib import Path
from sys import intern
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from retro.check.page import Problem, Reader, read

ANYWHERE = "404.html"
_FETCHING = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)[a-z]*:?//", re.IGNORECASE)


class Ways(Struct, frozen=True):
    """What others need of a page once it was read: its places, and its ways to other files."""

    ids: frozenset[str]
    inside: tuple[str, ...]


def check(site: Path) -> list[Problem]:
    """Return everything that is wrong with a site, by file, in the order of paths.

    One page after the other is read, and only its ways are kept, each word of all pages once.
    """
    site = site.resolve()
    faults: dict[Path, list[str]] = {}
    doubts: dict[Path, list[str]] = {}
    pages: dict[Path, Ways] = {}
    for path in sorted(site.rglob("*.html")):
        page = read(path.read_text(encoding="utf-8"))
        faults[path], doubts[path] = [*page.verdict(), *_outside(page)], page.doubts
        pages[path] = Ways(frozenset(map(intern, page.ids)), tuple(map(intern, _inside(page))))
    problems = []
    for path, ways in pages.items():
        found = [one for href in ways.inside for one in _way(path, href, pages, site)]
        name = path.relative_to(site).as_posix()
        problems += [Problem(name, what) for what in (*faults[path], *found)]
        problems += [Problem(name, what, doubt=True) for what in doubts[path]]
    for path in sorted(site.rglob("*.css")):
        if _FETCHING.search(path.read_text(encoding="utf-8")):
            problems.append(Problem(path.relative_to(site).as_posix(), "asks a third party"))
    return problems


def _outside(page: Reader) -> Iterator[str]:
    """Refuse whatever a page would fetch from elsewhere, and links out of the web."""
    for href in page.fetched:
        parts = urlsplit(href)
        if parts.scheme not in ("", "data") or parts.netloc:
            yield f"asks a third party: {href}"
    for href in dict.fromkeys(page.links + page.fetched):
        parts = urlsplit(href)
        if (parts.scheme or parts.netloc) and parts.scheme not in ("http", "https", "data"):
            yield f"leads out of the web: {href}"


def _inside(page: Reader) -> Iterator[str]:
    """Yield a page's ways to other places of the site, each once."""
    for href in dict.fromkeys(page.links + page.fetched):
        parts = urlsplit(href)
        if not (parts.scheme or parts.netloc):
            yield href


def _way(path: Path, href: str, pages: Mapping[Path, Ways], site: Path) -> Iterator[str]:
    """Follow one way of a page."""
    parts = urlsplit(href)
    to, anchor = unquote(parts.path), parts.fragment
    if path == site / ANYWHERE:  # a server shows it at any address, so it refers from the root
        to = to.removeprefix("/")
    target = Path(normpath(path.parent / to)) if to else path
    if not target.is_relative_to(site):
        yield f"leads out of the site: {href}"
    elif not target.is_file():
        yield f"leads nowhere: {href}"
    elif anchor and target in pages and anchor not in pages[target].ids:
        yield f"leads to no such place: {href}"
