"""What holds for all changes of one server: its words, its rules, what it says by itself."""

from datetime import datetime

from retro.ledger.labels import labels
from retro.ledger.votes.copies import Rules
from retro.ledger.votes.learned import Learned
from retro.ledger.votes.maps import VoteMaps
from retro.messages import Reader, triggers, value_names
from retro.model.change import Accounts
from retro.model.team import Gerrit


class Server:
    """A server as a replay needs it, made once for many changes.

    Attributes:
        read: Reads a message in the server's words.
        asked: Tells by a mark what words started on a day.
        rules: The copy rules in effect.
        gates: Labels without whose approval no change is merged.
        labels: What votes on each label mean.
        maps: Holds the votes of all states, each map once.
    """

    def __init__(self, gerrit: Gerrit, accounts: Accounts, learned: Learned) -> None:
        """Join what the team wrote and what its records tell."""
        self.read = Reader(value_names(gerrit.server, gerrit.value_names, learned.names)).read
        self.asked = triggers(gerrit).asked
        self.rules = Rules(gerrit.copy_rules, learned)
        self.gates = learned.gates
        self.labels = labels(gerrit, accounts, learned)
        self.maps = VoteMaps()
        self._learned = learned

    def lists_at(self, at: datetime) -> bool:
        """Tell whether uploads listed copied votes then, so that silence means none."""
        return self._learned.lists is not None and at >= self._learned.lists

    def says_lates_at(self, at: datetime) -> bool:
        """Tell whether late votes listed what they reached then."""
        return self._learned.lates is not None and at >= self._learned.lates
