"""What stands below the votes of an answer: late votes, counts of comments, a person's words."""

import re

from msgspec import Struct

from retro.messages.carried import FOLLOWED, follow_ups, is_follow_up
from retro.messages.says import Reading

READY = "This change is ready for review."
# "inline" was written up to 2.5. Since 3.3 the words of a web reply are comments too, and the
# message has nothing but this count.
_COUNT = re.compile(r"\(\d+ (?:inline )?comments?\)")
_COUNTED = re.compile(r"(.*?) ?\(\d+ (?:inline )?comments?\)")
TEXT = "(text)"
"""Stands for a person's words."""


REPLIES = "2020-03-01"
"""No comment before it is a reply's words: /PATCHSET_LEVEL came with Gerrit 3.2 and 3.3."""


class Talk(Struct, frozen=True, gc=False):
    """An answer below its first line; of the person's own lines two tell enough."""

    late: tuple[str, ...]
    counts: tuple[str, ...]
    ready: bool
    own: tuple[str, ...]

    @property
    def said(self) -> str:
        """Return the person's words; below a count no CI looks for its trigger."""
        return TEXT if self.own and self.counts else "\n".join(self.own)


def talk(rest: str) -> Talk:
    """Take apart what stands below an answer's first line."""
    ready = READY in rest
    late: list[str] = []
    counts: list[str] = []
    own: list[str] = []
    listing = said_ready = False
    for line in map(str.strip, rest.split("\n")):
        if not line:
            continue
        if line == FOLLOWED and not own:
            listing = True
        elif listing and is_follow_up(line):
            late.append(line)
        elif line[0] == "(" and not own and _COUNT.fullmatch(line):
            counts.append(line)
        elif ready and line == READY:
            said_ready = True
        else:
            listing = False
            own.append(line)
            if len(own) > 1 and not ready:
                break
    return Talk(tuple(late), tuple(counts), said_ready, tuple(own[:2]))


def answered(reading: Reading, rest: str) -> Reading:
    """Add to an answer's first line what stands below it."""
    words = talk(rest)
    return Reading(
        reading.patch_set,
        votes=reading.votes,
        follow_ups=follow_ups(words.late) if words.late else (),
        wip=False if words.ready else None,
        counted=reading.counted or bool(words.counts),
        said=TEXT if reading.counted and words.own else words.said,
    )


def own_words(text: str) -> str:
    """Return what a comment begins with, as far as it takes to know a trigger."""
    return "\n".join([line for line in map(str.strip, text.split("\n")) if line][:2])


def without_count(line: str) -> str:
    """Return a first line less the count of comments at its end, where old servers had it."""
    match = _COUNTED.fullmatch(line)
    return match[1] if match else line
