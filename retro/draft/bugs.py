"""Bugs: how many came and went, how many are open, and which are urgent."""

from retro.draft.sentence import count, many, part, parts, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import are, have, listed, were


@sentence(
    "bugs.reported",
    "bugs.fixed",
    "bugs.closed_otherwise",
    steady=(
        "Bug reports came to {bugs.reported}, fixes to {bugs.fixed}, and bugs closed "
        "without a fix to {bugs.closed_otherwise}."
    ),
)
def bugs(reported: Fact, fixed: Fact, closed: Fact) -> str:
    """Say how many bugs came and went."""
    n, mended, shut = whole(reported), whole(fixed), whole(closed)
    return (
        f"during the cycle {many(reported)} {were(n)} reported, {count(mended)} {were(mended)} "
        f"fixed, and {count(shut)} {were(shut)} closed without a fix; a bug counts once for each "
        "project that it affects."
    )


@sentence(
    "bugs.open_at_start",
    "bugs.open",
    steady="Open bugs went from {bugs.open_at_start} when the cycle began to {bugs.open}.",
)
def open_bugs(start: Fact, now: Fact) -> str:
    """Hold the open bugs against those of the cycle's first day."""
    least = "at least " if part(start, "unknown") or part(now, "unknown") else ""
    n = whole(start)
    return (
        f"when the cycle began {least}{many(start)} {were(n)} open; now {least}"
        f"{count(whole(now))} {are(whole(now))}."
    )


@sentence("bugs.untriaged", steady="Of these, {bugs.untriaged} never left New.")
def untriaged(new: Fact) -> str:
    """Say how many reports nobody has answered."""
    n = whole(new)
    return f"{many(new, 'open bugs')} {have(n)} never left New."


@sentence("bugs.fixed_since_m3", steady="Since M-3, fixes came to {bugs.fixed_since_m3}.")
def since_m3(fixed: Fact) -> str:
    """Say how many bugs were fixed since the last milestone."""
    return f"since M-3, {many(fixed)} {were(whole(fixed))} fixed."


@sentence(
    "bugs.open_rc1", steady="The release candidate's tag is on {bugs.open_rc1} of the open bugs."
)
def candidate(left: Fact) -> str:
    """Say how many bugs stand before the release candidate."""
    return f"{many(left)} tagged for the release candidate {are(whole(left))} open."


@sentence("bugs.security", steady="Of security bugs, {bugs.security} became public.")
def security(public: Fact) -> str:
    """Say how many security bugs became public."""
    said = f"{many(public, 'security bugs')} became public during the cycle"
    return f"{said}: {listed(parts(public))}." if parts(public) else f"{said}."


PASSAGE = (
    bugs,
    open_bugs,
    untriaged,
    since_m3,
    candidate,
    security,
)
