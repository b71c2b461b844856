"""From Launchpad's bug tasks to bugs with a past, as far as dates and logs tell it.

Launchpad stamps the date of every status that a task passes on its way up, and clears the dates
above where it falls back; so today's dates tell most of the past exactly, and the rest not at
all. Of a task that was closed and reopened nothing is known before the last reopening; only its
log tells.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from retro.model.bug import Bugs, BugTask, Spell, Standing
from retro.snapshot import Hole, Source
from retro.snapshot.launchpad import BugTaskInfo

# Fix Committed is open to Launchpad. OpenStack set it on merge until the end of 2015, and to Fix
# Released on the day of a milestone; so the first of the two dates is the fix.
_FIXED = frozenset({"Fix Committed", "Fix Released"})
# "Rejected" is retired, and stands in old logs; "Does Not Exist" is of 2022.
_CLOSED = frozenset({"Opinion", "Invalid", "Won't Fix", "Expired", "Does Not Exist", "Rejected"})
# "visibility" had Private and Public; "information type" has Private Security and more.
_PRIVATE = ("private", "embargoed", "proprietary")
_SEEN = frozenset({"information type", "visibility"})
_TAG = "tag "
_DOUBLED = "marked as duplicate"


def bugs(records: Iterable[BugTaskInfo], source: Source, gaps: Iterable[Hole]) -> Bugs:
    """Return a team's bugs with their past, one a bug and project, by project and number.

    A duplicate of before the cycle is left out; one that became it later stands until then, and
    where nobody knows since when it was one, all its past is unknown.

    Args:
        records: The packed tasks.
        source: What the manifest says of them: which projects and tags were asked.
        gaps: What the manifest says is missing.
    """
    lacks = [gap for gap in gaps if gap.collection == source.name]
    kept = sorted((one for one in records if not one.duplicate_before), key=_home)
    joined = (_joined(list(some)) for _, some in groupby(kept, key=lambda one: _home(one)[:2]))
    return Bugs(
        tasks=tuple(joined),
        projects=tuple(sorted(source.counts)),
        tags=tuple(q.removeprefix(_TAG) for q in source.queries if q.startswith(_TAG)),
        missing=tuple(gap.why for gap in lacks if not gap.unread),
        unread=sum(gap.unread for gap in lacks),
    )


def bug(task: BugTaskInfo) -> BugTask:
    """Return one task as a bug with its past."""
    doubled = _doubled(task)
    unknown = task.duplicate and doubled is None
    return BugTask(
        number=task.bug,
        project=task.project,
        title=task.title,
        importance=task.importance,
        milestone=task.milestone,
        created=task.date_created,
        visible=_visible(task),
        left_new=task.date_left_new,
        security=bool(task.information_type) or task.advisory or "security" in task.tags,
        advisory=task.advisory,
        tags=task.tags,
        duplicate_since=doubled,
        perhaps_duplicate=unknown,
        spells=(Spell(task.date_created, Standing.UNKNOWN),)
        if unknown
        else tuple(_merged(_by_log(task) or _by_dates(task))),
    )


def standing(status: str, closed: bool = False) -> Standing:
    """Return what a status means; `closed` decides for one that nobody knows yet."""
    if status in _FIXED:
        return Standing.FIXED
    return Standing.CLOSED if status in _CLOSED or closed else Standing.OPEN


def _home(task: BugTaskInfo) -> tuple[str, int, str]:
    return task.project, task.bug, task.series


def _joined(tasks: Sequence[BugTaskInfo]) -> BugTask:
    """Join a bug's tasks in one project: the project's own counts, or else its series'.

    While a series is the focus of development both are one to Launchpad, and say the same.
    """
    return bug(tasks[0])


def _doubled(task: BugTaskInfo) -> datetime | None:
    """Return since when a bug is a duplicate, by its log; None where it is none, or unknown."""
    marked = [one.datechanged for one in task.activity or () if one.whatchanged == _DOUBLED]
    return marked[-1] if task.duplicate and marked else None


def _by_dates(task: BugTaskInfo) -> Iterator[Spell]:
    """Tell a task's past by its dates: open since its creation or last reopening, then not."""
    now = standing(task.status, task.date_closed is not None)
    known = max(task.date_created, task.date_left_closed or task.date_created)
    # date_left_closed is that of the last reopening; those before it left no date.
    if known > task.date_created:
        yield Spell(task.date_created, Standing.UNKNOWN)
    if now is Standing.OPEN:
        yield Spell(known, now, task.status)
        return
    # A jump upwards stamps every date that it passes; date_closed stays where one closed status
    # follows another (bugtask.py, _setStatusDateProperties).
    fixed = task.date_fix_committed or task.date_fix_released if now is Standing.FIXED else None
    closed = task.date_closed
    since = fixed or closed
    if since is None:
        # closed before Launchpad noted when
        yield Spell(known, Standing.UNKNOWN)
        return
    yield Spell(known, Standing.OPEN)
    if closed and closed < since:
        yield Spell(max(known, closed), Standing.CLOSED)
    yield Spell(max(known, since), now, task.status)


def _by_log(task: BugTaskInfo) -> list[Spell]:
    """Tell a task's past by its log; nothing where the log does not end in today's status."""
    changes = [one for one in task.activity or () if one.whatchanged.endswith(": status")]
    if not changes or changes[-1].newvalue != task.status:
        return []
    first = changes[0].oldvalue
    spells = [Spell(task.date_created, standing(first), first)]
    for one, after in zip(changes, [*changes[1:], None], strict=True):
        if after and after.oldvalue != one.newvalue:
            state = Standing.UNKNOWN
        else:
            state = standing(one.newvalue, not after and task.date_closed is not None)
        spells.append(Spell(one.datechanged, state, one.newvalue))
    return spells


def _merged(spells: Iterable[Spell]) -> Iterator[Spell]:
    """Join spells that say the same, and drop those that were over at once."""
    kept: list[Spell] = []
    for spell in spells:
        if kept and kept[-1].since >= spell.since:
            kept.pop()
        if not kept or kept[-1].standing is not spell.standing:
            kept.append(spell)
    return iter(kept)


def _visible(task: BugTaskInfo) -> datetime:
    """Return when a bug was first open to the public, by its log, or else its creation."""
    seen = [one for one in task.activity or () if one.whatchanged in _SEEN]
    if not seen or not _private(seen[0].oldvalue):
        return task.date_created
    return next((one.datechanged for one in seen if not _private(one.newvalue)), task.date_created)


def _private(value: str) -> bool:
    return value.casefold().startswith(_PRIVATE)
