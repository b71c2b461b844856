"""How Launchpad says no: what is absent, what it did not understand, what took it too long."""

import re
from urllib.parse import urlsplit

from requests import Response

from retro.collect.http import Asker
from retro.collect.launchpad.pages import FLOOR, AbsentError, NotAcceptedError, SlowError
from retro.collect.reply import unpacked, words
from retro.errors import SourceRefusedError

# A private bug is a 404 on purpose (lp/bugs/browser/malone.py), whatever the manual says; 401 is
# for who signed in only, 410 a suspended person. None of them means that it was deleted.
_ABSENT = frozenset({401, 404, 410})
_SIZE = re.compile(r"[?&]ws\.size=(\d+)")


class LaunchpadAsker(Asker):
    """Asks Launchpad, and tells its refusals apart; all else is the asker's business."""

    def _judge(self, response: Response, body: bytes, where: str) -> None:
        status = response.status_code
        text = unpacked(body, self._patience, where)
        said = f"Launchpad said no: {status} {words(text)}".strip()
        oops = response.headers.get("X-Lazr-OopsId", "")
        if status in _ABSENT:
            raise AbsentError(said, where=where)
        if status == 400:
            raise NotAcceptedError(said, text.decode(errors="replace"), where=where)
        # Apache refuses by User-Agent, from a list of the keepers' (charm, vhost of the API).
        if status == 403:
            hint = "its keepers may have stopped this program: ask them, and do not try again"
            raise SourceRefusedError(said, where=where, hint=hint)
        # A time-out of Launchpad's own has an OOPS, and its Retry-After of 900 is fixed: to wait
        # would repeat it, a smaller page does not. The 503 of the proxy before it has no OOPS.
        if status == 503 and oops and _page_of(response.url) > FLOOR:
            raise SlowError(f"the page took Launchpad too long ({oops})", where=where)
        # the number under which Launchpad's keepers find the fault
        super()._judge(response, text + f" {oops}".encode() if oops else text, where)

    def _wish(self, response: Response) -> float | None:
        # It asks for 900 seconds after every query that took too long, and calls it "just a
        # guess" (lp/services/webapp/error.py, 2025).
        guess = response.headers.get("X-Lazr-OopsId")
        return None if guess else super()._wish(response)


def _page_of(address: str) -> int:
    size = _SIZE.search(f"?{urlsplit(address).query}")
    return int(size[1]) if size else 0
