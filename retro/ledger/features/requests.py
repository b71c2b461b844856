"""What a bug that asks for a feature tells of a spec that names it, and no blueprint."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from retro.ledger.features.blueprints import Verdict
from retro.ledger.features.matching import Word
from retro.model.bug import BugTask, Spell, Standing
from retro.model.cycle import Cycle
from retro.model.feature import Outcome
from retro.outline import words


class Requests:
    """The bugs of a team as one moment finds them, by number."""

    def __init__(self, bugs: Iterable[BugTask], cycle: Cycle, moment: datetime) -> None:
        """Take the bugs, the cycle for which features were asked, and the moment."""
        found: dict[int, list[tuple[BugTask, Spell]]] = defaultdict(list)
        for bug in bugs:
            if spell := bug.spell(moment):
                found[bug.number].append((bug, spell))
        self._found: Mapping[int, Sequence[tuple[BugTask, Spell]]] = found
        self._cycle = cycle

    def of(self, number: int) -> Word:
        """Return what a bug tells of a feature of the cycle.

        It landed if the last project fixed the bug in these days; while one has it open it is
        open. Of what was closed otherwise, or fixed in other days, the bug decides nothing.
        """
        some = self._found.get(number, ())
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
