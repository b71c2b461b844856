"""The features of a cycle: specs, blueprints and changes seen as one, as of a moment.

Nothing that happened at or after the moment is used.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from retro.ledger.features.belonging import landed_in, specs_of
from retro.ledger.features.blueprints import verdict
from retro.ledger.features.join import Surroundings, bare, joined, settled
from retro.ledger.features.leftovers import Again, Match, landed_spots, leftovers
from retro.ledger.features.matching import Word, Words
from retro.ledger.features.naming import completed, declared, named
from retro.ledger.features.proposals import proposals, unapproved
from retro.ledger.features.requests import Numbered, Requests
from retro.ledger.features.specs import Stand, stands
from retro.model.bug import BugTask
from retro.model.change import Accounts, Change, Kind
from retro.model.cycle import Cycle
from retro.model.feature import Feature, Features, Leftover, named_by
from retro.model.team import Notes, Team
from retro.snapshot.launchpad import BlueprintInfo, MilestoneInfo
from retro.snapshot.specs import SpecInfo


class FeatureRecords(Struct, frozen=True, kw_only=True, dict=True):
    """What was collected about features; None where a source was not.

    `cycles` is the calendar, oldest first, with the team's own dates; `own` are the cycles that
    the team has begun, and `before` is the one before the cycle, if it is known. `collected` is
    when the blueprints were, `simulated` whether any of the collections is. `left_out` is how
    many files may be specs, as collected, and are not among them; `refused` says what Launchpad
    did not give. `bugs` are the team's, since some ask for features. `lacks` says why there are
    no specs or blueprints, if that is known.
    """

    cycles: tuple[Cycle, ...] = ()
    own: tuple[Cycle, ...] = ()
    before: Cycle | None = None
    specs: tuple[SpecInfo, ...] | None = None
    blueprints: tuple[BlueprintInfo, ...] | None = None
    milestones: tuple[MilestoneInfo, ...] = ()
    collected: datetime | None = None
    simulated: bool = False
    left_out: int = 0
    refused: tuple[str, ...] = ()
    bugs: tuple[BugTask, ...] = ()
    lacks: dict[str, str] = {}

    @cached_property
    def numbered(self) -> Numbered:
        """Return the bugs by their number."""
        found: dict[int, list[BugTask]] = defaultdict(list)
        for bug in self.bugs:
            found[bug.number].append(bug)
        return found


def features(
    records: FeatureRecords,
    team: Team,
    notes: Notes,
    cycle: Cycle,
    accounts: Accounts,
    changes: Sequence[Change],
    *,
    moment: datetime,
) -> Features:
    """Return the features of a cycle as they were known at a moment.

    Args:
        records: The collections.
        team: Its specs repositories, and where a commit's page is.
        notes: What a person had declared deferred by the moment.
        cycle: The cycle.
        accounts: Who is not a person.
        changes: Histories of code and specs that end before the moment.
        moment: Nothing at or after it is used.
    """
    merged = merge_days(changes)
    every = tuple(stands(records.specs or (), merged, moment))
    own = specs_of(every, cycle)
    around = _among(records, team, cycle, every, moment)
    proposed = proposals(one for one in changes if team.gerrit.is_spec(one.project))
    told = _words(records, cycle, moment)
    made = _made(around, own, Words(told), Requests(records.numbered, cycle, moment))
    names = frozenset(name for one in made for name in one.names)
    window = (cycle.begins, min(moment, cycle.ends))
    asked = unapproved(proposed, names, accounts, window)
    coded = named(one for one in changes if not team.gerrit.is_spec(one.project))
    written = declared(notes)
    whole = [completed(one, proposed, coded, written) for one in (*made, *asked)]
    earlier = records.before
    return Features(
        every=tuple(sorted(whole, key=_key)),
        specs=bool(own),
        blueprints=any(word.verdict.speaks for word in told),
        silent=tuple(_silent(records, own, told)),
        refused=records.refused,
        simulated=records.simulated,
        left_out=records.left_out,
        before=_before(records, earlier, merged, moment - (cycle.ends - earlier.ends))
        if earlier
        else None,
        cycle_before=earlier.name if earlier else "",
        left=_left(
            surroundings(records, team, earlier, every),
            matching(records, earlier, moment),
            again=tuple(zip(own, whole, strict=False)),
            bare=whole[len(own) : len(made)],
        )
        if earlier
        else None,
    )


def telling(records: FeatureRecords, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield those of some changes that tell of features, at whatever moment; no other does.

    They name a blueprint, or brought a commit to where specs are.
    """
    commits = {event.commit for record in records.specs or () for event in record.events}
    for change in changes:
        if change.commit in commits or named_by(change):
            yield change


