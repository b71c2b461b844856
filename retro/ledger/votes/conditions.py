"""Copy conditions: the small language in which labels say which votes outlive a patch set.

Three answers: yes, no, and None for what the record can't tell, such as who is in a group.
`AND` binds tighter than `OR`, and two atoms side by side are joined by it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from retro.ledger.votes.kinds import SAME_FILES, satisfied

_TOKEN = re.compile(r"""\(|\)|(?:[^\s()"{]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})+|\S""")
_DEEP = 50


class Case(NamedTuple):
    """A vote that meets a new patch set; `met` are atoms on persons that hold here."""

    value: int
    lowest: int
    highest: int
    kind: str
    met: frozenset[str] = frozenset()


class Atom(NamedTuple):
    """`field:value`."""

    field: str
    value: str


class Join(NamedTuple):
    """`AND`, `OR` or `NOT` of what stands below it."""

    word: str
    parts: tuple["Atom | Join", ...]


Node = Atom | Join


def holds(text: str, case: Case) -> bool | None:
    """Tell whether a copy condition holds for a vote; None where that can't be known.

    Source:
        Gerrit's documentation of label configuration, and its query grammar.
    """
    node = parse(text)
    return None if node is None else _holds(node, case)


@lru_cache(maxsize=256)
def parse(text: str) -> Node | None:
    """Return a condition's tree, or None where it is no condition."""
    tokens = _TOKEN.findall(text)
    if tokens.count("(") > _DEEP or not tokens:
        return None
    try:
        node, rest = _either(tokens)
    except (IndexError, ValueError):
        return None
    return None if rest else node


Parsed = tuple[Node, Sequence[str]]


def _either(tokens: Sequence[str]) -> Parsed:
    node, tokens = _both(tokens)
    parts = [node]
    while tokens and tokens[0] in ("OR", "or"):
        node, tokens = _both(tokens[1:])
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Join("OR", tuple(parts))), tokens


def _both(tokens: Sequence[str]) -> Parsed:
    node, tokens = _one(tokens)
    parts = [node]
    while tokens and tokens[0] not in ("OR", "or", ")"):
        node, tokens = _one(tokens[1:] if tokens[0] in ("AND", "and") else tokens)
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Join("AND", tuple(parts))), tokens


def _one(tokens: Sequence[str]) -> Parsed:
    """Read one atom, bracket or negation; what is none of these is no condition."""
    token, rest = tokens[0], tokens[1:]
    if token in ("NOT", "not", "-") or token.startswith("-"):
        below = rest if token in ("NOT", "not", "-") else [token[1:], *rest]
        node, rest = _base(below)
        return Join("NOT", (node,)), rest
    return _base(tokens)


def _base(tokens: Sequence[str]) -> Parsed:
    token, rest = tokens[0], tokens[1:]
    if token == "(":
        node, rest = _either(rest)
        if rest[0] != ")":
            raise ValueError(token)
        return node, rest[1:]
    field, colon, value = token.partition(":")
    if not colon:
        raise ValueError(token)
    return Atom(field, value.strip("\"'{}")), rest


def _holds(node: Node, case: Case) -> bool | None:
    if isinstance(node, Atom):
        return _atom(node, case)
    found = [_holds(part, case) for part in node.parts]
    if node.word == "NOT":
        return None if found[0] is None else not found[0]
    decisive = node.word == "OR"
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _atom(atom: Atom, case: Case) -> bool | None:
    match atom.field:
        case "is":
            return _is(atom.value, case)
        case "changekind":
            return atom.value.upper() in satisfied(case.kind)
        # Any other `has:` and group is for the server to know: only what was seen to hold is
        # believed.
        case "has" if case.kind in SAME_FILES and atom.value == "unchanged-files":
            return True
    return True if f"{atom.field}:{atom.value}" in case.met else None


def _is(word: str, case: Case) -> bool | None:
    match word.upper():
        case "ANY":
            return True
        case "MIN":
            return case.value == case.lowest
        case "MAX":
            return case.value == case.highest
        case "POSITIVE":
            return case.value > 0
        case "NEGATIVE":
            return case.value < 0
    try:
        return case.value == int(word)
    except ValueError:
        return None
