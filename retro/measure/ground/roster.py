"""Who was a core reviewer when: from the team's roster, or inferred from votes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from retro.measure.ground.spells import INSTANT, Spell, holding, joined_up
from retro.model.change import Accounts, Change, Event, Kind
from retro.model.label import CODE_REVIEW, WORKFLOW
from retro.model.labels import Labels
from retro.model.team import Gerrit, Tenure, named
from retro.model.time import start_of

INFERRED_FOR = timedelta(days=90)

Person = int | str
"""An account's number, or the name in the roster that no account is known for."""

EVER = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)


class Cores(Struct, frozen=True):
    """Every core reviewer's spells in the role, in time order and apart from each other."""

    spells: dict[Person, tuple[Spell, ...]]
    inferred: bool = False
    note: str = ""

    def holds(self, person: Person, at: datetime) -> bool:
        """Tell whether a person had the role at an instant."""
        return holding(self.spells.get(person, ()), at) is not None

    def before(self, moment: datetime) -> frozenset[Person]:
        """Return who had the role at the last instant before a moment."""
        return frozenset(person for person in self.spells if self.holds(person, moment - INSTANT))

    def needs(self, moment: datetime) -> datetime:
        """Return how far back the histories must reach to know the cores of a moment."""
        return moment - INFERRED_FOR if self.inferred else NEVER

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the roster's names that no account is known for."""
        return tuple(sorted(person for person in self.spells if isinstance(person, str)))


def core_reviewers(
    roster: tuple[Tenure, ...],
    accounts: Accounts,
    gerrit: Gerrit,
    labels: Labels,
    votes: Iterable[Event],
) -> Cores:
    """Return the roster's core reviewers, or where no name of it is known those who cast votes.

    The votes are such as `core_votes` yields; they are not asked for where the roster tells.
    """
    typed = _typed(roster, accounts)
    if any(isinstance(person, int) for person in typed):
        return Cores(typed, note=_roster_note(typed))
    why = "none of the roster's names is a known account" if roster else "there is no roster"
    spells = _inferred(accounts, votes)
    return Cores(spells, True, f"Inferred from votes: {why}.{_ends_low(gerrit, labels)}")


def _ends_low(gerrit: Gerrit, labels: Labels) -> str:
    """Say where a lower vote than usual shows that its caster is a core reviewer."""
    places = {*labels.tops, *deciding(gerrit), *(rule.project for rule in labels.served)}
    ours = (one for one in sorted(places) if named(gerrit.now(one), deciding(gerrit)))
    low = [one for one in ours if labels.highest(one) < 2]
    told = [one for one in low if labels.known_top(one)]
    return _ending("ends", told) + _ending("seems to end", [one for one in low if one not in told])


def _ending(ends: str, projects: list[str]) -> str:
    return f" Code-Review {ends} at +1 in {', '.join(projects)}." if projects else ""


def deciding(gerrit: Gerrit) -> tuple[str, ...]:
    """Return the projects on which votes show who is a core reviewer."""
    return gerrit.core_projects or gerrit.projects


def _roster_note(typed: Mapping[Person, object]) -> str:
    unknown = sum(isinstance(person, str) for person in typed)
    told = f" No account is known for {unknown} of its {len(typed)} names." if unknown else ""
    return f"From the roster in the team's notes.{told}"


def _typed(roster: tuple[Tenure, ...], accounts: Accounts) -> dict[Person, tuple[Spell, ...]]:
    spells: dict[Person, list[Spell]] = {}
    for tenure in roster:
        number = accounts.number_of(tenure.account)
        person = tenure.account if number is None else number
        since = start_of(tenure.since) if tenure.since else EVER
        until = start_of(tenure.until) if tenure.until else NEVER
        spells.setdefault(person, []).append(Spell(since, until))
    return _joined_up(spells)


def _inferred(accounts: Accounts, votes: Iterable[Event]) -> dict[Person, tuple[Spell, ...]]:
    spells: dict[Person, list[Spell]] = {}
    for event in votes:
        if event.account is not None and accounts.is_person(event.account):
            spell = Spell(event.at, event.at + INFERRED_FOR)
            spells.setdefault(event.account, []).append(spell)
    return _joined_up(spells)


def core_votes(gerrit: Gerrit, labels: Labels, change: Change) -> Iterator[Event]:
    """Yield the votes that only core reviewers can cast, on the projects and branches asked."""
    if named(change.project, deciding(gerrit)):
        highest = labels.highest(change.served)
        for event in change.happened(Kind.VOTE):
            if gerrit.covers(change.branch_at(event.at)) and _core(event, highest):
                yield event


def _core(event: Event, highest: int) -> bool:
    if event.label == CODE_REVIEW:
        return event.value >= highest
    return event.label in WORKFLOW and event.value >= 1


def _joined_up(spells: Mapping[Person, Iterable[Spell]]) -> dict[Person, tuple[Spell, ...]]:
    return {person: joined_up(some) for person, some in spells.items()}