def _among(
    records: FeatureRecords, team: Team, cycle: Cycle, every: tuple[Stand, ...], moment: datetime
) -> Surroundings:
    """Return what is around the features of a cycle, with what landed in the earlier ones."""
    around = surroundings(records, team, cycle, every)
    own = specs_of(every, cycle)
    names = {one.cycle for stand in own for one in around.namesakes(stand, later=False)}
    done = (
        spot
        for one in records.cycles
        if one.name in names
        for spot in landed_spots(
            surroundings(records, team, one, every), matching(records, one, moment)
        )
    )
    return replace(around, done=frozenset(done))


def surroundings(
    records: FeatureRecords, team: Team, cycle: Cycle, every: tuple[Stand, ...]
) -> Surroundings:
    """Return what is around the features of a cycle."""
    around = Surroundings(
        cycle=cycle,
        order=tuple(one.name for one in records.cycles),
        stands=every,
        page=team.specs_layout.page,
        launchpad=team.launchpad,
        shared=_shared(every),
    )
    return replace(around, settled=settled(around, specs_of(every, cycle)))


def _silent(records: FeatureRecords, own: list[Stand], told: list[Word]) -> Iterator[str]:
    """Say of each source why it knows nothing of the cycle: a list without it is no zero."""
    if records.specs is None:
        yield records.lacks.get("specs", "the specs repository was not collected")
    elif not own:
        why = "the specs repository has no approved spec of the cycle by then"
        yield why if records.specs else records.lacks.get("specs", why)
    if records.blueprints is None:
        yield records.lacks.get("blueprints", "Launchpad's blueprints were not collected")
    elif not any(word.verdict.speaks for word in told):
        why = "none of Launchpad's blueprints is of the cycle"
        yield why if records.blueprints else records.lacks.get("blueprints", why)


def merge_days(changes: Iterable[Change]) -> dict[str, datetime]:
    """Return when the commits of merged changes landed, as Gerrit has it."""
    return {
        change.commit: event.at
        for change in changes
        if change.commit
        for event in change.happened(Kind.MERGE)
    }


def _shared(every: Iterable[Stand]) -> frozenset[str]:
    """Return the blueprints that several specs of one cycle name."""
    found = Counter((one.cycle, one.blueprint) for one in every if one.blueprint)
    return frozenset(blueprint for (_, blueprint), number in found.items() if number > 1)


def _words(records: FeatureRecords, cycle: Cycle, moment: datetime) -> list[Word]:
    """Return what each blueprint that was there tells of the cycle."""
    series = {(one.project, one.name): one.series for one in records.milestones}
    given = records.cycles, records.own, series
    return [
        Word(one, verdict(one, cycle, *given, moment=moment, collected=records.collected))
        for one in records.blueprints or ()
        if one.date_created is None or one.date_created < moment
    ]


def _made(
    around: Surroundings, own: Sequence[Stand], words: Words, requests: Requests
) -> list[Feature]:
    """Join specs with blueprints or bugs, and add the blueprints that have no spec."""
    made = [joined(around, stand, _word(stand, words, requests)) for stand in own]
    landed = (one for one in around.stands if one.landed and not landed_in(around.cycle, one))
    return [*made, *map(bare, words.left(own, landed))]


def _word(stand: Stand, words: Words, requests: Requests) -> Word:
    """Return what the blueprint of a spec tells, or else the bug that asks for its feature."""
    word = words.of(stand)
    return requests.of(stand.bug) if stand.bug and word.blueprint is None else word


def _before(
    records: FeatureRecords, earlier: Cycle, merged: Mapping[str, datetime], moment: datetime
) -> int | None:
    """Count what the cycle before had taken on by a moment of its own, if its specs are known."""
    return len(specs_of(stands(records.specs or (), merged, moment), earlier)) or None


def _left(
    before: Surroundings, match: Match, again: Again, bare: Iterable[Feature]
) -> tuple[Leftover, ...] | None:
    """Return what the cycle before left undone; None where none of its specs is known."""
    there = specs_of(before.stands, before.cycle)
    return tuple(leftovers(before, match, again, bare)) if there else None


def matching(records: FeatureRecords, cycle: Cycle, moment: datetime) -> Match:
    """Return what finds the word that goes with a spec of a cycle."""
    words = Words(_words(records, cycle, moment))
    requests = Requests(records.numbered, cycle, moment)
    return lambda stand: _word(stand, words, requests)


def _key(feature: Feature) -> tuple[bool, datetime | str, str, str]:
    at = feature.approved
    return at is None, at or "", feature.name, feature.project
