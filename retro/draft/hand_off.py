"""What is handed on: goals, duties, and what to look at first."""

from retro.draft.listing import Listing
from retro.draft.sentence import many, sentence, whole
from retro.model.facts import Fact
from retro.outline.strands import THREADS, strands
from retro.outline.words import are, have, were


@sentence(THREADS, steady="The cycle before left {handoff.threads} to this one.")
def loop(left: Fact) -> str:
    """Say what became of what the cycle before left, kind by kind."""
    told = "; ".join(strand.says for strand in strands(left))
    return f"the cycle before left {many(left)} to this one. {told}." if told else ""


@sentence(
    "handoff.next_goals", steady="The list of goals for the next cycle holds {handoff.next_goals}."
)
def goals(left: Fact) -> str:
    """Say how many goals are handed on."""
    return f"{many(left)} {are(whole(left))} left to the next cycle."


@sentence(
    "handoff.delegations",
    steady="The list of duties that somebody took over holds {handoff.delegations}.",
)
def duties(carried: Fact) -> str:
    """Say how many duties somebody else carries."""
    return f"{many(carried)} {were(whole(carried))} handed to somebody."


@sentence(
    "backlog.starved",
    steady="Of the verified changes, {backlog.starved} had no review for a month.",
)
def hungry(now: Fact) -> str:
    """Say what to look at first."""
    n = whole(now)
    said = f"{many(now, 'verified changes')} {have(n)} had no review for a month"
    return f"{said}."


@sentence(
    "handoff.dashboard_url",
    steady="The dashboard puts what waits longest first: {handoff.dashboard_url}",
)
def dashboard(address: Fact) -> str:
    """Say where the work waits."""
    return f"the dashboard puts what waits longest first: <{address.value}>"


PASSAGE = (
    loop,
    hungry,
    goals,
    duties,
    dashboard,
    Listing("handoff.next_goals", "The goals"),
    Listing("handoff.delegations", "The duties"),
)
