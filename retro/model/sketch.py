"""What can be told of a team or a cycle before anybody wrote about it, each part with its why."""

from typing import Literal

from msgspec import Struct

from retro.model.label import Meaning
from retro.model.leading import Leadership
from retro.model.specs_layout import SpecsLayout
from retro.model.team import CopyRule, Group, Pointer, Priority, Tenure, Watch

Sure = Literal["sure", "likely", "a guess"]
"""How sure a guess is: somebody who decides it says so, most of what was seen does, or a rule."""


class Guess(Struct, frozen=True):
    """One value that nobody typed, and why it was guessed.

    One that is not `taken` was seen and left out; a `doubtful` one asks for a second look. Where
    it is in somebody's list, that is the reason, and it is not told how `sure` it is.
    """

    value: str
    why: str
    taken: bool = True
    doubtful: bool = False
    sure: Sure | None = None

    @property
    def said(self) -> str:
        """Return why it was guessed, and how sure that is."""
        return f"{self.sure}: {self.why}" if self.sure else self.why


class Alike(Struct, frozen=True):
    """Accounts that may be one person's, and why somebody should look."""

    accounts: tuple[int, ...]
    why: str


class Sketch(Struct, frozen=True, kw_only=True):
    """A team as far as it can be guessed: what team.yaml will say.

    No `branches` means those that every team has by default, and so does no `stable`, which are
    those of releases; `label` is the one on which CI votes, None where the projects have none;
    `formerly` has the names that projects had, by the one that each has here;
    `reviews` is how many core reviews a change needs, where that was seen; `labels` are others,
    with what votes on them mean; `titled` says where the title is from; `led`, where it is known
    how the team is led, who says so; `liaisons` are the parts of those who lead together;
    `remarks` are what else was seen.
    """

    key: str
    title: str
    titled: str = "made of the folder's name"
    leadership: Leadership = "one person"
    liaisons: tuple[str, ...] = ()
    led: str = ""
    release_model: Guess | None = None
    tracker: tuple[Guess, ...] = ()
    server: str
    projects: tuple[Guess, ...]
    specs: tuple[Guess, ...] = ()
    formerly: tuple[tuple[str, tuple[Guess, ...]], ...] = ()
    branches: tuple[Guess, ...] = ()
    stable: Guess | None = None
    label: Guess | None = None
    gating: tuple[Guess, ...] = ()
    reviews: Guess | None = None
    bots: tuple[Guess, ...] = ()
    labels: tuple[Meaning, ...] = ()
    alike: tuple[Alike, ...] = ()
    copy_rules: tuple[CopyRule, ...] = ()
    launchpad: tuple[Guess, ...] = ()
    launchpad_server: str = ""
    specs_layout: SpecsLayout | None = None
    remarks: tuple[str, ...] = ()


Entry = Tenure | Priority | Pointer | Watch | Group


class Carried(Struct, frozen=True):
    """An entry of cycle.yaml that is taken over, and where it comes from."""

    entry: Entry
    source: str


class Heritage(Struct, frozen=True, kw_only=True):
    """What a cycle takes over from the one before, `cycle`.

    `priorities` are promises that stay open and work that was deferred to this cycle; `proposed`
    are the goals that the writer before set, and what else was left open.
    """

    cycle: str
    priorities: tuple[Carried, ...] = ()
    proposed: tuple[Carried, ...] = ()
    roster: tuple[Carried, ...] = ()
    groups: tuple[Carried, ...] = ()
    delegations: tuple[Carried, ...] = ()
    watch: tuple[Carried, ...] = ()
