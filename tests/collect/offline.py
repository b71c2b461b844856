"""Collections without sockets: the asker's own code on answers that are handed to it."""

import io
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from requests.structures import CaseInsensitiveDict

from retro.collect.http import Asker
from tests.world.loopback import Request


class Handed:
    """An answer as requests would give it."""

    def __init__(self, url, answer):
        self.url, self.status_code = url, answer.status
        self.headers = CaseInsensitiveDict(answer.headers)
        self.raw = self
        self._body = io.BytesIO(answer.body)

    def read(self, size, *, decode_content):
        assert not decode_content
        return self._body.read(size)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@contextmanager
def offline(monkeypatch, *servers, spoil=lambda _, answer: answer):
    """Let every request be answered by one of the servers, and spoilt, in the order of asking."""
    log = []

    def get(asker, where, query):
        asker.requests += 1
        asker._lane.sent += 1
        address = urlsplit(where)
        words = "&".join(filter(None, (address.query, urlencode(list(query)))))
        path = address.path + (f"?{words}" if words else "")
        asked = parse_qs(words, keep_blank_values=True)
        request = Request(unquote(address.path), asked, {"Accept": "application/json"}, path)
        server = next(one for one in servers if where.startswith(one.base))
        log.append(request)
        return Handed(where, spoil(len(log) - 1, server.good(request, len(log) - 1)))

    with monkeypatch.context() as patch:
        patch.setattr(Asker, "_get", get)
        yield log
