"""Small histories, written as a person would tell them."""

from datetime import UTC, datetime, timedelta

from retro.ledger import Learned, replay
from retro.model.change import Account, Accounts, Change, Kind, PatchSet
from retro.model.team import CI, Gerrit
from retro.snapshot.gerrit import AccountInfo, ChangeInfo, MessageInfo, RevisionInfo

OWNER, ANN, BOB, JENKINS, NOISE = 1, 2, 3, 9, 8
NAMES = {"owner": OWNER, "ann": ANN, "bob": BOB, "jenkins": JENKINS, "noise": NOISE}
ROBOTS = Accounts(
    {
        JENKINS: Account(JENKINS, "Jenkins", "the team names it", gating=True),
        NOISE: Account(NOISE, "Example Storage CI", "its name"),
    }
)
GERRIT = Gerrit(server="https://gerrit.example.org", projects=("p",), ci=CI(label="Verified"))
START = datetime(2016, 1, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hour(number: float) -> datetime:
    """Return the moment so many hours after the history's start."""
    return START + number * HOUR


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.000000000"


def record(
    *lines: str,
    kinds: tuple[str, ...] = ("REWORK",),
    hours: tuple[float, ...] = (),
    start: datetime = START,
    **fields: object,
) -> ChangeInfo:
    """Make a ChangeInfo from `who: message` lines; uploads make patch sets.

    One line an hour, if `hours` doesn't say when.
    """
    messages, revisions = [], {}
    for index, line in enumerate(lines):
        who, _, text = line.partition(": ")
        at = stamp(start + HOUR * (hours[index] if hours else index))
        tag, _, who = who.rpartition("|")
        number = _uploaded(text)
        if number:
            kind = kinds[min(number, len(kinds)) - 1]
            revisions[f"sha{number}"] = RevisionInfo(
                number, at, AccountInfo(NAMES[who]), "" if number == 1 else kind
            )
        messages.append(MessageInfo(str(index), at, text, AccountInfo(NAMES[who]), tag=tag))
    return ChangeInfo(
        **{
            "_number": 7,
            "project": "p",
            "branch": "master",
            "subject": "Say hello",
            "status": "NEW",
            "created": stamp(start),
            "updated": stamp(start + HOUR * max([len(lines), *hours])),
            "owner": AccountInfo(OWNER),
            "revisions": revisions,
            "messages": tuple(messages),
            **fields,
        }
    )


def _uploaded(text: str) -> int:
    words = text.split()
    return int(words[3].rstrip(".:")) if words[:3] == ["Uploaded", "patch", "set"] else 0


def change(
    *lines: str,
    gerrit: Gerrit = GERRIT,
    accounts: Accounts = ROBOTS,
    learned: Learned | None = None,
    **fields: object,
) -> Change:
    """Replay the history that the lines tell."""
    return replay(record(*lines, **fields), accounts, gerrit, learned)


def patch_sets(story: Change) -> list[PatchSet]:
    """Return what was uploaded, as the events have it."""
    uploads = story.happened(Kind.UPLOAD)
    return [PatchSet(one.patch_set, one.at, one.account, one.text) for one in uploads]
