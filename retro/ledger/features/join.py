"""One feature of a cycle: what its spec and its blueprint tell together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from msgspec import Struct

from retro.ledger.features.belonging import landed_in
from retro.ledger.features.blueprints import Verdict
from retro.ledger.features.matching import Word
from retro.ledger.features.paperwork import sorted_out
from retro.ledger.features.specs import Arrival, Spot, Stand
from retro.model.cycle import Cycle
from retro.model.feature import Feature, Outcome
from retro.model.time import end_of

_LAUNCHPAD = "https://blueprints.launchpad.net"

Found = tuple[Outcome, Arrival | None, str]
"""An outcome, how the specs repository knows it, and that in words."""


class Surroundings(Struct, frozen=True, kw_only=True, dict=True):
    """What is around a feature: the cycle, all cycles' names in order, every spec's stand.

    `settled` are the specs repositories in which what was not moved to the done ones is not done.
    `launchpad` are the team's projects there.
    `shared` are blueprints with several specs in one cycle, which tell none of them apart.
    `done` are specs of earlier cycles that landed in theirs.
    """

    cycle: Cycle
    order: tuple[str, ...]
    stands: tuple[Stand, ...]
    settled: frozenset[str] = frozenset()
    page: str = ""
    launchpad: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    done: frozenset[Spot] = frozenset()

    def namesakes(self, stand: Stand, *, later: bool) -> list[Stand]:
        """Return the approved specs of the same names in later cycles, or earlier ones."""
        here = self.place(self.cycle.name)
        found = (
            one
            for one in self.stands
            if one.approved and one.cycle
            if (self.place(one.cycle) > here if later else self.place(one.cycle) < here)
            if self.same(one, stand)
        )
        return sorted(found, key=self._key)

    def _key(self, stand: Stand) -> tuple[int, datetime, str]:
        assert stand.approved, "only approved ones are looked for"
        return self.place(stand.cycle), stand.approved.at, stand.name

    def same(self, stand: Stand, other: Stand) -> bool:
        """Tell whether two specs are of one feature; another repository may have the same file."""
        if stand.repository != other.repository:
            return stand.blueprint == other.blueprint not in self.shared | {""}
        if stand.life == other.life or stand.name == other.name or stand.paths & other.paths:
            return True
        return bool((stand.names & other.names) - self.shared)

    def place(self, cycle: str) -> int:
        """Return a cycle's place in time; one that the calendar doesn't know is to come."""
        return self._places.get(cycle, len(self.order))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {cycle: place for place, cycle in enumerate(self.order)}


def settled(around: Surroundings, own: Iterable[Stand]) -> frozenset[str]:
    """Return the repositories that tell which specs of the cycle are open; see `sorted_out`."""
    every: dict[str, list[Stand]] = defaultdict(list)
    for stand in own:
        every[stand.repository].append(stand)
    release = end_of(around.cycle.release)
    return frozenset(
        repository
        for repository, some in every.items()
        if sorted_out(
            [done for one in some if (done := landed_in(around.cycle, one))],
            sum(_waits(around, one) for one in some),
            release,
        )
    )


def _waits(around: Surroundings, stand: Stand) -> bool:
    """Tell whether a spec neither landed nor left in another way that its repository tells."""
    left = landed_in(around.cycle, stand) or stand.dropped or stand.gone
    return not left and not any(one.there for one in around.namesakes(stand, later=True))


def joined(around: Surroundings, stand: Stand, match: Word) -> Feature:
    """Return the feature of an approved spec, with the blueprint that goes with it if any."""
    blueprint, word, doubt = match
    assert stand.approved, "only approved specs are joined"
    outcome, arrival, says = _outcome(around, stand, word)
    later = around.namesakes(stand, later=True)
    commit = (arrival or stand.approved).event.commit
    return Feature(
        name=stand.name,
        project=stand.repository,
        title=stand.title,
        blueprint=stand.blueprint or (blueprint.name if blueprint else ""),
        blueprint_url=_page(blueprint.project, blueprint.name)
        if blueprint
        else _page(_project(around, stand, doubt), stand.blueprint),
        url=around.page.replace("{project}", stand.repository).replace("{commit}", commit),
        approved=_day(stand.approved),
        approved_until=_until(stand.approved),
        known=stand.approved.event.quiet,
        accepted=word.accepted,
        outcome=outcome,
        since=_day(arrival) if arrival else word.since if outcome is word.outcome else None,
        until=_until(arrival) if arrival else None,
        evidence=tuple(filter(None, (f"approved {stand.approved}", says, _second(outcome, word)))),
        to=later[0].cycle if outcome is Outcome.DEFERRED and later else "",
        carried=tuple(
            one.cycle
            for one in around.namesakes(stand, later=False)
            if not one.implemented and one.spot not in around.done
        ),
        conflicts=(*_conflicts(around, stand, word, outcome), *filter(None, (doubt,))),
    )


def bare(match: Word) -> Feature:
    """Return the feature of a blueprint without a spec."""
    blueprint, word, _ = match
    assert blueprint, "a feature without a spec is a blueprint"
    page = _page(blueprint.project, blueprint.name)
    goal = "the goal was accepted, on a day that Launchpad forgets" if word.accepted else ""
    return Feature(
        name=blueprint.name,
        project=blueprint.project,
        title=blueprint.title,
        blueprint=blueprint.name,
        blueprint_url=page,
        url=page,
        accepted=word.accepted,
        outcome=word.outcome or Outcome.OPEN,
        since=word.since,
        evidence=tuple(filter(None, (goal, word.says))),
        conflicts=() if word.accepted else ("Launchpad has no accepted goal for this cycle",),
    )


def _project(around: Surroundings, stand: Stand, doubt: str) -> str:
    """Return the project of a spec's blueprint: as linked, else the one that the specs are of."""
    own = stand.repository.rpartition("/")[2].removesuffix("-specs")
    return stand.launchpad or (own if own in around.launchpad and not doubt else "")


