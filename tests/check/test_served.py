"""A site is read where it is served: below a path, over a real socket, every link of it."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from retro.check import check_served
from retro.check.served import NOT_THERE
from retro.cli import main
from retro.errors import SourceSilentError, UsageError

HEAD = '<!doctype html><html lang="en"><head><title>t</title></head><body><h1 id="a">A</h1>'


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, and its own page for what is not there."""

    asked: list[str]

    def __init__(self, *args: Any, asked: list[str], **more: Any) -> None:
        self.asked = asked
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.endswith("/moved.html"):
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere.html")
            self.end_headers()
        else:
            super().do_GET()

    def send_error(self, code: int, *_: object) -> None:
        page = Path(self.directory, "retro/404.html")
        body = page.read_bytes() if page.exists() else b"not here"
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def address(tmp_path, asked) -> Iterator[str]:
    """Where a host serves a sound site, below /retro/."""
    page(tmp_path, '<a href="#a">up</a> <a href="more/page.html#b">m</a> <a href="t.csv">t</a>')
    page(tmp_path, '<p id="b"><a href="../index.html">x</a></p>', "more/page.html")
    (tmp_path / "retro/t.csv").write_text("a\n")
    (tmp_path / "other.html").write_text("another's")
    handler = partial(Handler, directory=str(tmp_path), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/retro"
        server.shutdown()


def page(folder: Path, body: str, name: str = "index.html") -> None:
    path = folder / "retro" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}{body}</body></html>")


def said(address: str) -> list[str]:
    return [str(problem) for problem in check_served(address)]


def test_a_sound_site_below_a_path_has_no_problems_and_each_file_was_asked_for(address, asked):
    assert said(address) == []
    assert {"/retro/", "/retro/more/page.html", "/retro/t.csv"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_its_first_page_and_its_folder_are_the_same_site(address):
    assert said(f"{address}/index.html") == said(f"{address}/") == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="gone.html">x</a>', "leads nowhere (404): gone.html"),
        ('<img src="gone.png" alt="">', "leads nowhere (404): gone.png"),
        ('<a href="page.html#z">x</a>', "leads to no such place: page.html#z"),
        ('<a href="../../other.html">x</a>', "leads out of the site: ../../other.html"),
        ('<a href="/other.html">x</a>', "leads out of the site: /other.html"),
        ('<a href="moved.html">x</a>', "leads nowhere (302): moved.html"),
    ],
)
def test_what_is_missing_is_named_with_the_page_that_leads_there(address, tmp_path, body, problem):
    page(tmp_path, f'<p id="b">{body}</p>', "more/page.html")

    assert said(address) == [f"more/page.html: {problem}"]


def test_nobody_outside_and_nothing_beside_the_site_is_asked(address, tmp_path, asked):
    page(
        tmp_path,
        '<p id="b"><a href="https://example.org/">x</a> <a href="/other.html">y</a></p>',
        "more/page.html",
    )
    said(address)

    assert {path for path in asked if not path.startswith("/retro/")} == set()


def test_the_page_for_what_is_not_there_is_read_where_it_is_shown(address, tmp_path):
    page(tmp_path, '<a href="/retro/index.html">home</a> <a href="#a">up</a>', "404.html")
    assert said(address) == []

    page(tmp_path, '<a href="index.html">home</a>', "404.html")
    assert "the page for what is not there: leads nowhere (404): index.html" in said(address)
    assert NOT_THERE.count("/") == 2


def test_an_address_without_a_page_and_one_without_a_server_are_told_apart(address, tmp_path):
    (tmp_path / "retro/index.html").unlink()
    with pytest.raises(UsageError):
        check_served(f"{address}/none")
    with pytest.raises(SourceSilentError):
        check_served("http://127.0.0.1:9/")


def test_the_exit_status_is_that_of_a_check(address, tmp_path, capsys):
    assert main(["check", f"--served={address}"]) == 0

    page(tmp_path, '<a href="gone.html">x</a>')
    assert main(["check", f"--served={address}"]) == 3
    assert "the first page: leads nowhere (404): gone.html" in capsys.readouterr().err
