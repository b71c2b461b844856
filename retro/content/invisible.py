"""Characters that no reader sees: they are refused wherever people write."""

import re

from retro.content.node import Node

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, and what turns the direction of reading."""


def refuse_unseen(text: str, path: str, first: int = 1) -> None:
    """Refuse a text that holds a control character.

    Args:
        text: The text, without the lines that stand before it in the file.
        path: The file's name, for messages.
        first: The number of the text's first line in the file.

    Raises:
        ContentError: It holds one; the message names its line.
    """
    if found := _UNSEEN.search(text):
        line = first + text.count("\n", 0, found.start())
        what = f"a control character, number {ord(found.group())}, stands here"
        raise Node(path, line).fault(what, "delete it")
