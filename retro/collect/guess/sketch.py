"""Guessing what a team's team.yaml should say: by rules alone, or by asking servers."""

from contextlib import closing

from msgspec.structs import replace

from retro.collect.guess import opendev
from retro.collect.guess.gerrit import Listed, Seen, look
from retro.collect.guess.hints import LAUNCHPAD, SPECS, Wish, called
from retro.collect.guess.launchpad import on_launchpad
from retro.collect.guess.votes import bots, gating, label, others
from retro.collect.options import Manner
from retro.errors import UsageError
from retro.model.sketch import Guess, Sketch
from retro.model.time import Now, Sleep
from retro.progress import Say

_UNCHECKED = "not checked"
_NEAR = "begins with the team's name, but nothing sets it off; take it in if it is yours"


def sketch_by_rule(wish: Wish) -> Sketch:
    """Return what the rules alone make of a wish; nothing is asked."""
    names = wish.code or opendev.usual(wish)
    specs = wish.specs or opendev.usual_specs(wish)
    return replace(
        _frame(wish),
        projects=tuple(
            Guess(name, f"{_UNCHECKED}: {wish.belongs(name) or 'named by you'}") for name in names
        ),
        specs=tuple(Guess(name, f"{_UNCHECKED}: where specs lie as a rule") for name in specs),
        gating=opendev.gating(wish, _UNCHECKED),
        bots=opendev.bots(wish, ()),
        launchpad=tuple(
            Guess(name, f"{_UNCHECKED}: called as the project", doubtful=True)
            for name in called(names)
        ),
    )


def sketch(
    wish: Wish,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
    manner: Manner,
) -> Sketch:
    """Return what the servers make of a wish.

    Raises:
        UsageError: The server shows no such project.
        SourceError: The review server is silent, refuses, or answers in another shape.
    """
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.http import Asker

    with closing(Asker(wish.server, now=now, sleep=sleep, manner=manner)) as asker:
        seen = look(asker, wish)
    projects = _named(wish, seen) if wish.projects else _projects(wish, seen)
    names = called(tuple(guess.value for guess in projects if guess.taken))
    return replace(
        _frame(wish),
        projects=projects,
        specs=_specs(wish, seen),
        branches=_branches(seen),
        label=label(seen.changes),
        gating=gating(seen.changes) or opendev.gating(wish, "no vote was seen; by the date"),
        bots=opendev.bots(wish, bots(seen.changes)),
        launchpad=on_launchpad(
            wish.launchpad_server, names, now=now, sleep=sleep, say=say, manner=manner
        ),
        remarks=others(seen.changes),
    )


def _frame(wish: Wish) -> Sketch:
    """Return a sketch with all that is known before anything is asked."""
    return Sketch(
        key=wish.key,
        title=wish.title,
        server=wish.server,
        projects=(),
        copy_rules=opendev.COPY_RULES if wish.opendev else (),
        launchpad_server="" if wish.launchpad_server == LAUNCHPAD else wish.launchpad_server,
        specs_layout=opendev.LAYOUT if wish.opendev else None,
    )


def _projects(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    """Return the projects named after the team; read-only ones where there is no other."""
    listed = {name: one for name, one in seen.projects.items() if not name.endswith(SPECS)}
    own = {name: why for name in listed if (why := wish.belongs(name))}
    if not own:
        raise _nothing(wish, seen)
    living = any(listed[name].state == "ACTIVE" for name in own)
    return tuple(
        _guess(name, one, own[name], living) if name in own else Guess(name, _NEAR, taken=False)
        for name, one in listed.items()
    )


def _guess(name: str, one: Listed, why: str, living: bool) -> Guess:
    if one.state == "ACTIVE":
        return Guess(name, f"exists on the server, {why}{one.told}")
    state = one.state.lower().replace("_", "-")
    if living:
        return Guess(name, f"is {state} today; take it in if it lived in your cycle", taken=False)
    return Guess(name, f"is {state} today, {why}")


def _named(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    for name in wish.projects:
        if not seen.has(name):
            raise UsageError(
                f"the server shows no project {name}",
                where=wish.server,
                hint=f"correct --projects{_like(seen)}, or add --offline to ask no server",
            )
    return tuple(Guess(name, "exists on the server, named by you") for name in wish.code)


def _nothing(wish: Wish, seen: Seen) -> UsageError:
    return UsageError(
        f"the server shows no project {wish.main}, nor one named after it",
        where=wish.server,
        hint=f"name the projects with --projects{_like(seen)}, or where names begin with --prefix",
    )


def _like(seen: Seen) -> str:
    return f" (there are {', '.join(seen.similar)})" if seen.similar else ""


def _specs(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    if wish.specs:
        return tuple(Guess(name, "exists on the server, named by you") for name in wish.specs)
    name = wish.main + SPECS
    if name in seen.projects:
        return (Guess(name, "exists on the server, named after the team"),)
    return ()


def _branches(seen: Seen) -> tuple[Guess, ...]:
    """Return the branch that development is on, if it is not one that is counted anyway."""
    if seen.head in ("", "master", "main"):
        return ()
    return (Guess(seen.head, "is where the server's HEAD points"),)
