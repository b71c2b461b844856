"""What a writer should hear of the words, before or instead of publishing them."""

from collections.abc import Sequence

from retro.content import Chapter, Doubt, Vocabulary, doubts, needless
from retro.errors import ContentError
from retro.progress import Say

Words = tuple[Sequence[Chapter], Vocabulary]
"""The words of an edition, and what it knows."""


def hear(editions: Sequence[Words], say: Say, *, strict: bool, whole: bool) -> tuple[str, ...]:
    """Say each doubt about the words in a line, and return the lines.

    Args:
        editions: Those that are built.
        say: Where to say it.
        strict: Whether a doubt is an error.
        whole: Whether these are all editions; only then is an answer known to be needless.

    Raises:
        ContentError: There is a doubt, and the order is strict.
    """
    found = _doubts(editions, whole=whole)
    lines = tuple(f"warning: {doubt.where}: {_line(doubt, names)}" for doubt, names in found)
    for line in lines:
        say(line)
    if found and strict:
        (first, names), more = found[0], len(found) - 1
        what = _line(first, names) + (f", and {more} more" if more else "")
        raise ContentError(what, where=first.where, hint=first.hint)
    return lines


def _line(doubt: Doubt, editions: Sequence[str]) -> str:
    return f"{doubt.what} ({', '.join(editions)})" if editions else doubt.what


def _doubts(editions: Sequence[Words], *, whole: bool) -> list[tuple[Doubt, list[str]]]:
    """Return the doubts, each with the editions in which it arises."""
    found: dict[Doubt, list[str]] = {}
    for chapters, known in editions:
        for doubt in doubts(chapters, known):
            found.setdefault(doubt, []).append(known.report.edition)
    more = needless(editions) if whole else ()
    return [*found.items(), *((doubt, []) for doubt in more)]
