"""The writer's reference, made from what reads the files; `make reference` writes it."""

import inspect
import textwrap
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from retro.content import chapter, comparison, slot
from retro.content.rhythm import _Entry
from retro.model import leading, mail, site, specs_layout, team
from retro.outline.chapters import TITLES
from tests import licences

PAGE = Path(__file__).parents[1] / "docs/writing.md"

HEAD = """\
# What people write

All that a person writes lies below content/: a folder for each team, in it one for each cycle.
This page is made from the code that reads those files, by `make reference`; a test holds it to
them. An unknown key, name or moment is an error with file, line and the nearest right word.

    content/site.yaml               the whole site
    content/TEAM/team.yaml          a team: where its work lies, and by which rules it is counted
    content/TEAM/CYCLE/cycle.yaml   what no server says about a cycle; all of it optional
    content/TEAM/CYCLE/KEY.md       a chapter, in Markdown

`make new TEAM=cinder CYCLE=2026.1` begins these files, `make facts CYCLE=…` lists the names of the
numbers. A build warns of a claim that does not hold, of one that can't be checked, and of a number
that is not known, and of a name that nothing of the record has; `--strict` makes each an error.
The writer may answer a claim, as shown below.

"""
CYCLE = """
dates: {start: 2021-03-01, release: 2021-03-26, milestones: {M-1: 2021-03-10, RC1: none}}
editions: {handoff: 2021-03-12}
roster:
  - {account: ann, until: 2021-03-15}
  - {account: "3", since: 2021-03-08}
priorities:
  - title: Images in parts
    outcome: missed
    on: 2021-03-24
    why: Came too late
    features: [image-parts]
promises:
  - {priority: Images in parts, url: "https://lists.example.org/1"}
rhythm:
  - {kind: review day, day: 2021-03-09}
  - {kind: meeting, every: thursday, from: 2021-03-01, to: 2021-03-26}
freezes:
  - {name: spec freeze, day: 2021-03-10, announced: 2021-03-01}
ffe: []
deferred:
  - {item: image-parts, to: noon, day: 2021-03-20}
next_goals:
  - {title: Lamps that burn longer, on: 2021-03-12}
releases: [{title: lantern 3.0.0, on: 2021-03-26}]
candidates: []
launchpad: [lantern-classic]
gerrit: {ci: {gating: [jenkins]}}
watch:
  - {title: Our part in another project, query: "project:openstack/nova topic:images"}
"""
TEAM = """
title: Lantern
gerrit:
  server: https://gerrit.example.org
  projects: [lantern, lantern-client]
  ci: {gating: [zuul]}
"""
SITE = """
title: Retrospectives
url: https://retro.example.org/
licence: CC BY 3.0
mail:
  from: Ann Anvil <ann@example.org>
  to: discuss@lists.example.org
"""


class File(NamedTuple):
    """A YAML file: an example of it, and its structs by the keys that lead to them."""

    name: str
    example: str
    kinds: dict[str, type[Struct]]


FILES = (
    File(
        "cycle.yaml",
        CYCLE,
        {
            "": team.Notes,
            "dates": team.Dates,
            "roster": team.Tenure,
            "priorities": team.Priority,
            "promises": team.Promise,
            "rhythm": _Entry,
            "freezes": team.Freeze,
            "ffe and deferred": team.Deferral,
            "groups": team.Group,
            "delegations, next_goals, releases and candidates": team.Pointer,
            "watch": team.Watch,
        },
    ),
    File(
        "team.yaml",
        TEAM,
        {
            "": team.Team,
            "gerrit": team.Gerrit,
            "gerrit.ci": team.CI,
            "gerrit.ci.triggers": team.Trigger,
            "gerrit.copy_rules": team.CopyRule,
            "specs_layout": specs_layout.SpecsLayout,
            "liaisons": leading.Liaison,
            "mail": mail.Mail,
        },
    ),
    File("site.yaml", SITE, {"": site.Site}),
    File("on top of a chapter", "", {"": chapter._Front}),
)


def page() -> str:
    """Return the page."""
    words = (_chapters(), _prose("Slots", slot), _prose("Claims", comparison), _front())
    return HEAD + "\n".join((*words, *(_file(file) for file in FILES)))


def _chapters() -> str:
    rows = "".join(f"| {key}.md | {title} |\n" for key, title in TITLES.items())
    more = "Any other KEY.md is one of your own, and comes last. One without words is left out.\n"
    return f"## Chapters\n\n| file | chapter |\n|---|---|\n{rows}\n{more}"


def _prose(title: str, module: Any) -> str:
    """Return what a module's docstring says, its examples as they stand there."""
    _, _, text = inspect.getdoc(module).partition("\n\n")
    return f"## {title}\n\n{text}\n"


def _front() -> str:
    """Return the example of a chapter that the reader of chapters gives."""
    _, _, text = inspect.getdoc(chapter).partition("\n\n")
    return f"## A chapter with keys on top\n\n{textwrap.indent(text, '    ')}\n"


def _file(file: File) -> str:
    example = f"```yaml\n{file.example.strip()}\n```\n\n" if file.example else ""
    tables = "\n".join(_table(key, kind) for key, kind in file.kinds.items())
    return f"## Keys: {file.name}\n\n{example}{tables}"


def _table(key: str, kind: type[Struct]) -> str:
    head = f"### Under {key}\n\n" if key else ""
    own = [field for field in fields(kind) if (kind, field.name) != (team.Team, "key")]
    rows = "".join(f"| `{f.encode_name}` | {_said(f.type)} | {_default(f)} |\n" for f in own)
    text = inspect.cleandoc(kind.__doc__ or "") if not kind.__name__.startswith("_F") else ""
    return f"{head}{text}\n\n| key | takes | without it |\n|---|---|---|\n{rows}"


def _said(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _said(next(one for one in inner if one is not type(None)))
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        return f"a list: {_said(inner[0])}" + (" or `DAY to DAY`" if inner[0] is date else "")
    if origin is dict:
        none = " or `none`" if type(None) in get_args(inner[1]) else ""
        return f"keys, each with {_said(inner[1])}{none}"
    if isinstance(kind, type) and issubclass(kind, Struct):
        return "keys, below"
    return {str: "text", int: "a whole number", date: "a day", bool: "yes or no"}[kind]


def _default(field: FieldInfo) -> str:
    if field.default is NODEFAULT and field.default_factory is NODEFAULT:
        return "must be there"
    value = () if field.default is NODEFAULT else field.default
    if isinstance(value, Struct):
        return "as below"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value) or "none"
    return f"`{value}`" if value not in (None, "", {}) else "none"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page())
    licences.PAGE.write_text(licences.page())
