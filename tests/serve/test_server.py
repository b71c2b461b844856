"""The preview, asked over a real socket."""

import json
from http.client import HTTPConnection
from threading import Thread

import pytest

from retro.cli import main
from retro.errors import UsageError
from retro.serve import State, Watch, preview
from tests.places import places

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
    with preview(site, state, 18100) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server.server_port
        server.shutdown()


def get(port, path, host="localhost"):
    asking = HTTPConnection("127.0.0.1", port, timeout=20)
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
    waiting.join(timeout=20)
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
        assert other.server_port == port + 1


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
