"""A prelude for release notes, as reno reads it: https://docs.openstack.org/reno/latest/."""

import re
from collections.abc import Iterator

from retro.draft import flow
from retro.draft.forms.said import SAMPLE, heading, sample, unknown, wrapped
from retro.draft.sentence import Sentence, many, most, sentence
from retro.model.facts import Fact, Report
from retro.outline.words import counted, day, were

_INDENT = "    "
_MARKUP = re.compile(r"[\\`*_|]")


@sentence("features.landed")
def landed(done: Fact) -> str:
    """Say how much of what was approved landed."""
    return f"{many(done)} landed{f', of {counted(done.n, done.of)}' if done.n else ''}."


@sentence("bugs.fixed")
def fixed(mended: Fact) -> str:
    """Say how many bugs were fixed."""
    return f"{many(mended)} {were(most(mended))} fixed."


_SENTENCES: tuple[Sentence, ...] = (landed, flow.merged, fixed)


def reno(report: Report) -> str:
    """Return a note with a prelude of two or three sentences; what is not known is a comment."""
    said = [words for one in _SENTENCES for words in one.said(report.facts)]
    text = "---\n" + "".join(f"{wrapped(line, '# ', '#   ')}\n" for line in _remarks(report, said))
    if not said:
        return text
    opening = f"{_rst(heading(report))}, {day(report.start)} to {day(report.as_of)}:"
    words = " ".join([*sample(report), opening, *said])
    return f"{text}prelude: >\n{wrapped(words, _INDENT, _INDENT)}\n"


def _remarks(report: Report, said: list[str]) -> Iterator[str]:
    if report.simulated and not said:
        yield SAMPLE
    yield from unknown([name for one in _SENTENCES for name in one.names], report)


def _rst(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
