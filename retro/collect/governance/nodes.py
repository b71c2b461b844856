"""YAML of others, of which only what is asked for by its key is looked at."""

from collections.abc import Iterator

from retro import content
from retro.content import Node
from retro.errors import ContentError, SourceChangedError


def read(said: str, path: str) -> dict[str, Node]:
    """Return the mapping that a YAML file is; an empty one where it is something else.

    Raises:
        SourceChangedError: It is no YAML.
    """
    try:
        return mapping(content.loosely(said, path))
    except ContentError as error:
        raise SourceChangedError(
            error.what, where=error.where, hint="name a clone in which it can be read"
        ) from error


def mapping(node: Node | None) -> dict[str, Node]:
    """Return a mapping; an empty one for anything else."""
    return node.value if node and isinstance(node.value, dict) else {}


def items(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; none for anything else."""
    return node.items() if node else ()


def text(said: dict[str, Node], key: str) -> str:
    """Return a text of a mapping; nothing where there is none."""
    value = said[key].value if key in said else ""
    return value if isinstance(value, str) else ""


def texts(node: Node | None, key: str) -> Iterator[str]:
    """Yield a text, or those of a list whose items are texts or mappings that have it."""
    if node is None:
        return
    for one in node.items() or (node,):
        value = mapping(one).get(key, one).value
        if isinstance(value, str) and value:
            yield value
