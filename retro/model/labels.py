"""What a vote on a label means: whether it judges a change, gates it, or is neither."""

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from retro.model.label import HIGHEST, VETO, WORKFLOW, Kinds, Meaning, SeenVotes, sorted_kinds
from retro.model.opendev_labels import is_opendev, known

_MACHINES, _MANY = 0.95, 20
"""The share of votes that makes a label the robots', and how many votes show all its values."""

_BY_NAME: tuple[tuple[str, Kinds], ...] = (
    (r"Code-Review|Workflow|Approved", ("review", "gate")),
    (r"Verified", ("gate", "ci")),
    (r".*-Verified|.*-CI|.*-Result|.*-Test-Pool|Lint|Code-Style|Sanity-Review", ("ci",)),
    (r"Commit-Queue|Auto-?[Ss]ubmit|Presubmit-Ready|Allow-Post-Review", ("trigger",)),
    (r".*Priority|.*Backport.*|Rollcall.*|.*-Promise", ("neither",)),
    (r"PTL-Approved|Bot-Commit|Owners-Override", ("neither",)),
)


class Labels(Struct, frozen=True, kw_only=True, dict=True):
    """The labels of one team's projects; where nothing is known, names decide.

    Attributes:
        server: The address of the review server.
        projects: The team's projects, as team.yaml has them.
        typed: The kinds that team.yaml gives to labels.
        seen: What records show of labels.
        tops: Code-Review's highest vote in projects where it is not +2.
    """

    server: str = ""
    projects: tuple[str, ...] = ()
    typed: dict[str, Kinds] = {}
    seen: dict[str, SeenVotes] = {}
    tops: dict[str, int] = {}

    def meaning(self, label: str) -> Meaning:
        """Return what votes on a label mean, by the first source that knows."""
        if label not in self._meanings:
            self._meanings[label] = next(self._said(label))
        return self._meanings[label]

    def judges(self, label: str) -> bool:
        """Tell whether a person's vote on a label is a review."""
        return "review" in self.meaning(label).kinds

    def gates(self, label: str) -> bool:
        """Tell whether a change is merged only with votes on a label, or without some."""
        return "gate" in self.meaning(label).kinds

    def holds(self, label: str, value: int) -> bool:
        """Tell whether a vote says "not now", as the low end of a hold does."""
        return value < 0 and "hold" in self.meaning(label).kinds

    def vetoes(self, label: str, value: int) -> bool:
        """Tell whether a vote stops a change."""
        return self.gates(label) and (value <= VETO or self.holds(label, value))

    def sends_back(self, label: str, value: int) -> bool:
        """Tell whether a vote asks for another patch set; a negative Workflow does not."""
        return value < 0 and label not in WORKFLOW and self.judges(label)

    def highest(self, project: str) -> int:
        """Return Code-Review's highest vote in a project."""
        return self.tops.get(project, HIGHEST)

    @cached_property
    def _meanings(self) -> dict[str, Meaning]:
        return {}

    def _said(self, label: str) -> Iterator[Meaning]:
        """Yield what each source says of a label, the most trusted first."""
        if typed := self.typed.get(label):
            yield Meaning(label=label, kinds=sorted_kinds(typed), source="team.yaml")
        there = known(label, self.projects) if is_opendev(self.server) else ()
        if there:
            yield Meaning(label=label, kinds=sorted_kinds(there), source="OpenDev's configuration")
        yield _by_rule(label, self.seen.get(label, SeenVotes()))


def _by_rule(label: str, seen: SeenVotes) -> Meaning:
    kinds, source = _by_name(label, seen) or _by_votes(seen)
    mark = {"neither", "trigger"} & set(kinds)
    if seen.needed or (seen.lowest <= VETO and not mark):
        kinds = (*kinds, "gate")
    return Meaning(label=label, kinds=sorted_kinds(kinds), source=source, assumed=True)


def _by_name(label: str, seen: SeenVotes) -> tuple[Kinds, str] | None:
    kinds = next((kinds for name, kinds in _BY_NAME if re.fullmatch(name, label)), None)
    if kinds and "ci" in kinds and seen.people and not _by_machines(seen):
        return (*kinds, "review"), "its name, and people who vote on it"
    return (kinds, "its name") if kinds else None


def _by_votes(seen: SeenVotes) -> tuple[Kinds, str]:
    if _by_machines(seen):
        return ("ci",), "robots alone vote on it"
    if seen.lowest == 0 and seen.people >= _MANY:
        return ("neither",), "nobody votes against a change on it"
    return ("review",), "nothing else is known of it"


def _by_machines(seen: SeenVotes) -> bool:
    votes = seen.people + seen.robots
    return votes > 0 and seen.robots >= _MACHINES * votes
