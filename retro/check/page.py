"""One page, read as a stranger, a listener or a crawler would."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct

from retro.check.policy import Policy, faults, is_policy, read_policy
from retro.outline.words import OPEN

VOID = {"meta", "link", "img", "br", "hr", "input", "source", "wbr", "col"}
CELLS, ROWS = {"td", "th"}, {"td", "th", "tr"}
CLOSED_BY = {"td": CELLS, "th": CELLS, "tr": ROWS}
"""What a start tag closes besides, as HTML has it (13.1.2.4); any end around it does as well."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DOUBTFUL = {"false": "does not hold, and nobody answers it", "unknown": "can't be checked"}
"""What a page says of a claim that its writer should look at."""
FETCHED = {"src", "srcset", "poster", "data", "action"}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PLACEHOLDER = re.compile(
    r"\{\{|\{%|\{[a-z]+\.[a-z_.]+[^}\n]*\}|^(?:None|nan|inf)$|" + re.escape(OPEN) + ".*"
)


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
        self.policy: Policy | None = None
        self.styles: list[str] = []
        self.styled = False
        self._open: list[str] = []
        self._level = 0
        self._pictures: list[dict[str, str]] = []
        self._language = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, ids and what a listener would be told."""
        attributes = {key: value or "" for key, value in attrs}
        self._close(CLOSED_BY.get(tag, set()))
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
        self._hold(tag, attributes)
        if tag in HEADINGS:
            level = HEADINGS.index(tag) + 1
            if level > self._level + 1:
                self.faults.append(f"a heading {tag} after h{self._level}")
            self._level = level

    def _hold(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the policy of the page, and what it would have to allow."""
        if self.policy is None and tag in ("link", "style", "body"):
            self.policy = {}  # what comes later binds nothing that is loaded before
        if self.policy is None and tag == "meta" and is_policy(attributes.get("http-equiv", "")):
            self.policy = read_policy(attributes.get("content", ""))
        if tag == "style":
            self.styles.append("")
        self.styled = self.styled or "style" in attributes
        self.faults += [f"a script at {key}" for key in attributes if key.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Hold the tags to their nesting."""
        if tag in VOID:
            return
        self._close(ROWS - {tag})
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")
        else:
            self._open.pop()

    def _close(self, tags: set[str]) -> None:
        while self._open and self._open[-1] in tags:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words, but those that quote something; a server's are apart, in <bdi>."""
        if "style" in self._open:
            self.styles[-1] += data
        if not {"code", "pre", "style"} & set(self._open):
            (self.foreign if "bdi" in self._open else self.words).append(data)

    def verdict(self) -> Iterator[str]:
        """Yield what is wrong with the page by itself."""
        yield from self.faults
        yield from faults(self.policy or {}, self.styles, styled=self.styled)
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


def read(text: str) -> Reader:
    """Return what a page says."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader
