"""The server of a preview: files as they lie there, pages with a few lines that reload them.

It answers this machine alone. A page on the web that makes its name lead here is refused by the
Host header; what leads out of the folder is not there. Nothing is ever written. Whatever a client
does, it does to its own connection: there are so many of them, for so long, and the terminal hears
nothing of it.
"""

import json
from base64 import b64encode
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from retro.errors import UsageError
from retro.serve.connections import Few, Timed
from retro.serve.state import State

HOST = "127.0.0.1"
TRIES = 10
PATIENCE = 20.0
"""Seconds after which a page that waits is told that nothing happened, and asks again."""

CHANGES = "/-/changes"
NOT_FOUND = "404.html"

_DEFAULT = 80
"""The port that an address need not name."""

_SCRIPT = """
(() => {
  let seen = %d, first = 1;
  const note = document.createElement("pre");
  note.setAttribute("role", "alert");
  note.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1rem;z-index:9;" +
    "white-space:pre-wrap;background:#7a1f1f;color:#fff;font:.9rem/1.4 monospace";
  const ask = async () => {
    try {
      const said = await (await fetch(`%s?after=${seen}&first=${first}`)).json();
      if (said.version !== seen && !said.fault) return location.reload();
      [seen, first] = [said.version, 0];
      note.textContent = said.fault;
      if (said.fault) document.body.append(note); else note.remove();
    } catch {
      await new Promise((again) => setTimeout(again, 1000));
    }
    ask();
  };
  ask();
})();
"""


_POLICY = b"default-src 'none'; "
"""How the policy of a page begins; ours lets the lines run that we add, and ask for news."""


def preview(folder: Path, state: State, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder, which listens and wants to be run.

    Args:
        folder: What a build writes; it needn't be there yet.
        state: Told of every build.
        port: The first port to try; if it is taken, the next free one of ten.

    Raises:
        UsageError: All of them are taken.
    """
    handler = partial(_Handler, directory=str(folder), state=state)
    for number in range(port, port + TRIES):
        try:
            return Few((HOST, number), handler)
        except OSError:
            continue
    last = port + TRIES - 1
    raise UsageError(f"ports {port} to {last} are taken", hint="name another with --port")


class _Handler(Timed):
    """Answers one request."""

    def __init__(self, *args: Any, state: State, **more: Any) -> None:
        self._state = state
        super().__init__(*args, **more)

    def do_HEAD(self) -> None:  # noqa: N802  the name of its base
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a page, a file, or news of the next build."""
        try:
            self._answer()
        except ValueError:  # an address that is none
            self.send_error(HTTPStatus.BAD_REQUEST)

    def _answer(self) -> None:
        address = urlsplit(self.path)
        if not self._from_here():
            self._send(
                HTTPStatus.FORBIDDEN, b"this preview answers its own machine\n", "text/plain"
            )
        elif address.path == CHANGES:
            self._tell(parse_qs(address.query))
        elif (page := self._page()) is not None:
            self._show(HTTPStatus.OK, page)
        elif self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Show the site's own page for what is not there."""
        own = Path(self.directory, NOT_FOUND)
        if code == HTTPStatus.NOT_FOUND:
            self._show(HTTPStatus.NOT_FOUND, own.read_bytes() if own.exists() else b"<body>")
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        """Keep browsers from keeping what the next build will change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Return a file of the folder; what a link in it leads out to is not there."""
        file = super().translate_path(path)
        root = Path(self.directory).resolve()
        return file if Path(file).resolve().is_relative_to(root) else str(root / "-")

    def guess_type(self, path: Any) -> str:
        """Say of texts that they are UTF-8."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal is for builds."""

    def _from_here(self) -> bool:
        port = self.connection.getsockname()[1]
        ends = (f":{port}", "") if port == _DEFAULT else (f":{port}",)
        hosts = {f"{name}{end}" for name in (HOST, "localhost") for end in ends}
        return self.headers.get("Host", "").casefold() in hosts

    def _page(self) -> bytes | None:
        """Return the page that is asked for; None where it is no page, or wants another slash."""
        file = Path(self.translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None

    def _show(self, status: HTTPStatus, page: bytes) -> None:
        script = (_SCRIPT % (self._state.now.version, CHANGES)).encode()
        digest = b64encode(sha256(script).digest()).decode()
        allowed = f"script-src 'sha256-{digest}'; connect-src 'self'; ".encode()
        text, end, rest = page.replace(_POLICY, _POLICY + allowed, 1).rpartition(b"</body>")
        run = b"<script>%b</script>\n" % script
        whole = text + run + end + rest if end else rest + run
        self._send(status, whole, "text/html")

    def _tell(self, query: dict[str, list[str]]) -> None:
        after = query.get("after", [""])[0]
        seen = self._state.now
        if self.command != "HEAD" and not (query.get("first") == ["1"] and seen.fault):
            seen = self._state.after(int(after) if after.isdecimal() else 0, PATIENCE)
        said = json.dumps({"version": seen.version, "fault": seen.fault}).encode()
        self._send(HTTPStatus.OK, said, "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
