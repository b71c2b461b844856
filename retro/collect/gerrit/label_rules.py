"""What a change shows of its labels, and what follows from it about what votes mean."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from retro.collect.gerrit.requirements import Atom, atoms, joined
from retro.model.label import Served, branch_class

# Keys of `values` bear their sign, and zero a blank: "-1", " 0", "+1" (LabelInfo).
_VALUE = re.compile(r"[ +-]?[0-9]{1,4}")
_UNUSED = re.compile(r"unused", re.IGNORECASE)
_JUDGES = re.compile(
    r"looks good|prefer|needs? (?:further )?work|do not (?:submit|merge)|approved", re.IGNORECASE
)
_MARKS = re.compile(
    r"priority|important|freeze|promise|backport|default|candidate|dry.run|\bready",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:freeze|frozen|hold|wait)", re.IGNORECASE)


class Expression(Struct, frozen=True):
    """An expression of a requirement, as its result tells it."""

    expression: str = ""
    passing_atoms: tuple[str, ...] = ()
    failing_atoms: tuple[str, ...] = ()

    @property
    def conditions(self) -> tuple[Atom, ...]:
        """Return the conditions on labels; a hidden expression has none."""
        return tuple(atoms(self.expression))


class Requirement(Struct, frozen=True):
    """A submit requirement of a change; a legacy one is made of what a label's function said."""

    is_legacy: bool = False
    submittability_expression_result: Expression = Expression()
    override_expression_result: Expression = Expression()


class ShownLabel(Struct, frozen=True):
    """A label of a change: its values with their texts, and what its function asks for."""

    values: dict[str, str] = {}
    optional: bool = False
    blocking: bool = False

    @property
    def texts(self) -> dict[int, str]:
        """Return the texts of the values that are used."""
        return {
            int(value): text
            for value, text in self.values.items()
            if _VALUE.fullmatch(value) and not _UNUSED.search(text)
        }


class Shown(Struct, frozen=True):
    """A change as far as it tells of labels; without requirements its server knows none."""

    project: str
    branch: str
    status: str = ""
    labels: dict[str, ShownLabel] = {}
    submit_requirements: tuple[Requirement, ...] | None = None


def rules(changes: Iterable[Shown]) -> tuple[Served, ...]:
    """Return what changes tell of labels, by project, class of branches and label.

    A merged change goes before an open one: it shows the requirements that it was merged by.
    """
    found: dict[tuple[str, str, str], Served] = {}
    for change in sorted(changes, key=lambda one: one.status != "MERGED"):
        for name, label in change.labels.items():
            rule = _rule(change, name, label)
            place = rule.project, rule.branches, rule.label
            found[place] = _either(found[place], rule) if place in found else rule
    return tuple(found[place] for place in sorted(found))


def _either(first: Served, second: Served) -> Served:
    """Return what the first of two changes tells, and of the second what only that tells."""
    rule, other = (second, first) if first.gates is None else (first, second)
    values = {
        "lowest": min(rule.lowest, other.lowest),
        "highest": max(rule.highest, other.highest),
        "judges": other.judges if rule.judges is None else rule.judges,
        "holds": rule.holds or other.holds,
        "high": rule.high or other.high,
    }
    return replace(rule, **values)


def _rule(change: Shown, name: str, label: ShownLabel) -> Served:
    bare = Served(
        project=change.project,
        branches=branch_class(change.branch),
        label=name,
        lowest=min(label.texts, default=0),
        highest=max(label.texts, default=0),
        judges=_judges(label),
        holds=bool(_HOLDS.search(label.texts.get(min(label.texts, default=0), ""))),
    )
    return _required(bare, change.submit_requirements or ()) or _by_function(bare, change, label)


def _required(bare: Served, requirements: tuple[Requirement, ...]) -> Served | None:
    """Return what requirements say; None where they are but what functions said."""
    asked = (atom for r in requirements for atom in r.submittability_expression_result.conditions)
    if named := joined(asked, bare.label):
        holds = bare.holds or named.refuses_high
        judges = False if named.refuses_high and not named.needs else bare.judges
        high = named.refuses_high and not named.refuses_low
        return replace(
            bare,
            gates=True,
            stops=named.refuses_low,
            holds=holds,
            high=high,
            judges=judges,
            required=True,
        )
    around = (atom for r in requirements for atom in r.override_expression_result.conditions)
    if joined(around, bare.label):
        return replace(bare, gates=False, overrides=True, required=True)
    if any(not requirement.is_legacy for requirement in requirements):
        return replace(bare, gates=False, required=True)
    return None


def _by_function(bare: Served, change: Shown, label: ShownLabel) -> Served:
    """Return what a label's function tells: only open changes show what it asks for.

    Where a server knows requirements and shows none, an optional label proves nothing: moving to
    requirements makes every label optional.
    """
    if change.status != "NEW" or change.submit_requirements == ():
        return bare
    gates = label.blocking or not label.optional
    return replace(bare, gates=gates, stops=gates)


def _judges(label: ShownLabel) -> bool | None:
    """Tell by the texts of a label's votes whether they judge a change; None where they don't."""
    texts = [text for value, text in label.texts.items() if value]
    judges, marks = (any(map(words.search, texts)) for words in (_JUDGES, _MARKS))
    return None if judges == marks else judges
