"""Packing Launchpad's entries: what is read, by the name at each link's end, and no person."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct

from retro.collect.launchpad.pages import Entry
from retro.collect.texts import without_addresses
from retro.errors import SourceChangedError
from retro.snapshot.launchpad import BlueprintInfo, BugActivityInfo, BugTaskInfo, MilestoneInfo

Record = TypeVar("Record", bound=Struct)

REDACTED = "tag:launchpad.net:2008:redacted"
"""What stands in the place of a value, of whatever type, that the asker may not see."""

_SEEN = ("information type", "visibility")
_DOUBLED = ("marked as duplicate", "changed duplicate marker", "removed duplicate marker")
_URL = 500
# Bugs came from trackers older than Launchpad; what is reckoned by day must have a day before it.
_AGE = 1970, 2100
_DIGITS = 12


def shown(entry: Entry) -> Entry:
    """Return an entry without what is hidden or empty."""
    return {name: value for name, value in entry.items() if value not in (None, REDACTED)}


def hides(entry: Entry, *names: str) -> bool:
    """Tell whether Launchpad hides a field that a record can't do without."""
    return any(entry.get(name) == REDACTED for name in names)


def number_of(task: Entry) -> int:
    """Return the number of a task's bug; 0 where it names none."""
    found = name_at(task.get("bug_link"))
    return int(found) if found.isdecimal() and len(found) <= _DIGITS else 0


def name_of(entry: Entry) -> str:
    """Return the name that an entry bears; nothing where it has none."""
    name = shown(entry).get("name")
    return name if isinstance(name, str) else ""


def name_at(link: object) -> str:
    """Return the name at the end of a link, or nothing where there is no link."""
    try:
        path = urlsplit(link).path if isinstance(link, str) and link != REDACTED else ""
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2])


def task(entry: Entry, project: str, series: str = "", **joined: Any) -> BugTaskInfo:
    """Pack a bug task, with what searches told of its bug."""
    told = {
        "bug": number_of(entry),
        "project": project,
        "series": series,
        "title": _title(entry),
        "milestone": name_at(entry.get("milestone_link")),
    }
    return _record(entry, BugTaskInfo, told | joined)


def blueprint(entry: Entry, project: str, goals: tuple[str, ...]) -> BlueprintInfo:
    """Pack a blueprint with the series that list it."""
    told = {
        "project": project,
        "goals": goals,
        "title": without_addresses(str(shown(entry).get("title", ""))),
        "milestone": name_at(entry.get("milestone_link")),
        "specification_url": _address(shown(entry).get("specification_url")),
    }
    return _record(entry, BlueprintInfo, told)


def landmarks(series: Entry) -> list[Entry]:
    """Return what a timeline shows of a series; what is no entry is an empty one."""
    found = series.get("landmarks")
    if not isinstance(found, list):
        raise SourceChangedError("its landmarks are no list")
    return [one if isinstance(one, dict) else {} for one in found]


def version_of(release: Entry) -> str:
    """Return the milestone that a release is of; nothing where it tells none, or no day."""
    version, day = release.get("version"), release.get("date_released")
    return version if isinstance(version, str) and isinstance(day, str) else ""


def landmark(entry: Entry, project: str, series: str) -> MilestoneInfo:
    """Pack a milestone or release as a timeline shows it."""
    told = {"day": shown(entry).get("date"), "released": entry.get("type") == "release"}
    return _record(entry, MilestoneInfo, {"project": project, "series": series} | told)


def milestone(entry: Entry, project: str, series: str, released: str | None) -> MilestoneInfo:
    """Pack a milestone with the moment of its release, if there was one."""
    # date_released has an hour, date_targeted is a bare date or null.
    day = released[:10] if released else shown(entry).get("date_targeted")
    told = {"project": project, "series": series, "day": day, "released": released is not None}
    return _record(entry, MilestoneInfo, told)


def activity(entries: Iterable[Entry], target: str) -> tuple[BugActivityInfo, ...]:
    """Pack of a bug's log what it says of one task's status, of who sees it, of duplicates."""
    # "glance: status", or "glance/mitaka: status" for a series; assignees and tags alike. All
    # entries of a log have the same self_link, so they have no key.
    wanted = {f"{target}: status", *_SEEN, *_DOUBLED}
    found = [_record(one, BugActivityInfo, {}) for one in entries if _said(one) in wanted]
    return tuple(sorted(found, key=lambda one: one.datechanged))


def _said(entry: Entry) -> str:
    said = entry.get("whatchanged")
    if not isinstance(said, str):
        raise SourceChangedError("an entry does not say what changed")
    return said


def _record(entry: Entry, kind: type[Record], fields: dict[str, Any]) -> Record:
    known = {name: value for name, value in shown(entry).items() if name in kind.__struct_fields__}
    try:
        record = msgspec.convert(known | fields, kind)
    except msgspec.ValidationError as error:
        raise SourceChangedError(str(error)) from error
    for name in kind.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, date) and not _AGE[0] <= value.year < _AGE[1]:
            raise SourceChangedError(f"its {name} is of no age that is known: {value.year}")
    return record


def _title(entry: Entry) -> str:
    """Return the bug's own title; quotes inside of it are left as they are by Launchpad."""
    title = str(shown(entry).get("title", ""))
    display_name = shown(entry).get("bug_target_display_name", "")
    # `Bug #7 in OpenStack Compute (nova): "…"`: display names have blanks and brackets, and quotes
    # inside the title are not escaped.
    _, found, text = title.partition(f' in {display_name}: "')
    if not found:
        text = title.partition(': "')[2]
    return without_addresses(text.removesuffix('"'))


def _address(text: object) -> str:
    """Return a web address that a person wrote, without any password; anything else is none."""
    try:
        parts = urlsplit(text if isinstance(text, str) else "")
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return without_addresses(parts.geturl())[:_URL] if plain else ""
