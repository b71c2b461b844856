"""The labels of a team's projects: what team.yaml says of them, and what its records show."""

from retro.ledger.votes.learned import Learned
from retro.model.change import Accounts
from retro.model.label import SeenVotes
from retro.model.labels import Labels
from retro.model.team import Gerrit


def labels(gerrit: Gerrit, accounts: Accounts, learned: Learned) -> Labels:
    """Return what votes on each label mean."""
    return Labels(
        server=gerrit.server,
        typed=gerrit.labels,
        served=learned.served,
        seen={label: _seen(label, accounts, learned) for label in learned.voters},
        tops=learned.tops,
    )


def _seen(label: str, accounts: Accounts, learned: Learned) -> SeenVotes:
    voters = learned.voters[label].items()
    return SeenVotes(
        lowest=min(0, *learned.ranges.get(label, (0, 0))),
        people=sum(votes for account, votes in voters if accounts.is_person(account)),
        robots=sum(votes for account, votes in voters if not accounts.is_person(account)),
        needed=label in learned.gates,
    )
