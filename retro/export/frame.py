"""The tables of time: the moments of numbers, the days of the cycle, and the team's words."""

from collections.abc import Iterator
from datetime import date

from retro.export.roles import told
from retro.export.table import Column, Cycle, Row, Table, to_edition
from retro.measure.ground.phases import phases


def _editions(cycle: Cycle) -> Iterator[Row]:
    for name, case, report in ((one.name, one.case, one.report) for one in cycle.editions):
        begins, ends = case.window
        yield (
            name,
            report.as_of,
            case.moment,
            begins,
            ends,
            case.reaches,
            case.accounts.gated,
            case.team.gerrit.ci.label,
            report.simulated,
            told(cycle.last),
        )


def _calendar(cycle: Cycle) -> Iterator[Row]:
    plan = cycle.last.cycle
    yield "start", plan.start, "cycle"
    for one in sorted(plan.milestones, key=lambda milestone: (milestone.day, milestone.name)):
        yield one.name, one.day, "milestone"
    yield "release", plan.release, "cycle"


def _phases(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for phase in phases(edition.case):
            yield edition.name, phase.name, phase.first, phase.last


def _core_team(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        cores, first, moment = edition.case.cores, edition.case.reaches, edition.case.moment
        spells = [spell for some in cores.spells.values() for spell in some]
        turns = {
            at for spell in spells for at in (spell.since, spell.until) if first < at < moment
        }
        begins = sorted({first, *turns})
        for since, until in zip(begins, (*begins[1:], None), strict=True):
            size = sum(cores.holds(person, since) for person in cores.spells)
            yield edition.name, since, until, size, cores.inferred


def _typed(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        notes = edition.case.notes
        lists: dict[str, list[tuple[str, str | None, date | None]]] = {
            "priority": [(one.title, one.outcome, one.on) for one in notes.priorities or ()],
            "goal": [(one.title, None, one.on) for one in notes.next_goals or ()],
            "release": [(one.title, None, one.on) for one in notes.releases or ()],
            "duty": [(one.title, None, one.on) for one in notes.delegations or ()],
            "group": [(one.name, None, one.on) for one in notes.groups or ()],
            "exception": [(one.item, one.to or None, one.day) for one in notes.ffe or ()],
            "deferral": [(one.item, one.to or None, one.day) for one in notes.deferred or ()],
            "freeze": [
                (one.name, str(one.announced or ""), one.day) for one in notes.freezes or ()
            ],
        }
        for kind, things in lists.items():
            for place, (title, outcome, day) in enumerate(things, 1):
                yield edition.name, kind, place, title, outcome or None, day


def _rhythm(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for place, one in enumerate(edition.case.notes.rhythm or (), 1):
            for day in one.days:
                yield edition.name, place, day, one.kind, one.title or None


def _watched(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for title, changes in (edition.case.watched or {}).items():
            keys = [one.key for one in edition.case.notes.watch or () if one.title == title]
            for one in changes:
                for key in keys:
                    yield (
                        edition.name,
                        key,
                        one.number,
                        one.project,
                        str(one.status),
                        one.created,
                        one.merged,
                        one.updated,
                    )


EDITIONS = Table(
    name="editions",
    text="A moment that the numbers are asked for; nothing in its rows lies at or after it.",
    key=("edition",),
    columns=(
        Column("edition", "string", "Its name."),
        Column("as_of", "date", "The day at whose end it looks at the cycle."),
        Column("moment", "datetime", "That end, or the start of the collection if earlier; UTC."),
        Column("begins", "datetime", "The first moment of the cycle; UTC."),
        Column("ends", "datetime", "The first moment that is outside of the window; UTC."),
        Column("reaches", "datetime", "From when on histories are complete; UTC."),
        Column("gated", "boolean", "Whether a gating CI is known."),
        Column("ci_label", "string", "The label on which the gating CI votes."),
        Column("simulated", "boolean", "Whether any part of the snapshot is simulated."),
        Column(
            "roles", "boolean", "Whether core reviewers are told from others in the whole cycle."
        ),
    ),
    rows=_editions,
)

CALENDAR = Table(
    name="calendar",
    text="A day of the cycle's plan.",
    key=("kind", "name", "day"),
    columns=(
        Column("name", "string", "What it is called."),
        Column("day", "date", "The day."),
        Column("kind", "string", "Whether it bounds the cycle.", "", ("cycle", "milestone")),
    ),
    rows=_calendar,
)

PHASES = Table(
    name="phases",
    text="A part of the cycle up to a milestone, as far as it had begun by an edition.",
    key=("edition", "phase"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("phase", "string", "The milestone that ends it, or the end of the cycle."),
        Column("first", "date", "Its first day."),
        Column("last", "date", "Its last day."),
    ),
    rows=_phases,
    references=(to_edition(),),
)

CORE_TEAM = Table(
    name="core_team",
    text="How many core reviewers there were from one change of the team to the next.",
    key=("edition", "since"),
    columns=(
        Column("edition", "string", "The edition whose roster it is."),
        Column("since", "datetime", "From when on; UTC."),
        Column("until", "datetime", "Up to when; empty at the end."),
        Column("cores", "integer", "How many.", "people"),
        Column("inferred", "boolean", "Whether votes tell it, since there is no roster."),
    ),
    rows=_core_team,
    references=(to_edition(),),
)

TYPED = Table(
    name="typed",
    text="What a person wrote down, as far as it had been said by an edition.",
    key=("edition", "kind", "place"),
    columns=(
        Column("edition", "string", "The edition."),
        Column(
            "kind",
            "string",
            "What it is.",
            "",
            ("priority", "goal", "release", "duty", "group", "exception", "deferral", "freeze"),
        ),
        Column("place", "integer", "Its place in its list, from 1 on."),
        Column("title", "string", "What it is called."),
        Column("outcome", "string", "What became of it, where it went, or when it was announced."),
        Column("day", "date", "The day that it is of, if it has one."),
    ),
    rows=_typed,
    references=(to_edition(),),
)

RHYTHM = Table(
    name="rhythm",
    text="A day of the team's own rhythm, typed by a person.",
    key=("edition", "place", "day"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("place", "integer", "Its place in the team's list, from 1 on."),
        Column("day", "date", "The day; a weekly one has a row for each."),
        Column("kind", "string", "What was done: a review day, a clean-up day."),
        Column("title", "string", "What it is called."),
    ),
    rows=_rhythm,
    references=(to_edition(),),
)

WATCHED = Table(
    name="watched",
    text="A change in a project of others that the team watches, as known by an edition.",
    key=("edition", "watch", "change"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("watch", "string", "The name of the query."),
        Column("change", "integer", "The change's number."),
        Column("project", "string", "Its repository."),
        Column("status", "string", "Gerrit's status."),
        Column("created", "datetime", "When it was uploaded first; UTC."),
        Column("merged", "datetime", "When it was merged; UTC."),
        Column("updated", "datetime", "When it was last touched, if known; UTC."),
    ),
    rows=_watched,
    references=(to_edition(),),
)
