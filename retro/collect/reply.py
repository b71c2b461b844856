"""Reading what comes back over HTTP: whole or cut, the server's own or a proxy's."""

import zlib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit

import msgspec
from msgspec import Struct

from retro.collect.patience import Patience
from retro.errors import SourceChangedError, SourceRefusedError, SourceSilentError

Kind = TypeVar("Kind")

HINTS = {
    401: "retro asks as anybody, without a password: name a server that answers anybody",
    403: "retro asks as anybody; that may be forbidden, or this program is: ask the keepers",
    404: "look at the server's address: it ends where /q/ or /admin/ begins, on some servers "
    "below a path such as /r or /gerrit",
}
"""What to do about a refusal, by its status."""

# The body is kept as it came and without its headers, so it has to tell by itself.
_GZIP = b"\x1f\x8b"
_SMALL = 1 << 20
_YEAR = 366 * 86_400


class Answer(Struct, frozen=True):
    """A body as it came, and how many requests it took to get it."""

    body: bytes
    requests: int = 1


class TooOldError(SourceRefusedError):
    """A server of a version that does not tell enough."""


class NotUnderstoodError(SourceRefusedError):
    """A request that this server does not understand (400): asking otherwise may help."""


class TooMuchError(SourceSilentError):
    """A server that gave up, or was too slow, every time: asking for less may help."""


class ComeBackError(SourceSilentError):
    """A server that wants no more requests for now: a later run goes on where this one ends."""


class CutError(Exception):
    """A compressed body that ends too early or is damaged: asking again may help."""


def unpacked(body: bytes, patience: Patience, where: str) -> bytes:
    """Return a body's text, be it gzip or plain.

    Raises:
        CutError: The gzip stream is not whole, or not alone.
        SourceChangedError: The text is longer than patience allows, by itself or for its body.
    """
    if body[:2] != _GZIP:
        return body
    limit = min(patience.body, max(_SMALL, patience.ratio * len(body)))
    stream = zlib.decompressobj(wbits=31)
    try:
        text = stream.decompress(body, limit)
    except zlib.error as error:
        raise CutError("the compressed answer is damaged") from error
    if stream.unconsumed_tail:
        raise SourceChangedError(f"the answer unpacks to more than {limit} bytes", where=where)
    if not stream.eof:
        raise CutError("the compressed answer was cut off")
    if stream.unused_data:
        raise CutError("the compressed answer is damaged")
    return text


def read(text: bytes, kind: type[Kind], where: str) -> Kind:
    """Return what JSON says.

    Raises:
        SourceChangedError: It is none, or of another shape, or deeper than anything we ask for.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceChangedError(f"the answer has another shape: {error}", where=where) from error


def is_page(content_type: str, text: bytes) -> bool:
    """Tell whether a body is a page for people, which no source of ours sends: a proxy did."""
    # Gerrit's own errors are text/plain (rest-api.txt), Launchpad's too; the pages come from the
    # Apache or the load balancer before them.
    start = text[:64].lstrip().lower()
    return "html" in content_type.lower() or start.startswith((b"<!doctype", b"<html"))


def words(text: bytes) -> str:
    """Return the beginning of a plain answer, on one line."""
    return shown(text[:300].decode(errors="replace"))


def shown(text: str) -> str:
    """Return what a server said as a terminal may show it: its beginning, in one line."""
    line = " ".join(text[:300].split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def seconds(retry_after: str, now: datetime) -> float | None:
    """Read a Retry-After header, which is a number of seconds or a date, or nonsense.

    More than a year is a year and a day.
    """
    # RFC 9110 allows both. Gerrit itself sets none; Google's hosts name an hour where a quota is
    # used up.
    if retry_after.strip().isdecimal():
        return min(float(retry_after), _YEAR)
    try:
        moment = parsedate_to_datetime(retry_after)
        left = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, left), _YEAR)


def until(wish: float, now: datetime) -> str:
    """Say until when a server wants to be left alone."""
    if wish >= _YEAR:
        return "for more than a year"
    return f"until {now + timedelta(seconds=wish):%H:%M UTC on %Y-%m-%d}"


def led(here: str, target: str) -> str:
    """Return where a redirect leads.

    Raises:
        SourceRefusedError: It leads to another host, to no address at all, or to one that asks
            for something else.
    """
    try:
        address = urljoin(here, target)
        stays = same_host(here, address)
    except ValueError:
        raise SourceRefusedError(
            f"the server sends us to what is no address: {shown(target)}", where=here
        ) from None
    if not stays:
        raise SourceRefusedError(
            f"the server sends us to another host: {shown(address.partition('?')[0])}",
            where=here,
            hint="if that host is the right one, name it in team.yaml",
        )
    # nginx's `return 301 https://$host$uri` is such a one; /changes/ alone finds open changes only
    if _asked(here) - _asked(address):
        raise SourceRefusedError(
            f"the server sends us on without what was asked: {shown(address.partition('?')[0])}",
            where=here.partition("?")[0],
            hint="name the address that it leads to in team.yaml",
        )
    return address


def _asked(address: str) -> Counter[tuple[str, str]]:
    return Counter(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def same_host(here: str, there: str) -> bool:
    """Tell whether a redirect stays: the same name and port, or plain HTTP made safe."""
    old, new = urlsplit(here), urlsplit(there)
    if new.hostname != old.hostname:
        return False
    if old.scheme == new.scheme:
        return old.port == new.port
    return (old.scheme, new.scheme) == ("http", "https") and {old.port, new.port} == {None}


def by_proxy(proxies: Mapping[str, str], where: str) -> str:
    """Say that the proxy which stands between did not do its work, without its password."""
    scheme = urlsplit(where).scheme
    proxy = urlsplit(proxies.get(scheme) or proxies.get("all") or "")
    name = f"{proxy.hostname}:{proxy.port}" if proxy.port else proxy.hostname or "of no name"
    return f"the proxy {name}, which the environment names, is not there or said no"


def cause(error: Exception) -> str:
    """Say in a few words what became of a connection; libraries say it in a paragraph."""
    text = f"{type(error).__name__} {error}"
    for sign, told in (
        ("timed out", "the server was silent"),
        ("IncompleteRead", "the answer was cut off"),
        ("Name or service not known", "there is no server of that name"),
        ("NameResolution", "there is no server of that name"),
        ("refused", "the server refused the connection"),
        ("CERTIFICATE", "the server's certificate was not accepted"),
        ("certificate", "the server's certificate was not accepted"),
        ("SSL", "the server speaks no TLS that is understood here"),
    ):
        if sign in text:
            return told
    return "the connection was lost"
