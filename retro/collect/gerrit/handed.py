"""Full records that one team of a run hands on to others, so that each is asked for once."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from retro.collect.reply import Answer
from retro.collect.shared import Shared
from retro.collect.work import Work
from retro.snapshot.gerrit import IndexInfo


class _Numbered(Struct, frozen=True):
    _number: int


class Handed:
    """The changes of common projects, by number and as of their last update."""

    def __init__(self, server: str, work: Work, shared: Shared) -> None:
        """Take whose they are, where a team's own answers lie, and those for all teams."""
        self._server = server
        self._work = work
        self._shared = shared
        self._common: dict[int, str] = {}

    def know(self, rows: Mapping[int, IndexInfo]) -> None:
        """Learn which changes are of common projects, and as of when each is asked for."""
        takes = self._shared.takes
        self._common = {
            number: row.updated for number, row in rows.items() if takes(self._server, row.project)
        }

    def __contains__(self, number: int) -> bool:
        return number in self._common

    def at(self, number: int) -> str | None:
        """Return as of when a change is asked for; None where no other team asks for it."""
        return self._common.get(number)

    def known(self, wanted: Sequence[int], options: Sequence[str]) -> list[int]:
        """Return which changes another team has in full, as they are now."""
        return [n for n in wanted if n in self and self._answer(n, options)]

    def put_together(
        self, name: str, asked: str, wanted: Sequence[int], options: Sequence[str], guard: bytes
    ) -> None:
        """Keep an answer that is made of what other teams were told, if that is all of it."""
        if not self._common or self._work.answer(name, asked):
            return
        found = [answer for n in wanted if n in self and (answer := self._answer(n, options))]
        if len(found) == len(wanted):
            body = guard + b"\n[" + b",".join(answer.body for answer in found) + b"]"
            self._work.keep(name, asked, Answer(body, 0))

    def hand_on(self, raws: Sequence[msgspec.Raw], options: Sequence[str]) -> None:
        """Let other teams have the records of common projects."""
        for raw in raws:
            number = msgspec.json.decode(raw, type=_Numbered)._number
            if number in self:
                self._shared.keep(self._place(number, options), Answer(bytes(raw), 0))

    def __bool__(self) -> bool:
        return bool(self._common)

    def _answer(self, number: int, options: Sequence[str]) -> Answer | None:
        return self._shared.answer(self._place(number, options))

    def _place(self, number: int, options: Sequence[str]) -> str:
        at = self._common[number]
        return f"{self._server} change {number} at {at} with {','.join(options)}"
