"""The files of one edition, and the home page over all of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from retro.model.facts import Fact, Gap, Report, Series
from retro.model.team import Chapter, Site
from retro.model.words import day
from retro.render import evidence, method
from retro.render.chapters import Filling, sections
from retro.render.figures import table
from retro.render.frame import INDEX, UNPUBLISHED, Entry, Frame, Page, Shell, framed
from retro.render.machine import facts_json
from retro.render.numbers import evidence_path
from retro.render.theme import Theme

Elsewhere = Mapping[tuple[str, str], Fact | Gap]
"""Values of numbers at moments of their own: (name, moment) → fact or gap."""


METHOD = "method.html"


class Shelf(Struct, frozen=True):
    """A team and its editions on the home page."""

    title: str
    entries: tuple[Entry, ...]


def pages(
    report: Report,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    elsewhere: Elsewhere | None = None,
    entries: Sequence[Entry] = (),
    folder: str = "",
    site: Site = UNPUBLISHED,
    strict: bool = False,
) -> dict[str, bytes]:
    """Make every file of one edition, by path below the edition's folder.

    Args:
        report: What is known.
        chapters: What people wrote for this edition.
        pictures: SVG by series name, and by `NAME:narrow` for small screens.
        themes: Theme folders; a file of an earlier one hides the same file of a later one.
        elsewhere: The values that `asked(chapters)` wants.
        entries: All editions of the site, so that pages lead to them; none, and they don't.
        folder: This edition's folder, seen from the site's root.
        site: What its keeper calls it, and where it is published.
        strict: Refuse prose that names a gap.

    Raises:
        ContentError: A slot or a template is wrong; the message names file and line.
    """
    theme = Theme(themes)
    frame = framed(report, entries, folder, site)
    known = elsewhere or {}
    page = frame.page(_title(report), _description(report))
    texts = {
        INDEX: _retrospective(page, chapters, pictures, known, theme, strict=strict),
        METHOD: _method(frame, theme),
        **_assets(theme),
        **{f"charts/{name}.svg": pictures[name] for name in report.series if name in pictures},
    }
    behind = dict(_evidence(frame, known, theme))
    return {path: text.encode() for path, text in texts.items()} | behind | _data(report)


def single_file(
    report: Report,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    themes: Sequence[Path],
    *,
    elsewhere: Elsewhere | None = None,
    folder: str = "",
    site: Site = UNPUBLISHED,
    strict: bool = False,
) -> str:
    """Make the retrospective as one page that travels alone, style and pictures inside.

    Args:
        report: As for `pages`, like all the others.
        chapters: What people wrote for this edition.
        pictures: SVG by series name.
        themes: Theme folders.
        elsewhere: The values that `asked(chapters)` wants.
        folder: This edition's folder, seen from the site's root.
        site: Without an address of its own numbers lead nowhere, since nothing lies beside the
            page.
        strict: Refuse prose that names a gap.
    """
    theme = Theme(themes)
    frame = framed(report, (), folder, site)
    page = frame.alone(_title(report), _description(report), theme.style())
    return _retrospective(page, chapters, pictures, elsewhere or {}, theme, strict=strict)


def home(entries: Sequence[Entry], site: Site, themes: Sequence[Path]) -> dict[str, bytes]:
    """Make the page over all teams and cycles, the newest first, with its style sheet."""
    theme = Theme(themes)
    newest = sorted(entries, key=lambda e: (e.report.release, e.report.as_of), reverse=True)
    ordered = sorted(newest, key=attrgetter("report.team_title"))
    shelves = tuple(
        Shelf(title, tuple(found))
        for title, found in groupby(ordered, key=attrgetter("report.team_title"))
    )
    page = Shell(
        title=site.title,
        description=f"{site.title}: how development cycles went, in numbers that open.",
        site=site.title,
        address=site.at(INDEX),
    )
    texts = {INDEX: theme.page("home.html", page=page, shelves=shelves), **_assets(theme)}
    return {path: text.encode() for path, text in texts.items()}


def _retrospective(
    page: Page,
    chapters: Sequence[Chapter],
    pictures: Mapping[str, str],
    elsewhere: Elsewhere,
    theme: Theme,
    *,
    strict: bool,
) -> str:
    filling = Filling(page.report, pictures, elsewhere, theme, page.reference, strict=strict)
    read = sections(chapters, filling)
    return theme.page("retrospective.html", page=page, summary=read[0], sections=read[1:])


def _evidence(frame: Frame, elsewhere: Elsewhere, theme: Theme) -> Iterator[tuple[str, bytes]]:
    report = frame.report
    now = {(name, ""): fact for name, fact in report.facts.items()}
    for (name, moment), fact in (now | dict(elsewhere)).items():
        if isinstance(fact, Fact) or fact.evidence:
            path = evidence_path(name, moment)
            title = f"{fact.title}: {_title(report)}"
            page = frame.page(title, f"What stands behind “{fact.title}”.", path)
            proof = evidence.proof(report, fact, moment, page.reference)
            text = theme.page("evidence.html", page=page, proof=proof)
            yield path, text.encode()
            if items := evidence.listed(fact):
                yield evidence_path(name, moment, "csv"), evidence.table(items)


def _method(frame: Frame, theme: Theme) -> str:
    report = frame.report
    page = frame.page(
        f"How we measure: {_title(report)}",
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


def _assets(theme: Theme) -> dict[str, str]:
    return {"assets/style.css": theme.style(), "assets/icon.svg": theme.icon()}


def _data(report: Report) -> dict[str, bytes]:
    series = (told for told in report.series.values() if isinstance(told, Series))
    tables = {f"data/{told.name}.csv": table(told) for told in series}
    return tables | {"facts.json": facts_json(report)}


def _title(report: Report) -> str:
    return f"{report.team_title} in {report.cycle_title}"


def _description(report: Report) -> str:
    return (
        f"How the cycle {report.cycle_title} went for {report.team_title}, as of "
        f"{day(report.as_of)}: the words of those who led it, beside numbers that open."
    )
