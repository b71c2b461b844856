"""What whoever follows takes over: goals and delegated duties."""

from msgspec.structs import replace

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.evidence import withheld
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.team import Pointer


@metric("handoff.next_goals", "Goals for the next cycle", unit="goals")
def next_goals(case: Case) -> Answer | Missing:
    """Count the goals that those who led this cycle leave to the next.

    Returns:
        A whole number. Unit: goals.

    Source:
        `next_goals` in the team's notes.

    Blind spots:
        Whoever follows may see it otherwise.
    """
    return _pointers(case, "next_goals", case.notes.next_goals)


@metric("handoff.delegations", "Delegated duties", unit="duties")
def delegations(case: Case) -> Answer | Missing:
    """Count the duties that those who lead the team handed to somebody.

    Returns:
        A whole number. Unit: duties.

    Source:
        `delegations` in the team's notes.

    Blind spots:
        A duty that was done without being handed over.
    """
    return _pointers(case, "delegations", case.notes.delegations)


@metric("handoff.candidates", "Candidates to lead the next cycle", unit="people")
def candidates(case: Case) -> Answer | Missing:
    """Count those who stand for election to lead the team in the next cycle.

    An empty list says that nobody does; without a list nobody knows.

    Returns:
        A whole number. Unit: people.

    Source:
        `candidates` in the team's notes.

    Blind spots:
        An empty list has no day, so every edition has it.
    """
    listed = case.notes.candidates
    if listed is None or "candidates" in case.later:
        return replace(unwritten(case, "candidates"), moot=True)
    return replace(typed(()), value=len(listed), evidence=withheld(len(listed)))


def _pointers(case: Case, key: str, pointers: tuple[Pointer, ...] | None) -> Answer | Missing:
    if pointers is None or key in case.later:
        return unwritten(case, key)
    return typed(line(one.title, url=one.link, since=one.on, note=one.note) for one in pointers)
