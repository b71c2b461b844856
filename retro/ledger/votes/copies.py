"""Which votes survive a new patch set: what the server said, else what rules say of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from retro.ledger.votes.conditions import Case, holds
from retro.ledger.votes.kinds import satisfied
from retro.ledger.votes.learned import Learned
from retro.messages import Carried
from retro.model.change import PatchSet, Sure, Votes
from retro.model.label import CODE_REVIEW, VETO
from retro.model.team import CopyRule

# A new All-Projects has copyAllScoresOnTrivialRebase since that commit; before, MIN alone.
STOCK_REBASE = date(2015, 4, 28)
"""Since this day Code-Review of a server that nobody configured survives a trivial rebase."""


class Verdict(Struct, frozen=True, gc=False):
    """Whether a vote is copied, and how that is known."""

    copied: bool
    sure: Sure


class Rules:
    """A server's copy rules: the team's own, else those it was seen to follow, else the stock."""

    def __init__(self, own: tuple[CopyRule, ...], learned: Learned) -> None:
        """Take the rules of team.yaml, and what the records tell."""
        self._own: dict[str, list[CopyRule]] = {}
        for rule in own:
            self._own.setdefault(rule.label, []).append(rule)
        self._learned = learned

    def judge(
        self, label: str, account: int, value: int, patch_set: PatchSet, kind: str
    ) -> Verdict:
        """Tell whether a vote on an earlier patch set is copied to this one.

        Args:
            label: The label.
            account: Who voted.
            value: The vote.
            patch_set: The new one.
            kind: What it is against the earlier one.
        """
        if self._own:
            return Verdict(self._ruled(label, value, satisfied(kind), patch_set), Sure.RULE)
        condition, certain = self._learned.condition(label, patch_set.created)
        if condition is not None and certain:
            holding = self._holds(condition, label, account, value, patch_set, kind)
            return Verdict(bool(holding), Sure.ASSUMED if holding is None else Sure.RULE)
        copied = self._learned.copied(label, kind, patch_set.created)
        if copied is None and condition is not None:
            copied = self._holds(condition, label, account, value, patch_set, kind)
        if copied is None:
            copied = _stock(label, value, kind, patch_set.created.date())
        return Verdict(copied, Sure.ASSUMED)

    def _holds(
        self, condition: str, label: str, account: int, value: int, patch_set: PatchSet, kind: str
    ) -> bool | None:
        lowest, highest = self._learned.ranges.get(label, (0, 0))
        known = self._known(account, patch_set.uploader)
        return holds(condition, Case(value, lowest, highest, kind, known))

    def _ruled(self, label: str, value: int, kinds: frozenset[str], patch_set: PatchSet) -> bool:
        day = patch_set.created.date()
        return "NO_CHANGE" in kinds or any(
            value in rule.values or not kinds.isdisjoint(rule.when)
            for rule in self._own.get(label, ())
            if (rule.start is None or rule.start <= day)
            and (rule.until is None or day < rule.until)
        )

    def _known(self, voter: int, uploader: int | None) -> frozenset[str]:
        return frozenset(
            atom
            for atom, account in self._learned.members
            if account == (uploader if atom.startswith("uploaderin:") else voter)
        )


def _stock(label: str, value: int, kind: str, day: date) -> bool:
    """Tell what a server does that nobody configured.

    Source:
        Gerrit's schema: copyAllScoresIfNoChange is the default of every label since 2.11, and
        since 2015-04-28 a new site's Code-Review also survives trivial rebases.
    """
    # copyMinScore is the oldest of the rules (2.6; before, a flag of the category).
    if label == CODE_REVIEW and value == VETO:
        return True
    kinds = satisfied(kind)
    rebased = label == CODE_REVIEW and day >= STOCK_REBASE and "TRIVIAL_REBASE" in kinds
    return rebased or "NO_CHANGE" in kinds


def as_said(
    carried: Iterable[Carried], before: Votes, names: Mapping[str, int]
) -> Iterator[tuple[tuple[str, int], int]]:
    """Yield the votes that a list in an upload's message means."""
    for label, value, accounts, persons in carried:
        who = {*accounts, *(names[person] for person in persons if person in names)}
        # Without "by" the line means all who held that value (ApprovalsUtil); names stand there
        # only where the condition asks for persons.
        if not accounts and not persons:
            who = {
                account
                for (name, account), held in before.items()
                if (name, held) == (label, value)
            }
        yield from (((label, account), value) for account in sorted(who))
