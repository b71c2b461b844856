"""What became of each of several retrospectives: said as it goes on, and summed up at the end.

One that fails is told and leaves the others alone, whatever it was that failed.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from time import monotonic

from retro.errors import ProgramError, RetroError, UsageError, of_system
from retro.faults import Faults
from retro.outline import words
from retro.progress import Say
from retro.shell import typed

Clock = Callable[[], float]
"""Tells seconds that never go back."""

_MINUTE = 60


class Tally:
    """Counts the retrospectives of one order that are done, and those that are not."""

    def __init__(
        self,
        verb: str,
        say: Say,
        clock: Clock = monotonic,
        *,
        among: int,
        command: str = "build",
    ) -> None:
        """Begin with none; `left` may know better how long the rest takes.

        Args:
            verb: What is done with each: "built".
            say: Tells the user.
            clock: Tells how long it took.
            among: So many the order means, be there something to do or not.
            command: What does it with one alone.
        """
        self.done = 0
        self.left: Clock | None = None
        self._verb, self._say, self._clock = verb, say, clock
        self._command, self._among = command, among
        self._faults, self._failed = Faults(), dict[str, str]()
        self._many, self._over, self._began = 1, 0, clock()

    def begin(self, many: int) -> None:
        """Begin with what is to be done, and takes time; say how many there are."""
        self._many, self._over, self._began = many, 0, self._clock()

    @contextmanager
    def of(self, path: str) -> Iterator[None]:
        """Do one of them, and say how far all are."""
        with self.held(path):
            yield
            self.done += 1
        self._over += 1
        if self._many > 1:
            self._say(self._so_far())

    @contextmanager
    def held(self, path: str) -> Iterator[None]:
        """Keep what goes wrong with one of them.

        Where there are others, a fault of this program is an error of this one alone.
        """
        try:
            with self._told(path):
                yield
        except RetroError as error:
            self._failed[path] = error.what
            self._faults.add(error.each)

    @contextmanager
    def beside(self, path: str) -> Iterator[None]:
        """Keep what goes wrong with something that is none of them."""
        with self._faults, self._told(path):
            yield

    @property
    def failed(self) -> frozenset[str]:
        """Return those of which something went wrong."""
        return frozenset(self._failed)

    def also(self, errors: Iterable[RetroError]) -> None:
        """Keep what is to be mended of one of them, though it is done."""
        self._faults.add(errors)

    def end(self, unchanged: int) -> None:
        """Sum up, if there were several, and raise what went wrong.

        Args:
            unchanged: So many had nothing to do.
        """
        counts = {self._verb: self.done, "unchanged": unchanged, "failed": len(self._failed)}
        every = sum(counts.values())
        if every > 1:
            found = words.listed([f"{number} {what}" for what, number in counts.items() if number])
            self._say(f"{words.counted(every, 'retrospectives')}: {found}")
            for path, why in self._failed.items():
                self._say(f"  failed: {path}: {why}")
        self.refuse()

    def refuse(self) -> None:
        """Raise what went wrong, if anything did, with nothing summed up."""
        self._faults.end()

    def _so_far(self) -> str:
        left = self._many - self._over
        so_far = (self._clock() - self._began) / self._over * left
        seconds = self.left() if self.left else so_far
        said = f"{self._over} of {self._many}"
        return f"{said}, {lasting(seconds)} left" if left else said

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        try:
            yield
        except RetroError:
            raise
        except OSError as error:
            raise UsageError(
                of_system(error), where=path, hint="free or name another place"
            ) from error
        except BrokenExecutor as error:
            what = "its process was killed: there was not enough memory, perhaps"
            raise UsageError(what, where=path, hint="give it more, or take --jobs 1") from error
        except Exception as error:
            if self._among == 1:
                raise
            team, _, cycle = path.partition("/")
            alone = typed(self._command, team=team, cycle=cycle) if cycle else "--debug"
            what = f"a fault of this program, {type(error).__name__}: {error}"
            raise ProgramError(what, where=path, hint=f"{alone} shows where it is") from error


def lasting(seconds: float) -> str:
    """Say about how long something takes."""
    minutes = round(seconds / _MINUTE)
    if minutes > _MINUTE:
        return f"about {seconds / _MINUTE / _MINUTE:.1f} h"
    return f"about {minutes} min" if minutes else "less than 1 min"
