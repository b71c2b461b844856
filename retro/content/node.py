"""A value of a YAML file with the line it stands on, so that every fault can be pointed at."""

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct

from retro.errors import ContentError


class Node(Struct, frozen=True):
    """Text, a list or a mapping; the value of a key stands on its key's line."""

    path: str
    line: int
    value: "str | tuple[Node, ...] | dict[str, Node]" = ""

    def fault(self, what: str, hint: str = "") -> ContentError:
        """Return the error that says what is wrong here."""
        return ContentError(what, where=f"{self.path}:{self.line}", hint=hint)

    def under(self, key: str) -> "Node":
        """Return the node of a key, or this one where the file doesn't say the key."""
        return self.value.get(key, self) if isinstance(self.value, dict) else self

    def items(self) -> "tuple[Node, ...]":
        """Return the items of a list; nothing else has any."""
        return self.value if isinstance(self.value, tuple) else ()


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the hint that a misspelt name deserves."""
    every = list(names)
    near = get_close_matches(name.casefold(), every, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"write one of {', '.join(every)}" if every else "there is none to name"
