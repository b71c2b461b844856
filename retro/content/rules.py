"""What team.yaml and cycle.yaml must obey beyond the types of their values."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from retro.content.decode import Readers, decode
from retro.content.folder import is_name
from retro.content.mail import mail
from retro.content.node import Node, nearest
from retro.content.rhythm import happening
from retro.content.team_of_cycle import OF_TEAM
from retro.errors import ContentError
from retro.faults import refuse
from retro.model.mail import Mail
from retro.model.site import Site
from retro.model.specs_layout import SpecsLayout
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
# ssh://-oProxyCommand=… and ext::… are programs, not places; a password has no place in a file.
_CLONE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:\w[\w.-]*@)?[\w\[][\w.:\[\]-]*|file://)?/[^\s\x00-\x1f\x7f]*"
)
_PAGE = re.compile(
    r"(https?://.*?)/(?:q|c|admin|dashboard|settings|login|projects|changes)(?:/|$)"
)
_MOMENT = re.compile(r"start|release|\d{4}-\d\d-\d\d")
_FOLDERS = ("evidence", "assets", "data", "charts")
"""Folders of an edition's pages, which the folder of another edition lies beside."""


def site(node: Node) -> Site:
    """Read site.yaml."""
    found = decode(node, Site, READERS)
    refuse(_strange_site(node, found))
    return found


def _strange_site(node: Node, found: Site) -> Iterator[ContentError]:
    if found.url:
        yield from _address(node.under("url"))
    if not is_name(found.theme):
        yield node.under("theme").fault(
            f'"{found.theme}" can be no theme', "name a folder of themes/, such as default"
        )


def team(node: Node, key: str) -> Team:
    """Read team.yaml."""
    found = decode(node, Team, READERS, key=key)
    refuse((*_out_of_bounds(node, found), *_idly_led(node, found)))
    return found


def _out_of_bounds(node: Node, team: Team) -> Iterator[ContentError]:
    for name, least, most in (("lead_in_days", 0, 3660), ("reviews_per_change", 1, 10)):
        if not least <= getattr(team, name) <= most:
            yield node.under(name).fault(
                f"`{name}` is {getattr(team, name)}", f"write {least} to {most}"
            )


def notes(node: Node) -> Notes:
    """Read cycle.yaml."""
    found = decode(node, Notes, READERS, besides=OF_TEAM)
    refuse(_strange_notes(node, found))
    return found


def _strange_notes(node: Node, found: Notes) -> Iterator[ContentError]:
    yield from _strange_editions(node.under("editions"), found.editions)
    yield from _overlaps(zip(found.roster, node.under("roster").items(), strict=True))
    yield from _same_names(zip(found.watch or (), node.under("watch").items(), strict=True))
    titles = tuple(priority.title for priority in found.priorities or ())
    for promise, place in zip(found.promises, node.under("promises").items(), strict=True):
        yield from _address(place.under("url"))
        if promise.priority not in titles:
            yield place.under("priority").fault(
                f"no priority is called “{promise.priority}”", nearest(promise.priority, titles)
            )


def _strange_editions(node: Node, editions: Iterable[str]) -> Iterator[ContentError]:
    for name in editions:
        taken = _MOMENT.fullmatch(name) or name in _FOLDERS or "." in name
        if taken or not is_name(name):
            yield node.under(name).fault(
                f'"{name}" can be no edition', "use a word of small letters, such as handoff"
            )


def _overlaps(roster: Iterable[tuple[Tenure, Node]]) -> Iterator[ContentError]:
    """Yield each span of an account that shares a day with one before it."""
    spans: dict[str, list[tuple[date, date, Node]]] = defaultdict(list)
    for tenure, node in roster:
        since, until = tenure.since or date.min, tenure.until or date.max
        for other_since, other_until, other in spans[tenure.account]:
            if since < other_until and other_since < until:
                yield node.fault(
                    f"{tenure.account} is core here and on line {other.line} at the same time",
                    "let one span end, by its `until`, before the other begins",
                )
        spans[tenure.account].append((since, until, node))


def _same_names(watch: Iterable[tuple[Watch, Node]]) -> Iterator[ContentError]:
    """Yield watched work whose number would have no name, or another one's."""
    names: set[str] = set()
    for pointer, node in watch:
        if not pointer.key:
            yield node.fault(
                f"“{pointer.title}” makes no short name", "add a `slug` of letters a to z"
            )
        if taken := [name for name in (pointer.key, pointer.title) if name and name in names]:
            yield node.fault(f"“{taken[0]}” names two watched things", "change one of them")
        names |= {pointer.key, pointer.title}


