"""What is said of mails, held to what the head of a mail can carry.

A line's end inside a value would begin another line of the head, so nothing unseen is let in.
"""

from collections.abc import Iterator

from retro.content.decode import decode
from retro.content.node import Node
from retro.errors import ContentError
from retro.faults import refuse
from retro.model.mail import Mail, named_address

_LONGEST = 60
"""Of a subject's prefix, behind which the subject must still be seen."""

_HINT = "write one address, as ann@example.org or as Ann Anvil <ann@example.org>"


def mail(node: Node) -> Mail:
    """Read `mail:`.

    Raises:
        ContentError: A value could not stand in the head of a mail.
    """
    found = decode(node, Mail)
    refuse(_unfit(node, found))
    return found


def _unfit(node: Node, found: Mail) -> Iterator[ContentError]:
    prefix = found.subject_prefix
    if not prefix.isprintable() or len(prefix) > _LONGEST:
        yield node.under("subject_prefix").fault(
            "`subject_prefix` can begin no subject",
            f"write at most {_LONGEST} letters on one line, such as [glance][ptl]",
        )
    for key, text in (("to", found.to), ("from", found.sender), ("reply_to", found.reply_to)):
        if text and not named_address(text):
            yield node.under(key).fault(f"`{key}` is no address of a mail", _HINT)
