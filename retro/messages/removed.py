"""Votes that somebody took away, one by one or with their reviewer."""

import re
from collections.abc import Iterator

from retro.messages.persons import person
from retro.messages.says import Removal

# The author took it away; whose vote it was stands in the text (tag deleteVote, since 2.13).
_VOTE = re.compile(r"(?:Removed|\*) (-?)([A-Za-z][A-Za-z0-9-]*?)([+-]\d{1,5})? by (.+)")
# 2.10 to 2.13: whose votes they were stands in each line only.
_LIST = re.compile(r"Removed the following (?:votes|approvals):")
_REVIEWER = re.compile(r"Removed (?:reviewer|cc) (.*?)(?:\.| with the following votes:)?")


def removals(first: str, rest: str) -> tuple[Removal, ...]:
    """Return what a message that begins with "Removed" takes away."""
    if match := _REVIEWER.fullmatch(first):
        account, name = person(match[1])
        if account is not None:
            return (Removal("", None, account),)
        whole = (Removal("", None, None, name),) if name else ()
        return (*whole, *_votes(vote_lines(rest)))
    if _LIST.fullmatch(first):
        return tuple(_votes(vote_lines(rest)))
    return tuple(_votes([first]))


def vote_lines(rest: str) -> list[str]:
    """Return the lines that name a vote each."""
    lines = map(str.strip, rest.split("\n"))
    return [line for line in lines if line.startswith("* ") and _VOTE.fullmatch(line)]


def _votes(lines: list[str]) -> Iterator[Removal]:
    for match in map(_VOTE.fullmatch, lines):
        if match:
            account, name = person(match[4])
            yield Removal(match[2], int(match[3]) if match[3] else None, account, name)
