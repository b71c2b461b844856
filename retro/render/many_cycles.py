"""One retrospective among many: what pages over several are given of each."""

from unicodedata import normalize

from msgspec import Struct

from retro.model.facts import Report
from retro.outline.digest import Digest, KeyNumber, Weekly, worded
from retro.outline.evidence import evidence_path
from retro.outline.words import UNKNOWN, amount, counted, extent
from retro.render.cycle_before import MARKS
from retro.render.frame import INDEX, Entry

UNASKED = Weekly(name="", title="", why="This cycle was not asked.")


class Volume(Struct, frozen=True, kw_only=True):
    """One retrospective: its editions, the default one last, and the digest of its numbers."""

    entries: tuple[Entry, ...]
    digest: Digest

    @property
    def cover(self) -> Report:
        """Return the default edition without its numbers."""
        return self.entries[-1].report

    @property
    def folder(self) -> str:
        """Return where its pages are, seen from the site's root."""
        return f"{self.cover.team}/{self.cover.cycle}"

    @property
    def running(self) -> bool:
        """Tell whether the cycle had not come to its end."""
        return self.cover.as_of < self.cover.release

    def weekly(self, name: str) -> Weekly:
        """Return a measure by weeks to the release."""
        return self.digest.weekly.get(name, UNASKED)


def in_order(volume: Volume) -> tuple[str, str]:
    """Return by what teams are put in order: their names, whatever the case and the accents."""
    return plainly(volume.cover.team_title), volume.cover.team


def plainly(title: str) -> str:
    """Return a name as it is sorted: in one case, each accent behind its letter."""
    return normalize("NFKD", title).casefold()


class Way(Struct, frozen=True):
    """The way to an edition or a cycle, with words about when it looked.

    One with a `mark` leads to a simulated sample.
    """

    title: str
    href: str
    when: str = ""
    mark: bool = False


class Figure(Struct, frozen=True, kw_only=True):
    """A value worded for a page over many: with its noun, its mark and the way to its evidence.

    `sample` says what it was taken from, where that is known. `role` names the colour of its line,
    where several lines are in one picture.
    """

    title: str
    text: str = ""
    unit: str = ""
    mark: str = ""
    origin: str = ""
    why: str = ""
    href: str = ""
    role: str = ""
    sample: str = ""


def figure(number: KeyNumber, href: str = "", role: str = "") -> Figure:
    """Word one key number."""
    if number.value is None:
        return Figure(title=number.title, why=number.why or UNKNOWN)
    whole, text = worded(number.value, number.unit, number.unit), worded(number.value, number.unit)
    unsure = amount(number.value, number.off) if number.off else text
    said = extent(*number.between) if number.between else unsure
    return Figure(
        title=number.title,
        text=said,
        unit=number.unit if number.between else whole.removeprefix(text).strip(),
        mark=MARKS[number.origin],
        origin=number.origin.value,
        href=href,
        role=role,
        sample="" if number.n is None else f"of {counted(number.n, number.of)}",
    )


def opening(volume: Volume, name: str) -> Figure:
    """Word a key number for a page a folder below the root; it leads to what is behind it."""
    folder = f"../{volume.entries[-1].folder}"
    return figure(volume.digest.number(name), f"{folder}/{evidence_path(name)}")


def ways(volume: Volume, up: str = "") -> tuple[Way, ...]:
    """Return the ways to every edition, the default one first."""
    return tuple(
        Way(
            title=f"{entry.report.edition} edition",
            href=f"{up}{entry.folder}/{INDEX}",
            when=entry.report.week,
        )
        for entry in reversed(volume.entries)
    )
