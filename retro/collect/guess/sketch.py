"""Guessing what a team's team.yaml should say: by rules alone, or by asking servers."""

from contextlib import closing

from msgspec.structs import replace

from retro.collect.guess import opendev
from retro.collect.guess.alike import alike
from retro.collect.guess.branches import branches, stable
from retro.collect.guess.gerrit import Listed, Seen, look
from retro.collect.guess.hints import LAUNCHPAD, SPECS, Hints, called
from retro.collect.guess.labels import meanings
from retro.collect.guess.launchpad import on_launchpad
from retro.collect.guess.verifying import gating, label
from retro.collect.guess.votes import bots, others, reviews
from retro.collect.options import Options
from retro.errors import UsageError
from retro.model.sketch import Guess, Sketch
from retro.model.time import Now, Sleep
from retro.progress import Say

_UNCHECKED = "not checked"
_BY_YOU = "exists on the server, named by you"
_FEW = 12
"""So many projects that only begin alike are named."""
_NO_FEATURES = (
    "features: neither a specs repository nor Launchpad tells of them; pages have what cycle.yaml "
    "says of priorities"
)
_NEAR = "begins with the team's name, but nothing sets it off; take it in if it is yours"


def sketch_by_rule(hints: Hints) -> Sketch:
    """Return what the rules alone make of the hints; nothing is asked."""
    names = hints.code or opendev.usual(hints)
    specs = hints.specs or opendev.usual_specs(hints)
    return replace(
        _frame(hints),
        projects=tuple(
            Guess(name, f"{_UNCHECKED}: {hints.belongs(name) or 'named by you'}", sure="a guess")
            for name in names
        ),
        specs=tuple(
            Guess(name, f"{_UNCHECKED}: where specs lie as a rule", sure="a guess")
            for name in specs
        ),
        gating=opendev.gating(hints, _UNCHECKED),
        bots=opendev.bots(hints, ()),
        launchpad=tuple(
            Guess(name, f"{_UNCHECKED}: called as the project", doubtful=True, sure="a guess")
            for name in (called(names) if hints.launchpad_server else ())
        ),
    )


def sketch(
    hints: Hints,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
    options: Options,
) -> Sketch:
    """Return what the servers make of the hints.

    Raises:
        UsageError: The server shows no such project.
        SourceError: The review server is silent, refuses, or answers in another shape.
    """
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.http import Asker

    with closing(Asker(hints.server, now=now, sleep=sleep, options=options)) as asker:
        seen = look(asker, hints)
    hints = replace(hints, prefix=seen.prefix)
    projects = _named(hints, seen) if hints.projects else _projects(hints, seen)
    names = called(tuple(guess.value for guess in projects if guess.taken))
    found = on_launchpad(
        hints.launchpad_server, names, now=now, sleep=sleep, say=say, options=options
    )
    specs, known = _specs(hints, seen), seen_in(hints, seen, found)
    if not (specs or any(guess.taken for guess in found)):
        known = replace(known, remarks=(*known.remarks, _NO_FEATURES))
    return replace(known, projects=projects, specs=specs)


def seen_in(hints: Hints, seen: Seen, launchpad: tuple[Guess, ...]) -> Sketch:
    """Return a sketch with what some merged changes tell."""
    found = label(seen.changes, seen.everybody, seen.served)
    gates = gating(seen.changes, seen.everybody, found)
    counted = branches(seen.head, seen.changes)
    return replace(
        _frame(hints),
        branches=counted,
        stable=stable(counted, seen.changes),
        label=found,
        reviews=None if hints.opendev else reviews(seen.changes, seen.everybody),
        gating=gates or opendev.gating(hints, "no vote was seen; by the date"),
        bots=opendev.bots(hints, bots(seen.changes, seen.everybody, gates)),
        labels=meanings(hints, seen.served, seen.changes, seen.everybody),
        alike=alike(seen.everybody),
        launchpad=launchpad,
        remarks=others(seen.changes),
    )


def _frame(hints: Hints) -> Sketch:
    """Return a sketch with all that is known before anything is asked."""
    return Sketch(
        key=hints.key,
        title=hints.title,
        server=hints.server,
        projects=(),
        copy_rules=opendev.COPY_RULES if hints.opendev else (),
        launchpad_server=hints.launchpad_server if hints.launchpad_server != LAUNCHPAD else "",
        specs_layout=opendev.LAYOUT if hints.opendev else None,
    )


def _projects(hints: Hints, seen: Seen) -> tuple[Guess, ...]:
    """Return the projects named after the team; read-only ones where there is no other.

    Of those that only begin alike some are named, since there may be very many.
    """
    listed = {name: one for name, one in seen.projects.items() if not name.endswith(SPECS)}
    own = {name: why for name in listed if (why := hints.belongs(name))}
    if not own:
        raise _nothing(hints, seen)
    living = any(listed[name].state == "ACTIVE" for name in own)
    near = set([name for name in listed if name not in own][:_FEW])
    return tuple(
        _guess(name, one, own[name], living)
        if name in own
        else Guess(name, _NEAR, taken=False, sure="a guess")
        for name, one in listed.items()
        if name in own or name in near
    )


def _guess(name: str, listed: Listed, why: str, living: bool) -> Guess:
    if listed.state == "ACTIVE":
        return Guess(name, f"exists on the server, {why}{listed.words}", sure="likely")
    state = listed.state.lower().replace("_", "-")
    if living:
        why = f"is {state} today; take it in if it lived in your cycle"
        return Guess(name, why, taken=False, sure="a guess")
    return Guess(name, f"is {state} today, {why}", sure="likely")


def _named(hints: Hints, seen: Seen) -> tuple[Guess, ...]:
    for name in hints.projects:
        if not seen.has(name):
            raise UsageError(
                f"the server shows no project {name}",
                where=hints.server,
                hint=f"correct --projects{_like(seen)}, or add --offline to ask no server",
            )
    return tuple(Guess(name, _BY_YOU, sure="sure") for name in hints.code)


def _nothing(hints: Hints, seen: Seen) -> UsageError:
    return UsageError(
        f"the server shows no project {hints.main}, nor one named after it",
        where=hints.server,
        hint=f"name the projects with --projects{_like(seen)}, or where names begin with --prefix",
    )


def _like(seen: Seen) -> str:
    return f" (there are {', '.join(seen.similar)})" if seen.similar else ""


def _specs(hints: Hints, seen: Seen) -> tuple[Guess, ...]:
    if hints.specs:
        return tuple(Guess(name, _BY_YOU, sure="sure") for name in hints.specs)
    name = hints.main + SPECS
    if name in seen.projects:
        return (Guess(name, "exists on the server, named after the team", sure="likely"),)
    return ()
