"""Reading a site where it is served: does every link, place and file answer there?

This asks the one address that it was given, with the standard library's client, and nobody else:
no link out of the site is followed, no redirect away from it, and each answer has its time.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from msgspec import Struct

from retro.check.page import Problem, Reader, read
from retro.errors import SourceSilentError, UsageError

PATIENCE = 20
"""Seconds that one answer may take to come on."""

MOST = 50_000
"""So many files a site may have; a server that makes up pages without end has more."""

LARGEST = 50_000_000
"""Bytes of a page that are read."""

LANES = 4
NOBODY = 0
NOT_THERE = "no/such/page.html"
"""What is asked for to see the page of what is not there."""


class Answer(Struct, frozen=True):
    """What a server said about an address: its status, and the page if it is one."""

    status: int
    page: Reader | None = None


class _Stay(HTTPRedirectHandler):
    """Follows the server to places of the site only."""

    def __init__(self, base: str) -> None:
        self._base = base

    def redirect_request(self, req: Request, *rest: object) -> Request | None:
        newurl = str(rest[-1])
        if not newurl.startswith(self._base):
            return None
        return super().redirect_request(req, *rest)  # type: ignore[arg-type]


class Site:
    """A site below an address, with the answers that it has given."""

    def __init__(self, address: str) -> None:
        """Keep the folder that an address is, or lies in."""
        folder, _, last = address.rpartition("/")
        self.base = f"{folder if last.endswith('.html') else address.rstrip('/')}/"
        self.answers: dict[str, Answer] = {}
        self._opener: OpenerDirector = build_opener(_Stay(self.base))

    def read(self) -> None:
        """Ask for the first page, and for whatever pages lead to, until nothing new is named.

        Raises:
            SourceSilentError: The first page does not answer.
            UsageError: There is no such page, or the site has no end.
        """
        self._ask([self.base])
        first = self.answers[self.base]
        if first.status == NOBODY:
            raise SourceSilentError("nobody answers", where=self.base, hint="is it published?")
        if first.status != 200 or first.page is None:
            what = f"there is no page (status {first.status})"
            raise UsageError(what, where=self.base, hint="name the site's first page")
        self._ask([self.base + NOT_THERE])
        while fresh := [place for place in self._named() if place not in self.answers]:
            if len(self.answers) + len(fresh) > MOST:
                raise UsageError(f"more than {MOST:,} files", where=self.base)
            self._ask(fresh)

    def _named(self) -> Iterable[str]:
        found = (
            to
            for address, page in self.pages()
            for _, to, _ in ways(address, page)
            if to.startswith(self.base)
        )
        return dict.fromkeys(found)

    def pages(self) -> Iterator[tuple[str, Reader]]:
        """Yield what was read, by address."""
        found = [(address, answer.page) for address, answer in self.answers.items()]
        yield from ((address, page) for address, page in found if page)

    def _ask(self, places: list[str]) -> None:
        with ThreadPoolExecutor(LANES) as pool:
            self.answers.update(zip(places, pool.map(self._get, places), strict=True))

    def _get(self, address: str) -> Answer:
        try:
            with self._opener.open(address, timeout=PATIENCE) as reply:
                return Answer(reply.status, _page(reply))
        except HTTPError as error:
            with error:
                return Answer(error.code, _page(error) if error.code == 404 else None)
        except (OSError, HTTPException, ValueError):
            return Answer(NOBODY)


def _page(reply: HTTPResponse | HTTPError) -> Reader | None:
    if reply.headers.get_content_type() != "text/html":
        return None
    return read(reply.read(LARGEST).decode("utf-8", "replace"))


def ways(address: str, page: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield each link of a page inside its host: as it stands, to where, to which place of it."""
    for href in dict.fromkeys(page.links + page.fetched):
        parts = urlsplit(href)
        if not (parts.scheme or parts.netloc):
            to, anchor = urldefrag(urljoin(address, href))
            yield href, to, anchor


def check_served(address: str) -> list[Problem]:
    """Return every link, place and file of a served site that is not there, page by page.

    Raises:
        SourceSilentError: Nobody answers.
        UsageError: There is no page.
    """
    site = Site(address)
    site.read()
    problems = []
    for page_address, page in sorted(site.pages()):
        name = page_address.removeprefix(site.base) or "the first page"
        missing = site.answers[page_address].status == 404
        if missing and not page_address.endswith(NOT_THERE):
            continue
        shown = "the page for what is not there" if missing else name
        for href, to, anchor in ways(page_address, page):
            if what := _wrong(site, to, anchor, own=to == page_address):
                problems.append(Problem(shown, f"{what}: {href}"))
    return problems


def _wrong(site: Site, to: str, anchor: str, *, own: bool) -> str:
    """Say what is wrong with a link, or nothing; one within its own page needs no answer."""
    if not to.startswith(site.base):
        return "leads out of the site"
    answer = site.answers[to]
    if answer.status == NOBODY:
        return "gets no answer"
    if answer.status != 200 and not own:
        return f"leads nowhere ({answer.status})"
    if anchor and answer.page and anchor not in answer.page.ids:
        return "leads to no such place"
    return ""
