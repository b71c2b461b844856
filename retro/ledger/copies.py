"""Which votes survive a new patch set: what the server said, else the team's rules."""

from collections.abc import Iterable, Iterator
from datetime import date

from retro.model.change import Sure, Votes
from retro.model.team import CopyRule
from retro.wording import Carried

STOCK = (CopyRule(label="Code-Review", values=(-2,)),)
"""What nearly every server did where nobody says better: a veto sticks."""

# A weaker change is also every stronger one: nothing changed means no code changed.
_IMPLIED = {
    "NO_CHANGE": {"NO_CHANGE", "NO_CODE_CHANGE", "TRIVIAL_REBASE"},
    "MERGE_FIRST_PARENT_UPDATE": {"MERGE_FIRST_PARENT_UPDATE"},
    "NO_CODE_CHANGE": {"NO_CODE_CHANGE"},
    "TRIVIAL_REBASE": {"TRIVIAL_REBASE"},
}

Copy = tuple[tuple[str, int], int, Sure]
"""((label, account), value, how it is known)."""


def as_said(carried: Iterable[Carried], before: Votes) -> Iterator[Copy]:
    """Yield the votes that the upload's message lists as copied."""
    for label, value, accounts in carried:
        for key, held in before.items():
            everyone = not accounts and held == value
            if key[0] == label and (everyone or key[1] in accounts):
                yield key, value, Sure.MESSAGE


def by_rule(kind: str, rules: tuple[CopyRule, ...], day: date, before: Votes) -> Iterator[Copy]:
    """Yield the votes that the copy rules in force on a day carry over an upload of a kind."""
    kinds = _IMPLIED.get(kind, {kind} if kind else set())
    sure = Sure.RULE if rules else Sure.ASSUMED
    in_force = [rule for rule in rules or STOCK if _in_force(rule, day)]
    for key, value in before.items():
        # Since 2.11 a patch set without any change keeps every vote, unless told otherwise.
        if "NO_CHANGE" in kinds or any(_keeps(rule, key[0], value, kinds) for rule in in_force):
            yield key, value, sure


def _in_force(rule: CopyRule, day: date) -> bool:
    return (rule.start is None or rule.start <= day) and (rule.until is None or day < rule.until)


def _keeps(rule: CopyRule, label: str, value: int, kinds: set[str]) -> bool:
    return rule.label == label and (value in rule.values or not kinds.isdisjoint(rule.when))
