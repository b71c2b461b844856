"""What team.yaml and cycle.yaml must obey beyond the types of their values."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from retro.content.decode import Readers, decode
from retro.content.folder import is_name
from retro.content.node import Node, nearest
from retro.content.rhythm import happening
from retro.content.team_of_cycle import OF_TEAM
from retro.model.site import Site
from retro.model.team import (
    CI,
    CopyRule,
    Dates,
    Freeze,
    Gerrit,
    Group,
    Happening,
    Notes,
    Team,
    Tenure,
    Trigger,
    Watch,
)

T = TypeVar("T", bound=Struct)

_PROJECT = re.compile(r"[A-Za-z0-9][\w./+-]*\*?|\*")
_VOTE = re.compile(r"[A-Za-z][A-Za-z0-9-]*[+-]\d+")
_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[^\s?#]*)?")
_MOMENT = re.compile(r"start|release|\d{4}-\d\d-\d\d")
_FOLDERS = ("evidence", "assets", "data", "charts")
"""Folders of an edition's pages, which the folder of another edition lies beside."""


def site(node: Node) -> Site:
    """Read site.yaml."""
    found = decode(node, Site)
    if found.url:
        _address(node.under("url"))
    if not is_name(found.theme):
        raise node.under("theme").fault(
            f'"{found.theme}" can be no theme', "name a folder of themes/, such as default"
        )
    return found


def team(node: Node, key: str) -> Team:
    """Read team.yaml."""
    found = decode(node, Team, READERS, key=key)
    for name, least, most in (("lead_in_days", 0, 3660), ("reviews_per_change", 1, 10)):
        if not least <= getattr(found, name) <= most:
            raise node.under(name).fault(
                f"`{name}` is {getattr(found, name)}", f"write {least} to {most}"
            )
    _led(node, found)
    return found


def notes(node: Node) -> Notes:
    """Read cycle.yaml."""
    found = decode(node, Notes, READERS, besides=OF_TEAM)
    editions = node.under("editions")
    for name in found.editions:
        taken = _MOMENT.fullmatch(name) or name in _FOLDERS or "." in name
        if taken or not is_name(name):
            raise editions.under(name).fault(
                f'"{name}" can be no edition', "use a word of small letters, such as handoff"
            )
    _apart(zip(found.roster, node.under("roster").items(), strict=True))
    _named_apart(zip(found.watch or (), node.under("watch").items(), strict=True))
    titles = tuple(priority.title for priority in found.priorities or ())
    for promise, place in zip(found.promises, node.under("promises").items(), strict=True):
        _address(place.under("url"))
        if promise.priority not in titles:
            raise place.under("priority").fault(
                f"no priority is called “{promise.priority}”", nearest(promise.priority, titles)
            )
    return found


def _apart(roster: Iterable[tuple[Tenure, Node]]) -> None:
    """Refuse spans of one account that share a day."""
    spans: dict[str, list[tuple[date, date, Node]]] = defaultdict(list)
    for tenure, node in roster:
        since, until = tenure.since or date.min, tenure.until or date.max
        for other_since, other_until, other in spans[tenure.account]:
            if since < other_until and other_since < until:
                raise node.fault(
                    f"{tenure.account} is core here and on line {other.line} at the same time",
                    "let one span end, by its `until`, before the other begins",
                )
        spans[tenure.account].append((since, until, node))


def _named_apart(watch: Iterable[tuple[Watch, Node]]) -> None:
    """Refuse watched work whose number would have no name, or another one's."""
    names: set[str] = set()
    for pointer, node in watch:
        if not pointer.key:
            raise node.fault(
                f"“{pointer.title}” makes no short name", "add a `slug` of letters a to z"
            )
        for name in (pointer.key, pointer.title):
            if name in names:
                raise node.fault(f"“{name}” names two watched things", "change one of them")
        names |= {pointer.key, pointer.title}


