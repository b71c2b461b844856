"""The proof that every collection ends with: the replay against what the server says of votes."""

from hashlib import sha256
from itertools import tee

import msgspec

from retro import ledger
from retro.ledger import Learned, Lesson
from retro.model.team import Gerrit
from retro.progress import Say
from retro.record import gerrit_parts
from retro.snapshot import Agreement, Manifest, Snapshot
from retro.snapshot.gerrit import ACCOUNTS, CHANGES, ChangeInfo, RobotInfo

_NAMED = 5


def proved(gerrit: Gerrit, manifest: Manifest) -> str:
    """Return one hash over what the proof is made from: the records, the rules and the program."""
    files = [one.sha256 for one in manifest.collections if one.name in (CHANGES, ACCOUNTS)]
    whole = (manifest.tool, files, gerrit)
    return sha256(msgspec.json.encode(whole, order="deterministic")).hexdigest()[:12]


class Heard:
    """What records teach, heard as each is packed, so that the proof reads them once less."""

    def __init__(self, gerrit: Gerrit) -> None:
        """Begin with no record."""
        self._lesson = Lesson(ruled=bool(gerrit.copy_rules))
        self._whole = False

    def hear(self, record: ChangeInfo) -> None:
        """Take one more record."""
        self._lesson.take(record)

    def complete(self) -> None:
        """Learn that what was heard is what is written; else it is forgotten."""
        self._whole = True

    @property
    def learned(self) -> Learned | None:
        """Return what they taught, if those were all."""
        return self._lesson.learned() if self._whole else None


def votes_agree(
    gerrit: Gerrit, say: Say, snapshot: Snapshot, heard: Heard | None = None
) -> Agreement:
    """Return how many changes replay to the votes that the server reports; say so."""
    accounts = gerrit_parts.accounts(snapshot.records(ACCOUNTS, RobotInfo))
    learned = (heard and heard.learned) or _learned(gerrit, snapshot)
    records, replayed = tee(snapshot.records(CHANGES, ChangeInfo))
    changes = ledger.histories(replayed, accounts, gerrit, learned)
    labels = ledger.labels_now(zip(records, changes, strict=True))
    differing = ", ".join(map(str, labels.differing[:_NAMED]))
    more = ", …" if len(labels.differing) > _NAMED else ""
    say(
        f"{labels.agree} of {labels.total} changes replay to the votes that the server reports"
        + (f"; not so: {differing}{more}" if differing else "")
    )
    return Agreement(
        agree=labels.agree, total=labels.total, proved=proved(gerrit, snapshot.manifest)
    )


def _learned(gerrit: Gerrit, snapshot: Snapshot) -> Learned:
    ruled = bool(gerrit.copy_rules)
    return ledger.learn(snapshot.records(CHANGES, ChangeInfo), ruled=ruled)
