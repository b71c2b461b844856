"""One small cycle whose whole site is kept: `make golden` renews it, the diff is the review."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from retro import snapshot
from retro.cli import main
from retro.snapshot.gerrit import (
    AccountInfo,
    ChangeInfo,
    IndexInfo,
    MessageInfo,
    RevisionInfo,
    RobotInfo,
)
from tests.places import places

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SITE = HERE / "site"
KEPT = re.compile(
    r"index\.html|dusk/(?:early/)?index\.html|.*/evidence/backlog\.open\.(?:html|csv)|.*/data/.*|final\.txt"
)
OWNER, ANN, BOB, CI = 1, 2, 3, 9

TEAM = """\
title: Lantern
gerrit:
  server: https://gerrit.example.org
  projects: [lantern]
  ci: {gating: [watchdog]}
  bots: []
"""
CYCLE = """\
dates: {start: 2021-03-01, release: 2021-03-26, milestones: {M-1: 2021-03-10}}
editions: {early: 2021-03-12}
roster:
  - {account: "2"}
  - {account: "3", since: 2021-03-08}
rhythm:
  - {kind: review day, day: 2021-03-09}
priorities:
  - {title: Burn all night, outcome: met}
ffe: []
"""
SUMMARY = """\
---
title: In short
---
Of {backlog.open @ M-1} open changes, {backlog.open} are left. We are {community.cores}.

{chart backlog.by_state_daily}
"""


def day(number: int, hour: int = 12) -> str:
    return f"2021-03-{number:02} {hour:02}:00:00.000000000"


def change(number: int, first: int, *said: tuple[int, int, str], **fields: object) -> ChangeInfo:
    """Make a change uploaded on a day of March, with (day, account, text) said about it."""
    told = ((first, OWNER, "Uploaded patch set 1."), *said)
    messages = tuple(
        MessageInfo(f"{number}-{place}", day(at, 10 + place), text, AccountInfo(who))
        for place, (at, who, text) in enumerate(told)
    )
    return ChangeInfo(
        **{
            "_number": number,
            "project": "lantern",
            "branch": "main",
            "subject": f"Change number {number}",
            "status": "NEW",
            "created": day(first, 10),
            "updated": messages[-1].date,
            "owner": AccountInfo(OWNER),
            "revisions": {"a": RevisionInfo(1, day(first, 10), AccountInfo(OWNER))},
            "messages": messages,
            **fields,
        }
    )


MERGED = "Change has been successfully merged"
CHANGES = (
    change(11, 1, (1, CI, "Patch Set 1: Verified+1"), (3, ANN, "Patch Set 1: Code-Review+2")),
    change(
        12,
        2,
        (2, CI, "Patch Set 1: Verified+1"),
        (4, ANN, "Patch Set 1: Code-Review+2 Workflow+1"),
        (4, CI, MERGED),
        status="MERGED",
        submitted=day(4, 13),
    ),
    change(13, 5, (5, CI, "Patch Set 1: Verified-1\n\nBuild failed.")),
    change(
        14, 8, (9, BOB, "Patch Set 1: Code-Review-1\n\n(2 comments)"), subject="<b>&{{ 1 }}</b>"
    ),
    change(15, 9, (20, OWNER, "Abandoned"), status="ABANDONED"),
)


def content(
    folder: Path,
    team: str = "lantern",
    name: str = "dusk",
    written: str = CYCLE,
    origin: str = "live",
) -> None:
    """Write the small cycle: what people wrote and what the server said."""
    cycle = folder / team / name
    cycle.mkdir(parents=True)
    (folder / team / "team.yaml").write_text(TEAM)
    (cycle / "cycle.yaml").write_text(written)
    (cycle / "summary.md").write_text(SUMMARY)
    taken = datetime(2021, 4, 1, tzinfo=UTC)
    window = snapshot.Window(
        start=datetime(2021, 3, 1, tzinfo=UTC), end=taken, lead_in_days=180, reaches=taken
    )
    header = snapshot.Header(team=team, cycle=name, window=window)
    records = {
        "gerrit-accounts": [RobotInfo(CI, "Watchdog", "watchdog", "the team names it", True)],
        "gerrit-changes": list(CHANGES),
        "gerrit-index": [
            IndexInfo(c._number, c.project, c.branch, c.status, c.created, c.updated, c.owner)
            for c in CHANGES
        ],
    }
    parts = [
        (
            snapshot.Source(
                name=name,
                origin=origin,
                server="https://gerrit.example.org",
                version="3.4.1",
                started=taken,
                finished=taken,
            ),
            iter(found),
        )
        for name, found in records.items()
    ]
    snapshot.write(cycle / "snapshot", header, parts)


def build(folder: Path) -> None:
    """Write the small cycle and build its site."""
    content(folder / "content")
    _run(folder, "build")


def begin(built: Path, folder: Path) -> Path:
    """Copy what a build reads into a folder, and the pictures that it need not draw again."""
    for name in ("content", ".cache/charts"):
        shutil.copytree(built / name, folder / name)
    return folder


def made(folder: Path) -> dict[str, str]:
    """Build the small cycle; return the files that are kept, pictures left out, and all names."""
    build(folder)
    _run(folder, "mail")
    paths = [path for path in sorted((folder / "output").rglob("*")) if path.is_file()]
    names = [path.relative_to(folder / "output").as_posix() for path in paths]
    texts = {
        name: _without_pictures(path.read_text())
        for name, path in zip(names, paths, strict=True)
        if KEPT.fullmatch(name.removeprefix("mail/lantern/dusk/").removeprefix("lantern/"))
    }
    return texts | {"names.txt": "\n".join(names) + "\n"}


def _run(folder: Path, command: str) -> None:
    words = ["--cycle=dusk", "--quiet", *places(command, folder)]
    assert main([command, *words]) == 0, command


def _without_pictures(text: str) -> str:
    """Pictures depend on the version of the drawing library; they have tests of their own."""
    return re.sub(r"<svg.*?</svg>", "<svg/>", text, flags=re.DOTALL)


def renew() -> None:
    """Keep what is made now."""
    shutil.rmtree(SITE, ignore_errors=True)
    with TemporaryDirectory() as folder:
        for name, text in made(Path(folder)).items():
            path = SITE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
