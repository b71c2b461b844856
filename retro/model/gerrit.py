"""Where a team's reviews are, who its machines are, and which projects and branches count."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from retro.model.branches import Place
from retro.model.label import Kinds

ChangeKind = Literal[
    "REWORK",
    "TRIVIAL_REBASE",
    "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE",
    "MERGE_FIRST_PARENT_UPDATE",
    "NO_CODE_CHANGE",
    "NO_CHANGE",
]
"""What Gerrit calls the difference between a patch set and the one before."""


class CopyRule(Struct, frozen=True, kw_only=True):
    """Which votes of a label survive a new patch set where the server doesn't say.

    `when` names the change kinds that keep every vote (Gerrit's words: TRIVIAL_REBASE,
    NO_CODE_CHANGE, NO_CHANGE …); `values` names the votes that survive any new patch set.
    """

    label: str
    when: tuple[ChangeKind, ...] = ()
    values: tuple[int, ...] = ()
    start: date | None = None
    until: date | None = None


class Trigger(Struct, frozen=True, kw_only=True):
    """Words that start a CI, as a regular expression on the beginning of what a person says.

    `recheck` runs the gating CI's check again; `other` starts something else, or nothing. Votes
    may stand before the words. `until` is the first day on which they no longer do.
    """

    pattern: str
    kind: Literal["recheck", "other"] = "recheck"
    start: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the words started something on a day."""
        return (not self.start or self.start <= day) and (not self.until or day < self.until)


class CI(Struct, frozen=True, kw_only=True):
    """Which accounts are CI systems, by number, username or a rule on names; what starts them.

    Without `triggers` those that are known of the server hold: OpenStack's by their dates, and
    elsewhere `recheck` or `reverify`, perhaps with a reason.
    """

    gating: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    names: str = r"^(.* CI|Jenkins|Zuul)$"
    label: str = "Verified"
    triggers: tuple[Trigger, ...] = ()


class Gerrit(Struct, frozen=True, kw_only=True):
    """Where a team's reviews are.

    `projects` and `specs` are exact names or `prefix*`, but specs are read from exact names
    alone. `formerly` has the names that a project had, by the one that it has now: changes that
    the server still has under them count as that one's. No `branches` means every branch.
    `stable` is a regular expression on the beginning of a branch's name: such branches are
    counted apart, unless `branches` names them.
    `value_names` says what votes were called before Gerrit 2.6: "Works for me" → "Verified+1".
    `labels` says what votes on a label mean, where it isn't known or is known wrongly; a vote is a
    review only on one of kind "review", and a −2 blocks only on one of kind "gate".
    `people` are lists of accounts, by number or username: those of one list are one person, and
    none of them is held for a robot, whatever its name. `opt_out` are accounts that count for
    nothing, by number, username or name, or by `sha256:` and the hash of one, so that it stands
    nowhere; whoever has a list of names can try them all.
    """

    server: str
    projects: tuple[str, ...]
    specs: tuple[str, ...] = ()
    formerly: dict[str, tuple[str, ...]] = {}
    branches: tuple[str, ...] = ("master", "main")
    stable: str = r"(stable|unmaintained)[/-]"
    core_projects: tuple[str, ...] = ()
    ci: CI = CI()
    bots: tuple[str, ...] = ()
    people: tuple[tuple[str, ...], ...] = ()
    opt_out: tuple[str, ...] = ()
    copy_rules: tuple[CopyRule, ...] = ()
    value_names: dict[str, str] = {}
    labels: dict[str, Kinds] = {}

    def is_spec(self, project: str) -> bool:
        """Tell whether a project holds specs, which are counted apart from code."""
        return named(self.now(project), self.specs)

    def now(self, project: str) -> str:
        """Return the name that a project has now."""
        names = (name for name, former in self.formerly.items() if project in former)
        return next(names, project)

    def ever(self, projects: tuple[str, ...]) -> tuple[str, ...]:
        """Return names or patterns of projects with the former names of those that they mean."""
        former = (
            old for now, names in self.formerly.items() if named(now, projects) for old in names
        )
        return tuple(dict.fromkeys((*projects, *former)))

    def covers(self, branch: str) -> bool:
        """Tell whether a branch is one of those that count."""
        return not self.branches or branch in self.branches

    def place(self, branch: str) -> Place:
        """Return how a branch is counted: never in two ways."""
        if self.covers(branch):
            return Place.COUNTED
        stable = self.stable and re.match(self.stable, branch)
        return Place.STABLE if stable else Place.OUTSIDE


def named(project: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a project is among exact names and `prefix*` patterns."""
    return any(
        project.startswith(pattern[:-1]) if pattern.endswith("*") else project == pattern
        for pattern in patterns
    )
