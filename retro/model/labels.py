"""What a vote on a label means: whether it judges a change, gates it, or is neither."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from retro.model.label import (
    CODE_REVIEW,
    HIGHEST,
    PROMISE,
    SAFE,
    VETO,
    WORKFLOW,
    BranchClass,
    Kinds,
    Meaning,
    SeenVotes,
    Served,
    branch_class,
    sorted_kinds,
)
from retro.model.label_rules import by_rule, by_server
from retro.model.opendev_labels import is_opendev, known, known_top


class Labels(Struct, frozen=True, kw_only=True, dict=True):
    """The labels of one team's projects; where nothing is known, names decide.

    Attributes:
        server: The address of the review server.
        typed: The kinds that team.yaml gives to labels.
        served: What the server says of labels, by project and class of branches.
        seen: What records show of labels.
        tops: Code-Review's highest vote in projects where merges show that it is not +2.
    """

    server: str = ""
    typed: dict[str, Kinds] = {}
    served: tuple[Served, ...] = ()
    seen: dict[str, SeenVotes] = {}
    tops: dict[str, int] = {}

    def on(self, project: str, branch: str) -> "Meanings":
        """Return what labels mean in a project, on a branch."""
        found = self._branches.get((project, branch))
        if found is None:
            place = project, branch_class(branch)
            found = self._places.setdefault(place, Meanings(self, *place))
            self._branches[project, branch] = found
        return found

    def highest(self, project: str) -> int:
        """Return Code-Review's highest vote in a project."""
        return self.known_top(project) or self.tops.get(project, HIGHEST)

    def known_top(self, project: str) -> int:
        """Return Code-Review's highest vote in a project, as the server has it; 0 if unknown."""
        if told := self._told_tops.get(project, 0):
            return told
        return known_top(project) if self.opendev else 0

    @cached_property
    def opendev(self) -> bool:
        """Tell whether the server is OpenDev's, of whose labels more is known."""
        return is_opendev(self.server)

    @cached_property
    def _told_tops(self) -> dict[str, int]:
        tops: dict[str, int] = {}
        for rule in self.served:
            if rule.label == CODE_REVIEW:
                tops[rule.project] = max(rule.highest, tops.get(rule.project, 0))
        return tops

    @cached_property
    def _places(self) -> dict[tuple[str, BranchClass], "Meanings"]:
        return {}

    @cached_property
    def _branches(self) -> dict[tuple[str, str], "Meanings"]:
        return {}

    @cached_property
    def by_place(self) -> dict[tuple[str, BranchClass, str], Served]:
        """Return what the server says, by project, class of branches and label."""
        return {(rule.project, rule.branches, rule.label): rule for rule in self.served}


class Meanings:
    """What labels mean in one project, on the branches of one class."""

    def __init__(self, labels: Labels, project: str, branches: BranchClass) -> None:
        """Take all that is known, and the place."""
        self._labels = labels
        self._project = project
        self._branches = branches
        self._known: dict[str, Meaning] = {}

    def meaning(self, label: str) -> Meaning:
        """Return what votes on a label mean, by the first source that knows."""
        if label not in self._known:
            self._known[label] = next(self._said(label))
        return self._known[label]

    def judges(self, label: str) -> bool:
        """Tell whether a person's vote on a label is a review."""
        return "review" in self.meaning(label).kinds

    def gates(self, label: str) -> bool:
        """Tell whether a change is merged only with votes on a label, or without some."""
        return "gate" in self.meaning(label).kinds

    def holds(self, label: str, value: int) -> bool:
        """Tell whether a vote says "not now", as one end of a hold does."""
        meaning = self.meaning(label)
        return "hold" in meaning.kinds and (value > 0 if meaning.high else value < 0)

    def promises(self, label: str, value: int) -> bool:
        """Tell whether a person's vote says "I will review this", where the label judges nothing.

        So does the high end of Review-Priority, and of a label that holds changes.
        """
        if value <= 0 or label in WORKFLOW or self.judges(label):
            return False
        meaning = self.meaning(label)
        holds = "hold" in meaning.kinds and not meaning.high
        return bool(PROMISE.fullmatch(label)) or holds

    def vetoes(self, label: str, value: int) -> bool:
        """Tell whether a vote stops a change."""
        if not self.gates(label):
            return False
        meaning = self.meaning(label)
        if meaning.high and self.holds(label, value):
            return True
        return meaning.stops and (value <= VETO or self.holds(label, value))

    def sends_back(self, label: str, value: int) -> bool:
        """Tell whether a vote asks for another patch set; a negative Workflow does not."""
        return value < 0 and label not in WORKFLOW and self.judges(label)

    def guessed(self, label: str) -> bool:
        """Tell whether no more than a rule says what votes on a label mean."""
        return label not in SAFE and self.meaning(label).assumed

    def _said(self, label: str) -> Iterator[Meaning]:
        """Yield what each source says of a label, the most trusted first."""
        of = self._labels
        if typed := of.typed.get(label):
            yield Meaning(label=label, kinds=sorted_kinds(typed), source="the team's settings")
        seen, served = of.seen.get(label, SeenVotes()), self._served(label)
        if served and served.gates is not None:
            yield by_server(served, seen)
        if there := known(label, self._project) if of.opendev else ():
            yield Meaning(label=label, kinds=sorted_kinds(there), source="OpenDev's configuration")
        yield by_rule(label, seen)

    def _served(self, label: str) -> Served | None:
        """Return what the server says of a label here; else where development is."""
        rules, project = self._labels.by_place, self._project
        here = rules.get((project, self._branches, label))
        return here or rules.get((project, "default", label))
