"""Which of a team's projects Launchpad knows, by the names that they have at home."""

import re
from collections.abc import Iterator
from contextlib import closing

from retro.collect.launchpad.pages import AbsentError, Entry, Pages
from retro.collect.options import Options
from retro.errors import SourceChangedError, SourceError
from retro.model.sketch import Guess
from retro.model.time import Now, Sleep
from retro.progress import Say

_ABSENT = "not on Launchpad under this name"
_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]*")


def on_launchpad(
    server: str,
    names: tuple[str, ...],
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
    options: Options,
) -> tuple[Guess, ...]:
    """Return the names that Launchpad has a project for; a group stands for its projects.

    A Launchpad that doesn't answer leaves the names unchecked, since what Gerrit said is worth
    having without. Without a server nobody is asked.
    """
    if not server:
        return ()
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.launchpad.http import LaunchpadAsker

    with closing(LaunchpadAsker(server, now=now, sleep=sleep, options=options)) as asker:
        pages = Pages(asker)
        try:
            found = [guess for name in names for guess in _looked_up(pages, name)]
        except SourceError as error:
            say(f"Launchpad could not be asked, its names are not checked: {error.what}")
            return tuple(
                Guess(name, "not checked: called as the project", doubtful=True, sure="a guess")
                for name in names
            )
    return tuple({guess.value: guess for guess in reversed(found)}.values())[::-1]


def _looked_up(pages: Pages, name: str) -> Iterator[Guess]:
    try:
        entry = pages.entry(f"/{name}")
    except AbsentError:
        yield Guess(
            name, "not on Launchpad under this name", taken=False, doubtful=True, sure="likely"
        )
        return
    # Projects, groups of them and distributions share one space of names.
    kind = str(entry.get("resource_type_link", "")).rpartition("#")[2]
    if kind == "project_group":
        for one in pages.entries(f"/{name}/projects"):
            yield _project(one, f"belongs to the project group {name}")
    elif kind == "project":
        renamed = entry.get("name", name) != name
        yield _project(entry, f"what {name} is called now" if renamed else "exists on Launchpad")
    else:
        yield Guess(
            name, f"is no project there, but a {kind}", taken=False, doubtful=True, sure="sure"
        )


def _project(entry: Entry, why: str) -> Guess:
    name = str(entry.get("name"))
    if not _NAME.fullmatch(name):
        raise SourceChangedError(f"a project called {name!r}", where=str(entry.get("self_link")))
    if entry.get("official_bugs") is False:
        return Guess(
            name, f"{why}, but its bugs are tracked elsewhere", doubtful=True, sure="likely"
        )
    return Guess(name, why, sure="likely")
