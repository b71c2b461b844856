"""What a run has ahead of it: said before it starts, and how much of that is left."""

from collections.abc import Iterator
from threading import Lock

from retro.collect import Ahead, Round
from retro.job.tally import lasting
from retro.outline.words import NBSP, counted
from retro.record.target import Target


class RunAhead:
    """What servers will be asked for the teams of a run, and were already."""

    def __init__(self, round_: Round, lanes: int) -> None:
        """Take whose requests are counted, and how many may be under way at once."""
        self._round = round_
        self._lanes = lanes
        self._lock = Lock()
        self._told: dict[str, frozenset[int]] = {}
        self._sure: dict[tuple[str, str], int] = {}
        self._most: dict[str, int] = {}
        self._by: dict[str, dict[str, None]] = {}
        self._before: dict[tuple[str, str], int] = {}

    def add(self, target: Target, found: list[Ahead]) -> None:
        """Add what is ahead for a team; changes and trackers of another team are asked once."""
        for ahead in found:
            with self._lock:
                self._add(target, ahead)

    def _add(self, target: Target, ahead: Ahead) -> None:
        place, told = (target.team.key, ahead.server), self._told.get(ahead.server, frozenset())
        new = frozenset(ahead.numbers) - told
        part = len(new) / len(ahead.numbers) if ahead.numbers else 1
        self._told[ahead.server] = told | new
        self._sure[place] = self._sure.get(place, 0) + ahead.requests(told)
        self._most[ahead.server] = self._most.get(ahead.server, 0) + round(ahead.most * part)
        self._by.setdefault(ahead.server, {})[ahead.by] = None
        self._before[place] = self._round.asked(*place)

    def lines(self) -> Iterator[str]:
        """Yield what each server will be asked, how long that takes, and what that rests on."""
        for server, by in self._by.items():
            sure = sum(n for (_, one), n in self._sure.items() if one == server)
            gate = self._round.gate(server)
            pace = f"{gate.mean:.1f} s an answer" if gate.asked else "a second an answer, a guess"
            lanes = f", {self._lanes} at once" if self._lanes > 1 else ""
            yield (
                f"{server}: {_counted(sure)}, {lasting(self._seconds(server, sure))} "
                f"(by {' and '.join(sorted(by))}; {pace}{lanes}){self._more(server)}"
            )

    def _more(self, server: str) -> str:
        most = self._most[server]
        if not most:
            return ""
        return f"; and up to {_counted(most)} for comments, {lasting(self._seconds(server, most))}"

    def _seconds(self, server: str, requests: float) -> float:
        return requests * self._round.gate(server).mean / self._lanes

    def end(self, target: Target) -> None:
        """Learn that a team had its turn: nothing is left of what was ahead for it."""
        with self._lock:
            for place in [one for one in self._sure if one[0] == target.team.key]:
                del self._sure[place]

    @property
    def left(self) -> int:
        """Return how many requests are left that are sure."""
        return sum(self._left(place) for place in list(self._sure))

    @property
    def seconds(self) -> float:
        """Return how long they take: servers are asked beside each other."""
        servers: dict[str, int] = {}
        for place in list(self._sure):
            servers[place[1]] = servers.get(place[1], 0) + self._left(place)
        return max((self._seconds(one, number) for one, number in servers.items()), default=0)

    def _left(self, place: tuple[str, str]) -> int:
        made = self._round.asked(*place) - self._before.get(place, 0)
        return max(0, self._sure.get(place, 0) - made)


def _counted(requests: int) -> str:
    return counted(requests, "requests").replace(NBSP, " ")
