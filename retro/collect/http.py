"""Asking a server over HTTP: politely, patiently, and without believing what comes back."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Lock, local
from urllib.parse import urljoin

from requests import ReadTimeout, RequestException, Response, Session
from requests.exceptions import ProxyError
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError, ReadTimeoutError

from retro import __version__
from retro.collect.gate import Gate
from retro.collect.options import Options
from retro.collect.reply import (
    HINTS,
    Answer,
    ComeBackError,
    CutError,
    NotUnderstoodError,
    TooMuchError,
    by_proxy,
    cause,
    is_page,
    same_host,
    seconds,
    unpacked,
    words,
)
from retro.errors import SourceChangedError, SourceError, SourceRefusedError, SourceSilentError
from retro.model.time import Now, Sleep

Query = Sequence[tuple[str, str]]

# 408 and 500 are Gerrit's deadlines ("Server Deadline Exceeded", since 3.5), 503 its lock
# failures, 429 its quota plugin (RestApiServlet); 502 and 504 are of whatever stands before a
# server.
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_KINDS: dict[int, type[SourceError]] = {
    429: ComeBackError,
    502: TooMuchError,
    503: TooMuchError,
    504: TooMuchError,
}
# Launchpad sends 301 from a project's old name to its new one (read in its source, 2025).
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_PIECE = 1 << 16
_LATER = "look at the server's name in team.yaml, or come back in an hour; what came is kept"
_BY_PROXY = "mend http_proxy or https_proxy, or name the server in no_proxy; what came is kept"


class _AgainError(Exception):
    """A try that failed in a way that may pass; `after` is what the server asked to wait."""

    def __init__(
        self,
        what: str,
        kind: type[SourceError] = SourceSilentError,
        *,
        after: float | None = None,
        hint: str = _LATER,
    ) -> None:
        super().__init__(what)
        self.kind = kind
        self.after = after
        self.hint = hint


class Asker:
    """One server; each lane that asks keeps a connection alive; counts what it sends."""

    def __init__(
        self,
        server: str,
        *,
        now: Now,
        sleep: Sleep,
        options: Options,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the clock from outside."""
        self.server = server.rstrip("/")
        self.requests = 0
        self._now = now
        self._sleep = sleep
        self._contact = options.contact
        self._patience = options.patience
        self._jitter = jitter
        self._gate = Gate(now, sleep)
        self._lock = Lock()
        self._lane = local()
        self._sessions: list[Session] = []

    def close(self) -> None:
        """Let the connections go, and try nothing again."""
        self._gate.stop()
        for session in self._sessions:
            session.close()

    def ask(self, path: str, query: Query = (), *, tries: int | None = None) -> Answer:
        """Return an answer's body as it came, gzip or not.

        Args:
            path: What is asked for, below the server's address.
            query: Its parameters.
            tries: How often to ask at most; by default as often as patience allows.

        Raises:
            SourceSilentError: No whole answer after every try.
            SourceRefusedError: The server said no, in its own words, or sent us elsewhere.
            SourceChangedError: Something else than the server answered.
        """
        where = self.server + path
        most = tries or self._patience.tries
        self._lane.sent = 0
        for spent in range(1, most + 1):
            try:
                return Answer(self._try(where, query), self._lane.sent)
            except _AgainError as failure:
                if (failure.after or 0) > self._patience.longest_wish:
                    raise self._put_off(failure, where) from failure
                if spent == most or self._gate.stopped:
                    raise _given_up(failure, where, spent) from failure
                self._pause(failure, spent)
        raise AssertionError("at least one try is made")

    def _put_off(self, failure: _AgainError, where: str) -> ComeBackError:
        """Say until when the server wants to be left alone; nothing is asked before."""
        until = self._now() + timedelta(seconds=failure.after or 0)
        what = f"the server asks to be left alone until {until:%H:%M UTC on %Y-%m-%d}: {failure}"
        return ComeBackError(
            what, where=where, hint="run the same command then: what came is kept"
        )

    def _pause(self, failure: _AgainError, spent: int) -> None:
        """Wait before the next try; what the server asks for holds all lanes back."""
        seconds = self._patience.after(spent, failure.after, self._jitter())
        if failure.after is None:
            self._sleep(seconds)
        else:
            self._gate.shut(seconds)

    def _try(self, where: str, query: Query) -> bytes:
        try:
            with self._followed(where, query) as response:
                body = self._body(response, where)
                self._judge(response, body, where)
                return body
        except (ReadTimeout, ReadTimeoutError) as error:
            raise _AgainError(cause(error), TooMuchError) from error
        except ProxyError as error:
            said = by_proxy(get_environ_proxies(where), where)
            raise _AgainError(said, hint=_BY_PROXY) from error
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
        self._gate.wait()
        with self._lock:
            self.requests += 1
        self._lane.sent += 1
        return self._session().get(
            where,
            params=list(query),
            timeout=(self._patience.connect, self._patience.read),
            # requests would follow to any host, and we ask only the one that team.yaml names.
            allow_redirects=False,
            stream=True,
        )

    def _session(self) -> Session:
        """Return the lane's own session; sessions are not made to be shared by threads."""
        session: Session | None = getattr(self._lane, "session", None)
        if session is None:
            session = self._lane.session = _session(self._contact)
            self._sessions.append(session)
        return session

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
            kind = _KINDS.get(status, SourceSilentError)
            raise _AgainError(said, kind, after=self._wish(response))
        if status == 400 and not page:
            raise NotUnderstoodError(f"the server said no: {said}", where=where)
        if status != 200:
            hint = HINTS.get(status, "")
            raise SourceRefusedError(f"the server said no: {said}", where=where, hint=hint)
        if page:
            raise SourceChangedError(
                "a proxy answered with a page of its own, not the server",
                where=where,
                hint="open the address in a browser: a login page or a notice may stand there",
            )

    def _wish(self, response: Response) -> float | None:
        """Return for how long the server wants to be left alone, in seconds."""
        return seconds(response.headers.get("Retry-After", ""), self._now())


def _session(contact: str) -> Session:
    session = Session()
    # an authentication of our own, so that no password of ~/.netrc is sent: we ask as anybody
    session.auth = lambda request: request
    session.headers.update(
        {
            "User-Agent": f"retro/{__version__}" + (f" (+{contact})" if contact else ""),
            # Without it old Gerrits indent their JSON for people (rest-api.txt, on "pp").
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }
    )
    return session


def _given_up(failure: _AgainError, where: str, tries: int) -> SourceError:
    what = f"no answer after {tries} tries: {failure}"
    return failure.kind(what, where=where, hint=failure.hint)