def _gerrit(node: Node) -> Gerrit:
    found = decode(node, Gerrit, READERS)
    refuse(_strange_gerrit(node, found))
    return replace(found, core_projects=found.core_projects or found.projects)


def _strange_gerrit(node: Node, found: Gerrit) -> Iterator[ContentError]:
    yield from _address(node.under("server"))
    if page := _PAGE.match(found.server):
        hint = f"write {page[1]}, the address below which all of its pages lie"
        yield node.under("server").fault(f"{found.server} is a page of the server", hint)
    yield from _strange_projects(node, found)
    yield from _strange_names(node.under("formerly"), found)
    yield from _expression(node, "stable", found.stable, "write it like stable/")
    yield from _two_persons(node.under("people"), found)
    names, labels = node.under("value_names"), node.under("labels")
    for name, vote in found.value_names.items():
        if not _VOTE.fullmatch(vote):
            yield names.under(name).fault(
                f'"{vote}" is no vote', "write a label and its value, such as Code-Review+2"
            )
    for label in (label for label, kinds in found.labels.items() if not kinds):
        hint = "write [neither] where its votes are no matter"
        yield labels.under(label).fault(f"`{label}` is of no kind", hint)


def _layout(node: Node) -> SpecsLayout:
    found = decode(node, SpecsLayout, READERS)
    if found.clone and not _CLONE.fullmatch(found.clone):
        raise node.under("clone").fault(
            f"“{found.clone}” is no address of a repository",
            "begin it with https://, ssh://, git://, file:/// or /, and put {project} in it",
        )
    if found.page and not found.page.startswith(("https://", "http://")):
        raise node.under("page").fault(f"“{found.page}” is no address", "begin it with https://")
    return found


def _strange_projects(node: Node, found: Gerrit) -> Iterator[ContentError]:
    if not found.projects:
        yield node.under("projects").fault(
            "no project is named", "write projects: [name, prefix*]"
        )
    for key in ("projects", "specs", "core_projects"):
        for item in node.under(key).items():
            if not _PROJECT.fullmatch(str(item.value)):
                yield item.fault(
                    f'"{item.value}" can be no project', "write a whole name, or prefix*"
                )


def _strange_names(node: Node, found: Gerrit) -> Iterator[ContentError]:
    """Yield former names that are no names, and those that two projects would have."""
    taken = set(found.formerly)
    for now in found.formerly:
        for item in node.under(now).items():
            name = str(item.value)
            if not _PROJECT.fullmatch(name) or name.endswith("*"):
                yield item.fault(f'"{name}" can be no former name', "write a whole name")
            if name in taken:
                hint = "a former name is that of one project, which has another now"
                yield item.fault(f"{name} is another project's name too", hint)
            taken.add(name)


def _idly_led(node: Node, team: Team) -> Iterator[ContentError]:
    """Yield what says nothing of how a team is led."""
    alone = team.leadership == "one person"
    for key, idle in (("liaisons", alone and team.liaisons), ("role", not alone and team.role)):
        if idle:
            yield node.under(key).fault(
                f"`{key}` is not for a team whose leadership is {team.leadership}",
                "liaisons lead together: write leadership: distributed; a role is one person's",
            )


def _two_persons(people: Node, gerrit: Gerrit) -> Iterator[ContentError]:
    """Yield an account that is said to be two persons, or a person and a machine."""
    taken = dict.fromkeys((*gerrit.ci.gating, *gerrit.ci.accounts, *gerrit.bots), "a robot")
    for accounts in people.items():
        for account in accounts.items():
            name = str(account.value)
            if name in taken:
                yield account.fault(f"{name} is said to be {taken[name]} too", "take one away")
            taken[name] = "another person"


def _ci(node: Node) -> CI:
    found = decode(node, CI, READERS)
    refuse(_expression(node, "names", found.names, r"write it like ^.* CI$"))
    return found


def _trigger(node: Node) -> Trigger:
    found = _TRIGGER(node)
    hint = r"write it like recheck\b"
    refuse(_expression(node, "pattern", found.pattern, hint))
    if re.match(found.pattern, ""):
        raise node.under("pattern").fault("`pattern` fits any words", hint)
    return found


def _expression(node: Node, key: str, pattern: str, hint: str) -> Iterator[ContentError]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield node.under(key).fault(f"`{key}` is no regular expression: {error}", hint)


def _address(node: Node) -> Iterator[ContentError]:
    if not _ADDRESS.fullmatch(str(node.value)):
        yield node.fault(f"{node.value} is no address", "write it as https://review.example.org")


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
    Mail: mail,
    SpecsLayout: _layout,
    Tenure: _ordered(Tenure, "since", "until", 1),
    Trigger: _trigger,
    Happening: happening,
}
"""Types with a form or a rule of their own."""
