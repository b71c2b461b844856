"""Small histories of specs, blueprints and changes."""

from datetime import UTC, datetime
from typing import Any

from retro import calendar
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Account, Accounts, Change, Event, Kind, State, Status
from retro.model.feature import Feature
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Notes, Team
from retro.snapshot.launchpad import BlueprintInfo
from retro.snapshot.specs import SpecEventInfo, SpecInfo

OWNER, ANN, BOT = 1, 2, 9
SPECS, CODE = "team/specs", "team/code"
TEAM = Team(
    key="team",
    title="Team",
    gerrit=Gerrit(server="https://review.example.org", projects=(CODE,), specs=(SPECS,)),
    specs_layout=SpecsLayout(page="https://git.example.org/{project}/commit/{commit}"),
)
MITAKA = calendar.find("mitaka")


def when(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC, hour=12)


def step(day: str, what: str, path: str, **more: Any) -> SpecEventInfo:
    folder, _, rest = path.partition("/")
    state = rest.split("/")[0] if "/" in rest else "approved"
    cycle = folder if any(folder == cycle.name for cycle in calendar.known()) else ""
    if not cycle:
        state = more.pop("state", "approved")
    given = {"at": when(day), "what": what, "path": f"specs/{path}", "cycle": cycle}
    if "source" in more:
        more["source"] = f"specs/{more['source']}"
    return SpecEventInfo(**{"state": state, "commit": f"c{day}", **given, **more})


def spec(*events: SpecEventInfo, name="thing", cycle="mitaka") -> SpecInfo:
    return SpecInfo(repository=SPECS, cycle=cycle, name=name, events=events)


APPROVED = step("2015-11-20", "entered", "mitaka/approved/thing.rst")
DONE = step(
    "2016-03-01",
    "moved",
    "mitaka/implemented/thing.rst",
    source="mitaka/approved/thing.rst",
)
OTHER_DONE = spec(
    step("2015-11-20", "entered", "mitaka/approved/other.rst"),
    step(
        "2016-01-20", "moved", "mitaka/implemented/other.rst", source="mitaka/approved/other.rst"
    ),
    name="other",
)
LEFT = step("2016-03-08", "moved", "newton/approved/thing.rst", source="mitaka/approved/thing.rst")
CAME = spec(step("2016-03-08", "entered", "newton/approved/thing.rst"), cycle="newton")


def known(*records: SpecInfo, moment="2016-03-09", notes=None, changes=(), **told: Any):
    told.setdefault("specs", records or None)
    return features(
        FeatureRecords(cycles=calendar.known(), before=calendar.before(MITAKA), **told),
        TEAM,
        notes or Notes(),
        MITAKA,
        Accounts({BOT: Account(BOT, "bot")}),
        changes,
        moment=when(moment),
    )


def feature(*records: SpecInfo, name="thing", **more: Any) -> Feature:
    return next(one for one in known(*records, **more).every if one.name == name)


def blueprint(name="thing", **more: Any) -> BlueprintInfo:
    return BlueprintInfo(project="team", name=name, **more)


def change(number: int, *events: Event, project=CODE, status=Status.NEW, votes=None, **more: Any):
    created = when("2015-12-01")
    last = State(created, status, 1, created, "master", votes or {})
    return Change(
        server=TEAM.gerrit.server,
        number=number,
        project=project,
        branch="master",
        subject=f"Change {number}",
        owner=OWNER,
        created=created,
        events=(Event(created, Kind.UPLOAD, 1, OWNER), *events),
        states=(last,),
        **more,
    )


def abandoned(number: int, by: int | None, day="2016-01-20", **more: Any) -> Change:
    event = Event(when(day), Kind.ABANDON, 1, by)
    return change(number, event, project=SPECS, status=Status.ABANDONED, topic="bp/idea", **more)
