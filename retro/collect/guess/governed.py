"""Guessing what team.yaml should say of a team that governance lists."""

from collections.abc import Mapping
from contextlib import closing

from msgspec.structs import replace

from retro.collect.governance.charter import Charter
from retro.collect.guess.chartered import (
    as_listed,
    both,
    names_on_launchpad,
    on_server,
    taken,
    told,
)
from retro.collect.guess.gerrit import Listed, look_closely, shown
from retro.collect.guess.hints import Hints
from retro.collect.guess.launchpad import on_launchpad
from retro.collect.guess.sketch import seen_in, sketch_by_rule
from retro.collect.options import Options
from retro.model.sketch import Sketch
from retro.model.time import Now, Sleep
from retro.progress import Say


def sketch_of(charter: Charter, hints: Hints) -> Sketch:
    """Return what the rules alone make of a team as governance lists it; nothing is asked."""
    lists = as_listed(charter)
    names = names_on_launchpad(charter, lists)
    found = sketch_by_rule(replace(hints, projects=lists.taken))
    launchpad = tuple(guess for guess in found.launchpad if guess.value in names)
    return told(
        replace(
            found,
            projects=lists.code,
            specs=lists.specs,
            formerly=lists.formerly,
            launchpad=launchpad,
        ),
        charter,
    )


def sketch_on_server(
    charter: Charter,
    hints: Hints,
    there: Mapping[str, Listed],
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
    options: Options,
) -> Sketch:
    """Return what the servers make of a team as governance lists it.

    Args:
        charter: What governance says.
        hints: Where to ask.
        there: The projects that the review server shows.
        now: The clock.
        sleep: How to wait between two tries.
        say: Where to tell of what could not be asked.
        options: How to ask.

    Raises:
        UsageError: The server shows none of the team's repositories.
        SourceError: The review server is silent, refuses, or answers in another shape.
    """
    from retro.collect.http import Asker

    lists = on_server(charter, there, hints.server)
    hints = replace(hints, projects=lists.taken)
    with closing(Asker(hints.server, now=now, sleep=sleep, options=options)) as asker:
        seen = look_closely(asker, next(one.value for one in lists.code if one.taken), hints)
    told_names = charter.launchpad
    names = names_on_launchpad(charter, lists) if told_names is None else taken(told_names)
    known = on_launchpad(
        hints.launchpad_server, names, now=now, sleep=sleep, say=say, options=options
    )
    seen_there = seen_in(hints, seen, known)
    found = replace(seen_there, projects=lists.code, specs=lists.specs, formerly=lists.formerly)
    if told_names is not None:
        charter = replace(charter, launchpad=both(told_names, known))
    return told(found, charter)


def projects_there(server: str, *, now: Now, sleep: Sleep, options: Options) -> dict[str, Listed]:
    """Return every project that a review server shows.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    from retro.collect.http import Asker

    with closing(Asker(server, now=now, sleep=sleep, options=options)) as asker:
        return shown(asker)
