"""Lists of votes that reached other patch sets: at uploads since 3.7, at late votes since 3.8."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from retro.messages.persons import persons
from retro.messages.says import Carried, Condition, FollowUp

_LABEL = r"[A-Za-z][A-Za-z0-9-]*?"
_HEAD = re.compile(r"(Copied|Outdated) Votes:")
_LINE = re.compile(r"\* (.*?)(?: \((.*)\))?")
# Markdown's asterisk may stand here, escaped or not.
_CONDITION = re.compile(r'copy condition(?:\\?\*)?: "(.*)"')
_ITEM = re.compile(rf"({_LABEL})([+-]\d{{1,5}})(?: by (.*?))?(?=, {_LABEL}[+-]\d|$)")
# Atoms that held are bold in it (ApprovalsUtil, since 3.7).
_BOLD = re.compile(r"\*\*(\S+?)\*\*")
FOLLOWED = "Copied votes on follow-up patch sets have been updated:"
_WAS = r"\d{1,6}(?: \(was \S+\))?"
_COPIED = re.compile(
    rf"\* (-?)({_LABEL})([+-]\d{{1,5}})? has been copied to patch set ({_WAS}(?:, {_WAS})*)"
)
_REMOVED = re.compile(
    rf"\* Copied ({_LABEL})(?:[+-]\d+)? vote has been removed from patch set ({_WAS}(?:, {_WAS})*)"
)
_NUMBER = re.compile(r"(\d{1,6})(?: \(was \S+\))?")


class Lists(NamedTuple):
    """What became of votes at an upload; `copied` is None where it lists none of either kind."""

    copied: tuple[Carried, ...] | None
    outdated: tuple[Carried, ...]
    conditions: tuple[Condition, ...]


def listed(rest: str) -> Lists:
    """Return the votes that an upload carried over and those that it did not, and why."""
    found: dict[str, list[Carried]] = {"Copied": [], "Outdated": []}
    conditions: list[Condition] = []
    some = False
    for section, _, values, condition in _sections(rest):
        some = True
        found[section] += values
        if condition:
            conditions.append(condition)
    copied, outdated = map(tuple, found.values())
    return Lists(copied if some else None, outdated, tuple(conditions))


def list_lines(rest: str) -> Iterator[str]:
    """Yield the lines of the lists, their heads included, and nothing else."""
    last = ""
    for section, line, *_ in _sections(rest):
        if section != last:
            yield f"{section} Votes:"
        last = section
        yield line


Line = tuple[str, str, list[Carried], Condition | None]
"""(section, line, the votes in it, their condition)."""


def _sections(rest: str) -> Iterator[Line]:
    """Yield the lines of the lists; a list ends at its first other line."""
    section = ""
    for line in map(str.strip, rest.split("\n")):
        if match := _HEAD.fullmatch(line):
            section = match[1]
        elif section and (found := _line(line))[0]:
            yield section, line, *found
        else:
            section = ""


def _line(line: str) -> tuple[list[Carried], Condition | None]:
    """Read `* Code-Review+1 by <A>, <B>, Code-Review+2 by <C> (copy condition: "…")`."""
    match = _LINE.fullmatch(line)
    if match is None:
        return [], None
    items = [
        Carried(label, int(value), *persons(who)) for label, value, who in _ITEM.findall(match[1])
    ]
    said = _CONDITION.fullmatch(match[2] or "")
    if not items or said is None:
        return items, None
    text = said[1].replace("\\*", "*")
    accounts = tuple(account for item in items for account in item.accounts)
    values = tuple(item.value for item in items)
    plain = _BOLD.sub(r"\1", text)
    met = tuple(_BOLD.findall(text))
    return items, Condition(items[0].label, plain, met, values, accounts)


def follow_ups(lines: Iterable[str]) -> tuple[FollowUp, ...]:
    """Return the late votes that the lines below their head say."""
    return tuple(found for line in lines if (found := _follow_up(line)))


def _follow_up(line: str) -> FollowUp | None:
    if match := _COPIED.match(line):
        value = int(match[3]) if match[3] else None
        return FollowUp(match[2], value, _numbers(match[4]))
    if match := _REMOVED.match(line):
        return FollowUp(match[1], None, _numbers(match[2]))
    return None


def is_follow_up(line: str) -> bool:
    """Tell whether a line is one about a late vote."""
    return _follow_up(line) is not None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(text)))
