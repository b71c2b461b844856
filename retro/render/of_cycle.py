"""A cycle's page: every team that has a retrospective of it, a line each, and what adds up."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from retro.model.definition import Definition
from retro.model.site import Site
from retro.outline.many_teams import LINE
from retro.outline.words import day
from retro.render.backlogs import BACKLOG, frames, weeks_csv
from retro.render.backlogs import CSV as WEEKS
from retro.render.committee import committee
from retro.render.frame import FEED, INDEX, Shell
from retro.render.many_cycles import Figure, Volume, Way, in_order, opening, plainly
from retro.render.signals import doubts, few_named, loud, printed
from retro.render.since_slurp import since_slurp
from retro.render.sparkline import sparklines
from retro.render.sums import shared, sums, unended
from retro.render.teams_csv import CSV, teams_csv
from retro.render.theme import Theme


class Together(Struct, frozen=True, kw_only=True):
    """The teams that have a retrospective of one cycle; `name` is what the calendar calls it.

    `rules` are those by which something may stand out. `skipped` are the teams of the cycle
    before, where it lies between this one's SLURP release and the last. `lacking` are the titles
    of teams that have begun the cycle, and of which there is no retrospective to be read.
    """

    name: str
    volumes: tuple[Volume, ...]
    rules: tuple[Definition, ...] = ()
    skipped: tuple[Volume, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the cycle's name as a heading has it."""
        return self.volumes[0].cover.cycle_title

    @property
    def release(self) -> date:
        """Return the last of its release days, of whatever team."""
        return max(one.cover.release for one in self.volumes)

    @property
    def path(self) -> str:
        """Return its page, seen from the site's root."""
        return f"{self.name}/{INDEX}"


class Line(Struct, frozen=True, kw_only=True):
    """One team: the way to its retrospective, and its numbers by their names.

    `spark` is the SVG path of its backlog, from zero, in a height of its own. `dates` are said
    where they are not those of most teams.
    """

    key: str
    way: Way
    team: Way
    simulated: bool
    numbers: dict[str, Figure]
    spark: str
    dates: str


def of_cycle(together: Together, site: Site, theme: Theme, box: str) -> dict[str, bytes]:
    """Make the page of one cycle, and its table for spreadsheets, by path below the root."""
    ordered = by_name(together.volumes)
    usual = _usual(ordered)
    page = Shell(
        title=f"{together.title}, team by team",
        description=f"How the teams fared in the {together.title} cycle, a line each.",
        site=site.title,
        root="../",
        address=site.at(together.path),
        licence=site.licence,
        feed=f"../{FEED}" if site.url else "",
        simulated=any(one.cover.simulated for one in ordered),
    )
    text = theme.page(
        "cycle.html",
        page=page,
        cycle=together.title,
        dates=_dates(usual) if usual else _apart(ordered),
        days=_days([one.cover.as_of for one in ordered]),
        lines=tuple(_line(one, usual) for one in ordered),
        sums=sums(ordered),
        shared=shared(ordered),
        unended=unended(ordered),
        begun=len(ordered) + len(together.lacking),
        lacking=few_named(sorted(together.lacking, key=plainly)),
        doubts=doubts(ordered),
        loud=loud(ordered),
        rules=printed(together.rules, ordered),
        backlogs=frames(ordered),
        committee=committee(ordered),
        both=since_slurp(by_name(together.skipped), ordered),
        csv=CSV,
        box=box,
    )
    tables = {CSV: teams_csv(ordered), WEEKS: weeks_csv(ordered)}
    return {together.path: text.encode()} | {f"{together.name}/{n}": t for n, t in tables.items()}


def by_name(volumes: Sequence[Volume]) -> list[Volume]:
    """Return teams in the order of their names."""
    return sorted(volumes, key=in_order)


def _line(volume: Volume, usual: tuple[date, date] | None) -> Line:
    cover = volume.cover
    when = f"so far, {day(cover.as_of)}" if volume.running else day(cover.as_of)
    own = (cover.start, cover.release)
    return Line(
        key=cover.team,
        way=Way(cover.team_title, f"../{volume.folder}/{INDEX}", when),
        team=Way("all cycles", f"../{cover.team}/{INDEX}"),
        simulated=cover.simulated,
        numbers={name: opening(volume, name) for name in LINE},
        spark=sparklines([volume.weekly(BACKLOG)])[0],
        dates="" if own == usual else _dates(own),
    )


def _usual(volumes: Sequence[Volume]) -> tuple[date, date] | None:
    """Return the first day and the last of more than half of the teams; None if there are none."""
    spans = [(one.cover.start, one.cover.release) for one in volumes]
    most = max(spans, key=spans.count)
    return most if 2 * spans.count(most) > len(spans) else None


def _apart(volumes: Sequence[Volume]) -> str:
    """Say between which days the cycles lie that have the name in common, and little else."""
    first = min(one.cover.start for one in volumes)
    last = max(one.cover.release for one in volumes)
    return f"each with days of its own between {day(first)} and {day(last)}"


def _dates(span: tuple[date, date]) -> str:
    return f"{day(span[0])} to {day(span[1])}"


def _days(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return day(first) if first == last else f"{day(first)} to {day(last)}"
