"""The tables of changes: intervals between two events, the events, and the reviews."""

from collections.abc import Iterator
from datetime import datetime

from retro.export.roles import ROLES, apart, role
from retro.export.table import Column, Cycle, Row, Table, to_change
from retro.measure import Case
from retro.measure.ground.spells import INSTANT
from retro.measure.ground.standing import Standing, meanings, standing, verified
from retro.measure.priorities.focus import links
from retro.model.branches import Place
from retro.model.change import Change, Event, Kind, State, Status, Sure
from retro.model.feature import named_by
from retro.model.label import WORKFLOW


def _changes(cycle: Cycle) -> Iterator[Row]:
    linked = links(cycle.last)
    for spec, some in ((False, cycle.last.changes), (True, cycle.last.specs)):
        for change in some:
            yield (
                change.number,
                change.project,
                spec,
                "bot" if change.owner_is_bot else "person",
                change.created,
                bool(named_by(change)),
                change.number in linked,
                change.url,
            )


def _states(cycle: Cycle) -> Iterator[Row]:
    return states(cycle.last)


def states(case: Case) -> Iterator[Row]:
    """Yield the intervals of a case's changes, those alike and next to each other as one."""
    for change in case.everything:
        last: tuple[object, ...] = ()
        held: list[tuple[datetime, Row]] = []
        for state in change.states:
            row = _state(case, change, state)
            if row != last:
                held.append((state.since, row))
            last = row
        ends = (*(since for since, _ in held[1:]), None)
        for (since, row), until in zip(held, ends, strict=True):
            yield (change.number, since, until, *row)


def _state(case: Case, change: Change, state: State) -> Row:
    where = standing(case, state)
    return (
        str(state.status),
        state.branch,
        case.covers(state.branch),
        _stable(case, state.branch),
        state.patch_set,
        state.uploaded,
        state.wip,
        state.private,
        state.verdict,
        _workflow(state),
        any(label in WORKFLOW and value > 0 for (label, _), value in state.votes.items()),
        _worst(case, state),
        str(where) if where else None,
        verified(case, state),
        case.last_review(change, state.since + INSTANT),
        " ".join(sorted(state.assumed)),
    )


def _stable(case: Case, branch: str) -> bool:
    return case.team.gerrit.place(branch) is Place.STABLE


def _workflow(state: State) -> int | None:
    """Return the vote on Workflow that decides: the lowest, if negative, else the highest."""
    votes = [value for (label, _), value in state.votes.items() if label in WORKFLOW]
    low = min(votes, default=None)
    return low if low is not None and low < 0 else max(votes, default=None)


def _worst(case: Case, state: State) -> int | None:
    """Return the lowest vote in force that a person gave on a label that judges the change."""
    judges = meanings(case, state).judges
    return min(
        (
            value
            for (label, account), value in state.votes.items()
            if judges(label) and label not in WORKFLOW and case.accounts.is_person(account)
        ),
        default=None,
    )


def _events(cycle: Cycle) -> Iterator[Row]:
    case = cycle.last
    for change in case.everything:
        for place, event in enumerate(change.events, 1):
            yield (
                change.number,
                place,
                event.at,
                str(event.kind),
                event.patch_set,
                role(case, change, event),
                cycle.named(event.account),
                event.label or None,
                event.value if event.label else None,
                str(event.sure),
                _detail(event),
                case.covers(change.branch_at(event.at)),
                _stable(case, change.branch_at(event.at)),
            )


def _detail(event: Event) -> str | None:
    return event.text or None if event.kind in (Kind.UPLOAD, Kind.RECHECK) else None


def _reviews(cycle: Cycle) -> Iterator[Row]:
    case = cycle.last
    for place, review in enumerate(case.all_reviews, 1):
        core = "core" if case.is_core(review) else "other"
        known = apart(case, review.at, spec=review.spec, counted=review.counted)
        who = core if known else "person"
        yield (
            place,
            review.change,
            review.patch_set,
            review.at,
            who,
            cycle.named(review.account),
            review.spec,
            review.counted,
        )


_ACCOUNT = Column(
    "account", "string", "A pseudonym of this export alone, where it was asked for; else empty."
)
_SURE = tuple(str(one) for one in Sure)
_LIFE = tuple(str(one) for one in Status)

