"""The poster as a page shows it: every figure linked, the writer's first words beside it."""

from msgspec import Struct

from retro.content import Chapter
from retro.model.facts import Fact, Report
from retro.outline.chapters import SUMMARY
from retro.outline.key_numbers import POSTER_LINE
from retro.poster import Poster, poster
from retro.render.filling import Filling
from retro.render.numbers import Reference, path_behind
from retro.render.prose import plain

LEDE = 220
"""The first words are cut at the end of a sentence, so that they have no more letters."""


class Sheet(Struct, frozen=True, kw_only=True):
    """What poster.html is given: the poster, the words beside it, and where figures lead.

    `lede` are the writer's words, or drafted ones. `links` are by a fact's name.
    """

    poster: Poster
    finding: str
    lede: str
    drafted: bool
    links: dict[str, str]


def sheet(report: Report, chapter: Chapter | None, filling: Filling) -> Sheet:
    """Prepare the poster of a report, and note that the page has its line."""
    made = poster(report)
    if made.backlog.line:
        filling.placed.add(POSTER_LINE)
    written = chapter if chapter and chapter.key == SUMMARY.key else None
    return Sheet(
        poster=made,
        finding=_title(written) or made.finding,
        lede=cut(plain(written, filling)) if written else "",
        drafted=bool(written and written.drafted),
        links=_links(report, filling.reference),
    )


def _title(chapter: Chapter | None) -> str:
    """Return what a person called the summary, if that says anything."""
    return chapter.title if chapter and chapter.title != SUMMARY.title else ""


def cut(words: str, most: int = LEDE) -> str:
    """Cut words at the end of the last sentence that fits whole; none fits, and none is left."""
    if len(words) <= most:
        return words
    ends = [place + 1 for place, letter in enumerate(words[:most]) if letter in ".?!"]
    whole = [end for end in ends if words[end : end + 1] == " "]
    return words[: whole[-1]] if whole else ""


def _links(report: Report, reference: Reference) -> dict[str, str]:
    """Return where each number leads: to the list behind it, as far as it may be told."""
    return {
        name: reference.to(path_behind(fact))
        for name, fact in report.facts.items()
        if isinstance(fact, Fact)
    }
