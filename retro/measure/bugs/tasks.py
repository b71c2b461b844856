"""What the measures of bugs share: which bugs there are, how they stood, how they are listed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Missing
from retro.model.bug import BugTask, Standing
from retro.model.facts import Evidence, Item
from retro.outline import trackers, words

NOT_COLLECTED = "Launchpad's bugs were not collected."

_QUIET = timedelta(weeks=4)
"""So long a tracker that is in use is not left untouched."""


def missing(case: Case) -> Missing | None:
    """Say why there are no numbers of bugs, where there are none."""
    why = _untracked(case) or _not_understood(case) or _untouched(case)
    return Missing(why) if why else None


def _untracked(case: Case) -> str:
    """Say that Launchpad has no bugs of the team, or that nobody looked."""
    tracked = trackers.elsewhere(case.team)
    if tracked and not case.team.launchpad:
        return f"Bugs are tracked on {tracked}."
    if case.bugs is None:
        if why := case.lacks.get("bugs"):
            return _sentence(why)
        return _unasked(case)
    return "" if case.bugs.projects else remarks(case) or _unasked(case)


def _unasked(case: Case) -> str:
    return NOT_COLLECTED if case.team.launchpad else "The team names no project on Launchpad."


def _not_understood(case: Case) -> str:
    """Say that Launchpad answered, and nothing of it could be read."""
    if case.bugs is None or case.bugs.tasks or not case.bugs.unread:
        return ""
    return f"Launchpad answered, and it was not understood: {unread(case)}"


def _untouched(case: Case) -> str:
    """Say that no bug was touched in a cycle of which enough is past to wonder."""
    begins, ends = case.window
    if trackers.HERE in case.team.tracker or ends - begins < _QUIET:
        return ""
    if any(_moved(bug, begins, ends) for bug in every(case)):
        return ""
    number = words.counted(len(every(case)), "bugs")
    named = trackers.elsewhere(case.team)
    where = f"on {named}" if named else "elsewhere"
    return (
        f"Launchpad has {number}, and {trackers.UNTOUCHED}: they may have been "
        f"tracked {where}. The team's notes can tell where."
    )


def _moved(bug: BugTask, begins: datetime, ends: datetime) -> bool:
    """Tell whether a bug came or went in a span, or may have, since that is not known."""
    days = (bug.created, bug.left_new, bug.duplicate_since)
    if any(at and begins <= at < ends for at in days):
        return True
    return bug.at(ends) is Standing.UNKNOWN or any(
        begins <= spell.since < ends for spell in bug.spells
    )


def collected(case: Case) -> tuple[BugTask, ...]:
    """Return the bugs that were there by the moment, and were no duplicates then."""
    whole = (bug for bug in every(case) if not bug.perhaps_duplicate)
    return tuple(bug for bug in whole if bug.duplicate_since is None)


def perhaps(case: Case) -> tuple[BugTask, ...]:
    """Return the bugs that may have been duplicates at the moment, or not yet."""
    return tuple(bug for bug in every(case) if bug.perhaps_duplicate)


def every(case: Case) -> tuple[BugTask, ...]:
    """Return the bugs that are known; none where nobody asked."""
    return case.bugs.tasks if case.bugs else ()


def standing_at(case: Case, moment: datetime, *standings: Standing) -> list[BugTask]:
    """Return the bugs that stood so just before a moment."""
    return [bug for bug in every(case) if bug.at(moment) in standings]


def became(bug: BugTask, moment: datetime, standing: Standing) -> datetime | None:
    """Return since when a bug stood so just before a moment, None where it stood otherwise."""
    found = bug.spell(moment)
    return found.since if found and found.standing is standing else None


def listed(
    case: Case, bugs: Iterable[BugTask], moment: datetime | None = None, note: str = ""
) -> Evidence:
    """List bugs with how they stood at a moment: never a reporter, never an assignee."""
    when = moment or case.moment
    return Evidence(items=tuple(_item(bug, when, note) for bug in bugs))


def remarks(case: Case, *more: str) -> str:
    """Say what more there is to say, and what the collection lacks."""
    lacks = case.bugs.missing if case.bugs else ()
    sentences = (*more, unread(case), *map(_sentence, lacks), _also(case))
    return " ".join(sentence for sentence in sentences if sentence)


def unread(case: Case) -> str:
    """Say how many bugs there may be more, since nobody could read what Launchpad sent of them."""
    number = case.bugs.unread if case.bugs else 0
    said = f"{words.counted(number, 'entries')} could not be read: there may be so many more bugs."
    return said if number else ""


def _also(case: Case) -> str:
    tracked = trackers.elsewhere(case.team)
    return f"Bugs are tracked on {tracked} too, which is not counted." if tracked else ""


def _sentence(why: str) -> str:
    return f"{why[:1].upper()}{why[1:]}."


def _item(bug: BugTask, moment: datetime, note: str) -> Item:
    spell = bug.spell(moment)
    return Item(
        ref=f"{bug.project} {bug.number}",
        project=bug.project,
        title=bug.title,
        url=bug.url,
        state=str(spell.standing) if spell else "",
        since=(spell.since if spell else bug.created).date(),
        note=note,
    )
