"""The files of one edition."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from retro.content import Chapter, Elsewhere, Vocabulary
from retro.model.facts import Fact, Gap, Picture, Report
from retro.model.site import Site
from retro.outline.chapters import SUMMARY
from retro.outline.facts_json import facts_json
from retro.outline.facts_schema import SCHEMA, facts_schema
from retro.outline.key_numbers import key_sentence
from retro.render import evidence, method
from retro.render.ahead import prospect
from retro.render.chapters import sections
from retro.render.expected import expectations
from retro.render.figures import table
from retro.render.filling import Filling
from retro.render.frame import (
    INDEX,
    METHOD,
    UNPUBLISHED,
    Entry,
    Frame,
    Page,
    described,
    framed,
    titled,
)
from retro.render.lists import Lists, lists
from retro.render.numbers import path_behind
from retro.render.poster import sheet
from retro.render.theme import Theme

_NONE: Mapping[str, bytes] = {}


def pages(
    report: Report,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    pixels: Mapping[str, bytes] = _NONE,
    elsewhere: Elsewhere | None = None,
    entries: Sequence[Entry] = (),
    folder: str = "",
    site: Site = UNPUBLISHED,
    sides: bool = False,
) -> dict[str, bytes]:
    """Make every file of one edition, by path below the edition's folder.

    Args:
        report: What is known.
        chapters: What people wrote for this edition.
        pictures: SVG by series name, and by `NAME:narrow` for small screens.
        themes: Theme folders; a file of an earlier one hides the same file of a later one.
        pixels: PNG by series name, which stand beside the SVG.
        elsewhere: The values that `content.asked(chapters)` wants.
        entries: All editions of the site, so that pages lead to them; none, and they don't.
        folder: This edition's folder, seen from the site's root.
        site: What its keeper calls it, and where it is published.
        sides: Whether there is a page that sets the editions side by side.

    Raises:
        ContentError: A slot or a template is wrong; the message names file and line.
    """
    frame, known = framed(report, entries, folder, site, sides=sides), elsewhere or {}
    made = first_page(frame, chapters, pictures, themes, pixels=pixels, elsewhere=known)
    return made | around(frame, pictures, themes, pixels=pixels, elsewhere=known)


def first_page(
    frame: Frame,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    pixels: Collection[str],
    elsewhere: Elsewhere,
) -> dict[str, bytes]:
    """Make the page that has the words; its arguments are those of `pages`."""
    report = frame.report
    page = frame.page(titled(report), described(report, key_sentence(report.series)))
    made = _retrospective(page, chapters, pictures, pixels, elsewhere, Theme(themes))
    return {INDEX: made.encode()}


def around(
    frame: Frame,
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    pixels: Mapping[str, bytes],
    elsewhere: Elsewhere,
) -> dict[str, bytes]:
    """Make all files but that page: no word of a chapter is in them."""
    theme, report = Theme(themes), frame.report
    texts = {
        METHOD: _method(frame, theme),
        **theme.assets(),
        **{f"charts/{name}.svg": pictures[name] for name in report.series if name in pictures},
    }
    behind = _behind(report, elsewhere)
    files = lists(behind.values())
    made = {path: text.encode() for path, text in texts.items()} | files.files
    made |= _evidence(frame, behind, files, theme)
    made |= {f"charts/{name}.png": data for name, data in pixels.items()}
    return made | _data(report, files)


def single_file(
    report: Report,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    pixels: Mapping[str, bytes] = _NONE,
    elsewhere: Elsewhere | None = None,
    folder: str = "",
    site: Site = UNPUBLISHED,
) -> str:
    """Make the retrospective as one page that travels alone, style and pictures inside.

    Args:
        report: As for `pages`, like all the others.
        chapters: What people wrote for this edition.
        pictures: SVG by series name.
        themes: Theme folders.
        pixels: PNG by series name; only their names are used.
        elsewhere: The values that `content.asked(chapters)` wants.
        folder: This edition's folder, seen from the site's root.
        site: Without an address of its own numbers lead nowhere, since nothing lies beside the
            page.
    """
    theme = Theme(themes)
    frame = framed(report, (), folder, site)
    page = frame.alone(
        titled(report), described(report, key_sentence(report.series)), theme.style()
    )
    return _retrospective(page, chapters, pictures, pixels, elsewhere or {}, theme)


def _retrospective(
    page: Page,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    pixels: Collection[str],
    elsewhere: Elsewhere,
    theme: Theme,
) -> str:
    filling = Filling(Vocabulary(page.report, elsewhere), pictures, theme, page.reference, pixels)
    summary = next((one for one in chapters if one.key == SUMMARY.key), None)
    first = sheet(page.report, summary, filling)
    ahead = prospect(filling)  # before the chapters, which leave out what stands already
    read = sections(chapters, filling)
    return theme.page(
        "retrospective.html",
        page=page,
        sheet=first,
        ahead=ahead,
        expected=expectations(page.report),
        summary=read[0],
        sections=read[1:],
    )


def _evidence(
    frame: Frame, behind: Mapping[str, tuple[Fact | Gap, str]], files: Lists, theme: Theme
) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each number."""
    report = frame.report
    for path, (fact, when) in behind.items():
        title = f"{fact.title}: {titled(report)}"
        page = frame.page(title, f"What stands behind “{fact.title}”.", path)
        proof = evidence.proof(report, fact, when, page.reference, files=files)
        yield path, theme.page("evidence.html", page=page, proof=proof).encode()


def _behind(report: Report, elsewhere: Elsewhere) -> dict[str, tuple[Fact | Gap, str]]:
    """Return what has a page of its own, by its path, and the words by which prose asked when.

    Moments of one day share a page, which has the words of all.
    """
    pages: dict[str, tuple[Fact | Gap, str]] = {}
    numbers = [("", fact) for fact in report.facts.values()]
    numbers += [(when, elsewhere[name, when]) for name, when in sorted(elsewhere)]
    for when, fact in numbers:
        if isinstance(fact, Fact) or fact.evidence:
            path = path_behind(fact, when)
            words = f"{pages[path][1]}, {when}" if path in pages else when
            pages[path] = fact, words
    return pages


def _method(frame: Frame, theme: Theme) -> str:
    report = frame.report
    page = frame.page(
        f"How we measure: {titled(report)}",
        "How each number is counted, where it comes from, and what is not counted on purpose.",
        METHOD,
    )
    return theme.page(
        "method.html",
        page=page,
        groups=method.groups(report),
        gaps=method.gaps(report, page.reference),
        credit=method.credit(report),
    )


def _data(report: Report, files: Lists) -> dict[str, bytes]:
    pictures = (picture for picture in report.series.values() if isinstance(picture, Picture))
    tables = {f"data/{picture.name}.csv": table(picture) for picture in pictures}
    return tables | {"facts.json": facts_json(report, files.places), SCHEMA: facts_schema()}
