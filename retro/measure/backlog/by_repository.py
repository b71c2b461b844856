"""By repository: where the work lies, and how many look after it; the parts of the whole."""

from collections import Counter
from collections.abc import Iterable, Iterator

from retro.measure.backlog.starved import starved_at
from retro.measure.backlog.verified import verified_at
from retro.measure.ground.case import Case
from retro.measure.ground.definition import FEW, Missing, Rows, chart, unknown_before
from retro.measure.ground.first_review import first_reviews
from retro.measure.ground.repositories import (
    ALONE,
    Voters,
    core_voters,
    repositories,
    undecided,
    undivided,
)
from retro.measure.ground.survival import Wait, survival
from retro.measure.ground.sweep import Waiting, waiting
from retro.measure.ground.unsaid import in_doubt, unsaid
from retro.model.change import Change
from retro.model.facts import Cell
from retro.outline import words
from retro.outline.people import THIN

Column = tuple[str, dict[str, Cell]]
"""The head of a column, and its cell for each repository."""


@chart("backlog.by_repository", "The work by repository", unit="changes")
def by_repository(case: Case) -> Rows | Missing:
    """Count for each repository what waits and what was done there, and who looks after it.

    Repositories in which a change of code was open at the moment, was merged during the cycle, or
    was uploaded during it by a person; the one with most open changes first. Open, verified and
    starved are as in backlog.open, backlog.verified and backlog.starved, merged as in flow.merged,
    new and the days to the first review as in flow.time_to_first_review. Core reviewers are those
    who voted there in the 90 days up to the moment, as in community.thin_spots.

    Returns:
        Whole numbers, each column of which sums to the number of the whole; the median days to
        the first review, of five new changes or more, where it is reached; the number of core
        reviewers, where fewer than five are only told to be two or more, or not. There is no
        table where all work lies in one repository. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        moment; the gating CI as named in the team's settings; `roster` in the team's notes, or
        else core reviewers inferred as for community.cores.

    Blind spots:
        As for the numbers of the whole. A core reviewer who votes in two repositories counts in
        both.
    """
    if missing := undivided(case) or unknown_before(case, case.window[0]):
        return missing
    columns = (*_counted(case), *_cared_for(case))
    number = _per_place(one.change for one in waiting(case, case.moment))
    ordered = sorted(repositories(case), key=lambda place: (-number[place], place))
    return Rows(
        heads=("repository", *(head for head, _ in columns)),
        rows=tuple((place, *(cells.get(place) for _, cells in columns)) for place in ordered),
        sentence=_sentence(case, number, ordered),
    )


def _counted(case: Case) -> Iterator[Column]:
    """Yield the columns that sum to the whole; without a gating CI nothing is verified."""
    yield _column(case, "open", _changes(waiting(case, case.moment)))
    if case.accounts.gated:
        yield _column(case, "verified", _changes(verified_at(case, case.moment)))
        yield _column(case, "starved", _changes(starved_at(case, case.moment)))
    yield _column(case, "merged", (change for _, change in case.merges))
    yield _column(case, "new", (change for change, _ in first_reviews(case)))


def _cared_for(case: Case) -> Iterator[Column]:
    """Yield the columns of how soon a change was looked at, and by how many core reviewers."""
    waits: dict[str, list[Wait]] = {place: [] for place in repositories(case)}
    for change, wait in first_reviews(case):
        waits[change.project].append(wait)
    yield "days to first review", {place: _middle(some) for place, some in waits.items()}
    yield "core reviewers", {place: _many(n) for place, n in _voters(case).items()}


def _voters(case: Case) -> Voters:
    voters = core_voters(case)
    return {} if isinstance(voters, Missing) else voters


def _column(case: Case, head: str, changes: Iterable[Change]) -> Column:
    number = _per_place(changes)
    return head, {place: number[place] for place in repositories(case)}


def _changes(backlog: Iterable[Waiting]) -> Iterator[Change]:
    return (one.change for one in backlog)


def _per_place(changes: Iterable[Change]) -> Counter[str]:
    return Counter(change.project for change in changes)


def _middle(waits: list[Wait]) -> Cell:
    """Return the median of some waits, or why there is none."""
    if len(waits) < FEW:
        return "too few"
    middle = survival(waits).reached(0.5)
    return "not reached" if middle is None else middle


def _many(voters: int | None) -> Cell:
    """Say how many core reviewers voted, so that of a few no more is told than is needed."""
    if voters is None or voters >= FEW:
        return voters
    return THIN if voters < ALONE else f"{ALONE} to {FEW - 1}"


def _sentence(case: Case, number: Counter[str], ordered: list[str]) -> str:
    """Say where most open changes lie, and where few look after them."""
    voters, first = _voters(case), ordered[0]
    many = words.counted(len(ordered), "repositories")
    said = f"No change is open in any of {many}."
    if total := number.total():
        most = f"{words.number(number[first])} {words.are(number[first])} in {first}"
        said = f"Of {words.counted(total, 'open changes')} in {many}, {most}."
    return " ".join(filter(None, (said, _thin(voters), undecided(voters), _doubt(case))))


def _thin(voters: Voters) -> str:
    thin = sum(number is not None and number < ALONE for number in voters.values())
    told = words.counted(thin, "repositories")
    return f"In {told} fewer than two core reviewers voted in the last 90 days." if thin else ""


def _doubt(case: Case) -> str:
    """Say by how much the verified and the starved of one repository may be off."""
    doubted = unsaid(case, case.moment)
    most = max(_per_place(_changes(doubted)).values(), default=0)
    return in_doubt(doubted, case.moment, "Each number of verified or starved changes", most)
