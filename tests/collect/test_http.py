import gzip
import socket
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path

import pytest
from msgspec.structs import replace

from retro.collect.http import Asker
from retro.collect.options import Options
from retro.collect.patience import Patience
from retro.collect.reply import ComeBackError, same_host, seconds
from retro.errors import SourceChangedError, SourceRefusedError, SourceSilentError
from tests.collect.builders import HASTY, NOW, change, foreseeing
from tests.world import faults
from tests.world.gerrit import GUARD, GerritServer

VERSION = "/config/server/version"
FAULTS = {
    "silence": faults.silence,
    "reset": faults.reset,
    "a proxy's 502": faults.html(502),
    "503": faults.refusal(503, "Lock failure"),
    "429": faults.refusal(429, "Quota exceeded"),
    "a cut body": faults.cut,
    "a cut gzip": faults.cut_gzip,
}


class Asked:
    """One server and one asker: what it slept, and how often the server was asked."""

    def __init__(self, script=None, patience=None, jitter=1.0, ticks=None, **server):
        self.server = GerritServer([change(1)], faults=script, **server)
        self.slept = []
        self.patience = patience or foreseeing(self.server)
        self.jitter = jitter
        self.ticks = ticks or repeat(40.0)

    def __call__(self, path=VERSION, query=()):
        with self.server:
            asker = Asker(
                self.server.url,
                now=lambda: NOW,
                sleep=self.slept.append,
                options=Options(patience=self.patience, contact="https://retro.example.org"),
                jitter=lambda: self.jitter,
                tick=lambda: next(self.ticks),
            )
            try:
                return asker.ask(path, query).body
            finally:
                asker.close()
                self.counted = asker.requests


@pytest.mark.parametrize("library", ["requests", "markdown_it"])
def test_a_library_is_not_loaded_before_it_is_needed(library):
    asked = f"import retro.job.collect, sys; sys.exit({library!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_that_passes_costs_one_more_request(fault):
    asked = Asked({0: fault})

    assert asked() == GUARD + b'"3.10.6"\n'
    assert len(asked.server.log) == asked.counted == 2


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_that_stays_ends_after_the_last_try(fault):
    asked = Asked(dict.fromkeys(range(9), fault))

    with pytest.raises((SourceSilentError, SourceRefusedError), match="no answer after 3 tries"):
        asked()
    assert len(asked.server.log) == asked.counted == 3
    assert len(asked.slept) == 2


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (faults.silence, "the server was silent"),
        (faults.reset, "the connection was lost"),
        (faults.html(502), "a proxy answered 502"),
        (faults.refusal(503, "Lock failure"), "503 Lock failure"),
        (faults.cut, "the answer was cut off"),
        (faults.cut_gzip, "the compressed answer was cut off"),
    ],
    ids=["silence", "reset", "html", "503", "cut", "cut gzip"],
)
def test_an_error_says_what_the_last_try_met(fault, said):
    with pytest.raises(SourceSilentError, match=said):
        Asked(dict.fromkeys(range(9), fault))()


@pytest.mark.parametrize("place", ["head", "body", "chunks", "trailer", "continue"])
def test_an_answer_that_comes_byte_by_byte_ends_when_its_time_is_over(place):
    patience = Patience(connect=1, read=1, answer=0.15, tries=2, pause=0)
    server = GerritServer([change(1)], faults=dict.fromkeys(range(9), faults.drip(place)))
    with server:
        asker = Asker(
            server.url, now=lambda: NOW, sleep=lambda _: None, options=Options(patience=patience)
        )
        with pytest.raises(SourceSilentError, match="2 tries: the answer did not end within 0 s"):
            asker.ask(VERSION)
        asker.close()
    assert asker.requests == 2


def test_a_collection_ends_when_its_time_is_over():
    day = 24 * 3600
    asked = Asked(ticks=chain([0.0, day + 1.0], repeat(day + 1.0)))

    with pytest.raises(SourceSilentError, match="had 24 hours, and there is more") as told:
        asked()
    assert asked.counted == 0
    assert "what came is kept" in told.value.hint


@pytest.mark.parametrize(
    "address",
    [
        *("http://[::1", "http://127.0.0.1:99999", "gopher://127.0.0.1", "http://\x7f\n"),
        "http://" + "a" * 70 + ".org",
    ],
)
def test_what_is_no_address_is_not_tried_again(address):
    slept = []
    asker = Asker(address, now=lambda: NOW, sleep=slept.append, options=Options(patience=HASTY))

    with pytest.raises(SourceRefusedError, match="this is no address"):
        asker.ask(VERSION)
    asker.close()
    assert slept == []


