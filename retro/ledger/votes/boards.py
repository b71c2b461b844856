"""The votes on every patch set of a change, and what becomes of them.

A vote may be cast on an old patch set and a new one may take votes over, so all are kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from retro.ledger.votes.copies import Rules, Verdict, as_said
from retro.ledger.votes.kinds import joined
from retro.messages import Carried, Removal, Token
from retro.model.change import TAKEN, Event, Kind, PatchSet, Sure, Votes
from retro.model.label import VETO

Key = tuple[str, int]

# Python 3.11 looks a member of an enum up ten times as slowly as a name.
_VOTE, _COPIED, _MESSAGE, _ASSUMED = Kind.VOTE, Kind.COPIED, Sure.MESSAGE, Sure.ASSUMED
_SURELY_NOT = Verdict(copied=False, sure=Sure.RULE)


class Boards:
    """The boards of one change; what happens on them is noted in `events`.

    Attributes:
        current: The number of the newest patch set.
    """

    def __init__(
        self, events: list[Event], rules: Rules, names: Callable[[], Mapping[str, int]]
    ) -> None:
        """Begin without a patch set.

        Args:
            events: Where to note what happens.
            rules: Which votes a new patch set takes over.
            names: Gives the accounts by name; asked only where a text has names.
        """
        self.current = 0
        self._events = events
        self._rules = rules
        self._names = names
        self._patch_sets: dict[int, PatchSet] = {}
        self._votes: dict[int, Votes] = {}
        self._cast: set[tuple[int, Key]] = set()
        self._shaky: set[tuple[int, Key]] = set()
        self._lapsed: Votes = {}
        self._removed: set[tuple[int, Key]] = set()
        self._ruled: set[tuple[int, Key]] = set()

    def upload(self, patch_set: PatchSet) -> Votes:
        """Lay out a new board; return the votes on the one before."""
        number = patch_set.number
        below = [known for known in self._patch_sets if known < number]
        self._patch_sets[number] = patch_set
        self._votes.setdefault(number, {})
        self.current = max(self.current, number)
        return self._votes[max(below)] if below else {}

    def votes(self) -> Votes:
        """Return the votes in force on the newest patch set."""
        return self._votes.get(self.current, {})

    def copy_all(self, patch_set: PatchSet, before: Votes) -> None:
        """Take every vote over: the server made this patch set itself when it merged."""
        for key, value in before.items():
            self._take_over(patch_set, key, value, Sure.RULE)
        for key in self._lapsed:
            self._lapse(patch_set, key)

    def copy_none(self) -> None:
        """Take no vote over: the server would have said so."""
        self._lapsed.clear()

    def copy_listed(self, patch_set: PatchSet, before: Votes, carried: Iterable[Carried]) -> None:
        """Take over what the server says it copied."""
        self._lapsed.clear()
        for (label, account), value in as_said(carried, before, self._names()):
            self._copy(patch_set.created, patch_set.number, account, label, value, Sure.MESSAGE)

    def outdate_listed(
        self, patch_set: PatchSet, before: Votes, outdated: Iterable[Carried]
    ) -> None:
        """Note what the server says it did not copy."""
        for key, _ in as_said(outdated, before, self._names()):
            if key in before and key not in self._votes[patch_set.number]:
                self._lapse(patch_set, key, Sure.MESSAGE)

    def copy_ruled(self, patch_set: PatchSet, before: Votes) -> None:
        """Take over what the rules keep; what goes by mere assumption is said to have lapsed."""
        lapsed, self._lapsed = self._lapsed, {}
        for key, value in before.items():
            verdict = self._judged(patch_set, key, value)
            if verdict.copied:
                self._take_over(patch_set, key, value, verdict.sure)
            elif verdict.sure is _ASSUMED:
                self._lapsed[key] = value
        for key, value in lapsed.items():
            if key not in before and self._judged(patch_set, key, value) != _SURELY_NOT:
                self._lapsed[key] = value
        for key in self._lapsed:
            self._lapse(patch_set, key)

    def _judged(self, patch_set: PatchSet, key: Key, value: int) -> Verdict:
        """Tell whether a vote outlives a patch set; where two ways to count differ, assume.

        Since 3.5 (2021-09) servers store copies, and compare with the patch set before; earlier
        ones compared at each look with that on which the vote was cast. Which of both a server
        did is not in its records until it lists what it copies, since 3.7.
        """
        label, account = key
        origin = self._origin(patch_set.number, key)
        kind = self._kind(origin, patch_set)
        verdict = self._rules.judge(label, account, value, patch_set, kind)
        if kind == patch_set.kind:
            return verdict
        other = self._rules.judge(label, account, value, patch_set, patch_set.kind)
        return verdict if verdict.copied == other.copied else Verdict(verdict.copied, Sure.ASSUMED)

    def _take_over(self, patch_set: PatchSet, key: Key, value: int, sure: Sure) -> None:
        """Copy a vote; it is as sure as it was on the patch set before, and no surer."""
        label, account = key
        below = max(number for number in self._patch_sets if number < patch_set.number)
        sure = Sure.ASSUMED if (below, key) in self._shaky else sure
        self._copy(patch_set.created, patch_set.number, account, label, value, sure)

    def _lapse(self, patch_set: PatchSet, key: Key, sure: Sure = Sure.ASSUMED) -> None:
        at, number = patch_set.created, patch_set.number
        self._events.append(Event(at, Kind.LAPSED, number, key[1], key[0], 0, "", sure))

    def _origin(self, number: int, key: Key) -> int:
        """Return the patch set below a number on which a vote was last cast by hand."""
        if number - 1 in self._patch_sets and (number - 1, key) in self._cast:
            return number - 1
        below = (n for n in sorted(self._patch_sets, reverse=True) if n < number)
        return next((n for n in below if (n, key) in self._cast), number - 1)

    def _kind(self, origin: int, patch_set: PatchSet) -> str:
        """Return what a patch set is against the one that its vote comes from."""
        if origin == patch_set.number - 1:
            return patch_set.kind
        known = self._patch_sets
        steps = (known[n].kind for n in sorted(known) if origin < n <= patch_set.number)
        return joined(steps)

    def cast(self, at: datetime, number: int, account: int, votes: Sequence[Token]) -> None:
        """Let an account vote on a patch set."""
        nameless = 0
        for label, value in votes:
            if label:
                self._cast_one(at, number, account, label, value, _MESSAGE)
            else:
                nameless += 1
        if nameless:
            self._clear(at, number, account, nameless, {vote.label for vote in votes})

    def _clear(self, at: datetime, number: int, account: int, count: int, named: set[str]) -> None:
        """Take back votes of which the message names no label: the ones cast last."""
        held = [
            label
            for label, voter in self._votes.get(number, {})
            if voter == account and label not in named
        ]
        sure = Sure.MESSAGE if len(held) <= count else Sure.ASSUMED
        for label in held[-count:]:
            self._cast_one(at, number, account, label, 0, sure)

    def _cast_one(
        self, at: datetime, number: int, account: int, label: str, value: int, sure: Sure
    ) -> None:
        self._events.append(Event(at, _VOTE, number, account, label, value, "", sure))
        self._set(number, account, label, value, sure)
        self._cast.add((number, (label, account)))

    def carry_on(self, at: datetime, number: int, account: int, votes: Iterable[Token]) -> None:
        """Let votes on an old patch set reach newer ones, as servers before 3.8 did unsaid."""
        # not one number after the other: what a server calls its newest patch set may be any
        there = sorted(n for n in {*self._patch_sets, *(n for n, _ in self._cast)} if n > number)
        for label, value in votes:
            for later in (n for n in there if n <= self.current):
                if (later, (label, account)) in self._cast:
                    break
                if later in self._patch_sets:
                    value = self._reach(at, number, self._patch_sets[later], account, label, value)

    def _reach(
        self,
        at: datetime,
        origin: int,
        patch_set: PatchSet,
        account: int,
        label: str,
        value: int,
    ) -> int:
        """Bring a late vote to one newer patch set; return what arrives there."""
        verdict = _SURELY_NOT
        if value:
            kind = self._kind(origin, patch_set)
            verdict = self._rules.judge(label, account, value, patch_set, kind)
        if verdict.copied:
            self._copy(at, patch_set.number, account, label, value, verdict.sure)
        elif (label, account) in self._votes[patch_set.number]:
            self._take(at, patch_set.number, account, label, account, verdict.sure)
        return value if verdict.copied else 0

    def follow(
        self, at: datetime, account: int, label: str, value: int | None, numbers: Iterable[int]
    ) -> None:
        """Bring a late vote to the patch sets that the message lists."""
        for number in numbers:
            if value:
                self._copy(at, number, account, label, value, Sure.MESSAGE)
            else:
                self._take(at, number, account, label, account, Sure.MESSAGE)

    def remove(self, at: datetime, by: int | None, number: int, removal: Removal) -> None:
        """Take away somebody's votes."""
        label, value, account = removal.label, removal.value, removal.account
        if account is None and removal.name:
            account = self._names().get(removal.name)
        held = self._votes.get(number, {})
        if account is not None:
            found = [key for key in held if key[1] == account and label in ("", key[0])]
        elif label:
            # Packing made strangers nameless; of several with one vote the last is taken.
            found = [key for key in held if key[0] == label and value in (None, held[key])][-1:]
        else:
            found = []
        sure = Sure.MESSAGE if account is not None else Sure.ASSUMED
        for name, voter in found:
            self._take(at, number, voter, name, by, sure)
        # Gerrit hides all votes of a removed reviewer, on every patch set.
        if not label and account is not None:
            self._forget(account)

    def _forget(self, account: int) -> None:
        for votes in self._votes.values():
            for key in [key for key in votes if key[1] == account]:
                del votes[key]

    def move(self, at: datetime, by: int | None) -> None:
        """Move to another branch, which takes every vote but a veto with it."""
        # Move.java keeps what vetoes. That the −2 of a label which blocks nothing goes as well
        # can't be told from a record.
        held = self._votes.get(self.current, {})
        for label, account in [key for key, value in held.items() if value > VETO]:
            self._take(at, self.current, account, label, by, Sure.RULE)

    def _copy(
        self, at: datetime, number: int, account: int, label: str, value: int, sure: Sure
    ) -> None:
        self._events.append(Event(at, _COPIED, number, account, label, value, "", sure))
        self._set(number, account, label, value, sure)
        self._cast.discard((number, (label, account)))
        if sure in (Sure.RULE, Sure.ASSUMED):
            self._ruled.add((number, (label, account)))

    def _take(
        self, at: datetime, number: int, account: int, label: str, by: int | None, sure: Sure
    ) -> None:
        told = "" if by == account else TAKEN
        self._events.append(Event(at, Kind.REMOVED, number, account, label, 0, told, sure))
        self._removed.add((number, (label, account)))
        self._set(number, account, label, 0, sure)

    def _set(self, number: int, account: int, label: str, value: int, sure: Sure) -> None:
        """Note a vote as the last of its board; 0 is none."""
        key = label, account
        if sure is _ASSUMED:
            self._shaky.add((number, key))
        elif self._shaky or self._lapsed:
            self._shaky.discard((number, key))
            if number == self.current:
                self._lapsed.pop(key, None)
        votes = self._votes.setdefault(number, {})
        votes.pop(key, None)
        if value:
            votes[key] = value
