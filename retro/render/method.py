"""How each number is counted, for the page "How we measure, and what we refuse to"."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from retro.model.facts import Definition, Fact, Gap, Picture, Report
from retro.outline.chapters import CHAPTERS
from retro.render.numbers import Missing, Reference, absent

CREDIT = (
    "Bugs, blueprints and milestones: Launchpad, https://launchpad.net, "
    "whose metadata and statistics may be used freely where Launchpad is credited."
)
"""The credit that Launchpad's terms ask for, wherever numbers taken from it are shown."""


class Entry(Struct, frozen=True, kw_only=True):
    """One definition ready for a template, its long texts cut into paragraphs."""

    name: str
    title: str
    summary: tuple[str, ...]
    body: tuple[str, ...]
    returns: str
    unit: str
    source: tuple[str, ...]
    blind_spots: tuple[str, ...]


class Group(Struct, frozen=True, kw_only=True):
    """The definitions of one chapter."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """Return every definition that a number or a picture of the report may lead to."""
    defined = definitions(report)
    titles = {outline.prefix: outline.title for outline in CHAPTERS if outline.prefix}
    prefixes = dict.fromkeys([*titles, *(name.partition(".")[0] for name in defined)])
    return tuple(
        Group(key=prefix, title=titles.get(prefix, prefix.capitalize()), entries=entries)
        for prefix in prefixes
        if (entries := tuple(_entries(prefix, defined.values())))
    )


def definitions(report: Report) -> dict[str, Definition]:
    """Return the report's definitions, and one of its own for each that has none."""
    own = {
        name: Definition(
            name=name,
            title=answer.title,
            summary=answer.definition,
            unit="" if isinstance(answer, Gap) else answer.unit,
            source="" if isinstance(answer, Gap) else answer.source,
        )
        for name, answer in _answers(report)
    }
    return own | report.definitions


def gaps(report: Report, reference: Reference) -> tuple[Missing, ...]:
    """Return what this report does not know."""
    missing = (answer for _, answer in _answers(report) if isinstance(answer, Gap))
    return tuple(absent(gap, reference) for gap in missing if not gap.moot)


def credit(report: Report) -> str:
    """Return the credit that Launchpad's terms ask for, where numbers come from it."""
    return CREDIT if any(c.name.startswith("launchpad") for c in report.collections) else ""


def _answers(report: Report) -> Iterator[tuple[str, Fact | Picture | Gap]]:
    yield from report.facts.items()
    yield from report.series.items()


def _entries(prefix: str, definitions: Iterable[Definition]) -> Iterator[Entry]:
    for definition in definitions:
        if definition.name.partition(".")[0] == prefix:
            yield Entry(
                name=definition.name,
                title=definition.title,
                summary=_paragraphs(definition.summary),
                body=_paragraphs(definition.body),
                returns=definition.returns,
                unit=definition.unit,
                source=_paragraphs(definition.source),
                blind_spots=_paragraphs(definition.blind_spots),
            )


def _paragraphs(text: str) -> tuple[str, ...]:
    """Cut a docstring's text at its blank lines and join the rest."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
