"""Guessing what a team's team.yaml should say: by rules on names alone, or by asking servers.

The rules on names stand here, since they hold with and without a server.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from retro.collect.guess_gerrit import Listed, Seen, look
from retro.collect.guess_launchpad import on_launchpad
from retro.collect.guess_votes import bots, gating, label, others
from retro.collect.manner import Manner
from retro.errors import UsageError
from retro.model.cycle import Cycle
from retro.model.sketch import Guess, Sketch
from retro.model.team import CopyRule, SpecsLayout

OPENDEV = "https://review.opendev.org"
LAUNCHPAD = "https://api.launchpad.net/devel"

UNCHECKED = "not checked"

_BELONGS = (
    (r"{team}", "bears the team's name"),
    (r"python-{team}client", "is the team's client, by its name"),
    (r"{team}lib", "is the team's library, by its name"),
    (r"{team}[._-].+", "begins with the team's name"),
    (r"python-{team}[._-].+", "begins with python- and the team's name"),
)
_OPENDEV_CI = (("jenkins", date.min, date(2017, 10, 15)), ("zuul", date(2017, 9, 29), date.max))
_OPENDEV_COPIES = (
    CopyRule(label="Code-Review", when=("TRIVIAL_REBASE", "NO_CHANGE"), values=(-2,)),
    CopyRule(label="Verified", when=("NO_CHANGE",)),
    CopyRule(label="Workflow", when=("NO_CHANGE",)),
)
_OPENDEV_PAGE = "https://opendev.org/{project}"


class Wish(Struct, frozen=True, kw_only=True):
    """What a person says of a team to be: where it is, and for which cycle it is wanted first.

    `projects` take the place of those that belong to the team by their names, which begin with
    `prefix`.
    """

    key: str
    cycle: Cycle
    server: str = OPENDEV
    prefix: str = "openstack/"
    projects: tuple[str, ...] = ()
    launchpad_server: str = LAUNCHPAD

    @property
    def opendev(self) -> bool:
        """Tell whether the server is the one whose habits are known."""
        return self.server == OPENDEV


def unchecked(wish: Wish) -> Sketch:
    """Return what the rules alone make of a wish; nothing is asked."""
    names = wish.projects or _usual(wish)
    found = tuple(
        Guess(name, f"{UNCHECKED}: {_belongs(wish, name) or 'named by you'}")
        for name in names
        if not _for_specs(name)
    )
    specs = tuple(filter(_for_specs, wish.projects)) or (
        (f"{wish.prefix}{wish.key}-specs",) if wish.opendev else ()
    )
    return replace(
        _frame(wish),
        projects=found,
        specs=tuple(Guess(name, f"{UNCHECKED}: where specs lie as a rule") for name in specs),
        gating=_gating_by_date(wish, f"{UNCHECKED}: "),
        bots=_bots(wish, ()),
        launchpad=tuple(
            Guess(name, f"{UNCHECKED}: called as the project", doubtful=True)
            for name in _called(found)
        ),
    )


def asked(
    wish: Wish,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    say: Callable[[str], None],
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
        seen = look(asker, wish.prefix, wish.key, wish.projects, wish.cycle)
    found = _named(wish, seen) if wish.projects else _projects(wish, seen)
    names = _called(guess for guess in found if guess.taken)
    return replace(
        _frame(wish),
        projects=found,
        specs=_specs(wish, seen),
        branches=_branches(seen),
        label=label(seen.changes),
        gating=gating(seen.changes) or _gating_by_date(wish, "no vote was seen; by the date: "),
        bots=_bots(wish, bots(seen.changes)),
        launchpad=on_launchpad(
            wish.launchpad_server, names, now=now, sleep=sleep, say=say, manner=manner
        ),
        remarks=others(seen.changes),
    )


def _frame(wish: Wish) -> Sketch:
    """Return a sketch with all that is known before anything is asked."""
    layout = SpecsLayout(clone=_OPENDEV_PAGE, page=f"{_OPENDEV_PAGE}/commit/{{commit}}")
    return Sketch(
        key=wish.key,
        title=" ".join(word[:1].upper() + word[1:] for word in re.split("[_-]", wish.key)),
        server=wish.server,
        projects=(),
        copy_rules=_OPENDEV_COPIES if wish.opendev else (),
        launchpad_server="" if wish.launchpad_server == LAUNCHPAD else wish.launchpad_server,
        specs_layout=layout if wish.opendev else None,
    )


def _usual(wish: Wish) -> tuple[str, ...]:
    """Return the projects that a team has as a rule."""
    code = f"{wish.prefix}{wish.key}"
    return (code, f"{wish.prefix}python-{wish.key}client") if wish.opendev else (code,)


def _bots(wish: Wish, found: tuple[Guess, ...]) -> tuple[Guess, ...]:
    if not wish.opendev or any(bot.value == "proposal-bot" for bot in found):
        return found
    return (*found, Guess("proposal-bot", "proposes requirements and translations on OpenDev"))


def _projects(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    belonging = {name: why for name in seen.projects if (why := _belongs(wish, name))}
    found = tuple(
        _listed(name, seen.projects[name], why)
        for name, why in belonging.items()
        if not _for_specs(name)
    )
    if not any(guess.taken for guess in found):
        raise _nothing(wish, seen)
    return found


def _listed(name: str, one: Listed, why: str) -> Guess:
    if one.state == "ACTIVE":
        return Guess(name, f"exists on the server, {why}{one.told}")
    state = one.state.lower().replace("_", "-")
    return Guess(name, f"is {state} today; take it in if it lived in your cycle", taken=False)


def _named(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    for name in wish.projects:
        if not seen.has(name):
            raise UsageError(
                f"the server shows no project {name}",
                where=wish.server,
                hint=f"correct --projects{_like(seen)}, or add --offline to ask no server",
            )
    code = [name for name in wish.projects if not _for_specs(name)]
    return tuple(Guess(name, "exists on the server, named by you") for name in code)


def _nothing(wish: Wish, seen: Seen) -> UsageError:
    return UsageError(
        f"the server shows no project {wish.prefix}{wish.key}, nor one named after it",
        where=wish.server,
        hint=f"name the projects with --projects{_like(seen)}, or where names begin with --prefix",
    )


def _like(seen: Seen) -> str:
    return f" (there are {', '.join(seen.similar)})" if seen.similar else ""


def _specs(wish: Wish, seen: Seen) -> tuple[Guess, ...]:
    named = [Guess(name, "named by you") for name in wish.projects if _for_specs(name)]
    if named:
        return tuple(named)
    name = f"{wish.prefix}{wish.key}-specs"
    if name in seen.projects:
        return (Guess(name, "exists on the server, named after the team"),)
    return ()


def _branches(seen: Seen) -> tuple[Guess, ...]:
    """Return the branch that development is on, if it is not one that is counted anyway."""
    if seen.head in ("", "master", "main"):
        return ()
    return (Guess(seen.head, "is where the server's HEAD points"),)


def _gating_by_date(wish: Wish, how: str) -> tuple[Guess, ...]:
    if not wish.opendev:
        return ()
    return tuple(
        Guess(name, f"{how}OpenDev's CI {'until' if name == 'jenkins' else 'since'} October 2017")
        for name, first, last in _OPENDEV_CI
        if wish.cycle.start <= last and wish.cycle.release >= first
    )


def _called(projects: Iterable[Guess]) -> tuple[str, ...]:
    """Return the names that projects have on Launchpad: in small letters, with dashes."""
    names = (guess.value.rpartition("/")[2].rstrip("*").lower() for guess in projects)
    return tuple(dict.fromkeys(name.replace("_", "-") for name in names if name))


def _for_specs(name: str) -> bool:
    return name.endswith("-specs")


def _belongs(wish: Wish, name: str) -> str:
    """Say why a project is the team's, by its name; nothing if it isn't."""
    own = name.removeprefix(wish.prefix)
    team = re.escape(wish.key)
    if own != name or not wish.prefix:
        for rule, why in _BELONGS:
            if re.fullmatch(rule.format(team=team), own):
                return why
    return ""
