"""What a person says of the mails that are drafted: nothing of it enters a page."""

import re
from typing import NamedTuple

from msgspec import Struct

_SPEC = r"[\w+%-]+(?:\.[\w+%-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_ADDRESS = re.compile(
    rf"""(?P<name>[^<>"@=\\]+?)\s*<(?P<named>{_SPEC})>|(?P<bare>{_SPEC})""", re.ASCII
)

_MOST = 200
"""So many letters an address and its name may have together."""


class Mail(Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """How drafts of mails begin (site.yaml, team.yaml or a cycle.yaml); nothing is ever sent.

    `subject_prefix` is what the list sorts by, such as `[glance][ptl]`; without one it is made of
    the team's key. `to` is the address of the mailing list; `from` and `reply_to` are of whoever
    writes. Addresses may have a name before them, `Ann Anvil <ann@example.org>`, and stand in
    drafts alone: no page, and nothing else of the site, has them.
    """

    subject_prefix: str = ""
    to: str = ""
    sender: str = ""
    reply_to: str = ""

    def over(self, site: "Mail") -> "Mail":
        """Return what a team says, and where it says nothing what its site does."""
        return Mail(
            subject_prefix=self.subject_prefix or site.subject_prefix,
            to=self.to or site.to,
            sender=self.sender or site.sender,
            reply_to=self.reply_to or site.reply_to,
        )


class Person(NamedTuple):
    """An address, and the name that stands before it, or none."""

    name: str
    address: str


def named_address(text: str) -> Person | None:
    """Read a single address, as a person writes it; None if it is none.

    Nothing that could begin another line of a mail's head, or another address, is read.
    """
    found = _ADDRESS.fullmatch(text) if text.isprintable() and len(text) <= _MOST else None
    if not found:
        return None
    return Person((found["name"] or "").strip(), found["named"] or found["bare"])
