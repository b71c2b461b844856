"""What else there is to tell: the team's own days, bugs, other teams, and what is handed on."""

from retro.draft.listing import Listing
from retro.draft.sentence import (
    are,
    count,
    listed,
    part,
    parts,
    sentence,
    some,
    were,
    whole,
)
from retro.model.facts import Fact
from retro.outline.words import markdown, number


@sentence(
    "rhythm.review_days",
    steady="The days set aside for reviewing together number {rhythm.review_days} so far.",
)
def review_days(so_far: Fact) -> str:
    """Say how many review days there were, and when."""
    n = whole(so_far)
    told = f"{some(so_far, 'review days')} {were(n)} set aside so far"
    return f"{told}: {listed(parts(so_far))}." if n and so_far.parts else f"{told}."


@sentence("rhythm.effect")
def effect(own: Fact) -> str:
    """Say what happened around the team's own days, and nothing of why."""
    told = [f"{one.label}: {number(one.value)}" for one in own.parts]
    what = "what happened around the team's own days, not what caused it"
    return f"{what}: {'; '.join(told)}." if told else ""


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
        f"during the cycle {some(reported)} {were(n)} reported, {count(mended)} {were(mended)} "
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
        f"when the cycle began {least}{some(start)} {were(n)} open; now {least}"
        f"{count(whole(now))} {are(whole(now))}."
    )


@sentence("bugs.untriaged", steady="Of these, {bugs.untriaged} never left New.")
def untriaged(new: Fact) -> str:
    """Say how many reports nobody has answered."""
    n = whole(new)
    return f"{some(new, 'open bugs')} {'has' if n == 1 else 'have'} never left New."


@sentence("bugs.fixed_since_m3", steady="Since M-3, fixes came to {bugs.fixed_since_m3}.")
def since_m3(fixed: Fact) -> str:
    """Say how many bugs were fixed since the last milestone."""
    return f"since M-3, {some(fixed)} {were(whole(fixed))} fixed."


@sentence(
    "bugs.open_rc1", steady="The release candidate's tag is on {bugs.open_rc1} of the open bugs."
)
def candidate(left: Fact) -> str:
    """Say how many bugs stand before the release candidate."""
    return f"{some(left)} tagged for the release candidate {are(whole(left))} open."


@sentence("bugs.security", steady="Of security bugs, {bugs.security} became public.")
def security(public: Fact) -> str:
    """Say how many security bugs became public."""
    told = f"{some(public, 'security bugs')} became public during the cycle"
    return f"{told}: {listed(parts(public))}." if parts(public) else f"{told}."


@sentence("watch.*", steady="<title>, changes open there: {*}.")
def watched(open_ones: Fact) -> str:
    """Say how watched work in another project stands."""
    told = [f"{count(one.value)} {one.label}" for one in open_ones.parts]
    during = f"; during the cycle: {listed(told)}" if told else ""
    return f"{markdown(open_ones.title)}: {some(open_ones)} open there{during}."


@sentence("handoff.next_goals", steady="Goals left to the next cycle number {handoff.next_goals}.")
def goals(left: Fact) -> str:
    """Say how many goals are handed on."""
    return f"{some(left)} {are(whole(left))} left to the next cycle."


@sentence(
    "handoff.delegations",
    steady="Duties that somebody else took care of number {handoff.delegations}.",
)
def duties(carried: Fact) -> str:
    """Say how many duties somebody else carries."""
    n = whole(carried)
    return f"{some(carried)} {were(n)} taken care of by somebody other than the PTL."


@sentence(
    "backlog.starved",
    steady="Of the verified changes, {backlog.starved} had no review for a month.",
)
def hungry(now: Fact) -> str:
    """Say what to look at first."""
    n = whole(now)
    told = (
        f"{some(now, 'verified changes')} {'has' if n == 1 else 'have'} had no review for a month"
    )
    return f"{told}."


@sentence(
    "handoff.dashboard_url",
    steady="The dashboard puts what waits longest first: {handoff.dashboard_url}",
)
def dashboard(address: Fact) -> str:
    """Say where the work waits."""
    return f"the dashboard puts what waits longest first: <{address.value}>"


RHYTHM = (review_days, effect, Listing("rhythm.review_days", "These days"))
BUGS = (bugs, open_bugs, untriaged, since_m3, candidate, security)
OTHER_TEAMS = (watched,)
HAND_OFF = (
    hungry,
    goals,
    duties,
    dashboard,
    Listing("handoff.next_goals", "The goals"),
    Listing("handoff.delegations", "The duties"),
)
