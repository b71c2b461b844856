"""A second process that takes work off this one's hands while it goes on with other work.

What is given out is done there in turn, and whoever asks for a result waits for it: to make here
what is not begun there would load here, too, all that it needs. The results are the same without a
second process.
"""

import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from functools import partial
from threading import Thread, active_count
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # who has nothing to give out loads none of what processes need
    from concurrent.futures import ProcessPoolExecutor

Made = TypeVar("Made")

_NONE = (OSError, ImportError, NotImplementedError, BrokenExecutor)
"""What a system says that has no second process to give."""


class Beside:
    """Gives work to a second process, which begins with the first work and ends with this."""

    def __init__(self, jobs: int) -> None:
        """Allow so many processes in all; with one, all work is done here."""
        # A process is copied with what its threads hold, but without them: it would be held on.
        self._allowed = min(jobs, os.cpu_count() or 1) > 1 and active_count() == 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Beside":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def begun(self) -> bool:
        """Tell whether there is a second process already, with what it has loaded."""
        return self._pool is not None

    def ready(self, load: Callable[[], None]) -> None:
        """Let the second process, if there is one, load what work will need."""
        if self._allowed:
            self.later(load)

    def later(self, work: Callable[[], Made]) -> Callable[[], Made]:
        """Give out some work; return what is to be called once, for its result.

        Args:
            work: Writes no file, and can be sent to another process, as its result can.
        """
        if self._allowed:
            with suppress(*_NONE):
                from concurrent.futures import ProcessPoolExecutor

                self._pool = self._pool or ProcessPoolExecutor(1, initializer=_follow)
                return partial(_result, self._pool.submit(work), work)
            self._allowed = False
        return work


def _result(future: Future[Made], work: Callable[[], Made]) -> Made:
    with suppress(BrokenExecutor):
        return future.result()
    return work()


def _follow() -> None:
    """End with the process that began this one, however that ends, and without a word.

    A signal that it ignores, as nohup has it, is ignored here too.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end when the one that began it is no more, killed or not."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
