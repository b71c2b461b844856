"""The tables of bugs and features."""

from collections.abc import Iterator

from retro.export.table import Column, Cycle, Reference, Row, Table, to_edition
from retro.model.bug import Standing
from retro.model.feature import Outcome


def _bugs(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for bug in edition.case.bugs.tasks if edition.case.bugs else ():
            yield (
                edition.name,
                bug.project,
                bug.number,
                bug.created,
                bug.visible,
                bug.left_new,
                bug.duplicate_since,
                bug.perhaps_duplicate,
                bug.importance or None,
                bug.milestone or None,
                bug.security,
                " ".join(bug.tags) or None,
            )


def _bug_states(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for bug in edition.case.bugs.tasks if edition.case.bugs else ():
            ends = (*(spell.since for spell in bug.spells[1:]), None)
            for place, (spell, until) in enumerate(zip(bug.spells, ends, strict=True), 1):
                yield (
                    edition.name,
                    bug.project,
                    bug.number,
                    place,
                    spell.since,
                    until,
                    str(spell.standing),
                    spell.status or None,
                )


def _features(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        every = edition.case.features.every if edition.case.features else ()
        for place, one in enumerate(every, 1):
            yield (
                edition.name,
                place,
                one.name,
                one.project,
                one.blueprint or None,
                one.proposed,
                one.approved,
                one.approved_until,
                one.specified,
                one.accepted,
                str(one.outcome),
                one.since,
                one.until,
                one.to or None,
                len(one.carried),
                len(one.merged),
                bool(one.conflicts),
            )


_OF_BUG = Reference(("edition", "project", "bug"), "bugs", ("edition", "project", "bug"))

BUGS = Table(
    name="bugs",
    text="A bug as one project has it, as it was known by an edition.",
    key=("edition", "project", "bug"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("project", "string", "The project on Launchpad."),
        Column("bug", "integer", "The bug's number."),
        Column("created", "datetime", "When the project got it; UTC."),
        Column("visible", "datetime", "When anybody could see it first, as far as known; UTC."),
        Column("left_new", "datetime", "When it first was anything but New; UTC."),
        Column("duplicate_since", "datetime", "Since when it was a duplicate; UTC."),
        Column("perhaps_duplicate", "boolean", "Whether it is one since nobody knows when."),
        Column("importance", "string", "Its importance on the day of collection."),
        Column("milestone", "string", "Launchpad's milestone on the day of collection."),
        Column("security", "boolean", "Whether it is a security bug."),
        Column("tags", "string", "Its tags that were asked for, on the day of collection."),
    ),
    rows=_bugs,
    references=(to_edition(),),
)

BUG_STATES = Table(
    name="bug_states",
    text="How a bug stood from one day to the next, as far as it is known.",
    key=("edition", "project", "bug", "place"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("project", "string", "The project on Launchpad."),
        Column("bug", "integer", "The bug's number."),
        Column("place", "integer", "Its place among the bug's states, from 1 on."),
        Column("since", "datetime", "When it began to stand so; UTC."),
        Column("until", "datetime", "When that ended; empty where it still does."),
        Column("standing", "string", "How.", "", tuple(str(one) for one in Standing)),
        Column("status", "string", "Launchpad's word, where it is known."),
    ),
    rows=_bug_states,
    references=(_OF_BUG,),
)

FEATURES = Table(
    name="features",
    text="A spec and a blueprint seen as one, and what had become of it by an edition.",
    key=("edition", "place"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("place", "integer", "Its place among the cycle's features, from 1 on."),
        Column("feature", "string", "What it is called."),
        Column("project", "string", "Where it is written down."),
        Column("blueprint", "string", "Its blueprint."),
        Column("proposed", "datetime", "When it was proposed; UTC."),
        Column("approved", "datetime", "When its spec entered the cycle's folder, at first; UTC."),
        Column("approved_until", "datetime", "The last moment possible, where it is a range."),
        Column("specified", "boolean", "Whether a spec of it was approved for the cycle."),
        Column("accepted", "boolean", "Whether Launchpad accepted its goal for the cycle."),
        Column("outcome", "string", "What became of it.", "", tuple(str(one) for one in Outcome)),
        Column("since", "datetime", "Since when, at first; UTC."),
        Column("until", "datetime", "The last moment possible, where it is a range."),
        Column("to", "string", "The cycle that it moved to."),
        Column("carried", "integer", "For how many earlier cycles it was approved.", "cycles"),
        Column("merged", "integer", "How many merged changes name it.", "changes"),
        Column("conflicts", "boolean", "Whether the sources tell it differently."),
    ),
    rows=_features,
    references=(to_edition(),),
)
