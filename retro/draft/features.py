"""What became of features: proposed, approved, landed, deferred, and how late."""

from datetime import date

from retro.draft.listing import Listing
from retro.draft.sentence import count, many, most, of_them, parts, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import UNKNOWN, are, counted, listed, value, were


@sentence(
    "features.proposed",
    "features.approved",
    steady=(
        "Proposals for features came to {features.proposed}, and approvals to {features.approved}."
    ),
)
def proposed(requests: Fact, taken_on: Fact) -> str:
    """Say how much was asked for, and how much was taken on."""
    n = whole(requests)
    said = f"{many(requests)} {were(n)} proposed"
    return f"{said}, and {of_them(whole(taken_on), n, 'approved')}." if n else f"{said}."


@sentence("features.landed", steady="Of the features, {features.landed} landed.")
def landed(done: Fact) -> str:
    """Say how much was completed."""
    return f"{many(done)} landed."


@sentence(
    "features.deferred", steady="Of the features, {features.deferred} went to a later cycle."
)
def deferred(moved: Fact) -> str:
    """Say how much was moved, and where to."""
    said = f"{many(moved)} {were(most(moved))} deferred to a later cycle"
    where = parts(moved)
    return f"{said}, {listed(where)}." if len(where) > 1 else f"{said}."


@sentence("features.deferral_lead_days")
def deferral(lead: Fact) -> str:
    """Say how early the last deferral was."""
    days = whole(lead)
    if not days:
        return "the last deferral was made on the day of the feature freeze."
    side = "before" if days > 0 else "after"
    return f"the last deferral was made {counted(abs(days), 'days')} {side} the feature freeze."


@sentence(
    "features.open_at_end",
    "features.given_up",
    steady=(
        "Of those approved, {features.open_at_end} stayed open, and {features.given_up} came "
        "to nothing."
    ),
)
def left_over(still: Fact, dropped: Fact) -> str:
    """Say what was approved and came to neither of the other ends."""
    n, gone = most(still), most(dropped)
    if not n and not gone:
        return "no approved feature is still open or was given up."
    said = f"{many(still, 'approved features')} {are(n)} still open"
    lost = value(dropped) if dropped.off else count(gone)
    return f"{said}, and {lost} {were(gone)} given up."


@sentence(
    "features.unknown",
    steady="Of {features.unknown} approved ones no source tells what became.",
)
def untold(unknown: Fact) -> str:
    """Say of how many features nobody can tell what became, and what their code tells."""
    if not unknown.value:
        return ""
    said = f"what became of {many(unknown, 'approved features')} is {UNKNOWN}."
    return " ".join(filter(None, (said, unknown.note)))


@sentence(
    "features.refused",
    "features.withdrawn",
    "features.undecided",
    steady=(
        "Of the proposals, {features.refused} ended with a refusal, {features.withdrawn} "
        "with a withdrawal, and {features.undecided} without a decision so far."
    ),
)
def unapproved(refused: Fact, withdrawn: Fact, undecided: Fact) -> str:
    """Say what became of the proposals that were not approved."""
    no, back, waits = whole(refused), whole(withdrawn), whole(undecided)
    if not (no or back or waits):
        return ""
    return (
        f"{many(refused, 'proposals')} {were(no)} refused, {count(back)} {were(back)} withdrawn, "
        f"and {count(waits)} {are(waits)} undecided."
    )


@sentence("features.ffe", steady="Requests for a feature freeze exception came to {features.ffe}.")
def exceptions(requests: Fact) -> str:
    """Say how often somebody asked for an exception."""
    n = whole(requests)
    return f"{many(requests, 'feature freeze exceptions')} {were(n)} asked for."


@sentence(
    "features.merged_after_freeze",
    steady=(
        "Of what was merged after the feature freeze, {features.merged_after_freeze} "
        "named a blueprint."
    ),
)
def late_work(late: Fact) -> str:
    """Say how much feature work was merged late."""
    n = whole(late)
    names = "names" if n == 1 else "name"
    return f"{many(late)} that {names} a blueprint {were(n)} merged after the feature freeze."


@sentence(
    "features.spec_freeze",
    "features.approved_after_freeze",
    steady=(
        "The spec freeze fell on {features.spec_freeze}; {features.approved_after_freeze} "
        "of the features got their approval after it."
    ),
)
def spec_freeze(freeze: Fact, after: Fact) -> str:
    """Say when the spec freeze was, and what came after it."""
    n = whole(after)
    return f"the spec freeze was on {value(freeze)}; {many(after)} {were(n)} approved after it."


@sentence(
    "features.freeze_notice_days",
    "features.spec_freeze",
    steady="The spec freeze was announced {features.freeze_notice_days} days ahead.",
)
def notice(ahead: Fact, freeze: Fact) -> str:
    """Say how early a spec freeze was announced that is past."""
    days = whole(ahead)
    if days < 0 or not isinstance(freeze.value, date) or freeze.value > freeze.moment.date():
        return ""
    early = f"{counted(days, 'days')} ahead" if days else "on the day itself"
    return f"the spec freeze was announced {early}."


PASSAGE = (
    proposed,
    landed,
    deferred,
    deferral,
    left_over,
    untold,
    unapproved,
    spec_freeze,
    notice,
    exceptions,
    late_work,
    Listing("features.landed", "What landed"),
    Listing("features.deferred", "What was deferred"),
    Listing("features.open_at_end", "What is still open"),
)
