"""The preview, asked over a real socket."""

import json
import re
import socket
import struct
from base64 import b64encode
from errno import ENOENT
from hashlib import sha256
from http.client import HTTPConnection
from threading import Thread

import pytest

from retro.cli import main
from retro.errors import UsageError
from retro.job.site import stamps
from retro.serve import State, Watch, connections, preview
from tests.places import places

LONG = 60
"""Seconds that an answer may take on a busy machine."""

PAGE = "<!doctype html><html><body><p>Grüße</p></body></html>"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "output"
    (folder / "team").mkdir(parents=True)
    (folder / "team/index.html").write_text(PAGE)
    (folder / "404.html").write_text("<body>not here</body>")
    (folder / "facts.csv").write_text("a,b\n")
    (tmp_path / "secret.html").write_text("<body>secret</body>")
    return folder


@pytest.fixture
def state():
    return State()


@pytest.fixture
def port(site, state):
    with preview(site, state, 0) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server.server_port
        server.shutdown()


def get(port, path, host="localhost"):
    asking = HTTPConnection("127.0.0.1", port, timeout=LONG)
    asking.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = asking.getresponse()
    body = answer.read().decode()
    asking.close()
    return answer, body


def test_a_page_comes_with_what_reloads_it_and_its_file_without(port, site):
    answer, body = get(port, "/team/index.html")
    assert "Grüße" in body
    assert "location.reload()" in body.split("</body>")[0]
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert (site / "team/index.html").read_text() == PAGE


def test_a_folder_shows_its_index(port):
    assert "Grüße" in get(port, "/team/")[1]


def test_a_folder_without_its_slash_leads_to_it(port):
    answer, _ = get(port, "/team")
    assert (answer.status, answer.getheader("Location")) == (301, "/team/")


def test_other_files_come_as_they_are(port):
    answer, body = get(port, "/facts.csv")
    assert body == "a,b\n"
    assert answer.getheader("Cache-Control") == "no-store"


def test_what_is_missing_is_answered_with_the_sites_own_page(port):
    answer, body = get(port, "/nothing.html")
    assert answer.status == 404
    assert "not here" in body


@pytest.mark.parametrize("path", ["/../secret.html", "/%2e%2e/secret.html", "/link.html"])
def test_nothing_outside_of_the_folder_is_shown(port, site, path):
    (site / "link.html").symlink_to(site.parent / "secret.html")
    answer, body = get(port, path)
    assert answer.status == 404
    assert "secret" not in body


def test_a_name_of_the_web_that_leads_here_is_refused(port):
    answer, body = get(port, "/team/", host="evil.example.org")
    assert answer.status == 403
    assert "Grüße" not in body


def test_a_page_that_waits_hears_of_the_next_build(port, state):
    heard = []
    waiting = Thread(target=lambda: heard.append(get(port, "/-/changes?after=1&first=0")[1]))
    waiting.start()
    state.built("")
    waiting.join(timeout=LONG)
    assert json.loads(heard[0]) == {"version": 2, "fault": ""}


def test_a_page_that_opens_hears_at_once_what_is_wrong(port, state):
    state.built("backlog.md:3: no number is named x")
    said = json.loads(get(port, "/-/changes?after=2&first=1")[1])
    assert said["fault"] == "backlog.md:3: no number is named x"


def test_a_page_that_waits_in_vain_is_told_so(port, monkeypatch):
    monkeypatch.setattr("retro.serve.server.PATIENCE", 0.01)
    assert json.loads(get(port, "/-/changes?after=1&first=0")[1]) == {"version": 1, "fault": ""}


def test_a_port_that_is_taken_is_left_for_the_next(port, site, state):
    with preview(site, state, port) as other:
        assert port < other.server_port < port + 10


def test_no_free_port_is_an_error_that_says_what_to_do(port, site, state, monkeypatch):
    monkeypatch.setattr("retro.serve.server.TRIES", 1)
    with pytest.raises(UsageError, match="taken"):
        preview(site, state, port)


def test_a_file_that_comes_changes_or_goes_is_seen_once(tmp_path):
    watch = Watch([tmp_path])
    path = tmp_path / "a.md"
    seen = []
    for act in (lambda: path.write_text("a"), lambda: path.write_text("bc"), path.unlink):
        act()
        seen += [watch.moved(), watch.moved()]
    assert seen == [True, False] * 3


class EnoughError(Exception):
    """Ends a preview that would go on for ever."""


