"""A mail as a file: a draft, whose bytes are the same for the same words.

Date and Message-ID are for the program that sends it. Text is 7bit or 8bit, of lines that any
server passes on, so it stays readable as it is, and no longer than it is.
"""

import re
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from msgspec import Struct

from retro.model.mail import Mail, named_address

LONGEST = 998
"""So many bytes a line may have, its end aside (RFC 5322, 2.1.1)."""


class Attachment(Struct, frozen=True, kw_only=True):
    """A file that goes with a mail; `kind` is its media type, such as text/html."""

    name: str
    kind: str
    data: bytes


def message(
    subject: str,
    text: str,
    mail: Mail,
    *,
    to: str = "",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return a draft with a text as its body.

    Args:
        subject: What it is about, on one line.
        text: Its words.
        mail: From whom it is, and to whom answers go, as far as that is told.
        to: An address, which may have a name before it; or nothing.
        attachments: What goes with it.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = " ".join(subject.split())
    for field, value in (("From", mail.sender), ("To", to), ("Reply-To", mail.reply_to)):
        if person := named_address(value):
            made[field] = Address(person.name, addr_spec=person.address)
    made["X-Unsent"] = "1"  # mail programs that know it open the file as a draft
    charset, cte = _as_it_is(text)
    made.set_content(narrow(text), charset=charset, cte=cte)
    for one in attachments:
        _attach(made, one)
    if attachments:
        made.set_boundary(f"=_{_digest(subject, text, attachments)}")
    head = "".join((subject, mail.sender, to, mail.reply_to))
    # what need not be coded stays on its line: folded, a subject would begin with a space
    wide = SMTP.clone(max_line_length=LONGEST) if head.isascii() else SMTP
    return made.as_bytes(policy=wide)


def narrow(text: str) -> str:
    """Return a text none of whose lines is too long for a mail."""
    return "\n".join(part for line in text.split("\n") for part in _broken(line))


def _broken(line: str) -> Iterator[str]:
    while len(line.encode()) > LONGEST:
        # letters have four bytes at most
        end = line.rfind(" ", 1, LONGEST // 4)
        end = end if end > 0 else LONGEST // 4
        yield line[:end]
        line = line[end:].removeprefix(" ")
    yield line


def _as_it_is(text: str) -> tuple[str, str]:
    """Return the charset of a text, and the way in which it goes uncoded."""
    return ("us-ascii", "7bit") if text.isascii() else ("utf-8", "8bit")


def _attach(made: EmailMessage, one: Attachment) -> None:
    main, _, sub = one.kind.partition("/")
    if main == "text" and one.data.isascii() and not re.search(rb"[^\n]{999}", one.data):
        text = one.data.decode("ascii")
        made.add_attachment(text, subtype=sub, filename=one.name, charset="us-ascii", cte="7bit")
    else:
        params = {"charset": "utf-8"} if main == "text" else {}
        made.add_attachment(one.data, main, sub, filename=one.name, params=params)


def _digest(subject: str, text: str, attachments: Sequence[Attachment]) -> str:
    whole = sha256(f"{subject}\n{text}".encode())
    for one in attachments:
        whole.update(one.data)
    return whole.hexdigest()[:24]