def test_a_name_that_nobody_has_is_not_tried_again(monkeypatch):
    def nobody(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    slept = []
    asker = Asker("http://review.invalid", now=lambda: NOW, sleep=slept.append, options=Options())
    with pytest.raises(SourceSilentError, match="no server of that name"):
        asker.ask(VERSION)
    asker.close()
    assert slept == []


NOBODY = Path(__file__).parents[1] / "world" / "nobody.pem"


def safe():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(NOBODY)
    return context


def test_an_authority_of_ones_own_is_trusted_and_its_answers_are_held_too(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(NOBODY))
    server = GerritServer([change(1)], faults={2: faults.drip("body")})
    server.wrap(safe())
    with server:
        address = server.url.replace("http:", "https:")
        calm, hasty = (
            Asker(address, now=lambda: NOW, sleep=lambda _: None, options=Options(patience=one))
            for one in (HASTY, replace(HASTY, answer=0.3, tries=1))
        )
        assert calm.ask(VERSION).body == calm.ask(VERSION).body == GUARD + b'"3.10.6"\n'
        with pytest.raises(SourceSilentError, match="did not end within"):
            hasty.ask(VERSION)
        calm.close()
        hasty.close()


@pytest.mark.parametrize("plain", [False, True])
def test_a_connection_that_is_not_safe_is_refused_at_once_and_says_why(plain):
    server, slept = GerritServer([change(1)]), []
    if not plain:
        server.wrap(safe())
    with server:
        address = server.url.replace("http:", "https:")
        asker = Asker(
            address, now=lambda: NOW, sleep=slept.append, options=Options(patience=HASTY)
        )
        with pytest.raises(SourceRefusedError, match="no safe connection: ") as told:
            asker.ask(VERSION)
        asker.close()
    assert ("certificate" in told.value.what) is not plain
    assert "REQUESTS_CA_BUNDLE" in told.value.hint
    assert slept == []


def test_authorities_that_are_not_there_are_told_at_once(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
    slept = []
    asker = Asker(
        "https://127.0.0.1:9", now=lambda: NOW, sleep=slept.append, options=Options(patience=HASTY)
    )

    with pytest.raises(SourceRefusedError) as told:
        asker.ask(VERSION)
    asker.close()
    assert "REQUESTS_CA_BUNDLE" in str(told.value)
    assert slept == []


def test_a_server_that_is_not_there_is_an_error_with_its_address():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        asker = Asker(url, now=lambda: NOW, sleep=lambda _: None, options=Options(patience=HASTY))
        with pytest.raises(SourceSilentError, match="refused the connection") as refused:
            asker.ask(VERSION)
        asker.close()

    assert refused.value.where == url + VERSION


def test_a_refusal_is_final_and_has_the_servers_words():
    asked = Asked({0: faults.refusal(404, "Not found: 99999")})

    with pytest.raises(SourceRefusedError, match="404 Not found: 99999"):
        asked()
    assert len(asked.server.log) == 1


def test_a_query_that_the_server_does_not_understand_is_refused_in_its_words():
    with pytest.raises(SourceRefusedError, match="400 Unsupported operator mergedafter"):
        Asked()("/changes/", [("q", "mergedafter:2016-01-01")])


def test_a_page_for_people_is_no_answer_of_the_server():
    asked = Asked({0: faults.html(200)})

    with pytest.raises(SourceChangedError, match="a proxy answered"):
        asked()
    assert len(asked.server.log) == 1


def test_pauses_double_with_every_try_and_jitter_takes_up_to_half():
    patience = Patience(tries=5, pause=1, longest_pause=5)
    full = Asked(dict.fromkeys(range(4), faults.html(502)), patience, jitter=1.0)
    half = Asked(dict.fromkeys(range(4), faults.html(502)), patience, jitter=0.0)
    full()
    half()

    assert full.slept == [1, 2, 4, 5]
    assert half.slept == [0.5, 1, 2, 2.5]


@pytest.mark.parametrize(("asked_for", "granted"), [("7", 7), ("60", 60), ("0", 1), ("soon", 1)])
def test_the_server_may_ask_for_a_pause_within_reason(asked_for, granted):
    asked = Asked({0: faults.refusal(429, "Quota exceeded", Retry_After=asked_for)})
    asked()

    assert asked.slept == [granted]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_wants_to_be_left_alone_for_long_is_not_asked_again(status):
    asked = Asked({0: faults.refusal(status, "Quota exceeded", Retry_After="3600")})

    with pytest.raises(ComeBackError) as told:
        asked()
    assert asked.slept == []
    assert asked.counted == 1
    until = NOW + timedelta(hours=1)
    assert f"until {until:%H:%M UTC on %Y-%m-%d}: {status} Quota exceeded" in told.value.what
    assert "what came is kept" in told.value.hint


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "as anybody"), (403, "keepers"), (404, "where /q/")]
)
def test_a_refusal_says_what_to_do(status, hint):
    with pytest.raises(SourceRefusedError) as told:
        Asked({0: faults.refusal(status, "No")})()

    assert hint in told.value.hint


@pytest.mark.parametrize("variable", ["http_proxy", "all_proxy"])
def test_a_proxy_that_is_not_there_is_named_without_its_password(monkeypatch, variable):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "http://someone:secret@127.0.0.1:9")
    address = "http://review.example.org"
    asker = Asker(address, now=lambda: NOW, sleep=lambda _: None, options=Options(patience=HASTY))

    with pytest.raises(SourceSilentError) as told:
        asker.ask(VERSION)
    assert asker.requests == 1
    assert "the proxy 127.0.0.1:9, which the environment names" in told.value.what
    assert "no_proxy" in told.value.hint
    assert "secret" not in str(told.value)


