"""What the measures of bugs share: which bugs there are, how they stood, how they are listed."""

from collections.abc import Iterable
from datetime import datetime

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Missing
from retro.model.bug import BugTask, Standing
from retro.model.facts import Evidence, Item
from retro.outline import words


def missing(case: Case) -> Missing | None:
    """Say why there are no numbers of bugs, where there are none."""
    if case.bugs is None:
        return Missing("Launchpad's bugs were not collected.")
    if not case.bugs.projects:
        return Missing(remarks(case) or "The team names no project on Launchpad.")
    return None


def collected(case: Case) -> tuple[BugTask, ...]:
    """Return the bugs that were there by the moment."""
    return case.bugs.tasks if case.bugs else ()


def standing_at(case: Case, moment: datetime, *standings: Standing) -> list[BugTask]:
    """Return the bugs that stood so just before a moment."""
    return [bug for bug in collected(case) if bug.at(moment) in standings]


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
    sentences = (*more, unread(case), *(f"{why[:1].upper()}{why[1:]}." for why in lacks))
    return " ".join(sentence for sentence in sentences if sentence)


def unread(case: Case) -> str:
    """Say how many bugs there may be more, since nobody could read what Launchpad sent of them."""
    number = case.bugs.unread if case.bugs else 0
    said = f"{words.counted(number, 'entries')} could not be read: there may be so many more bugs."
    return said if number else ""


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
