"""A report to a board or a foundation: short paragraphs, each with its day and its origin."""

from collections.abc import Iterator, Mapping

from retro.draft import backlog, bugs, community, features, flow, hand_off, priorities
from retro.draft.forms.said import as_of, heading, origins, sample, unknown, wrapped
from retro.draft.sentence import Sentence
from retro.model.facts import Fact, Report

SECTIONS: Mapping[str, tuple[Sentence, ...]] = {
    "What was delivered": (
        features.proposed,
        features.landed,
        features.deferred,
        priorities.priorities,
    ),
    "How much work went in": (flow.merged, flow.first_review),
    "Who took part": (community.cores, community.joined, community.outside, community.newcomers),
    "What waits": (backlog.verified, backlog.verified_now, backlog.starved),
    "Bugs and security": (bugs.bugs, bugs.open_bugs, bugs.security),
    "What is left to the next cycle": (hand_off.goals,),
}
"""What is said below each head."""


def board(report: Report) -> str:
    """Return the report as plain text."""
    title = heading(report).replace("\xa0", " ")
    head = [f"{title}\n{'=' * len(title)}", f"A report {as_of(report)}.", *sample(report)]
    blocks = [head[0], *map(wrapped, head[1:])]
    for name, sentences in SECTIONS.items():
        blocks += [f"{name}\n{'-' * len(name)}", *_paragraphs(sentences, report)]
    return "\n\n".join(blocks) + "\n"


def _paragraphs(sentences: tuple[Sentence, ...], report: Report) -> Iterator[str]:
    """Yield what is known of a section with its day, then what is not."""
    said = [words for one in sentences for words in one.said(report.facts)]
    names = [name for one in sentences for name in one.names]
    told = [fact for name in names if isinstance(fact := report.facts.get(name), Fact)]
    if said:
        yield wrapped(" ".join([*said, f"({as_of(report)}; {origins(told)})"]))
    yield from map(wrapped, unknown(names, report))
    if not said and not any(True for _ in unknown(names, report)):
        yield "Nothing is told of this."
