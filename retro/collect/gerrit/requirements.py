"""What submit requirements say of a label: which votes on it they ask for, and which they refuse.

Source:
    The operator `label` and its negations in Gerrit's Documentation/user-search.txt; who may read
    requirements of a change gets the submittability and the override expression of each (since
    3.5), never the applicability expression (SubmitRequirementsJson).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from math import inf
from operator import eq, ge, gt, le, lt

from msgspec import Struct

_TOKENS = re.compile(r'"[^"]*"|\(|\)|-(?=[\w("])|(?:[^\s()"]|"[^"]*")+')
_LABEL = re.compile(
    # a second condition on one label is written label1:
    r"label\d*:(?P<name>\w[\w-]*?)"
    r"(?:(?P<sign>>=|<=|=|>|<)(?P<value>[+-]?\d+|\w+)|(?P<vote>[+-]\d+))?(?:,.*)?",
    re.ASCII,
)

_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "=": eq,
    ">=": ge,
    "<=": le,
    ">": gt,
    "<": lt,
}


class Atom(Struct, frozen=True):
    """One condition on a label: whether it asks for a vote, or refuses a low or a high one."""

    label: str
    needs: bool = False
    refuses_low: bool = False
    refuses_high: bool = False


def atoms(expression: str) -> Iterator[Atom]:
    """Yield the conditions on labels in an expression, whatever else it holds."""
    negated, after_not = [False], False
    for token in _TOKENS.findall(expression):
        if token in ("-", "NOT"):
            after_not = not after_not
        elif token == "(":
            negated.append(negated[-1] ^ after_not)
            after_not = False
        elif token == ")":
            negated = negated[:-1] or [False]
        else:
            if found := _LABEL.fullmatch(token.replace('"', "")):
                yield _atom(found, negated=negated[-1] ^ after_not)
            after_not = False


def joined(found: Iterable[Atom], label: str) -> Atom | None:
    """Return all that conditions say of one label; None where none names it."""
    own = [atom for atom in found if atom.label == label]
    if not own:
        return None
    return Atom(
        label,
        any(atom.needs for atom in own),
        any(atom.refuses_low for atom in own),
        any(atom.refuses_high for atom in own),
    )


def _atom(found: re.Match[str], *, negated: bool) -> Atom:
    """Tell what a condition comes to by whether no vote, a low and a high one each fulfil it.

    `label:L>=0` holds while nobody votes: it refuses low votes and asks for none. What only a low
    vote fulfils, `label:L=-1`, asks for no approval and refuses nothing.
    """
    sign, value = found["sign"] or "=", (found["value"] or found["vote"] or "MAX").upper()
    low, nothing, high = (_holds(sign, value, vote) != negated for vote in (-inf, 0, inf))
    return Atom(
        found["name"],
        needs=high and not nothing,
        refuses_low=nothing and not low,
        refuses_high=nothing and not high,
    )


def _holds(sign: str, value: str, vote: float) -> bool:
    """Tell whether the lowest vote, none or the highest one fulfils a condition."""
    if not re.fullmatch(r"[+-]?[0-9]{1,5}", value):
        wanted = {"MIN": -inf, "REJECT": -inf}.get(value, inf)
        return _COMPARED[sign](vote, wanted)
    if sign == "=":
        return (vote > 0) - (vote < 0) == (int(value) > 0) - (int(value) < 0)
    return _COMPARED[sign](vote, int(value))
