"""What every page shares: its title, its way home and its neighbours."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from posixpath import relpath

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Report
from retro.model.site import Site
from retro.outline.words import day, listed
from retro.render.numbers import Reference

INDEX = "index.html"
METHOD = "method.html"
EDITIONS = "editions.html"
FEED = "feed.xml"
UNPUBLISHED = Site()
"""A site of which nobody said where it will be."""


class Entry(Struct, frozen=True, kw_only=True):
    """One edition in the list of all; `folder` is seen from the site's root.

    `sentence` is what the picture of its first screen says, or empty.
    """

    folder: str
    report: Report
    sentence: str = ""


class Neighbour(Struct, frozen=True):
    """The way from a page to another edition of the same cycle."""

    title: str
    href: str


class Origin(Struct, frozen=True):
    """Where the numbers come from, in the few words that a page's head has room for."""

    source: str
    origin: str
    collected: date


class Shell(Struct, frozen=True, kw_only=True):
    """What base.html is given for whatever page of the site.

    Attributes:
        title: Stands in the browser's tab, and where the page is spoken of elsewhere.
        description: One sentence that says what the page is for.
        site: The site's title.
        root: The way from the page to the folder that has assets/.
        style: The whole style sheet of a page that stands alone, else empty.
        address: Where the page is published; empty while nobody knows.
        licence: Under which terms others may use the site's words and data, or empty.
        feed: The way from the page to the feed of retrospectives; empty where there is none.
        simulated: Whether any number on the page is made up.
        warnings: What makes the page's numbers doubtful.
    """

    title: str
    description: str
    site: str
    root: str = ""
    style: Markup = Markup()
    address: str = ""
    licence: str = ""
    feed: str = ""
    simulated: bool = False
    warnings: tuple[str, ...] = ()


class Page(Shell, frozen=True, kw_only=True):
    """What every template of an edition is given beside its own values."""

    report: Report
    reference: Reference = Reference()
    home: str = ""
    team: str = ""
    editions: tuple[Neighbour, ...] = ()
    sides: str = ""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Return the sources, each once however many collections it fills."""
        origins = (
            Origin(part.name.partition("-")[0].capitalize(), part.origin, part.collected.date())
            for part in self.report.collections
        )
        return tuple(dict.fromkeys(origins))

    @property
    def made_up(self) -> str:
        """Name the sources whose numbers a simulator made."""
        return listed([one.source for one in self.origins if one.origin == "simulated"])


class Frame(Struct, frozen=True, kw_only=True):
    """The frame of an edition's pages, seen from the edition's folder.

    `folder` is that one, seen from the site's root; `sides` leads to the page that sets the
    editions side by side, where there are several.
    """

    report: Report
    site: Site = UNPUBLISHED
    folder: str = ""
    home: str = ""
    team: str = ""
    editions: tuple[Neighbour, ...] = ()
    sides: str = ""

    def page(self, title: str, description: str, path: str = INDEX) -> Page:
        """Frame the page that lies at a path below the edition's folder."""
        up = "../" * path.count("/")
        return Page(
            title=title,
            description=description,
            site=self.site.title,
            root=up,
            address=self.site.at(f"{self.folder}/{path}"),
            licence=self.site.licence,
            feed=up + relpath(FEED, self.folder or ".") if self.site.url else "",
            simulated=self.report.simulated,
            warnings=self.report.warnings,
            report=self.report,
            reference=self._reference(up),
            home=up + self.home if self.home else "",
            team=up + self.team if self.team else "",
            editions=tuple(Neighbour(e.title, up + e.href) for e in self.editions),
            sides=up + self.sides if self.sides else "",
        )

    def alone(self, title: str, description: str, style: Markup) -> Page:
        """Frame the page that travels alone: its numbers lead to where it is published."""
        whole = self.page(title, description)
        away = self._reference(whole.address or None)
        return replace(
            whole, reference=away, style=style, feed="", home="", team="", editions=(), sides=""
        )

    def _reference(self, root: str | None) -> Reference:
        report = self.report
        return Reference(root, report.definitions, folder=self.folder, before=report.before)


def framed(
    report: Report, entries: Sequence[Entry], folder: str, site: Site, *, sides: bool = False
) -> Frame:
    """Find an edition's way home and to the other editions; without entries there is none."""
    here = folder or "."
    same = (e for e in entries if (e.report.team, e.report.cycle) == (report.team, report.cycle))
    editions = tuple(
        Neighbour(entry.report.edition, relpath(f"{entry.folder}/{INDEX}", here))
        for entry in sorted(same, key=attrgetter("report.as_of"))
        if entry.folder != folder
    )
    return Frame(
        report=report,
        site=site,
        folder=folder,
        home=relpath(INDEX, here) if entries else "",
        team=relpath(f"{report.team}/{INDEX}", here) if entries else "",
        editions=editions,
        sides=relpath(f"{report.team}/{report.cycle}/{EDITIONS}", here) if sides else "",
    )


def titled(report: Report) -> str:
    """Return the title of a retrospective."""
    return f"{report.team_title} in {report.cycle_title}"


def described(report: Report, sentence: str) -> str:
    """Describe a retrospective to those who see nothing else of it."""
    sample = "Simulated sample. " if report.simulated else ""
    whose = f"The {report.cycle_title} cycle of {report.team_title} as of {day(report.as_of)}"
    return f"{sample}{whose}. {sentence}".rstrip()
