"""Asking a server over HTTP: politely, patiently, and without believing what comes back."""

import random
import time
from collections.abc import Callable, Sequence
from threading import Event, Lock, local

from requests import Request, RequestException, Response, Session
from urllib3.exceptions import HTTPError

from retro import __version__
from retro.collect.gate import Gate
from retro.collect.held import HeldAdapter
from retro.collect.options import Options
from retro.collect.reply import (
    HINTS,
    Answer,
    ComeBackError,
    CutError,
    NotUnderstoodError,
    TooMuchError,
    is_page,
    led,
    seconds,
    unpacked,
    until,
    words,
)
from retro.collect.troubles import LIBRARYS, AgainError, trouble
from retro.errors import SourceChangedError, SourceError, SourceRefusedError, SourceSilentError
from retro.model.time import Now, Sleep, Tick

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
_KEPT = "run the same command {}: what came is kept"


class Asker:
    """One server; each lane that asks keeps a connection alive; counts what it sends."""

    def __init__(
        self,
        server: str,
        *,
        now: Now,
        sleep: Sleep,
        options: Options,
        gate: Gate | None = None,
        jitter: Callable[[], float] = random.random,
        tick: Tick = time.monotonic,
    ) -> None:
        """Take the clock of the day from outside; waits go by one that nobody sets.

        Others may ask the same server: then `gate` is the one that they pass too.
        """
        self.server = server.rstrip("/")
        self.requests = 0
        self._now = now
        self._sleep = sleep
        self._contact = options.contact
        self._patience = options.patience
        self._jitter = jitter
        self._tick = tick
        self._gate = gate or Gate(tick, sleep, lanes=options.lanes, rate=options.rate)
        self._over = self._gate.begun + self._patience.collection
        self._stopped = Event()
        self._lock = Lock()
        self._lane = local()
        self._sessions: list[Session] = []

    @property
    def sent(self) -> int:
        """Return how many requests the last question of this lane took."""
        sent: int = self._lane.sent
        return sent

    def close(self) -> None:
        """Let the connections go, and try nothing again."""
        self._stopped.set()
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
            except AgainError as failure:
                if (failure.after or 0) > self._patience.longest_wish:
                    raise self._put_off(failure, where) from failure
                if spent == most or self._stopped.is_set():
                    raise failure.given_up(where, spent) from failure
                self._pause(failure, spent)
        raise AssertionError("at least one try is made")

    def _put_off(self, failure: AgainError, where: str) -> ComeBackError:
        """Say until when the server wants to be left alone; nothing is asked before."""
        what = self._wanted(failure.after or 0, failure)
        return ComeBackError(what, where=where, hint=_KEPT.format("then"))

    def _pause(self, failure: AgainError, spent: int) -> None:
        """Wait before the next try; what the server asks for holds all lanes back."""
        seconds = self._patience.after(spent, failure.after, self._jitter())
        if failure.after is None:
            self._sleep(seconds)
        else:
            self._gate.shut(seconds)

    def _try(self, where: str, query: Query) -> bytes:
        """Ask once; what the server asks to wait is known to others before the lane is free."""
        with self._gate.lane():
            try:
                return self._answered(where, query)
            except AgainError as failure:
                if failure.after is not None:
                    self._heed(failure.after, failure)
                raise

    def _heed(self, wish: float, failure: AgainError) -> None:
        if wish > self._patience.longest_wish:
            self._gate.put_off(wish, self._wanted(wish, failure))
        else:
            self._gate.shut(wish)

    def _wanted(self, wish: float, failure: AgainError) -> str:
        return f"the server asks to be left alone {until(wish, self._now())}: {failure}"

    def _answered(self, where: str, query: Query) -> bytes:
        try:
            with self._followed(where, query) as response:
                body = self._body(response, where)
                self._judge(response, body, where)
                return body
        except LIBRARYS as error:
            raise trouble(error, where, self._patience.answer) from error
        except CutError as error:
            raise AgainError(str(error)) from error

    def _followed(self, where: str, query: Query) -> Response:
        """Send the request, and follow redirects as long as they stay on the host."""
        response = self._get(where, query)
        for _ in range(_HOPS):
            target = response.headers.get("Location", "")
            if response.status_code not in _REDIRECTS or not target:
                return response
            response.close()
            response = self._get(led(str(response.url), target), ())
        response.close()
        raise SourceRefusedError("the server redirects without end", where=where)

    def _get(self, where: str, query: Query) -> Response:
        self._gate.wait()
        if why := self._gate.off:
            raise ComeBackError(why, where=where, hint=_KEPT.format("then"))
        if self._tick() >= self._over:
            raise self._endless(where)
        with self._lock:
            self.requests += 1
        self._lane.sent += 1
        session = self._session()
        request = session.prepare_request(Request("GET", where, params=list(query)))
        found = session.merge_environment_settings(request.url, {}, True, None, None)
        # Not by the session: it would keep cookies, and read an address that is none in a
        # redirect, though it is told to follow none.
        return session.get_adapter(str(request.url)).send(
            request,
            stream=True,
            timeout=(self._patience.connect, self._patience.read),
            verify=True if found["verify"] is None else found["verify"],
            cert=found["cert"],
            proxies=found["proxies"],
        )

    def _endless(self, where: str) -> SourceSilentError:
        hours = self._patience.collection / 3600
        return SourceSilentError(
            f"this server had {hours:.0f} hours, and there is more to ask",
            where=where,
            hint=_KEPT.format("again"),
        )

    def _until(self) -> float:
        """Return when an answer that begins now must be whole."""
        return min(self._tick() + self._patience.answer, self._over)

    def _session(self) -> Session:
        """Return the lane's own session; sessions are not made to be shared by threads."""
        session: Session | None = getattr(self._lane, "session", None)
        if session is None:
            held = HeldAdapter(self._until, self._tick)
            session = self._lane.session = _session(self._contact, held)
            self._sessions.append(session)
        return session

    def _body(self, response: Response, where: str) -> bytes:
        """Read a body as it comes: still compressed, and no more of it than is sensible."""
        pieces, size = [], 0
        try:
            while piece := response.raw.read(_PIECE, decode_content=False):
                size += len(piece)
                if size > self._patience.body:
                    raise SourceChangedError(
                        f"the answer is longer than {self._patience.body} bytes", where=where
                    )
                pieces.append(piece)
        except ValueError as error:
            if isinstance(error, RequestException | HTTPError):
                raise
            # http.client stumbles over chunks of a negative size
            raise CutError("the answer is damaged") from error
        return b"".join(pieces)

    def _judge(self, response: Response, body: bytes, where: str) -> None:
        status = response.status_code
        text = unpacked(body, self._patience, where)
        page = is_page(response.headers.get("Content-Type", ""), text)
        said = f"a proxy answered {status}" if page else f"{status} {words(text)}".strip()
        if status in _PASSING:
            kind = _KINDS.get(status, SourceSilentError)
            raise AgainError(said, kind, after=self._wish(response))
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


def _session(contact: str, held: HeldAdapter) -> Session:
    session = Session()
    session.mount("http://", held)
    session.mount("https://", held)
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
