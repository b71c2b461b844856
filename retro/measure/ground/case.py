"""What every measure is handed: a team, a cycle, and the histories up to a moment."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property, wraps
from itertools import chain
from operator import attrgetter
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct, field

from retro.measure.ground.review import Review, in_order, reviews_of
from retro.measure.ground.roster import Cores, core_reviewers, core_votes
from retro.measure.ground.shared import Shared, of_change
from retro.model.bug import Bugs
from retro.model.change import Accounts, Change, Event, Kind
from retro.model.cycle import Cycle
from retro.model.cycle_before import CycleBefore
from retro.model.feature import Features
from retro.model.labels import Labels
from retro.model.origin import Origin
from retro.model.team import Notes, Team
from retro.model.watch import Watched

_AT = attrgetter("at")

Merged = tuple[datetime, Change]
"""When a change was merged, and which."""

P = ParamSpec("P")
T = TypeVar("T")


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """One team's cycle, as far as it had gone at a moment.

    Whoever makes it has cut all that has a day: nothing in it lies at or after `moment`. What
    has none is as of the day of collection: what changes and bugs are called, and how they are
    sorted. `editions` are the days of all that are published, by which work of people is told;
    None stands for a case that is one by itself. Histories are complete from `reaches` on: a
    change that was closed before it may be missing. `first_uploads` knows when each account's
    first change ever was uploaded, or is None. `watched` has what was found for each title of
    `watch` in cycle.yaml, or is None.
    `bugs` is None where Launchpad was not asked, and `features` where nothing was collected
    that could tell; `before` is what people wrote about the cycle before; `lacks` says why there
    are no bugs, blueprints or specs, if the collection knew. `triggers_told` tells whether the
    records say which words started what, and `lists` whether what stands behind the numbers is
    wanted too; see `evidence.behind`. `later` and `undated` say which of the notes were left
    out, or have no day; see `Known`.
    """

    team: Team
    cycle: Cycle
    notes: Notes
    later: frozenset[str] = frozenset()
    undated: dict[str, int] = {}
    accounts: Accounts
    labels: Labels = Labels()
    changes: tuple[Change, ...]
    specs: tuple[Change, ...] = ()
    moment: datetime
    as_of: date
    editions: tuple[date, ...] | None = None
    reaches: datetime
    simulated: bool = False
    triggers_told: bool = True
    lists: bool = True
    first_uploads: dict[int, datetime] | None = None
    watched: dict[str, tuple[Watched, ...]] | None = None
    bugs: Bugs | None = None
    lacks: dict[str, str] = {}
    features: Features | None = None
    before: CycleBefore | None = None
    shared: Shared = field(default_factory=Shared)

    @property
    def everything(self) -> tuple[Change, ...]:
        """Return code and specs together, for what people did; backlogs are counted apart."""
        return self.changes + self.specs

    @cached_property
    def window(self) -> tuple[datetime, datetime]:
        """Return the first moment of the cycle and the first one that is outside."""
        return self.cycle.begins, min(self.moment, self.cycle.ends)

    @property
    def origin(self) -> Origin:
        """Return where a number that was counted here comes from."""
        return Origin.SIMULATED if self.simulated else Origin.MEASURED

    @property
    def roles_since(self) -> datetime:
        """Return how far back one must know to tell core reviewers all through the window."""
        return min(self.cycle.begins, self.cores.needs(self.cycle.begins))

    def inside(self, at: datetime) -> bool:
        """Tell whether something happened inside the window."""
        begins, ends = self.window
        return begins <= at < ends

    def is_core(self, review: Review) -> bool:
        """Tell whether a review came from who was a core reviewer at that instant."""
        return self.cores.holds(review.account, review.at)

    def is_core_vote(self, change: Change, vote: Event) -> bool:
        """Tell whether a vote of the window came from who was a core reviewer at that instant."""
        core = vote.account is not None and self.cores.holds(vote.account, vote.at)
        return core and self.inside(vote.at) and self.covers(change.branch_at(vote.at))

    @cached_property
    def covers(self) -> Callable[[str], bool]:
        """Return what tells whether a branch is one of those that the team counts."""
        return self.team.gerrit.covers

    def merges_of(self, changes: Iterable[Change]) -> tuple[Merged, ...]:
        """Return what was merged on the team's branches, in time order."""
        found = chain.from_iterable(_merges.each(self, changes))
        return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].number)))

    @cached_property
    def all_merges(self) -> tuple[Merged, ...]:
        """Return the merges of code that the histories hold, those of the lead-in too."""
        return self.merges_of(self.changes)

    @cached_property
    def merges(self) -> tuple[Merged, ...]:
        """Return the merges of code inside the window."""
        found = self.merges_of(self.lately)
        return tuple(pair for pair in found if self.inside(pair[0]))

    @cached_property
    def given(self) -> tuple[Review, ...]:
        """Return the reviews given inside the window, of code and specs, change by change."""
        begins, ends = self.window
        code = _reviews.each(self, self.lately, False)
        found = chain(code, _reviews.each(self, self.lately_specs, True))
        return tuple([one for one in chain.from_iterable(found) if begins <= one.at < ends])

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return the reviews given inside the window, of code and specs, in time order."""
        return in_order(self.given)

    @cached_property
    def code_reviews(self) -> tuple[Review, ...]:
        """Return those of code on the team's branches, in time order."""
        return tuple(review for review in self.reviews if review.code)

    @cached_property
    def core_reviews(self) -> tuple[Review, ...]:
        """Return those by who was a core reviewer at that instant, in time order."""
        return tuple(filter(self.is_core, self.reviews))

    @cached_property
    def elsewhere_reviews(self) -> tuple[Review, ...]:
        """Return those of code on other branches, in time order."""
        return tuple(one for one in self.reviews if not one.code and not one.spec)

    @cached_property
    def spec_reviews(self) -> tuple[Review, ...]:
        """Return those of specs, in time order."""
        return tuple(review for review in self.reviews if review.spec)

    @cached_property
    def all_reviews(self) -> tuple[Review, ...]:
        """Return the reviews that the histories hold, those of the lead-in too."""
        code, specs = self.changes, self.specs
        found = chain(_reviews.each(self, code, False), _reviews.each(self, specs, True))
        return in_order(chain.from_iterable(found))

    @cached_property
    def lately(self) -> tuple[Change, ...]:
        """Return the changes of code at which something happened since the window began."""
        return _since(self.window[0], self.changes)

    @cached_property
    def lately_specs(self) -> tuple[Change, ...]:
        """Return the changes of specs at which something happened since the window began."""
        return _since(self.window[0], self.specs)

    @property
    def lately_of_all(self) -> tuple[Change, ...]:
        """Return both together."""
        return self.lately + self.lately_specs

    def reviews_of(self, change: Change, *, spec: bool = False) -> tuple[Review, ...]:
        """Return a change's reviews in time order."""
        return _reviews(self, change, spec)

    def last_review(self, change: Change, moment: datetime) -> datetime | None:
        """Return when a change was last reviewed before a moment, None where it never was."""
        found = self.reviews_of(change)
        index = bisect_left(found, moment, key=_AT)
        return found[index - 1].at if index else None

    @cached_property
    def memory(self) -> dict[object, Any]:
        """Return what was found out about this case, for `once`."""
        return {}

    @cached_property
    def cores(self) -> Cores:
        """Return who was a core reviewer when."""
        votes = chain.from_iterable(_core_votes.each(self, self.changes))
        gerrit, labels = self.team.gerrit, self.labels
        return core_reviewers(self.notes.roster, self.accounts, gerrit, labels, votes)


def _since(begins: datetime, changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple([change for change in changes if change.events[-1].at >= begins])


@of_change
def _merges(case: Case, change: Change) -> tuple[Merged, ...]:
    merges = change.happened(Kind.MERGE)
    return tuple((one.at, change) for one in merges if case.covers(change.branch_at(one.at)))


@of_change
def _reviews(case: Case, change: Change, spec: bool) -> tuple[Review, ...]:
    return reviews_of(change, spec=spec, covers=case.covers)


@of_change
def _core_votes(case: Case, change: Change) -> tuple[Event, ...]:
    return tuple(core_votes(case.team.gerrit, case.labels, change))


def once(find: Callable[Concatenate[Case, P], T]) -> Callable[Concatenate[Case, P], T]:
    """Let several measures of a case share what is found out: ask the same question once."""

    @wraps(find)
    def remembered(case: Case, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (find, args, tuple(kwargs.items()))
        if key not in case.memory:
            case.memory[key] = find(case, *args, **kwargs)
        found: T = case.memory[key]
        return found

    return remembered