def test_a_mistake_while_writing_leaves_the_last_pages_and_is_told(home, capsys, monkeypatch):
    chapter = home / "content/lantern/dusk/summary.md"
    page = home / "output/lantern/dusk/index.html"
    states = []
    monkeypatch.setattr(
        "retro.serve.State", lambda fault: states.append(State(fault)) or states[0]
    )

    def written():
        chapter.write_text("We wrote {backlog.nothing}.\n")
        yield
        assert "backlog.nothing" in states[0].now.fault
        assert "We wrote" not in page.read_text()
        chapter.write_text("We wrote {backlog.verified}.\n")
        yield
        assert states[0].now.fault == ""
        assert "We wrote" in page.read_text()
        raise EnoughError

    turns = written()
    with pytest.raises(EnoughError):
        main(["serve", *places("serve", home), "--port=18200"], sleep=lambda _: next(turns))
    assert "http://127.0.0.1:182" in capsys.readouterr().err


@pytest.mark.usefixtures("no_pictures")
def test_a_file_that_goes_as_it_is_read_ends_no_preview(home, monkeypatch):
    look, states = stamps.look, []
    monkeypatch.setattr(
        "retro.serve.State", lambda fault: states.append(State(fault)) or states[0]
    )

    def gone(_):
        raise FileNotFoundError(ENOENT, "No such file or directory", "themes/.swp")

    def turns():
        monkeypatch.setattr(stamps, "look", gone)
        (home / "content/site.yaml").write_text("title: Here\n")
        yield
        assert states[0].now.fault == "themes/.swp: No such file or directory"
        monkeypatch.setattr(stamps, "look", look)
        (home / "content/site.yaml").write_text("title: There\n")
        yield
        assert states[0].now.fault == ""
        raise EnoughError

    each = turns()
    with pytest.raises(EnoughError):
        main(["serve", *places("serve", home), "--port=18240"], sleep=lambda _: next(each))


def raw(port, said: bytes) -> bytes:
    """Say something to the server, and return all that it says."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as asking:
        asking.sendall(said)
        return b"".join(iter(lambda: asking.recv(4096), b""))


def test_head_tells_what_get_would_and_sends_no_body(port):
    for path in ("/team/", "/facts.csv", "/nothing.html", "/-/changes?after=0"):
        head = f"HEAD {path} HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode()
        told, body = raw(port, head).split(b"\r\n\r\n", 1)
        assert b"Content-Length" in told
        assert body == b""


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1.evil.org", "evil:PORT"])
def test_a_host_of_another_port_or_name_is_refused(port, host):
    host = host.replace("PORT", str(port))
    asked = f"GET /team/ HTTP/1.0\r\nHost: {host}\r\n\r\n".encode()
    assert raw(port, asked).startswith(b"HTTP/1.0 403")


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET //[ HTTP/1.0\r\nHost: localhost:%d\r\n\r\n",
        b"GET /%%00 HTTP/1.0\r\nHost: localhost:%d\r\n\r\n",
        b"GET /-/changes?after=" + b"9" * 5000 + b" HTTP/1.0\r\nHost: localhost:%d\r\n\r\n",
        b"GET / HTTP/1.0\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n\r\n",
    ],
)
def test_garbage_is_answered_with_an_error_and_the_terminal_stays_silent(port, said, capfd):
    answer = raw(port, said % port if b"%d" in said else said)

    assert b" 40" in answer.split(b"\r\n")[0] or b"Error code: 4" in answer or b" 4" in answer[:40]
    assert capfd.readouterr() == ("", "")


def test_a_client_that_resets_its_connection_leaves_no_trace(port, capfd):
    for _ in range(5):
        asking = socket.create_connection(("127.0.0.1", port))
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        asking.sendall(f"GET /team/ HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
        asking.close()

    assert "Grüße" in get(port, "/team/")[1]
    assert capfd.readouterr() == ("", "")


def test_a_request_that_drips_is_cut_off(port, monkeypatch):
    monkeypatch.setattr(connections, "ASKING", 0.2)
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as asking:
        asking.sendall(b"GET / HT")
        assert asking.recv(10) == b""


def test_no_more_than_so_many_connections_are_held(port, monkeypatch):
    monkeypatch.setattr(connections, "ASKING", 60)
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections.AT_ONCE)]
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=LONG) as more:
            assert more.recv(10) == b""
    finally:
        for one in held:
            one.close()


def test_the_lines_that_reload_a_page_may_run_by_its_policy_and_no_others(port, site):
    (site / "team/index.html").write_text(
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'self'\"><body></body>"
    )
    body = get(port, "/team/")[1]
    (script,) = re.findall("<script>(.*?)</script>", body, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()

    assert f"default-src 'none'; script-src 'sha256-{digest}'; connect-src 'self'; " in body
