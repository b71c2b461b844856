"""What every page shares: its title, its way home and its neighbours."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from posixpath import relpath

from markupsafe import Markup
from msgspec import Struct

from retro.model.facts import Report
from retro.render.numbers import Reference


class Entry(Struct, frozen=True, kw_only=True):
    """One edition in the list of all; `folder` is seen from the site's root."""

    folder: str
    report: Report


class Neighbour(Struct, frozen=True):
    """The way from a page to another edition of the same cycle."""

    title: str
    href: str


class Origin(Struct, frozen=True):
    """Where the numbers come from, in the few words that a page's head has room for."""

    source: str
    origin: str
    collected: date


class Page(Struct, frozen=True, kw_only=True):
    """What every template of an edition is given beside its own values.

    `style` is the whole style sheet of a page that travels alone, else empty.
    """

    title: str
    description: str
    report: Report
    reference: Reference = Reference()
    style: Markup = Markup()
    home: str = ""
    editions: tuple[Neighbour, ...] = ()

    @property
    def root(self) -> str:
        """Return the way from the page to its edition's folder."""
        return self.reference.root or ""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Return the sources, each once however many collections it fills."""
        found = (
            Origin(part.name.partition("-")[0].capitalize(), part.origin, part.collected.date())
            for part in self.report.collections
        )
        return tuple(dict.fromkeys(found))


class Frame(Struct, frozen=True, kw_only=True):
    """The frame of an edition's pages, seen from the edition's folder."""

    report: Report
    home: str = ""
    editions: tuple[Neighbour, ...] = ()

    def page(self, title: str, description: str, depth: str = "") -> Page:
        """Frame one page; `depth` leads from it to the edition's folder."""
        return Page(
            title=title,
            description=description,
            report=self.report,
            reference=Reference(depth, self.report.definitions),
            home=depth + self.home if self.home else "",
            editions=tuple(Neighbour(e.title, depth + e.href) for e in self.editions),
        )


def framed(report: Report, entries: Sequence[Entry], folder: str) -> Frame:
    """Find an edition's way home and to the other editions; without entries there is none."""
    here = folder or "."
    same = (e for e in entries if (e.report.team, e.report.cycle) == (report.team, report.cycle))
    editions = tuple(
        Neighbour(entry.report.edition, relpath(f"{entry.folder}/index.html", here))
        for entry in sorted(same, key=attrgetter("report.as_of"))
        if entry.folder != folder
    )
    home = relpath("index.html", here) if entries else ""
    return Frame(report=report, home=home, editions=editions)
