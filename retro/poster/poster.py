"""The poster of a report: the finding, and the five answers."""

from retro.model.facts import Report
from retro.outline.words import counted, number, value
from retro.poster.backlog import backlog, ends
from retro.poster.features import features
from retro.poster.next_steps import heading, steps, then
from retro.poster.reading import count, items, known, part
from retro.poster.shapes import Poster, Promise
from retro.poster.team import team
from retro.poster.way import moved, so_many, spelled

_OUTCOMES = {"met": "kept"}


def poster(report: Report) -> Poster:
    """Make the first screen of a report."""
    first = steps(report)
    return Poster(
        finding=finding(report),
        promises=promises(report),
        backlog=backlog(report),
        features=features(report),
        team=team(report),
        heading=heading(report, first),
        steps=first,
        then=then(report),
    )


def promises(report: Report) -> tuple[Promise, ...]:
    """Return what was promised: what was kept first, then what was missed, then what is open."""
    found = [
        Promise(outcome=_OUTCOMES.get(one.state, one.state), title=one.title, url=one.url)
        for one in items(known(report, "priorities.planned"))
    ]
    return tuple(sorted(found, key=lambda one: ("kept", "missed", "open").index(one.outcome)))


def finding(report: Report) -> str:
    """Say in two clauses how it went: promises and the backlog, else the next that is known."""
    clauses = [clause(report) for clause in (_promised, _backlog, _landed, _merged)]
    said = "; ".join([one for one in clauses if one][:2])
    if not said:
        return "What happened is not known here"
    left = (report.release - report.as_of).days
    if left > 0:
        return f"{counted(left, 'days')} to go: {said}"
    return said[:1].upper() + said[1:]


def _promised(report: Report) -> str:
    every = promises(report)
    kept = sum(one.outcome == "kept" for one in every)
    missed = sum(one.outcome == "missed" for one in every)
    if report.as_of < report.release and kept + missed < len(every):
        return _so_far(kept, missed, len(every))
    if not every:
        return ""
    if len(every) == 1:
        return f"the one promise was {every[0].outcome.replace('open', 'left open')}"
    if kept == len(every):
        return f"all {so_many(kept, 'promises')} were kept"
    if not kept:
        return f"none of the {so_many(len(every), 'promises')} was kept"
    was = "was" if kept == 1 else "were"
    return f"{so_many(kept, 'promises')} of {spelled(len(every))} {was} kept"


def _so_far(kept: int, missed: int, every: int) -> str:
    """Say what became of promises of which some are still open, which is no promise broken."""
    number, what = (kept, "kept") if kept else (missed, "missed")
    if not number:
        return ""
    was = "was" if number == 1 else "were"
    return f"{so_many(number, 'promises')} of {spelled(every)} {was} {what} so far"


def _backlog(report: Report) -> str:
    numbers = ends(report)
    return f"the backlog {moved(*numbers)}" if numbers else ""


def _landed(report: Report) -> str:
    landed, approved = known(report, "features.landed"), known(report, "features.approved")
    if not landed or not approved or not approved.value:
        return ""
    asked = number(part(landed, "approved")) if landed.parts else value(landed)
    return f"{asked} of {counted(count(approved), 'features')} landed"


def _merged(report: Report) -> str:
    merged = known(report, "flow.merged")
    if not merged:
        return ""
    return f"{counted(count(merged), 'changes')} {'was' if merged.value == 1 else 'were'} merged"
