"""One measure week by week in every team of a cycle: a small picture each, all on one scale."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retro.outline.digest import Weekly, said
from retro.outline.words import counted
from retro.render.frame import INDEX
from retro.render.many_cycles import Volume, Way
from retro.render.sparkline import BREADTH, highest, sparklines
from retro.render.spreadsheet import sheet
from retro.render.weekly_columns import heads, numbers

HEIGHT = 48
BACKLOG = "backlog.verified"
CSV = "backlog-weekly.csv"


class Frame(Struct, frozen=True, kw_only=True):
    """One team's small picture, in words its ends; or in `why` what is lacking."""

    team: Way
    line: str
    says: str
    why: str


class Frames(Struct, frozen=True, kw_only=True):
    """The picture of all teams: each from zero to `top`, in a field of `box`."""

    title: str
    top: str
    box: str
    foot: float
    frames: tuple[Frame, ...]
    csv: str = CSV


def frames(volumes: Sequence[Volume]) -> Frames:
    """Put the backlog of teams beside each other, in the order in which they come."""
    weeklies = [one.weekly(BACKLOG) for one in volumes]
    lines = sparklines(weeklies, HEIGHT)
    titled = [one for one in weeklies if one.lines]
    unit = titled[0].unit if titled else ""
    return Frames(
        title=titled[0].title if titled else weeklies[0].title,
        top=counted(highest(weeklies), unit),
        box=f"0 0 {BREADTH} {HEIGHT}",
        foot=HEIGHT - 1.5,
        frames=tuple(map(_frame, volumes, weeklies, lines)),
    )


def weeks_csv(volumes: Sequence[Volume]) -> bytes:
    """Write the weeks as a table, a column a team, or three; an empty field is not known."""
    told = [(one.weekly(BACKLOG), one.cover.team) for one in volumes]
    titles = ("weeks to release", *(head for one in told for head in heads(*one)))
    return sheet(titles, _rows([weekly for weekly, _ in told]))


def _rows(weeklies: Sequence[Weekly]) -> Iterator[tuple[float | int | None, ...]]:
    for week in sorted({week for one in weeklies for week in one.weeks}, reverse=True):
        yield week, *(number for one in weeklies for number in numbers(one, week))


def _frame(volume: Volume, weekly: Weekly, line: str) -> Frame:
    return Frame(
        team=Way(volume.cover.team_title, f"../{volume.folder}/{INDEX}"),
        line=line,
        says=said(weekly),
        why="" if line else weekly.why,
    )
