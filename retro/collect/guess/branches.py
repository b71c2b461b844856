"""Which branches count: where HEAD points, and where merged changes went."""

from collections import Counter
from collections.abc import Iterable, Iterator

from retro.collect.guess.votes import ChangeSeen
from retro.model.branches import Place
from retro.model.sketch import Guess
from retro.model.team import Gerrit

_USUAL = Gerrit(server="", projects=())
"""What holds for a team that says nothing of branches."""
_LEFT_OUT = 8
"""So many branches that are left out are named."""


def branches(head: str, changes: Iterable[ChangeSeen]) -> tuple[Guess, ...]:
    """Return the branches that count, then others that were seen, each with its reason.

    The usual names stand together, since one of them is what the other is renamed to. Nothing is
    returned where nothing was seen: the usual names hold then.

    Args:
        head: The branch that the server's HEAD points at, empty where it isn't shown.
        changes: Some merged changes.
    """
    seen = Counter(change.branch for change in changes if change.branch)
    if not head and not seen:
        return ()
    names = tuple(_counted(head, seen))
    left = [name for name, _ in seen.most_common() if name not in names][:_LEFT_OUT]
    return (
        *(Guess(name, _why(name, head, seen)) for name in names),
        *(Guess(name, _left(name, seen), taken=False) for name in left),
    )


def _counted(head: str, seen: Counter[str]) -> Iterator[str]:
    usual = _USUAL.branches
    if head and head not in usual:
        yield head
        yield from (name for name in usual if seen[name])
    else:
        yield from sorted(usual, key=lambda name: name != head)


def _why(name: str, head: str, seen: Counter[str]) -> str:
    points = ["is where the server's HEAD points"] if name == head else []
    went = [_share(name, seen)] if seen[name] else []
    return "; ".join(points + went) or "is not seen, but what the other may be renamed to"


def _left(name: str, seen: Counter[str]) -> str:
    if _USUAL.place(name) is Place.STABLE:
        return f"{_share(name, seen)}; a stable branch is counted apart"
    return f"{_share(name, seen)}; take it in if the team develops there"


def _share(name: str, seen: Counter[str]) -> str:
    return f"{seen[name]} of {seen.total()} merged changes that were seen went there"
