"""A small report by hand, with one of everything that a page may have to show."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from retro.content import Chapter, read
from retro.model.collection import Collection
from retro.model.facts import (
    Bar,
    Bars,
    Cell,
    Definition,
    Drawing,
    Evidence,
    Fact,
    Gap,
    Item,
    Line,
    Part,
    Report,
    Series,
    Table,
    Withheld,
)
from retro.model.label import Meaning
from retro.model.origin import Origin
from retro.model.persons import Robot
from retro.outline.digest import Chain, Digest, KeyNumber, Weekly
from retro.render import Entry, Volume

THEME = Path(__file__).parents[2] / "themes" / "default"
MOMENT = datetime(2016, 3, 10, tzinfo=UTC)
HOSTILE = (
    '<script>alert("x")</script> {{ 7*7 }} {% raw %} \u202egnp.exe \U0001f980 `{backlog.open}`'
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 24" role="img" '
    'aria-labelledby="{0}_title {0}_desc"><title id="{0}_title">The backlog</title>'
    '<desc id="{0}_desc">It fell.</desc><path d="M0 0"/></svg>'
)

PARTS = (Part("reviewable", "reviewable", 80), Part("ci", "on CI", 40))


def item(title: str = "Store the image", number: int = 1001, **more: Any) -> Item:
    given = {
        "ref": str(number),
        "project": "openstack/glance",
        "title": title,
        "url": f"https://review.example.org/{number}",
        "state": "reviewable",
        "since": date(2016, 1, 5),
    }
    return Item(**given | more)


def fact(name: str = "backlog.open", value: Any = 87, **more: Any) -> Fact:
    given = {
        "title": name.rpartition(".")[2].replace("_", " ").capitalize(),
        "unit": "changes",
        "moment": MOMENT,
        "origin": Origin.SIMULATED,
        "source": "Gerrit",
        "definition": "Created, and neither merged nor abandoned at the moment.",
        "evidence": Evidence(items=(item(), item(HOSTILE, 1002)), query="status:open project:x"),
    }
    return Fact(name=name, value=value, **given | more)


def gap(name: str, why: str = "Launchpad was not collected") -> Gap:
    return Gap(name=name, title=name.rpartition(".")[2].capitalize(), why=why)


def series(name: str = "backlog.by_state_daily", **more: Any) -> Series:
    given = {
        "title": "The backlog by state",
        "unit": "changes",
        "x": (date(2016, 3, 8), date(2016, 3, 9)),
        "x_unit": "day",
        "lines": (
            Line(label="waiting on reviewers", role="reviewers", values=(40, 41)),
            Line(label="waiting on CI", role="ci", values=(3, None)),
        ),
        "moment": MOMENT,
        "origin": Origin.SIMULATED,
        "source": "Gerrit",
        "definition": "The state of each open change as each day ended.",
        "sentence": "The backlog ended at 87 open changes.",
    }
    return Series(name=name, **given | more)


def bars(*some: Bar, name: str = "features.timeline", **more: Any) -> Bars:
    given = {
        "title": "The way of each feature",
        "unit": "features",
        "heads": ("feature", "outcome", "approved", "until"),
        "bars": some,
        "moment": MOMENT,
        "origin": Origin.MEASURED,
        "source": "The specs repository",
        "definition": name,
    }
    return Bars(name=name, **given | more)


def table(*rows: tuple[Cell, ...], **more: Any) -> Table:
    given = {
        "name": "backlog.by_repository",
        "title": "The work by repository",
        "unit": "changes",
        "heads": ("repository", "open", "core reviewers"),
        "rows": rows,
        "moment": MOMENT,
        "origin": Origin.MEASURED,
        "source": "Gerrit",
        "definition": "backlog.by_repository",
        "sentence": "Most are in one.",
    }
    return Table(**given | more)


def chapter(text: str, key: str = "backlog", line: int = 1, **more: Any) -> Chapter:
    path = f"content/glance/mitaka/{key}.md"
    given = {"title": key.capitalize(), "prose": read(text, path, line), "path": path}
    return Chapter(key=key, **given | more)


def report(*told: Fact | Gap, pictured: tuple[Drawing | Gap, ...] = (), **more: Any) -> Report:
    given = {
        "team": "glance",
        "team_title": "Glance",
        "led_by": "the Project Team Lead",
        "cycle": "mitaka",
        "cycle_title": "Mitaka",
        "edition": "handoff",
        "start": date(2015, 10, 19),
        "release": date(2016, 4, 7),
        "as_of": date(2016, 3, 9),
        "week": "R-4",
        "moment": MOMENT,
        "simulated": True,
        "definitions": {},
        "robots": (Robot(number=3, name="jenkins", why="listed in team.yaml", gating=True),),
        "labels": (
            Meaning(label="Code-Review", kinds=("review", "gate"), source="team.yaml"),
            Meaning(label="Priority", kinds=("neither",), source="its name", assumed=True),
        ),
        "collections": (
            Collection(
                name="gerrit-changes",
                origin="simulated",
                server="https://review.example.org",
                version="2.11",
                collected=MOMENT,
                records=1500,
                queries=("project:openstack/glance since:2015-04-22",),
            ),
        ),
    }
    facts = {one.name: one for one in told}
    lines = {one.name: one for one in pictured}
    return Report(ending="release", facts=facts, series=lines, **given | more)


def weekly(name: str, *values: float | None, first: int | None = None, **more: Any) -> Weekly:
    """A measure that ends at R-0, or that begins at a week."""
    start = len(values) - 1 if first is None else first
    line = Line(label="changes", role="reviewers", values=values)
    given = {"title": name, "unit": "changes", "origin": Origin.SIMULATED, "lines": (line,)}
    weeks = tuple(start - n for n in range(len(values)))
    return Weekly(name=name, weeks=weeks, **given | more)


UNCHAINED = Chain(
    approved=KeyNumber(name="features.approved", title="", why="No specs."),
    landed=KeyNumber(name="features.landed", title="", why="No specs."),
    why="No specs.",
)
"""What a retrospective tells that knows of no features."""


def volumes(*entries: Entry, weeklies: tuple[Weekly, ...] = ()) -> list[Volume]:
    """The retrospectives of some editions, all with the same numbers."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(f"{entry.report.team}/{entry.report.cycle}", []).append(entry)
    digest = Digest(
        made_from="", numbers=(), weekly={one.name: one for one in weeklies}, chain=UNCHAINED
    )
    return [
        Volume(entries=tuple(sorted(some, key=lambda e: e.folder == path)), digest=digest)
        for path, some in found.items()
    ]


