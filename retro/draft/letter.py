"""The outline of a hand-off letter: chapter by chapter, what the facts say and what they can't."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from retro.draft import (
    backlog,
    bugs,
    community,
    features,
    flow,
    hand_off,
    other_teams,
    priorities,
    rhythm,
    thanks,
)
from retro.draft.listing import Listing
from retro.draft.sentence import Facts, Sentence
from retro.model.facts import Fact, Gap, Report
from retro.outline.chapters import CHAPTERS, SUMMARY, Outline
from retro.outline.gaps import by_reason, names, silence
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import NBSP, OPEN, day, markdown, not_known

Passage: TypeAlias = tuple[Sentence | Listing, ...]

PASSAGES: dict[str, Passage] = {
    "summary": (
        features.proposed,
        features.landed,
        backlog.verified,
        flow.first_review,
        community.cores,
        community.outside,
    ),
    "features": features.PASSAGE,
    "priorities": priorities.PASSAGE,
    "community": community.PASSAGE,
    "backlog": backlog.PASSAGE,
    "flow": flow.PASSAGE,
    "rhythm": rhythm.PASSAGE,
    "bugs": bugs.PASSAGE,
    "other-teams": other_teams.PASSAGE,
    "thanks": thanks.PASSAGE,
    "hand-off": hand_off.PASSAGE,
}
"""What is said in each chapter, as far as it is known, by the chapter's key."""

EXPECTED = (
    "features.landed",
    "features.deferred",
    "community.cores_joined",
    "backlog.verified",
    "backlog.verified_at_start",
)
"""What a reader looks for in a number's own chapter: where it is not known, that is said."""


def letter(report: Report) -> str:
    """Return the whole outline in Markdown, with the numbers of the report's day filled in."""
    blocks = [*_head(report)]
    for outline in CHAPTERS:
        text = "\n\n".join(_said(outline, report.facts))
        questions = (f"> {OPEN} {question}" for question in outline.questions)
        blocks += filter(None, (f"## {outline.title}", text, *questions))
    return "\n\n".join(blocks).replace(NBSP, " ") + "\n"


def chapters(reports: Sequence[Report]) -> dict[str, str]:
    """Return the sentences of each chapter, by its key, with slots where the numbers go.

    What a page shows by itself, lists and what is not known, is left out, and so is what is not
    known, or is zero, in one of the reports: those of the editions that will show the chapters.
    """
    facts = _common(reports)
    texts = {outline.key: _slotted(outline, facts) for outline in CHAPTERS}
    return {key: f"{text}\n" if text else "" for key, text in texts.items()}


def summary(report: Report) -> str:
    """Return a paragraph for a page whose summary nobody has written, with slots for numbers.

    It is made anew with the page, so its words are those for today's numbers.
    """
    sentences, _ = _passage(SUMMARY)
    return "\n".join(words for one in sentences for words in one.linked(report.facts))


def _common(reports: Sequence[Report]) -> Facts:
    """Return the last report's facts that every report has, and as more than nothing.

    Steady words hold for any number, but nobody would write them of none.
    """
    return {
        name: fact
        for name, fact in reports[-1].facts.items()
        if all(isinstance(there := one.facts.get(name), Fact) and there.value for one in reports)
    }


def _head(report: Report) -> Iterator[str]:
    yield f"# {markdown(report.team_title)} in {markdown(report.cycle_title)}"
    if report.simulated:
        yield (
            "**SIMULATED SAMPLE: the numbers come from a simulator, not from a server. They show "
            "what this letter can tell, not what happened.**"
        )
    yield (
        f"All numbers are as of {day(report.as_of)}, week {report.week} of a cycle that goes from "
        f"{day(report.start)} to {day(report.release)}. Edit what is here; `{OPEN}` asks what "
        "only you can say."
    )


def _said(outline: Outline, facts: Facts) -> Iterator[str]:
    """Yield a chapter's sentences as a paragraph, then its lists, or why there are none."""
    sentences, listings = _passage(outline)
    paragraph = [words for sentence in sentences for words in sentence.said(facts)]
    if paragraph:
        yield "\n".join(paragraph)
        yield from _unknown(outline, facts)
    elif gaps := [fact for name in outline.pick(facts) if isinstance(fact := facts[name], Gap)]:
        yield markdown(silence(gaps))
    yield from filter(None, (listing.said(facts, LIST_LIMIT) for listing in listings))


def _unknown(outline: Outline, facts: Facts) -> Iterator[str]:
    """Say what a reader would look for and not find."""
    own = (name for name in EXPECTED if outline.owns(name))
    missing = (fact for name in own if isinstance(fact := facts.get(name), Gap))
    for why, gaps in by_reason(missing).items():
        yield markdown(f"{not_known(names(gaps))} {why}")


def _slotted(outline: Outline, facts: Facts) -> str:
    sentences, listings = _passage(outline)
    paragraph = (words for sentence in sentences for words in sentence.slotted(facts))
    blocks = (listing.slotted(facts) for listing in listings)
    return "\n\n".join(filter(None, ("\n".join(paragraph), *blocks)))


def _passage(outline: Outline) -> tuple[list[Sentence], list[Listing]]:
    """Return the sentences of a chapter, and what stands below them."""
    passage = PASSAGES.get(outline.key, ())
    sentences = [part for part in passage if isinstance(part, Sentence)]
    return sentences, [part for part in passage if isinstance(part, Listing)]
