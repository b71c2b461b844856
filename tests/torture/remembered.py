"""What is pure is computed once: a walk runs a command thousands of times on the same records."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec

from retro import agree, render
from retro.job.site import pictures
from retro.record import reading, weekly_numbers
from retro.record.book import Book

Key = Callable[..., object]


def _cycle(target: Any) -> object:
    return target.path, (target.snapshot / "manifest.json").read_bytes()


def _page(frame: Any, chapters: Any, *_: object, **__: object) -> object:
    return _around(frame), [(one.key, one.path, one.drafted) for one in chapters]


def _around(frame: Any, *_: object, **__: object) -> object:
    others = [one.href for one in frame.editions]
    return frame.report.team, frame.report.edition, frame.folder, others, frame.sides


def _home(volumes: Any, *_: object) -> object:
    return [(one.digest.made_from, [part.folder for part in one.entries]) for one in volumes]


def _picture(series: Any, *_: object) -> object:
    return msgspec.json.encode(series)


PURE: tuple[tuple[Any, str, Key], ...] = (
    (reading, "_read", _cycle),
    (Book, "report", lambda book, *asked: (book.target.path, asked)),
    (agree, "hold", lambda report: report.edition),
    (agree, "hold_together", len),
    (render, "first_page", _page),
    (render, "around", _around),
    (render, "single_file", lambda report, *_, **__: report.edition),
    (render, "compact", lambda report, *_, **__: report.edition),
    (render, "side_by_side", lambda entries, *_, **__: [one.folder for one in entries]),
    (render, "home", _home),
    (weekly_numbers, "digest", lambda _, report, made_from: (report.edition, made_from)),
    (pictures, "_draw", _picture),
    (pictures, "_small", lambda weekly, *rest: (weekly.name, rest[-1])),
    (pictures, "_card", lambda _, whose, when, __: (whose, when)),
)


def remember() -> Callable[[], None]:
    """Let pure functions remember from now on; return what lets them forget it all."""
    memory: dict[object, Any] = {}
    for owner, name, key in PURE:
        setattr(owner, name, _remembering(getattr(owner, name), name, key, memory))
    return memory.clear


def _remembering(real: Any, name: str, key: Key, memory: dict[object, Any]) -> Any:
    @wraps(real)
    def called(*words: Any, **more: Any) -> Any:
        place = repr((name, key(*words, **more)))
        if place not in memory:
            memory[place] = real(*words, **more)
        return memory[place]

    return called