def everything() -> Report:
    """A report with every kind of number, gap, picture and list."""
    return report(
        fact("backlog.verified", 87),
        fact("backlog.by_state", 120, parts=PARTS),
        fact("community.cores", 12, unit="people", evidence=Withheld(rule="core roster", n=12)),
        fact("community.share_by_non_cores", 0.61, unit="share", n=812, of="reviews"),
        fact(
            "priorities.planned",
            1,
            unit="priorities",
            origin=Origin.TYPED,
            evidence=Evidence(items=(item("Import", state="missed", url="javascript:alert(1)"),)),
        ),
        fact(
            "features.spec_freeze", date(2016, 1, 1), unit="", origin=Origin.TYPED, evidence=None
        ),
        fact("handoff.dashboard_url", "https://review.example.org/#/d/?title=x", unit=""),
        gap("flow.time_to_first_review", "no median: half of the changes wait"),
        Gap(
            name="flow.merged",
            title="Merged",
            why="only 2 changes",
            evidence=Evidence(items=(item(), item())),
        ),
        pictured=(series(), gap("flow.merges_weekly", "nothing merged")),
        definitions={
            "backlog.verified": Definition(
                name="backlog.verified", title="Verified", summary="Count.", body="One.\n\nTwo."
            )
        },
    )


PICTURES = {
    "backlog.by_state_daily": PICTURE.format("wide"),
    "backlog.by_state_daily:narrow": PICTURE.format("narrow"),
}
