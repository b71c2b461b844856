"""What was otherwise in one cycle than team.yaml says: repositories, and how the team released."""

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from retro.content.scaffold.cycle import Section
from retro.content.scaffold.scalar import remark, scalar
from retro.content.scaffold.team import former_names, list_of
from retro.model.sketch import Guess
from retro.model.team import Gerrit, Team

_OWN = "in team.yaml, and in no list of governance"


class Listing(Struct, frozen=True, kw_only=True):
    """What somebody else lists of a team in a cycle.

    `ever` are the last parts of all names that are known there; `formerly` has the names that
    repositories had, by those in the lists; `releases` are what came out in the cycle, None where
    nobody tells. `unelected` says why nobody was elected to lead the next cycle, and `elects`
    whether anybody is to be. `asked` tells that a server knows the names. `launchpad` are names
    that Launchpad was not asked for.
    """

    code: tuple[Guess, ...]
    specs: tuple[Guess, ...] = ()
    formerly: tuple[tuple[str, tuple[Guess, ...]], ...] = ()
    launchpad: tuple[Guess, ...] = ()
    model: Guess | None = None
    releases: tuple[str, ...] | None = None
    unelected: str = ""
    elects: bool = True
    ever: frozenset[str] = frozenset()
    asked: bool = False


def otherwise(team: Team, listing: Listing) -> tuple[Section, ...]:
    """Return the sections of a cycle.yaml for what is not as in team.yaml.

    What team.yaml alone has, because nobody lists it, stays the team's.
    """
    return (
        *_repositories(team, listing),
        *_launchpad(team, listing),
        *_model(team, listing),
        *_released(listing),
        *_candidates(listing),
    )


def _repositories(team: Team, listing: Listing) -> Iterator[Section]:
    lines = list[str]()
    for key, listed, said in (
        ("projects", listing.code, team.gerrit.projects),
        ("specs", listing.specs, team.gerrit.specs),
    ):
        own = (name for name in said if _last(name) not in listing.ever)
        named = listed if listing.asked else _as_said(listed, said)
        every = (*named, *(Guess(name, _OWN) for name in own))
        if _others(listing, {guess.value for guess in every if guess.taken}, team.gerrit, said):
            lines += list_of(key, every)
    if lines:
        lines += former_names(listing.formerly if listing.asked else ())
        about = "The team's repositories in this cycle, in place of those in team.yaml."
        yield Section(key="gerrit", about=about, lines=tuple(lines))


def _others(listing: Listing, named: set[str], gerrit: Gerrit, said: tuple[str, ...]) -> bool:
    """Tell whether a list has other repositories than team.yaml, be it under former names."""
    former = (guesses for now, guesses in listing.formerly if now in named)
    every = named | {guess.value for guess in chain.from_iterable(former)}
    return not named <= set(gerrit.ever(said)) or not set(said) <= every


def _as_said(listed: tuple[Guess, ...], said: tuple[str, ...]) -> Iterator[Guess]:
    """Yield repositories by the names in team.yaml, which may be a server's."""
    homes = {_last(name): name for name in said}
    for guess in listed:
        name = guess.value if guess.value in said else homes.get(_last(guess.value), guess.value)
        yield replace(guess, value=name)


def _launchpad(team: Team, listing: Listing) -> Iterator[Section]:
    """Yield the names on Launchpad that team.yaml lacks, for somebody to look at."""
    new = [one for one in listing.launchpad if one.taken and one.value not in team.launchpad]
    if new:
        about = "Names on Launchpad that the team had in this cycle, beside those in team.yaml."
        lines = (f"- {scalar(one.value)}  # {remark(one.why)}" for one in new)
        also = (f"- {scalar(name)}" for name in team.launchpad)
        yield Section(key="launchpad", about=about, proposed=(*also, *lines))


def _model(team: Team, listing: Listing) -> Iterator[Section]:
    model = listing.model
    if model and model.value != team.release_model:
        value = f"{scalar(model.value)}  # {remark(model.why)}"
        yield Section(key="release_model", about="How it released in this cycle.", value=value)


def _released(listing: Listing) -> Iterator[Section]:
    """Propose what was released before the release day; somebody has to add what came on it."""
    if listing.releases is None:
        return
    about = (
        "Releases in the cycle, as openstack/releases had them before the release day: add what "
        "came later; [] means none."
    )
    lines = tuple(f"- {{title: {scalar(one)}}}" for one in listing.releases)
    yield Section(key="releases", about=about, proposed=lines or ("[]",))


def _candidates(listing: Listing) -> Iterator[Section]:
    """Propose that nobody stands for election, or say that nobody need; never as a fact."""
    why = remark(listing.unelected, 200)
    if not why:
        return
    if not listing.elects:
        yield Section(key="", about=f"No `candidates` here: {why}.")
        return
    about = f"Who stands for election to lead the next cycle; {why}: look whether nobody stood."
    yield Section(key="candidates", about=about, proposed=("[]",))


def _last(name: str) -> str:
    return name.rpartition("/")[2]
