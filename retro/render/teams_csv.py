"""The table of a cycle's page for spreadsheets: a row a team, as far as anything is known."""

from collections.abc import Iterator, Sequence
from itertools import chain

from retro.model.origin import Origin
from retro.outline.digest import KeyNumber
from retro.outline.many_teams import ASKED
from retro.outline.words import counted, extent
from retro.render.many_cycles import Volume
from retro.render.spreadsheet import sheet

CSV = "teams.csv"
_HEAD = ("team", "title", "cycle", "edition", "start", "release", "as_of", "simulated")


def teams_csv(volumes: Sequence[Volume]) -> bytes:
    """Write each team's numbers; what is not known is empty, and the last column says why.

    What stands out has its rules' names, by which a reader sorts and filters, and its words.
    """
    return sheet((*_HEAD, *ASKED, "rules", "signals", "remarks"), map(_row, volumes))


def _row(volume: Volume) -> tuple[object, ...]:
    cover = volume.cover
    numbers = [volume.digest.number(name) for name in ASKED]
    loud = [one for one in volume.digest.signals if one.says]
    return (
        cover.team,
        cover.team_title,
        cover.cycle,
        cover.edition,
        cover.start,
        cover.release,
        cover.as_of,
        "yes" if cover.simulated else "no",
        *(number.value for number in numbers),
        "; ".join(one.rule for one in loud),
        "; ".join(one.says for one in loud),
        "; ".join((*volume.digest.warnings, *chain.from_iterable(map(_remarks, numbers)))),
    )


def _remarks(number: KeyNumber) -> Iterator[str]:
    """Yield what a bare value does not tell: why there is none, and how sure it is."""
    if number.value is None:
        yield f"{number.name}: {number.why}"
    elif number.between:
        yield f"{number.name}: {extent(*number.between)}"
    elif number.off:
        yield f"{number.name}: may be off by {number.off}"
    if number.value is not None and number.n is not None:
        yield f"{number.name}: of {counted(number.n, number.of)}"
    if number.value is not None and number.origin in (Origin.TYPED, Origin.ASSUMED):
        yield f"{number.name}: {number.origin.value}"
