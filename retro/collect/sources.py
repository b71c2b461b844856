"""What is collected beside Gerrit: Launchpad's bugs and blueprints, and the specs repositories."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from retro import calendar
from retro.collect.launchpad.collector import Launchpad
from retro.collect.options import Options
from retro.collect.specs.collector import collect_specs
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.snapshot import Hole, Source


class Beside(Struct, frozen=True):
    """Collections that join those of Gerrit in a snapshot, and what they lack."""

    parts: tuple[tuple[Source, Iterable[Struct]], ...] = ()
    holes: tuple[Hole, ...] = ()


def beside(
    team: Team,
    cycle: Cycle,
    *,
    work: Path,
    now: Now,
    sleep: Sleep,
    say: Say,
    options: Options,
    clone: Path | None = None,
) -> Beside:
    """Ask the sources that team.yaml names beside Gerrit, one after the other.

    Args:
        team: Its projects in Launchpad and its specs repositories; where it names none, nothing
            is asked.
        cycle: Its series in Launchpad, and its folder among the specs.
        work: Where clones of specs repositories stay for the next time.
        now: The clock.
        sleep: Waits so many seconds before a request is tried again.
        say: Takes plain lines on how it goes.
        options: How to ask.
        clone: A clone of the specs repository that is there already.

    Raises:
        SourceError: A source is silent, refuses, or answers in another shape.
    """
    parts: list[tuple[Source, Iterable[Struct]]] = []
    holes: list[Hole] = []
    specs = collect_specs(team, cycle, calendar.known(), work=work, now=now, say=say, clone=clone)
    if specs:
        parts.append((specs.source, specs.records))
        holes += specs.holes
    if team.launchpad:
        # not at the top: requests takes longer to import than most commands to run
        from retro.collect.launchpad.http import LaunchpadAsker

        with closing(
            LaunchpadAsker(team.launchpad_server, now=now, sleep=sleep, options=options)
        ) as asker:
            harvest = Launchpad(asker, team, cycle, now, say).harvest("live")
        parts += harvest.collections
        holes += harvest.gaps
    return Beside(tuple(parts), tuple(holes))
