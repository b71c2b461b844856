"""A team as governance lists it: its repositories under the names that the server has for them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retro.collect.governance.charter import Charter, Repository
from retro.collect.guess.gerrit import Listed
from retro.collect.guess.hints import called
from retro.errors import UsageError
from retro.model.sketch import Guess, Sketch

_FEW = 5
"""So many names Launchpad is asked for where no deliverable says its own."""


Former = tuple[tuple[str, tuple[Guess, ...]], ...]
"""The names that repositories had, each below the one that it is listed by."""


class Lists(Struct, frozen=True):
    """The repositories of a team with code and those with specs, as guesses, and former names."""

    code: tuple[Guess, ...]
    specs: tuple[Guess, ...]
    formerly: Former

    @property
    def taken(self) -> tuple[str, ...]:
        """Return the names of those that are taken."""
        return taken((*self.code, *self.specs))


def taken(guesses: Iterable[Guess]) -> tuple[str, ...]:
    """Return the values of those that are taken."""
    return tuple(guess.value for guess in guesses if guess.taken)


def both(named: tuple[Guess, ...], known: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Return names with what two sources say of each; what only one says stays as it is."""
    why = {guess.value: guess.why for guess in named if guess.taken}
    left = tuple(guess for guess in named if not guess.taken)
    found = (
        replace(one, why=f"{one.why}; {why[one.value]}") if one.value in why else one
        for one in known
    )
    return (*found, *left)


def repositories(charter: Charter, there: Mapping[str, Listed], server: str) -> Lists:
    """Return the repositories of a team; on the word of governance alone if nobody was asked.

    Raises:
        UsageError: The server was asked, and has none of them.
    """
    return on_server(charter, there, server) if there else as_listed(charter)


def as_listed(charter: Charter) -> Lists:
    """Return the repositories on the word of governance alone."""
    return _lists(charter, {one: _Found(one.guess(), one.former) for one in charter.repositories})


def on_server(charter: Charter, there: Mapping[str, Listed], server: str) -> Lists:
    """Return the repositories under the names that a server has for them today.

    A project that was renamed takes its changes along, so that its old name finds nothing; where
    a server still has the old name too, there are changes under both.

    Raises:
        UsageError: The server has none of them.
    """
    homes: dict[str, list[str]] = {}
    for name in there:
        homes.setdefault(_last(name), []).append(name)
    found = {one: _found(one, there, homes) for one in charter.repositories}
    lists = _lists(charter, found)
    if not lists.taken:
        raise UsageError(
            f"the server shows none of the {len(charter.repositories)} repositories of "
            f"{charter.name}",
            where=server,
            hint="name another server with --server, or add --offline to ask none",
        )
    return lists


class _Found(NamedTuple):
    """A repository by one name, and its former ones that may have changes of their own."""

    guess: Guess
    formerly: tuple[Guess, ...] = ()


def _found(one: Repository, there: Mapping[str, Listed], homes: Mapping[str, list[str]]) -> _Found:
    elsewhere = homes.get(_last(one.name), [])
    former = [replace(guess, why=f"{guess.why}; the server still has it") for guess in one.former]
    known = [guess for guess in former if guess.value in there]
    if one.name in there:
        return _Found(_known(one.name, one, there[one.name]), tuple(known))
    if known:
        first, *others = known
        return _Found(_known(first.value, one, there[first.value]), tuple(others))
    if len(elsewhere) == 1:
        return _Found(Guess(elsewhere[0], f"what the server calls {one.name} now; {one.why}"))
    return _Found(Guess(one.name, f"the server shows no such project; {one.why}", taken=False))


def _known(name: str, one: Repository, shown: Listed) -> Guess:
    if one.left and shown.state == "ACTIVE":
        why = f"left governance's list on {one.left}, and lives on; take it in if it is yours"
        return Guess(name, why, taken=False)
    state = "" if shown.state == "ACTIVE" else f"; {shown.state.lower().replace('_', '-')} today"
    also = "" if name == one.name else "; the server still has this name"
    return Guess(name, f"{one.why}{also}{state}")


def _lists(charter: Charter, found: Mapping[Repository, _Found]) -> Lists:
    """Sort repositories; a team that has specs alone has them for its code."""
    code = [some.guess for one, some in found.items() if not one.specs]
    specs = [some.guess for one, some in found.items() if one.specs]
    every = (some for some in found.values() if some.guess.taken and some.formerly)
    former = {some.guess.value: some.formerly for some in every}
    if not any(guess.taken for guess in code):
        code, specs = [*code, *specs], []
    ordered = tuple(dict.fromkeys(_first(code, charter)))
    return Lists(ordered, tuple(dict.fromkeys(specs)), tuple(former.items()))


def _first(code: list[Guess], charter: Charter) -> list[Guess]:
    """Return the repositories, that which is called as the team before the others."""
    return sorted(code, key=lambda guess: _last(guess.value) != charter.key)


def names_on_launchpad(charter: Charter, lists: Lists) -> tuple[str, ...]:
    """Return the names to look up, where no deliverable says which are its own."""
    names = called(tuple(guess.value for guess in lists.code if guess.taken))
    return tuple(name for name in names if charter.key in name)[:_FEW] or names[:1]


def told(sketch: Sketch, charter: Charter) -> Sketch:
    """Return a sketch with what governance and the releases repository say."""
    return replace(
        sketch,
        title=charter.title,
        titled=f"in governance's list on {charter.day}",
        leadership=charter.leadership,
        liaisons=charter.liaisons,
        led=charter.by,
        release_model=charter.model,
        tracker=charter.storyboard,
        launchpad=sketch.launchpad if charter.launchpad is None else charter.launchpad,
        remarks=(*charter.remarks, *sketch.remarks),
    )


def _last(name: str) -> str:
    return name.rpartition("/")[2]
