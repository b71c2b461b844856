"""Names in a team's files that nobody and nothing of the record has."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from retro.content.doubt import Doubt
from retro.content.node import Node

_SAME = 0.85
"""From here on two names are so much alike that one of them is a slip of the other."""


def strangers(nodes: Iterable[Node], names: frozenset[str], what: str) -> Iterator[Doubt]:
    """Yield a doubt for each name that is not among those of the record, with the nearest."""
    for node in nodes:
        name = str(node.value)
        if name and not _among(name, names):
            yield doubt(node, f"{name} is {what}", near(name, names))


def idle(
    nodes: Iterable[Node],
    names: frozenset[str],
    what: str,
    among: Callable[[str, frozenset[str]], bool] | None = None,
) -> Iterator[Doubt]:
    """Yield the same for names that hold for every cycle, so that this one need not know them.

    Only one that is a slip of a name of the record, which stands in none of these places, is more
    than idle.
    """
    places = tuple(nodes)
    listed = frozenset(str(node.value) for node in places)
    for node in places:
        name = str(node.value)
        if name and not (among or _among)(name, names):
            slip = slip_of(name, names - listed)
            hint = f"did you mean {slip}?" if slip else "correct it, if it is not merely idle"
            yield doubt(node, f"{name} is {what}", hint, idle=not slip)


def slip_of(name: str, names: Iterable[str]) -> str:
    """Return the name that another is almost certainly a slip of, or nothing."""
    return "".join(get_close_matches(name.casefold(), [*names], n=1, cutoff=_SAME))


def met(project: str, projects: frozenset[str]) -> bool:
    """Tell whether a project, or one that begins so, is among those of the record."""
    beginning = project.removesuffix("*")
    return project in projects or (
        beginning != project and any(name.startswith(beginning) for name in projects)
    )


def doubt(node: Node, what: str, hint: str, *, idle: bool = False) -> Doubt:
    """Return a doubt about what stands in a place."""
    return Doubt(f"{node.path}:{node.line}", what, hint, idle)


def near(name: str, names: Iterable[str]) -> str:
    """Return the hint that names the nearest name, if any is near."""
    every = [*names]
    nearest = get_close_matches(name, every, n=1) or get_close_matches(name.casefold(), every, n=1)
    return f"did you mean {nearest[0]}?" if nearest else "correct it, or take it out"


def _among(name: str, names: frozenset[str]) -> bool:
    return name in names or name.casefold() in names
