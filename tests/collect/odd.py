"""A Gerrit with habits: what real servers do now and then, by what is asked and not by when."""

import json
import re

from tests.world.faults import HTML, Answer
from tests.world.gerrit import GUARD, GerritServer

PLAIN = {"Content-Type": "text/plain; charset=UTF-8"}


class OddServer(GerritServer):
    """A server with one habit or more.

    Args:
        changes: As for any server.
        unknown: Options that it calls invalid, whatever its version.
        skips: The most rows that it skips; beyond, it answers with an empty page, or with
            `beyond` if given, as status 400.
        beyond: What it says about skipping too far.
        fails_at: Numbers at which it fails with status 502.
        carries: The most changes in full that it can answer at once.
        mute: It does not tell its version.
    """

    def __init__(
        self,
        changes,
        *,
        unknown=(),
        skips=10**9,
        beyond="",
        fails_at=(),
        carries=10**9,
        mute=False,
        **more,
    ):
        super().__init__(changes, **more)
        self.unknown, self.skips, self.beyond = unknown, skips, beyond
        self.fails_at, self.carries, self.mute = fails_at, carries, mute

    def good(self, request, place):
        options = request.query.get("o", ())
        numbers = re.findall(r"change:(\d+)", request.q)
        refused = next((one for one in self.unknown if one in options), None)
        if self.mute and request.path.startswith("/config/"):
            return Answer(404, b"Not found", PLAIN)
        if refused:
            return Answer(400, f'"{refused}" is not a valid value for "-o"'.encode(), PLAIN)
        if int(request.query.get("S", ["0"])[0]) > self.skips:
            text = self.beyond.encode()
            return Answer(400, text, PLAIN) if text else self._told([])
        if len(numbers) > self.carries or {*map(int, numbers)} & {*self.fails_at}:
            return Answer(502, HTML, {"Content-Type": "text/html"})
        return super().good(request, place)

    def _told(self, value):
        return Answer(
            200, GUARD + json.dumps(value).encode(), {"Content-Type": "application/json"}
        )
