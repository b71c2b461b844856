"""What a bug that asks for a feature tells of a spec that names it, and no blueprint."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from retro.ledger.features.blueprints import Verdict
from retro.ledger.features.matching import Word
from retro.model.bug import BugTask, Standing
from retro.model.cycle import Cycle
from retro.model.feature import Outcome
from retro.outline import words

Numbered = Mapping[int, Sequence[BugTask]]
"""Bugs by their number: one may be in several projects."""


class Requests:
    """The bugs of a team as one moment finds them."""

    def __init__(self, bugs: Numbered, cycle: Cycle, moment: datetime) -> None:
        """Take the bugs, the cycle for which features were asked, and the moment."""
        self._bugs, self._cycle, self._moment = bugs, cycle, moment

    def of(self, number: int) -> Word:
        """Return what a bug tells of a feature of the cycle.

        It landed if the last project fixed the bug in these days; while one has it open it is
        open. Of what was closed otherwise, or fixed in other days, the bug decides nothing.
        """
        every = ((bug, bug.spell(self._moment)) for bug in self._bugs.get(number, ()))
        some = [(bug, spell) for bug, spell in every if spell]
        standings = {spell.standing for _, spell in some}
        if Standing.OPEN in standings:
            return Word(verdict=Verdict(speaks=True))
        fixed = [spell.since for _, spell in some if spell.standing is Standing.FIXED]
        if not fixed or Standing.UNKNOWN in standings:
            return Word()
        since, where = max(fixed), words.listed(sorted({bug.project for bug, _ in some}))
        says = f"bug {number} of {where} was fixed on {words.day(since.date())}"
        if self._cycle.begins <= since < self._cycle.ends:
            landed = Verdict(speaks=True, outcome=Outcome.LANDED, since=since, says=says)
            return Word(verdict=landed)
        return Word(doubt=f"{says}, outside of this cycle")
