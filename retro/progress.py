"""Telling the user how far the work is: a line that moves on a terminal, plain lines elsewhere."""

import os
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from threading import RLock
from typing import TextIO

Say = Callable[[str], None]
"""Tells the user one line."""


def unheard(_: str) -> None:
    """Tell nobody."""


def plain(text: str) -> str:
    """Return a text without what could steer a terminal: control and direction marks."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def silence(stream: TextIO | None) -> None:
    """Let what a stream could not take, and what else it is given, go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


class Progress:
    """Says one line a step; a later line of the same step takes the earlier one's place.

    Nobody has to hear it: where the stream takes no more, the work goes on without a word.
    """

    def __init__(self, stream: TextIO, *, quiet: bool, verbose: bool) -> None:
        """Write to a stream; quiet says nothing, verbose also the details."""
        self._stream = stream
        self._quiet = quiet
        self._verbose = verbose
        self._moving = stream.isatty()
        self._width = 0
        self._lock = RLock()

    def say(self, text: str, *, moving: bool = False) -> None:
        """Say how far a step is; a moving line is for terminals only."""
        if self._quiet or (moving and not self._moving):
            return
        text = plain(text)
        with self._lock:
            if moving:
                self._write(f"\r{text[:79]:<{self._width}}")
                self._width = min(len(text), 79)
            else:
                self.end()
                self._write(f"{text}\n")

    def move(self, text: str) -> None:
        """Say on a line that moves how far a step is, where there is such a line."""
        self.say(text, moving=True)

    def detail(self, text: str, *, moving: bool = False) -> None:
        """Say what only a curious user wants to know."""
        if self._verbose:
            self.say(text, moving=moving)

    def end(self) -> None:
        """Leave a moving line, so that the next text stands on its own."""
        if self._width:
            self._write(f"\r{'':<{self._width}}\r")
            self._width = 0

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            self._quiet = True
            silence(self._stream)
