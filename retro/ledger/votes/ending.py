"""What a record's end tells of the votes: its labels, and that a merge needs approvals."""

from collections.abc import Container, Iterable
from datetime import datetime

from retro.ledger.votes.boards import Boards
from retro.model.change import Event, Kind, Sure


class EndedBoards(Boards):
    """The boards of one change, which the end of its record completes."""

    def lacks(self, account: int, label: str) -> bool:
        """Tell whether a vote that the record ends with is one that no message told of.

        A removed reviewer's votes are hidden, and come back when he is a reviewer again.
        """
        key = label, account
        return key not in self.votes() and (self.current, key) not in self._removed

    def end_with(self, at: datetime, account: int, label: str, value: int) -> None:
        """Bring a vote that the boards lack to where no message told of it.

        A push with a hashtag tells no vote, and until 2013 some votes have no message at all. One
        that was cast on an earlier patch set was copied. Another value than ours is left alone:
        servers before 3.0 show what its voter may cast today.
        """
        key = label, account
        cast = [n for n, k in self._cast if k == key and self._votes[n].get(key) == value]
        there = [n for n, p in self._patch_sets.items() if p.created <= at]
        number = max(cast or there or [min(self._patch_sets)])
        if not cast:
            moment = max(at, self._patch_sets[number].created)
            self._events.append(
                Event(moment, Kind.VOTE, number, account, label, value, "", Sure.END)
            )
        for later in sorted(n for n in self._patch_sets if n > number):
            sure = Sure.END if later == self.current else Sure.ASSUMED
            self._copy(self._patch_sets[later].created, later, account, label, value, sure)

    def end_without(self, at: datetime, label: str, voters: Container[int]) -> None:
        """Take away at the end what was copied by a rule alone, and the record does not have.

        When it went nothing says: servers of before 3.5 kept no copies, so a record of that time
        may lack one that was in force until the change was merged.
        """
        for name, account in list(self.votes()) if self._ruled else ():
            by_rule = (self.current, (name, account)) in self._ruled
            if name == label and account not in voters and by_rule:
                self._take(at, self.current, account, label, None, Sure.END)

    def merge_with(self, gates: Iterable[str]) -> None:
        """Bring back approvals without which the change could not have been merged."""
        held = {label for (label, _), value in self.votes().items() if value > 0}
        lapsed = [(key, value) for key, value in self._lapsed.items() if value > 0]
        patch_set = self._patch_sets[self.current]
        for (label, account), value in lapsed:
            if label in gates and label not in held:
                self._copy(patch_set.created, self.current, account, label, value, Sure.END)
