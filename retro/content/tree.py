"""YAML without surprises: every scalar stays text, no key comes twice, nothing refers elsewhere.

The file is read event by event, since only events still tell an anchor from a copied value.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from retro.content.invisible import refuse_unseen
from retro.content.node import Node
from retro.errors import ContentError

_DEEPEST = 20
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@lru_cache(maxsize=64)
def parse(text: str, path: str, first: int = 1) -> Node:
    """Return what a YAML text says; a text that says nothing is an empty mapping.

    Args:
        text: The YAML, without the lines that stand before it in the file.
        path: The file's name, for messages.
        first: The number of the text's first line in the file.

    Raises:
        ContentError: The text is no YAML, or uses more of YAML than content needs.
    """
    refuse_unseen(text, path, first)
    try:
        return _Reader(yaml.parse(text, _LOADER), path, first).document()
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(text, error, path, first) from error


def _no_yaml(text: str, error: yaml.MarkedYAMLError, path: str, first: int) -> ContentError:
    lines = text.splitlines()
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
    # What is never closed breaks off after the last line; where it opened is the better place.
    line = next((line for line in marks if line < len(lines)), len(lines) - 1)
    node = Node(path, first + line)
    if lines[line].lstrip(" ").startswith("\t"):
        return node.fault("a tab stands where YAML wants spaces", "indent with spaces")
    return node.fault(
        f"this is no YAML: {error.problem}",
        "look for a missing colon, quote or space, here or on the line above",
    )


def loosely(text: str, path: str) -> Node:
    """Return what YAML of others says: a value, or an item, that is missing is an empty text.

    Raises:
        ContentError: The text is no YAML, or uses more of YAML than content needs.
    """
    try:
        return _Reader(yaml.parse(text, _LOADER), path, 1, strict=False).document()
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(text, error, path, 1) from error


class _Reader:
    """Turns the parser's events into nodes."""

    def __init__(
        self, events: Iterator[Any], path: str, first: int, *, strict: bool = True
    ) -> None:
        self._events = events
        self._path = path
        self._first = first
        self._strict = strict

    def document(self) -> Node:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return Node(self._path, self._first, {})
        root = self._node(next(self._events), 0)
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._here(event).fault("a second document begins here", "delete the ---")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        here = self._here(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise here.fault("anchors and aliases are not read here", "write the value out")
        if event.tag is not None:
            raise here.fault(f"the tag {event.tag} is not read here", "leave the tag out")
        if depth > _DEEPEST:
            raise here.fault("this lies too deep", "write it in fewer levels")
        if isinstance(event, yaml.MappingStartEvent):
            return Node(here.path, here.line, self._mapping(depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(here.path, here.line, tuple(self._items(depth + 1)))
        return Node(here.path, here.line, event.value)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = self._node(event, depth)
            if item.value == "" and self._strict:
                raise item.fault("this item is empty", "write it, or delete its dash")
            yield item

    def _mapping(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth)
            if not isinstance(key.value, str) or not key.value:
                raise key.fault("a key must be a word", "write it as key: value")
            if key.value in found:
                raise key.fault(
                    f"`{key.value}` is here a second time",
                    f"keep one, this or that of line {found[key.value].line}",
                )
            value = self._node(next(self._events), depth).value
            if value == "" and self._strict:
                raise key.fault(
                    f"`{key.value}` has no value", "delete the line, or write [] for none"
                )
            found[key.value] = Node(key.path, key.line, value)
        return found

    def _here(self, event: Any) -> Node:
        return Node(self._path, self._first + event.start_mark.line)
