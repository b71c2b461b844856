"""What may become of a request on its way: troubles that may pass, and those that never do."""

import socket
from collections.abc import Iterator
from http.client import HTTPException

from requests import ReadTimeout, RequestException
from requests.exceptions import InvalidProxyURL, ProxyError, SSLError
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError, ReadTimeoutError

from retro.collect.held import LateError
from retro.collect.reply import TooMuchError, by_proxy, cause
from retro.errors import SourceError, SourceRefusedError, SourceSilentError

LIBRARYS = (RequestException, HTTPError, HTTPException, OSError, ValueError, LateError)
"""What the libraries raise about an address, a connection or an answer; all else is our fault."""

_LATER = "look at the server's name in team.yaml, or come back in an hour; what came is kept"
_BY_PROXY = "mend http_proxy or https_proxy, or name the server in no_proxy; what came is kept"
_SERVER = "look at the server's name in team.yaml, and at this machine's network"
_ADDRESS = "look at the server's address in team.yaml"
_TRUST = (
    "look at the server's address and at this machine's clock; a certificate of your own "
    "authority is trusted where REQUESTS_CA_BUNDLE names its file"
)
_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
# OpenSSL's words for a connection that broke while it was made safe.
_BROKEN = ("EOF", "timed out", "reset", "Broken pipe")


class AgainError(Exception):
    """A try that failed in a way that may pass; `after` is what the server asked to wait."""

    def __init__(
        self,
        what: str,
        kind: type[SourceError] = SourceSilentError,
        *,
        after: float | None = None,
        hint: str = _LATER,
    ) -> None:
        """Keep what to say, and as what, once no try is left."""
        super().__init__(what)
        self.kind = kind
        self.after = after
        self.hint = hint

    def given_up(self, where: str, tries: int) -> SourceError:
        """Return the error that ends a request after so many tries."""
        what = f"no answer after {tries} {'tries' if tries > 1 else 'try'}: {self}"
        return self.kind(what, where=where, hint=self.hint)


def trouble(error: Exception, where: str, limit: float) -> AgainError | SourceError:
    """Return what an error of the libraries means: whether to try again, and what to say.

    Args:
        error: What was raised, one of LIBRARYS.
        where: The address that was asked.
        limit: For how many seconds an answer may last.
    """
    if isinstance(error, LateError):
        return AgainError(f"the answer did not end within {limit:.0f} s", TooMuchError)
    if isinstance(error, ReadTimeout | ReadTimeoutError):
        return AgainError(cause(error), TooMuchError)
    if isinstance(error, ProxyError | InvalidProxyURL) or "SOCKS" in str(error):
        said = by_proxy(get_environ_proxies(where), where)
        return SourceSilentError(said, where=where, hint=_BY_PROXY)
    if isinstance(error, SSLError) and not any(word in str(error) for word in _BROKEN):
        return SourceRefusedError(f"no safe connection: {cause(error)}", where=where, hint=_TRUST)
    if any(isinstance(one, socket.gaierror) and one.errno in _UNKNOWN for one in _roots(error)):
        return SourceSilentError(cause(error), where=where, hint=_SERVER)
    if "CA certificate" in str(error):
        return SourceRefusedError(f"no safe connection: {error}", where=where, hint=_TRUST)
    if isinstance(error, ValueError):
        return SourceRefusedError(
            "this is no address that can be asked", where=where, hint=_ADDRESS
        )
    return AgainError(cause(error))


def _roots(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and all that it was made of."""
    seen: set[int] = set()
    left = [error]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inside = (*one.args, getattr(one, "reason", None))
        left += [part for part in inside if isinstance(part, BaseException)]
        left += [one.__cause__, one.__context__]
