"""What all texts for other places say alike: the sample's mark, the day, and what is not known."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from retro.model.facts import Fact, Gap, Report
from retro.model.origin import Origin
from retro.outline.gaps import UNWRITTEN, by_reason, names
from retro.outline.words import NBSP, day, listed, not_known

WIDTH = 72

SAMPLE = (
    "SIMULATED SAMPLE: some of this comes from a simulator, not from a server. It shows what this "
    "text can tell, not what happened."
)


def sample(report: Report) -> tuple[str, ...]:
    """Return the mark of a sample, where something is simulated."""
    return (SAMPLE,) if report.simulated else ()


def heading(report: Report) -> str:
    """Say whose text it is, of which cycle."""
    return f"{on_one_line(report.team_title)} in {on_one_line(report.cycle_title)}"


def as_of(report: Report) -> str:
    """Say of which day it is: as of 7 April 2016, week R-0."""
    return f"as of {day(report.as_of)}, week {report.week}"


def on_one_line(text: str) -> str:
    """Return a text of others as one line of what can be seen: it steers nothing."""
    seen = (letter if letter.isprintable() or letter == NBSP else " " for letter in text)
    return " ".join("".join(seen).split())


def origins(facts: Iterable[Fact]) -> str:
    """Say where numbers come from, the surest first: measured and simulated."""
    there = {fact.origin for fact in facts}
    return listed([str(origin) for origin in Origin if origin in there])


def unknown(asked: Iterable[str], report: Report) -> Iterator[str]:
    """Say of some facts which are not known, and why; what has no use there is left out."""
    every = (report.facts.get(name) for name in dict.fromkeys(asked))
    gaps = [fact for fact in every if isinstance(fact, Gap)]
    for why, group in by_reason(gaps).items():
        reason = UNWRITTEN if why == UNWRITTEN else on_one_line(why)
        yield f"{not_known(names(group))} {reason}"


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Return a paragraph as lines of plain text, each beginning with what it is given."""
    lines = wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(NBSP, " ")