CHANGES = Table(
    name="changes",
    text="A change of the team's projects, code or spec, as far as the snapshot holds it.",
    key=("change",),
    columns=(
        Column("change", "integer", "The number that Gerrit gives it."),
        Column("project", "string", "The repository."),
        Column("spec", "boolean", "Whether it is in a repository of specs."),
        Column("owned_by", "string", "Whether a person or a bot owns it.", "", ("person", "bot")),
        Column("created", "datetime", "When its first patch set was uploaded; UTC."),
        Column("blueprint", "boolean", "Whether it names a blueprint, by footer or topic."),
        Column("priority", "boolean", "Whether it is linked to a priority of the team."),
        Column("url", "string", "Its page on the server."),
    ),
    rows=_changes,
)

STATES = Table(
    name="states",
    text=(
        "How a change stood from one event to the next. At a moment T the interval with since < T "
        "and no until before T holds: the backlog of any day is one join."
    ),
    key=("change", "since"),
    columns=(
        Column("change", "integer", "The change."),
        Column("since", "datetime", "When it began to stand so; UTC."),
        Column("until", "datetime", "When that ended; empty where it still does."),
        Column("status", "string", "Gerrit's status.", "", _LIFE),
        Column("branch", "string", "The branch that it was for."),
        Column("counted", "boolean", "Whether the team counts that branch."),
        Column("stable", "boolean", "Whether it is a stable branch, which is counted apart."),
        Column("patch_set", "integer", "The current patch set."),
        Column("uploaded", "datetime", "When that was uploaded; UTC."),
        Column("wip", "boolean", "Whether it was flagged as work in progress."),
        Column("private", "boolean", "Whether it was private."),
        Column("verdict", "integer", "The gating CI's last verdict on the current patch set."),
        Column("workflow", "integer", "The vote in force on Workflow: the lowest, if negative."),
        Column("approved", "boolean", "Whether a vote in force approves it."),
        Column("worst", "integer", "The lowest vote in force that a person gave as a judgement."),
        Column(
            "waits_for",
            "string",
            "Where it stood; empty outside of the backlog.",
            "",
            tuple(str(one) for one in Standing),
        ),
        Column("verified", "boolean", "Whether it was in the verified backlog."),
        Column("last_review", "datetime", "When it was last reviewed by then; UTC."),
        Column("assumed", "string", "What of it nothing says outright: flags, status, votes."),
    ),
    rows=_states,
    references=(to_change(),),
)

EVENTS = Table(
    name="events",
    text="One thing that happened to a change. Who did it is told as a role, never as a person.",
    key=("change", "place"),
    columns=(
        Column("change", "integer", "The change."),
        Column("place", "integer", "Its place among the change's events, from 1 on."),
        Column("happened", "datetime", "When; UTC."),
        Column("kind", "string", "What.", "", tuple(str(one) for one in Kind)),
        Column("patch_set", "integer", "The patch set that it was about."),
        Column("role", "string", "What who did it was to the change then.", "", ROLES),
        _ACCOUNT,
        Column("label", "string", "The label of a vote."),
        Column("value", "integer", "Its value."),
        Column("known", "string", "How it is known.", "", _SURE),
        Column("detail", "string", "An upload's kind, or whether a recheck gave a reason."),
        Column("counted", "boolean", "Whether the team counts the branch that it was on then."),
        Column("stable", "boolean", "Whether that was a stable branch."),
    ),
    rows=_events,
    references=(to_change(),),
)

REVIEWS = Table(
    name="reviews",
    text="One person's word on one patch set of somebody else, dated by the first message.",
    key=("place",),
    columns=(
        Column("place", "integer", "Its place among all reviews, in the order of time."),
        Column("change", "integer", "The change."),
        Column("patch_set", "integer", "The patch set."),
        Column("happened", "datetime", "When; UTC."),
        Column("role", "string", "Whether a core reviewer of then gave it.", "", ROLES[1:4]),
        _ACCOUNT,
        Column("spec", "boolean", "Whether it was of a spec."),
        Column("counted", "boolean", "Whether the team counts the branch that it was on then."),
    ),
    rows=_reviews,
    references=(to_change(),),
)
