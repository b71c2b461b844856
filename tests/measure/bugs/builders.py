"""Bugs by hand: when reported, what became of them and when, around the cycle of five weeks."""

from retro.model.bug import Bugs, BugTask, Spell, Standing
from retro.model.team import Team
from tests.measure.builders import GERRIT, case, when

ENDS = {"fixed": Standing.FIXED, "closed": Standing.CLOSED, "unknown": Standing.UNKNOWN}


def bug(
    number,
    created="03-01",
    *spells,
    status="New",
    left_new=None,
    project="code",
    visible=None,
    **more,
):
    """Make a bug of pairs of a day and what it was from then on: ("03-05", "fixed")."""
    told = (Spell(when(at), ENDS.get(what, Standing.OPEN), status) for at, what in spells)
    born = when(created)
    first = () if spells and spells[0][0] == created else (Spell(born, Standing.OPEN),)
    return BugTask(
        number=number,
        project=project,
        title=f"Bug {number}",
        created=born,
        visible=when(visible) if visible else born,
        left_new=when(left_new) if left_new else None,
        spells=(*first, *told),
        **{"importance": "High", **more},
    )


def bug_case(*found, moment="03-10", tags=(), missing=(), projects=("code",), **given):
    bugs = Bugs(tasks=found, projects=projects, tags=tags, missing=missing)
    return case(moment=moment, bugs=bugs, **given)


def team(**more):
    return Team(key="team", title="Team", gerrit=GERRIT, launchpad=("code",), **more)
