"""What a writer should hear of the words, before or instead of publishing them."""

from collections.abc import Sequence

from retro.content import Chapter, Doubt, Vocabulary, doubts, needless
from retro.errors import ContentError
from retro.progress import Say

Words = tuple[Sequence[Chapter], Vocabulary]
"""The words of an edition, and what it knows."""


def hear(
    editions: Sequence[Words],
    say: Say,
    *,
    strict: bool,
    whole: bool,
    typed: Sequence[Doubt] = (),
) -> tuple[str, ...]:
    """Say each doubt about the words in a line, and return the lines.

    A name that may merely be idle in this cycle is said as a note, and is never an error.

    Args:
        editions: Those that are built.
        say: Where to say it.
        strict: Whether a doubt is an error.
        typed: What stands in the team's files and matches nothing.
        whole: Whether these are all editions; only then is an answer known to be needless.

    Raises:
        ContentError: There is such a doubt, and the order is strict.
    """
    typed_alone: list[tuple[Doubt, list[str]]] = [(doubt, []) for doubt in typed]
    every = typed_alone + _doubts(editions, whole=whole)
    lines = tuple(
        f"{_sort(doubt)}: {doubt.where}: {_line(doubt, names)}{_hint(doubt, typed)}"
        for doubt, names in every
    )
    for line in lines:
        say(line)
    serious = [row for row in every if not row[0].idle]
    if serious and strict:
        (first, names), more = serious[0], len(serious) - 1
        what = _line(first, names) + (f", and {more} more" if more else "")
        raise ContentError(what, where=first.where, hint=first.hint)
    return lines


def _sort(doubt: Doubt) -> str:
    return "note" if doubt.idle else "warning"


def _hint(doubt: Doubt, typed: Sequence[Doubt]) -> str:
    """Return what to do about a slip in a name, which a warning about words needn't say."""
    return f"; {doubt.hint}" if doubt in typed else ""


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
