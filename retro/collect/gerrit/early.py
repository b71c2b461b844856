"""Records packed as they come, while the next answer is awaited."""

from collections.abc import Iterator, Sequence
from typing import IO, Any

import msgspec

from retro import messages
from retro.collect.gerrit.accounts import Who
from retro.collect.gerrit.pack import Packer
from retro.collect.listener import Listener
from retro.collect.people import People
from retro.collect.robots import Voices, judge
from retro.model.team import Gerrit
from retro.snapshot import line
from retro.snapshot.gerrit import ChangeInfo


class Early:
    """The lines of records so far, each packed by who everybody seemed to be when it came.

    That is who they are in the end, but for accounts that nothing tells at first; and who opted
    out is known at the end alone.
    """

    def __init__(self, gerrit: Gerrit, file: IO[bytes], listener: Listener) -> None:
        """Take the team's lists, an empty file for the lines, and who hears of each record."""
        self._gerrit = gerrit
        self._listener = listener
        self._triggers = messages.triggers(gerrit)
        self._file = file
        self._size = 0
        self._places: dict[int, tuple[int, int]] = {}
        self._judged: set[int] = set()
        self._plain: frozenset[int] = frozenset()

    def take(
        self,
        change: ChangeInfo,
        raw: dict[str, Any],
        accounts: Sequence[dict[str, Any]],
        people: People,
    ) -> None:
        """Pack one more record, given the accounts on it and everybody met so far."""
        if self._gerrit.opt_out:
            return
        self._judge(people)
        who = Who(plain=self._plain, dropped=frozenset(), infos=(), unknown=())
        packed = Packer(who, self._triggers).packed(change, raw, accounts)
        self._listener.hear(packed)
        self.put(packed)

    def put(self, change: ChangeInfo) -> None:
        """Take the line of a packed record, in place of an earlier one."""
        packed = line(change)
        self._places[change._number] = self._size, len(packed)
        self._size += self._file.write(packed)

    def numbers(self, who: Who) -> frozenset[int]:
        """Return whose lines stand, now that it is known who everybody is: all, or none."""
        stands = not who.dropped and self._plain == who.plain & self._judged
        return frozenset(self._places if stands else ())

    def lines(self) -> Iterator[tuple[int, msgspec.Raw]]:
        """Yield the lines by their numbers, in order."""
        for number in sorted(self._places):
            place, length = self._places[number]
            self._file.seek(place)
            yield number, msgspec.Raw(self._file.read(length))

    def _judge(self, people: People) -> None:
        """Tell the robots among those who are new."""
        if len(people) == len(self._judged):
            return
        new = {number: people[number] for number in people.keys() - self._judged}
        self._judged |= new.keys()
        robots = judge(new, self._gerrit, Voices())
        self._plain |= {number for number, reason in robots.items() if reason.certain}
