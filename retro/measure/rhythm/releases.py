"""Releases: what of the team's work came out in the cycle, as it is written down."""

from msgspec.structs import replace

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line, typed, unwritten


@metric("rhythm.releases", "Releases in the cycle", unit="releases")
def releases(case: Case) -> Answer | Missing:
    """Count the releases of the cycle, as the team's notes list them.

    An empty list says that there was none; without a list nobody knows.

    Returns:
        A whole number. Unit: releases.

    Source:
        `releases` in the team's notes.

    Blind spots:
        A release without a day is taken for known in every edition; the note tells of it.
    """
    if case.notes.releases is None or "releases" in case.later:
        return replace(unwritten(case, "releases"), moot=True)
    found = (line(one.title, url=one.link, since=one.on) for one in case.notes.releases)
    return typed(found)
