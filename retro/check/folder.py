"""Reading a built site where it lies: does every link lead somewhere, and nothing outside?

Only files are read, so a site can be checked wherever it lies.
"""

import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from retro.check.page import Problem, Reader, read

ANYWHERE = "404.html"
_FETCHING = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)[a-z]*:?//", re.IGNORECASE)


def check(site: Path) -> list[Problem]:
    """Return everything that is wrong with a site, by file, in the order of paths."""
    site = site.resolve()
    pages = {path: read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    problems = []
    for path, page in pages.items():
        found = [*page.verdict(), *_ways(path, page, pages, site)]
        name = path.relative_to(site).as_posix()
        problems += [Problem(name, what) for what in found]
        problems += [Problem(name, what, doubt=True) for what in page.doubts]
    for path in sorted(site.rglob("*.css")):
        if _FETCHING.search(path.read_text(encoding="utf-8")):
            problems.append(Problem(path.relative_to(site).as_posix(), "asks a third party"))
    return problems


def _ways(path: Path, page: Reader, pages: dict[Path, Reader], site: Path) -> Iterator[str]:
    """Follow every link of a page, and refuse whatever it would fetch from elsewhere."""
    for href in page.fetched:
        parts = urlsplit(href)
        if parts.scheme not in ("", "data") or parts.netloc:
            yield f"asks a third party: {href}"
    for href in dict.fromkeys(page.links + page.fetched):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            if parts.scheme not in ("http", "https", "data"):
                yield f"leads out of the web: {href}"
            continue
        yield from _way(path, href, unquote(parts.path), parts.fragment, pages, site)


def _way(
    path: Path, href: str, to: str, anchor: str, pages: dict[Path, Reader], site: Path
) -> Iterator[str]:
    if path == site / ANYWHERE:  # a server shows it at any address, so it refers from the root
        to = to.removeprefix("/")
    target = Path(normpath(path.parent / to)) if to else path
    if not target.is_relative_to(site):
        yield f"leads out of the site: {href}"
    elif not target.is_file():
        yield f"leads nowhere: {href}"
    elif anchor and target in pages and anchor not in pages[target].ids:
        yield f"leads to no such place: {href}"
