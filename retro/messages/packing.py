"""The packed form of a message: the lines that `read` uses, and no others."""

from collections.abc import Callable

from retro.messages.carried import FOLLOWED, list_lines
from retro.messages.reading import GONE, SPEECH, TURNS, read
from retro.messages.removed import vote_lines
from retro.messages.says import Reading
from retro.messages.talk import READY, TEXT, talk, without_count
from retro.messages.values import STOCK, Names, bare, named, sealed, sounds_named, tokens

NAME = 80
"""No value name has more characters; a longer line is a person's words."""
MarkOf = Callable[[str], str]
"""Tells by what mark words that start a CI are kept; nothing for all others."""


def keep(text: str, names: Names = STOCK, mark_of: MarkOf = lambda _: "") -> str:
    """Return the packed form of a person's message.

    Whatever else a person wrote becomes one line: `(text)`, or the mark of what it started.
    Reading the packed form gives the same as reading the whole, by the stock value names, those
    of known sites, and `names`.
    """
    first, _, rest = text.partition("\n")
    first = first.strip()
    reading = read(text)
    if reading.removed:
        return "\n".join([first, *_spaced(vote_lines(rest))])
    if reading.upload:
        return "\n".join([first, *_spaced(list(list_lines(rest)))])
    if match := SPEECH.fullmatch(first):
        return _answer(match[1], match[2].strip(), first, rest, names, mark_of)
    if sounds_named(first) or bare(first, names):
        return "\n\n".join([first, *_said(rest, mark_of)])
    if reading.gone:  # by whom and why is nobody's business
        return GONE
    return TEXT if reading == Reading() else first


def _spaced(lines: list[str]) -> list[str]:
    return ["", *lines] if lines else []


def _answer(number: str, words: str, first: str, rest: str, names: Names, mark_of: MarkOf) -> str:
    if words in TURNS:
        return first
    line = without_count(words)
    if not line or tokens(line) is not None or sounds_named(line):
        return "\n\n".join([first, *_said(rest, mark_of)])
    whole = f"{words}\n{rest}"
    if named(line, names) or (len(line) <= NAME and line == words and not _mark(whole, mark_of)):
        return "\n\n".join([f"Patch Set {number}: {sealed(line, names)}", *_said(rest, mark_of)])
    return "\n\n".join([f"Patch Set {number}:", *_said(whole, mark_of)])


def _mark(rest: str, mark_of: MarkOf) -> str:
    return mark_of(talk(rest).said)


def _said(rest: str, mark_of: MarkOf) -> list[str]:
    """Return the set phrases of an answer, and that there is more where there is."""
    said = talk(rest)
    late = ["\n".join([FOLLOWED, *said.late])] if said.late else []
    own = [mark_of(said.said) or TEXT] if said.own else []
    return [*late, *said.counts, *([READY] if said.ready else []), *own]
