"""Which branches count: where HEAD points, and where merged changes went; which are releases'."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from retro.collect.guess.votes import ChangeSeen
from retro.model.branches import Place
from retro.model.sketch import Guess, Sure
from retro.model.team import Gerrit

_USUAL = Gerrit(server="", projects=())
"""What holds for a team that says nothing of branches."""
_LEFT_OUT = 8
"""So many branches that are left out are named."""
_MOST = 0.5
"""Where so much of what was merged went development is, wherever HEAD points."""

# 6.7, REL1_42, release-branch.go1.22, v8.x, 24.02_branch, 18: a version, after a word or none.
_VERSION = re.compile(r"(?P<word>[A-Za-z._/-]*?)(?P<number>v?\d[\w.-]*)", re.ASCII)
_NUMBERS = re.compile(r"v?\d+(?:[._-](?:\d+|x))+(?:[._-](?:branch|stable|release))?", re.ASCII)
_WORK = re.compile(r"(?:features?|topics?|users?|sandbox|dev|wip|bugs?|issues?|private)\b", re.I)
"""How branches begin that are somebody's work, whatever numbers they have."""


def branches(head: str, changes: Iterable[ChangeSeen]) -> tuple[Guess, ...]:
    """Return the branches that count, then others that were seen, each with its reason.

    The usual names stand together, since one of them is what the other is renamed to. Nothing is
    returned where nothing was seen: the usual names hold then.

    Args:
        head: The branch that the server's HEAD points at, empty where it isn't shown.
        changes: Some merged changes.
    """
    seen = _seen(changes)
    if not head and not seen:
        return ()
    names = tuple(dict.fromkeys(_counted(head, seen)))
    left = [name for name, _ in seen.most_common() if name not in names][:_LEFT_OUT]
    return (
        *(Guess(name, _why(name, head, seen), sure=_sure(name, head, seen)) for name in names),
        *(Guess(name, _left(name, seen), taken=False, sure="a guess") for name in left),
    )


def stable(counted: Iterable[Guess], changes: Iterable[ChangeSeen]) -> Guess | None:
    """Return an expression for branches of releases; None where the usual one fits all seen."""
    taken = {guess.value for guess in counted if guess.taken}
    found: dict[str, list[str]] = {}
    for name in _seen(changes):
        if name not in taken and _USUAL.place(name) is not Place.STABLE and (form := _form(name)):
            found.setdefault(form, []).append(name)
    if not found:
        return None
    names = ", ".join(name for names in found.values() for name in names[:2])
    return Guess(
        "|".join((_USUAL.stable, *sorted(found))),
        f"called as branches of releases are: {names}; these are counted apart",
        sure="likely",
    )


def _form(name: str) -> str:
    """Return an expression for branches like one with a version; nothing for others."""
    version = _VERSION.fullmatch(name)
    if not version or _WORK.match(name):
        return ""
    if version["word"]:
        return rf"{re.escape(version['word'])}v?\d"
    if name.isdecimal():
        return r"\d+$"
    return r"v?\d+[._-][\dx]" if _NUMBERS.fullmatch(name) else ""


def _seen(changes: Iterable[ChangeSeen]) -> Counter[str]:
    return Counter(change.branch for change in changes if change.branch)


def _counted(head: str, seen: Counter[str]) -> Iterator[str]:
    usual = _USUAL.branches
    most = [
        name
        for name, count in seen.most_common(1)
        if count >= _MOST * seen.total() and name not in usual and not _apart(name)
    ]
    if head and head not in usual:
        yield head
        yield from (name for name in usual if seen[name])
    elif not head and most and not any(seen[name] for name in usual):
        pass
    else:
        yield from sorted(usual, key=lambda name: name != head)
    yield from most


def _apart(name: str) -> bool:
    return _USUAL.place(name) is Place.STABLE or bool(_form(name))


def _sure(name: str, head: str, seen: Counter[str]) -> Sure:
    if name == head:
        return "sure" if seen[name] or not seen else "likely"
    return "likely" if seen[name] else "a guess"


def _why(name: str, head: str, seen: Counter[str]) -> str:
    points = ["is where the server's HEAD points"] if name == head else []
    went = [_share(name, seen)] if seen[name] else []
    return "; ".join(points + went) or "is not seen, but what the other may be renamed to"


def _left(name: str, seen: Counter[str]) -> str:
    if _apart(name):
        return f"{_share(name, seen)}; a stable branch is counted apart"
    return f"{_share(name, seen)}; take it in if the team develops there"


def _share(name: str, seen: Counter[str]) -> str:
    return f"{seen[name]} of {seen.total()} merged changes that were seen went there"