def _page(project: str, blueprint: str) -> str:
    """Return where Launchpad has a blueprint, if it is known of which project it is."""
    if not project or not blueprint:
        return ""
    return f"{_LAUNCHPAD}/{quote(project, '')}/+spec/{quote(blueprint, '')}"


def _day(arrival: Arrival) -> datetime | None:
    """Return when a spec arrived, unless it was at some time before."""
    return None if arrival.event.quiet else arrival.at


def _until(arrival: Arrival) -> datetime | None:
    return None if arrival.event.quiet else arrival.until


def _outcome(around: Surroundings, stand: Stand, word: Verdict) -> Found:
    """Return the first outcome that holds: landed, deferred, given up, or open."""
    later = around.namesakes(stand, later=True)
    if done := landed_in(around.cycle, stand):
        return Outcome.LANDED, done, f"moved to {_folder(done)} {done}"
    elsewhere = stand.landed or any(one.implemented for one in later)
    if word.outcome is Outcome.LANDED and not elsewhere:
        return Outcome.LANDED, None, ""
    if any(one.there for one in later) and (first := later[0].approved):
        moved = first.event.commit in stand.commits
        how = "moved to" if moved else "approved again for"
        return Outcome.DEFERRED, first, f"{how} {later[0].cycle} {first}"
    if word.outcome and word.outcome is not Outcome.LANDED:
        return word.outcome, None, ""
    if left := stand.dropped or stand.gone:
        return Outcome.DROPPED, left, f"{_way(left, stand)} {left}"
    if stand.repository in around.settled or word.speaks:
        return Outcome.OPEN, None, ""
    return Outcome.UNKNOWN, None, "by then no source tells what became of it"


def _conflicts(
    around: Surroundings, stand: Stand, word: Verdict, outcome: Outcome
) -> Iterator[str]:
    """Yield what the sources tell differently."""
    if outcome is Outcome.LANDED:
        if word.elsewhere:
            yield f"the blueprint's goal is {word.elsewhere}, as collected"
        for one in around.namesakes(stand, later=True):
            yield f"approved again for {one.cycle} {one.approved}"
        if stand.repository in around.settled and not landed_in(around.cycle, stand):
            yield "the spec does not stand with the done ones"
    if word.outcome and word.outcome is not outcome:
        yield word.says


def _second(outcome: Outcome, word: Verdict) -> str:
    return word.says if word.outcome is outcome else ""


def _folder(arrival: Arrival) -> str:
    """Return the folder of a spec without the root that all have: mitaka/implemented."""
    return "/".join(arrival.event.path.split("/")[1:-1])


def _way(left: Arrival, stand: Stand) -> str:
    """Say how a spec left: to a folder of those given up or put off, or deleted."""
    inside = left.event.cycle == stand.cycle and left is stand.gone
    return "removed" if inside else f"moved to {_folder(left)}"
