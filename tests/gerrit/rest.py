"""Speaking to a server as a person does: REST and git, with a password."""

import json
from typing import Any
from urllib.parse import quote

from requests import Session

ADMIN = "admin"
PASSWORD = "secret"


class Rest:
    """A server's REST API; every call says as whom."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = Session()

    def __call__(self, who: str, method: str, path: str, **body: Any) -> Any:
        """Send one request; what is no success is an error with the server's own words."""
        return self._sent(who, method, path, json=body or None)

    def put_text(self, who: str, path: str, text: str) -> None:
        """Write a file's text."""
        self._sent(who, "PUT", path, data=text, headers={"Content-Type": "text/plain"})

    def pushes_to(self, who: str, project: str) -> str:
        """Return the address for a person's pushes."""
        return f"{self._url.replace('//', f'//{who}:{PASSWORD}@')}/a/{project}"

    def _sent(self, who: str, method: str, path: str, **more: Any) -> Any:
        answer = self._session.request(
            method, f"{self._url}/a{path}", auth=(who, PASSWORD), **more
        )
        if not answer.ok:
            raise RuntimeError(f"{who} {method} {path}: {answer.status_code} {answer.text}")
        return json.loads(answer.text.partition("\n")[2]) if answer.text.strip() else None


def named(name: str) -> str:
    """Return a name as it stands in a path."""
    return quote(name, safe="")
