"""The proof that every collection ends with: the replay against what the server says of votes."""

from retro import ledger
from retro.model.team import Gerrit
from retro.progress import Say
from retro.record import provenance
from retro.snapshot import Agreement, Snapshot
from retro.snapshot.gerrit import ACCOUNTS, CHANGES, ChangeInfo, RobotInfo

_NAMED = 5


def votes_agree(gerrit: Gerrit, say: Say, found: Snapshot) -> Agreement:
    """Return how many changes replay to the votes that the server reports; say so."""
    accounts = provenance.accounts(found.records(ACCOUNTS, RobotInfo))
    learned = ledger.learn(found.records(CHANGES, ChangeInfo))
    records = found.records(CHANGES, ChangeInfo)
    told = ledger.labels_now(
        (record, ledger.replay(record, accounts, gerrit, learned)) for record in records
    )
    others = ", ".join(map(str, told.differing[:_NAMED]))
    more = ", …" if len(told.differing) > _NAMED else ""
    say(
        f"{told.agree} of {told.total} changes replay to the votes that the server reports"
        + (f"; not so: {others}{more}" if others else "")
    )
    return Agreement(agree=told.agree, total=told.total)
