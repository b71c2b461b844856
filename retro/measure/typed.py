"""What a person wrote about the cycle, counted: marked as typed wherever it stands."""

from collections.abc import Iterable
from datetime import date

from retro.measure.flow.phases import by_phase, phases
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.model.facts import Evidence, Item, Origin, Part
from retro.model.team import Freeze, Priority
from retro.outline import words

_SPEC_FREEZE = "spec freeze"


@metric("features.ffe", "Feature freeze exceptions")
def feature_freeze_exceptions(case: Case) -> Answer | Missing:
    """Count the feature freeze exceptions (FFE) that were asked for.

    Exceptions are asked for by mail, so a person lists them. Those dated after the edition's day
    are left out.

    Returns:
        A whole number. Unit: requests.

    Source:
        `ffe` in cycle.yaml.

    Blind spots:
        A request that nobody wrote down.
    """
    if case.notes.ffe is None:
        return unwritten("ffe")
    asked = (one for one in case.notes.ffe if one.day is None or one.day <= case.as_of)
    return typed(line(one.item, state=one.to, since=one.day, note=one.why) for one in asked)


@metric("features.spec_freeze", "Spec freeze")
def spec_freeze(case: Case) -> Answer | Missing:
    """Tell on which day the team stopped taking new specs.

    Returns:
        A day. Unit: day.

    Source:
        The freeze named “spec freeze” under `freezes` in cycle.yaml.

    Blind spots:
        What was approved after it is not counted here.
    """
    freeze = spec_freeze_of(case)
    return Answer(value=freeze.day, origin=Origin.TYPED) if freeze else unwritten(_SPEC_FREEZE)


@metric("features.freeze_notice_days", "Notice of the spec freeze")
def freeze_notice_days(case: Case) -> Answer | Missing:
    """Tell how many days before the spec freeze it was announced.

    From the day of the announcement to the day of the freeze.

    Returns:
        A whole number. Unit: days.

    Source:
        `announced` of the freeze named “spec freeze” under `freezes` in cycle.yaml.

    Blind spots:
        An announcement is not yet read by everybody.
    """
    freeze = spec_freeze_of(case)
    if freeze is None or freeze.announced is None:
        return unwritten(f"announced of a {_SPEC_FREEZE}" if freeze else _SPEC_FREEZE)
    told = f"Announced on {words.day(freeze.announced)}, for {words.day(freeze.day)}."
    return Answer(value=(freeze.day - freeze.announced).days, note=told, origin=Origin.TYPED)


@metric("priorities.planned", "Priorities planned")
def priorities_planned(case: Case) -> Answer | Missing:
    """Count the priorities that the team set for the cycle.

    Each leads to where it was promised, if `promises` says so.

    Returns:
        A whole number. Unit: priorities.

    Source:
        `priorities` and `promises` in cycle.yaml.

    Blind spots:
        Priorities differ in size.
    """
    planned = case.notes.priorities
    return (
        unwritten("priorities")
        if planned is None
        else typed(_priority(case, one) for one in planned)
    )


@metric("priorities.missed", "Priorities missed")
def priorities_missed(case: Case) -> Answer | Missing:
    """Count the priorities that the team says it missed.

    Returns:
        A whole number; n is the number of priorities in priorities.planned. Unit: priorities.

    Source:
        `outcome: missed` of `priorities` in cycle.yaml.

    Blind spots:
        Outcomes carry no date: an earlier edition shows what is known today.
    """
    planned = case.notes.priorities
    if planned is None:
        return unwritten("priorities")
    missed = (_priority(case, one) for one in planned if one.outcome == "missed")
    return typed(missed, n=len(planned))


@metric("rhythm.review_days", "Review days")
def review_days(case: Case) -> Answer | Missing:
    """Count the days that the team set aside to review together, up to the edition's day.

    Weekly ones, such as a review Monday, count for each of their days inside the cycle.

    Returns:
        A whole number, with one part for each phase from milestone to milestone that has begun,
        as in flow.merged_by_milestone; the note has those still to come. Unit: days.

    Source:
        `rhythm` in cycle.yaml, entries of the kind “review day”.

    Blind spots:
        A day that was planned may not have been held. Nothing is said of the cycle before.
    """
    if case.notes.rhythm is None:
        return unwritten("rhythm")
    titles = {
        day: entry.title or "Review day"
        for entry in reversed(case.notes.rhythm)
        if entry.kind == "review day"
        for day in entry.days
        if case.cycle.start <= day <= case.cycle.release
    }
    held = [day for day in sorted(titles) if day <= case.as_of]
    later = words.counted(len(titles) - len(held), "days")
    return typed(
        (line(titles[day], since=day) for day in held),
        f"Still to come: {later}.",
        parts=by_phase(phases(case), held),
    )


def typed(
    items: Iterable[Item], note: str = "", n: int | None = None, parts: tuple[Part, ...] = ()
) -> Answer:
    """Count what a person listed."""
    listed = tuple(items)
    return Answer(
        value=len(listed),
        n=n,
        parts=parts,
        evidence=Evidence(items=listed),
        note=note,
        origin=Origin.TYPED,
    )


def line(
    title: str, *, url: str = "", state: str = "", since: date | None = None, note: str = ""
) -> Item:
    """Return something that a person wrote as a line of a list."""
    return Item(ref="", project="", title=title, url=url, state=state, since=since, note=note)


def unwritten(what: str) -> Missing:
    """Say that a person has not written something."""
    return Missing(f"Nobody wrote it: cycle.yaml has no {what}.", unwritten=True)


def spec_freeze_of(case: Case) -> Freeze | None:
    """Return the team's spec freeze, if a person wrote one down."""
    return next((f for f in case.notes.freezes if f.name.casefold() == _SPEC_FREEZE), None)


def _priority(case: Case, one: Priority) -> Item:
    """Return a priority as a line, which leads to where it was promised, or to its first link."""
    promised = [made.url for made in case.notes.promises if made.priority == one.title]
    url = "".join([*promised, *one.links][:1])
    note = " ".join(filter(None, (one.why, "Promised in public before." if promised else "")))
    return line(one.title, url=url, state=one.outcome, note=note)
