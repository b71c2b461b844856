"""Reading a built site as a stranger would: does every link lead somewhere, and nothing outside?

Only files are read, so a site can be checked wherever it lies.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from retro.outline.words import OPEN

VOID = {"meta", "link", "img", "br", "hr", "input", "source", "wbr", "col"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ANYWHERE = "404.html"
DOUBTFUL = {"false": "does not hold, and nobody answers it", "unknown": "can't be checked"}
"""What a page says of a claim that its writer should look at."""
FETCHED = {"src", "srcset", "poster", "data", "action"}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PLACEHOLDER = re.compile(
    r"\{\{|\{%|\{[a-z]+\.[a-z_.]+[^}\n]*\}|^(?:None|nan|inf)$|" + re.escape(OPEN) + ".*"
)
_FETCHING = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)[a-z]*:?//", re.IGNORECASE)


class Problem(Struct, frozen=True):
    """Something wrong with a file of the site; a doubt is about the words, not the page."""

    path: str
    what: str
    doubt: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


class Reader(HTMLParser):
    """What one page says that others, or the reader's eyes and ears, depend on."""

    def __init__(self) -> None:
        """Start with an empty page."""
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.doubts: list[str] = []
        self.words: list[str] = []
        self.foreign: list[str] = []
        self._open: list[str] = []
        self._level = 0
        self._pictures: list[dict[str, str]] = []
        self._language = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, ids and what a listener would be told."""
        attributes = {key: value or "" for key, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self._notice(tag, attributes)
        self.fetched += [attributes[key] for key in FETCHED if key in attributes]
        if "href" in attributes:
            fetched = tag == "link" and attributes.get("rel") not in ("canonical", "alternate")
            (self.fetched if fetched else self.links).append(attributes["href"])

    def _notice(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "html" and attributes.get("lang"):
            self._language = True
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"a picture without alt text: {attributes.get('src', '')}")
        if tag == "svg" and "aria-hidden" not in attributes and not _named(attributes):
            self.faults.append("a drawing without a name for those who listen")
        if why := DOUBTFUL.get(attributes.get("data-claim", "")):
            self.doubts.append(f"{attributes.get('aria-label', 'a claim')} {why}")
        if tag == "script":
            self.faults.append("a script")
        if tag in HEADINGS:
            level = HEADINGS.index(tag) + 1
            if level > self._level + 1:
                self.faults.append(f"a heading {tag} after h{self._level}")
            self._level = level

    def handle_endtag(self, tag: str) -> None:
        """Hold the tags to their nesting."""
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words, but those that quote something; a server's are apart, in <bdi>."""
        if not {"code", "pre", "style"} & set(self._open):
            (self.foreign if "bdi" in self._open else self.words).append(data)

    def verdict(self) -> Iterator[str]:
        """Yield what is wrong with the page by itself."""
        yield from self.faults
        yield from (f"<{tag}> is never closed" for tag in self._open)
        if not self._language:
            yield "no language is attributes"
        for name in sorted({name for name in self.ids if self.ids.count(name) > 1}):
            yield f"the id {name!r} stands twice"
        for word in dict.fromkeys(self.words):
            if left := _PLACEHOLDER.search(word.strip()):
                yield f"a placeholder was left: {left[0]}"
        for word in dict.fromkeys(self.words + self.foreign):
            if address := _ADDRESS.search(word):
                yield f"an e-mail address: {address[0]}"


def _named(attributes: dict[str, str]) -> bool:
    return bool(attributes.get("aria-label") or attributes.get("aria-labelledby"))


def check(site: Path) -> list[Problem]:
    """Return everything that is wrong with a site, by file, in the order of paths."""
    site = site.resolve()
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
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


def _read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader


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