def _gerrit(node: Node) -> Gerrit:
    found = decode(node, Gerrit, READERS)
    _address(node.under("server"))
    if not found.projects:
        raise node.under("projects").fault(
            "no project is named", "write projects: [name, prefix*]"
        )
    for key in ("projects", "specs", "core_projects"):
        for item in node.under(key).items():
            if not _PROJECT.fullmatch(str(item.value)):
                raise item.fault(
                    f'"{item.value}" can be no project', "write a whole name, or prefix*"
                )
    _expression(node, "stable", found.stable, "write it like stable/")
    _persons_apart(node.under("people"), found)
    names = node.under("value_names")
    for name, vote in found.value_names.items():
        if not _VOTE.fullmatch(vote):
            raise names.under(name).fault(
                f'"{vote}" is no vote', "write a label and its value, such as Code-Review+2"
            )
    for label, kinds in found.labels.items():
        if not kinds:
            raise (
                node.under("labels")
                .under(label)
                .fault(f"`{label}` is of no kind", "write [neither] where its votes are no matter")
            )
    return replace(found, core_projects=found.core_projects or found.projects)


def _led(node: Node, team: Team) -> None:
    """Refuse what says nothing of how a team is led."""
    alone = team.leadership == "one person"
    for key, idle in (("liaisons", alone and team.liaisons), ("role", not alone and team.role)):
        if idle:
            raise node.under(key).fault(
                f"`{key}` is not for a team whose leadership is {team.leadership}",
                "liaisons lead together: write leadership: distributed; a role is one person's",
            )


def _persons_apart(people: Node, gerrit: Gerrit) -> None:
    """Refuse an account that is said to be two persons, or a person and a machine."""
    taken = dict.fromkeys((*gerrit.ci.gating, *gerrit.ci.accounts, *gerrit.bots), "a robot")
    for accounts in people.items():
        for account in accounts.items():
            name = str(account.value)
            if name in taken:
                raise account.fault(f"{name} is said to be {taken[name]} too", "take one away")
            taken[name] = "another person"


def _ci(node: Node) -> CI:
    found = decode(node, CI, READERS)
    _expression(node, "names", found.names, r"write it like ^.* CI$")
    return found


def _trigger(node: Node) -> Trigger:
    found = _TRIGGER(node)
    hint = r"write it like recheck\b"
    _expression(node, "pattern", found.pattern, hint)
    if re.match(found.pattern, ""):
        raise node.under("pattern").fault("`pattern` fits any words", hint)
    return found


def _expression(node: Node, key: str, pattern: str, hint: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        what = f"`{key}` is no regular expression: {error}"
        raise node.under(key).fault(what, hint) from error


def _address(node: Node) -> None:
    if not _ADDRESS.fullmatch(str(node.value)):
        raise node.fault(f"{node.value} is no address", "write it as https://review.example.org")


def _ordered(kind: type[T], first: str, last: str, least: int = 0) -> Callable[[Node], T]:
    """Make a reader of a struct in which one day lies at least so many days before another."""

    def reader(node: Node) -> T:
        found = decode(node, kind)
        early, late = getattr(found, first), getattr(found, last)
        if early and late and (late - early).days < least:
            raise node.under(last).fault(
                f"`{last}` is {late}, but `{first}` is {early}", "write the earlier day first"
            )
        return found

    return reader


_TRIGGER = _ordered(Trigger, "start", "until", 1)

READERS: Readers = {
    Gerrit: _gerrit,
    CI: _ci,
    CopyRule: _ordered(CopyRule, "start", "until", 1),
    Dates: _ordered(Dates, "start", "release", 1),
    Freeze: _ordered(Freeze, "announced", "day"),
    Group: _ordered(Group, "since", "until"),
    Tenure: _ordered(Tenure, "since", "until", 1),
    Trigger: _trigger,
    Happening: happening,
}
"""Types with a form or a rule of their own."""