def test_a_pause_may_be_asked_for_by_date():
    now = datetime(2016, 4, 20, 12, tzinfo=UTC)

    assert seconds("Wed, 20 Apr 2016 12:00:30 GMT", now) == 30
    assert seconds("Wed, 20 Apr 2016 11:00:00 GMT", now) == 0


def test_a_redirect_within_the_host_is_followed():
    asked = Asked({0: faults.redirect("/config/server/version")})

    assert asked("/r/version").endswith(b'"3.10.6"\n')
    assert asked.counted == 2


@pytest.mark.parametrize("place", ["/changes/", "/changes/?q=status:open", "/r/?n=500&o=A&o=B"])
def test_a_redirect_that_asks_for_something_else_is_refused(place):
    asked = Asked({0: faults.redirect(place)})

    with pytest.raises(SourceRefusedError, match="without what was asked: http"):
        asked("/changes/?q=project%3Aa&n=500")
    assert asked.counted == 1


def test_a_redirect_may_write_what_was_asked_in_another_way():
    asked = Asked({0: faults.redirect("/config/server/version?new=1&q=project:a")})

    asked("/version?q=project%3Aa")
    assert asked.counted == 2


def test_a_redirect_to_another_host_is_refused_by_name():
    with pytest.raises(SourceRefusedError, match=r"another host: https://evil\.example\.org/x"):
        Asked({0: faults.redirect("https://evil.example.org/x?token=1")})()


@pytest.mark.parametrize(
    "place",
    ["http://[::1", "http://127.0.0.1:99999/", "//[", "http://127.0.0.1:x/", "javascript:1"],
)
def test_a_redirect_to_an_odd_place_is_refused(place):
    asked = Asked({0: faults.redirect(place)})

    with pytest.raises(SourceRefusedError, match="the server sends us to"):
        asked()
    assert asked.counted == 1


def test_what_a_server_says_moves_no_terminal():
    with pytest.raises(SourceRefusedError) as told:
        Asked({0: faults.refusal(404, "\x1b[2JNo\x07\x9b")})()

    assert "\x1b" not in told.value.what


def test_no_cookie_is_kept():
    asked = Asked({0: faults.refusal(503, "Busy", Set_Cookie="id=1; Path=/")})
    asked()

    assert "Cookie" not in asked.server.log[1].headers


@pytest.mark.parametrize(
    ("wish", "said"),
    [("61", "until "), ("9" * 5000, "for more than a year"), ("1" + "0" * 12, "more than a year")],
)
def test_a_wish_of_any_length_is_said(wish, said):
    with pytest.raises(ComeBackError, match=said):
        Asked({0: faults.refusal(429, "Quota", Retry_After=wish)})()


def test_redirects_without_end_are_refused():
    asked = Asked(dict.fromkeys(range(20), faults.redirect("/again")))

    with pytest.raises(SourceRefusedError, match="without end"):
        asked()


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("http://a.org/x", "https://a.org/y", True),
        ("https://a.org/x", "http://a.org/x", False),
        ("https://a.org/", "https://a.org:8443/", False),
        ("https://a.org/", "https://b.org/", False),
    ],
)
def test_plain_http_may_be_made_safe_and_not_the_other_way(here, there, same):
    assert same_host(here, there) is same


def test_an_answer_beyond_the_limit_is_not_read():
    small = Patience(body=100, tries=3)

    with pytest.raises(SourceChangedError, match="longer than 100 bytes"):
        Asked({0: faults.plain(b"x" * 101)}, small)()


def test_an_answer_that_unpacks_beyond_the_limit_is_refused():
    small = Patience(body=1000, tries=3)

    with pytest.raises(SourceChangedError, match="unpacks to more than 1000 bytes"):
        Asked({0: faults.plain(gzip.compress(b"x" * 9000))}, small)()


def test_a_small_body_that_unpacks_to_a_large_one_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"[" + b" " * (64 << 20) + b"]")

    with pytest.raises(SourceChangedError, match="unpacks to more than"):
        Asked({0: faults.plain(bomb)})()


def test_more_than_one_compressed_stream_is_a_damaged_answer():
    twice = gzip.compress(GUARD + b'"3.1') * 2

    with pytest.raises(SourceSilentError, match="the compressed answer is damaged"):
        Asked(dict.fromkeys(range(9), faults.plain(twice)))()


def test_requests_tell_who_asks_and_what_is_understood():
    asked = Asked()
    asked()

    [request] = asked.server.log
    assert request.headers["User-Agent"] == "retro/0.1.0 (+https://retro.example.org)"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["Accept-Encoding"] == "gzip"
    assert "Authorization" not in request.headers


def test_passwords_of_the_users_netrc_stay_at_home(tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    asked = Asked()
    asked()

    assert "Authorization" not in asked.server.log[0].headers
