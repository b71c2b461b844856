"""Asking a server over HTTP: politely, patiently, and without believing what comes back."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urljoin

from requests import RequestException, Response, Session
from urllib3.exceptions import HTTPError

from retro import __version__
from retro.collect.patience import Patience
from retro.collect.reply import CutError, cause, is_page, same_host, seconds, unpacked, words
from retro.errors import SourceChangedError, SourceError, SourceRefusedError, SourceSilentError

Query = Sequence[tuple[str, str]]

_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_PIECE = 1 << 16


class _AgainError(Exception):
    """A try that failed in a way that may pass; `after` is what the server asked to wait."""

    def __init__(self, what: str, after: float | None = None, *, refused: bool = False) -> None:
        super().__init__(what)
        self.after = after
        self.refused = refused


class Asker:
    """One server, one connection kept alive, one request at a time; counts what it sends."""

    def __init__(
        self,
        server: str,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        patience: Patience,
        contact: str = "",
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the clock from outside; `contact` is an address that tells a server who asks."""
        self.server = server.rstrip("/")
        self.requests = 0
        self._now = now
        self._sleep = sleep
        self._patience = patience
        self._jitter = jitter
        self._session = _session(contact)

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def ask(self, path: str, query: Query = ()) -> bytes:
        """Return an answer's body as it came, gzip or not.

        Raises:
            SourceSilentError: No whole answer after every try.
            SourceRefusedError: The server said no, in its own words, or sent us elsewhere.
            SourceChangedError: Something else than the server answered.
        """
        where = self.server + path
        spent = 1
        while True:
            try:
                return self._try(where, query)
            except _AgainError as failure:
                if spent >= self._patience.tries:
                    raise _given_up(failure, where, spent) from failure
                self._sleep(self._patience.after(spent, failure.after, self._jitter()))
                spent += 1

    def _try(self, where: str, query: Query) -> bytes:
        try:
            with self._followed(where, query) as response:
                body = self._body(response, where)
                self._judge(response, body, where)
                return body
        except (RequestException, HTTPError) as error:
            raise _AgainError(cause(error)) from error
        except CutError as error:
            raise _AgainError(str(error)) from error

    def _followed(self, where: str, query: Query) -> Response:
        """Send the request, and follow redirects as long as they stay on the host."""
        response = self._get(where, query)
        for _ in range(_HOPS):
            target = response.headers.get("Location", "")
            if response.status_code not in _REDIRECTS or not target:
                return response
            response.close()
            address = urljoin(response.url, target)
            if not same_host(response.url, address):
                raise SourceRefusedError(
                    f"the server sends us to another host: {address.partition('?')[0]}",
                    where=where,
                    hint="if that host is the right one, name it in team.yaml",
                )
            response = self._get(address, ())
        response.close()
        raise SourceRefusedError("the server redirects without end", where=where)

    def _get(self, where: str, query: Query) -> Response:
        self.requests += 1
        return self._session.get(
            where,
            params=list(query),
            timeout=(self._patience.connect, self._patience.read),
            allow_redirects=False,
            stream=True,
        )

    def _body(self, response: Response, where: str) -> bytes:
        """Read a body as it comes: still compressed, and no more of it than is sensible."""
        pieces, size = [], 0
        while piece := response.raw.read(_PIECE, decode_content=False):
            size += len(piece)
            if size > self._patience.body:
                raise SourceChangedError(
                    f"the answer is longer than {self._patience.body} bytes", where=where
                )
            pieces.append(piece)
        return b"".join(pieces)

    def _judge(self, response: Response, body: bytes, where: str) -> None:
        status = response.status_code
        text = unpacked(body, self._patience.body, where)
        page = is_page(response.headers.get("Content-Type", ""), text)
        said = f"a proxy answered {status}" if page else f"{status} {words(text)}".strip()
        if status in _PASSING:
            after = seconds(response.headers.get("Retry-After", ""), self._now())
            raise _AgainError(said, after, refused=status == 429)
        if status != 200:
            raise SourceRefusedError(f"the server said no: {said}", where=where)
        if page:
            raise SourceChangedError(
                "a proxy answered with a page of its own, not the server",
                where=where,
                hint="open the address in a browser: a login page or a notice may stand there",
            )


def _session(contact: str) -> Session:
    session = Session()
    # an authentication of our own, so that no password of ~/.netrc is sent: we ask as anybody
    session.auth = lambda request: request
    session.headers.update(
        {
            "User-Agent": f"retro/{__version__}" + (f" (+{contact})" if contact else ""),
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }
    )
    return session


def _given_up(failure: _AgainError, where: str, tries: int) -> SourceError:
    kind = SourceRefusedError if failure.refused else SourceSilentError
    what = f"no answer after {tries} tries: {failure}"
    return kind(what, where=where, hint="try again in an hour")
