"""What every measure is handed: a team, a cycle, and the histories up to a moment."""

from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from retro.measure.review import Review, in_order
from retro.measure.roster import Cores, core_reviewers
from retro.model.change import Accounts, Change
from retro.model.cycle import Cycle
from retro.model.facts import Origin
from retro.model.team import Notes, Team


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """One team's cycle, as far as it had gone at a moment.

    The caller has cut the histories: nothing in them lies at or after `moment`. They are
    complete from `reaches` on: a change that was closed before it may be missing.
    """

    team: Team
    cycle: Cycle
    notes: Notes
    accounts: Accounts
    changes: tuple[Change, ...]
    specs: tuple[Change, ...] = ()
    moment: datetime
    as_of: date
    reaches: datetime
    simulated: bool = False

    @property
    def everything(self) -> tuple[Change, ...]:
        """Return code and specs together, for what people did; backlogs are counted apart."""
        return self.changes + self.specs

    @property
    def window(self) -> tuple[datetime, datetime]:
        """Return the first moment of the cycle and the first one that is outside."""
        return self.cycle.begins, min(self.moment, self.cycle.ends)

    @property
    def origin(self) -> Origin:
        """Return where a number that was counted here comes from."""
        return Origin.SIMULATED if self.simulated else Origin.MEASURED

    @property
    def core_origin(self) -> Origin:
        """Return where a number comes from that rests on who is core; simulated says more."""
        inferred = self.cores.inferred and not self.simulated
        return Origin.ASSUMED if inferred else self.origin

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

    def covers(self, branch: str) -> bool:
        """Tell whether a branch is one of those that the team counts."""
        branches = self.team.gerrit.branches
        return not branches or branch in branches

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return the reviews given inside the window, of code and specs, in time order."""
        return tuple(review for review in self.all_reviews if self.inside(review.at))

    @cached_property
    def all_reviews(self) -> tuple[Review, ...]:
        """Return the reviews that the histories hold, those of the lead-in too."""
        return in_order(self.changes, self.specs)

    @cached_property
    def cores(self) -> Cores:
        """Return who was a core reviewer when."""
        return core_reviewers(self.notes.roster, self.accounts, self.team.gerrit, self.changes)
