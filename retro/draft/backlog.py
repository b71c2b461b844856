"""What waits: the backlog, and what became of it."""

from retro.draft.listing import Listing
from retro.draft.sentence import count, many, none_or, part, parts, sentence, whole
from retro.model.facts import Fact
from retro.outline.words import are, have, listed, number, share, value, were

VERIFIED = "the verified backlog, which passed its tests and waits for people,"


@sentence(
    "backlog.verified_at_start",
    "backlog.verified",
    steady=(
        "The verified backlog, which passed its tests and waits for people, stood at "
        "{backlog.verified_at_start} when the cycle began, and stands at {backlog.verified} now."
    ),
)
def verified(start: Fact, now: Fact) -> str:
    """Hold what waits for people against what did when the cycle began."""
    before, after = whole(start), whole(now)
    if before == after:
        return f"{VERIFIED} stands at {many(now)}, as it did when the cycle began{_turns(now)}."
    surely = abs(after - before) > start.off + now.off
    verb = ("fell" if after < before else "rose") if surely else "went"
    moved = f"{verb} from {many(start)} when the cycle began to {value(now)} now"
    return f"{VERIFIED} {moved}{_turns(now)}."


@sentence(
    "backlog.verified",
    unless="backlog.verified_at_start",
    steady="The verified backlog, which passed its tests and waits for people, stands at "
    "{backlog.verified}.",
)
def verified_now(now: Fact) -> str:
    """Say what waits for people, where nothing older is known."""
    return f"{VERIFIED} stands at {many(now)}{_turns(now)}."


def _turns(now: Fact) -> str:
    """Say for whom the verified changes wait."""
    said = parts(now) if now.value else ()
    return f": {listed(said)}" if said else ""


@sentence("backlog.verified_reviewed_since")
def looked_at(reviewed: Fact) -> str:
    """Say how much of what waits somebody has looked at."""
    n = whole(reviewed)
    how_much = "all" if n == 1 else share(n) if n else "none"
    since = reviewed.note[:1].lower() + reviewed.note[1:]
    return f"{how_much} of the verified backlog was {since}"


@sentence("backlog.open", steady="Whatever they wait for, open changes come to {backlog.open}.")
def open_changes(waiting: Fact) -> str:
    """Say how many changes are open."""
    n = whole(waiting)
    return f"whatever they wait for, {many(waiting)} {are(n)} open."


@sentence("backlog.by_state")
def by_state(waiting: Fact) -> str:
    """Say what the open changes wait for."""
    said = parts(waiting)
    return f"by what they wait for: {listed(said)}." if said else ""


@sentence(
    "backlog.starved_at_start",
    "backlog.starved",
    steady=(
        "Of the verified changes, {backlog.starved_at_start} had gone without a review "
        "for a month when the cycle began, against {backlog.starved} now."
    ),
)
def starved(start: Fact, now: Fact) -> str:
    """Say how many changes nobody has looked at for a month."""
    return (
        f"when the cycle began, {many(start, 'verified changes')} had been without a review for "
        "a month; now "
        f"{value(now) if now.off else count(whole(now))} {have(whole(now))}."
    )


@sentence("backlog.starved_fate")
def fate(then: Fact) -> str:
    """Say what became of those that nobody had looked at."""
    if not then.value:
        return ""
    said = [f"{number(one.value)} {one.label}" for one in then.parts if one.value]
    none = ["none still starved"] if part(then, "starved") == 0 else []
    those = "it" if then.value == 1 else f"those {number(whole(then))}"
    return f"what became of {those} since: {listed([*said, *none])}."


@sentence(
    "backlog.abandoned",
    "backlog.starved_abandoned",
    steady=(
        "What was abandoned comes to {backlog.abandoned}, {backlog.starved_abandoned} of "
        "it while starved of a review."
    ),
)
def abandoned(gone: Fact, hungry: Fact) -> str:
    """Say how often something was abandoned, and how often for want of a review."""
    n = whole(gone)
    if not n:
        return "no change was abandoned during the cycle."
    times = "once" if n == 1 else f"{number(n)} times"
    return (
        f"changes were abandoned {times} during the cycle, {listed(parts(gone))}; "
        f"{count(whole(hungry))} of these while starved of a review."
    )


@sentence("backlog.abandoned_by_reason")
def reasons(gone: Fact) -> str:
    """Say what stood against the changes that were abandoned."""
    said = parts(gone)
    return f"what stood against them just before: {listed(said)}." if said else ""


@sentence(
    "backlog.abandon_candidates",
    steady="The rule for abandoning now covers {backlog.abandon_candidates} of the open changes.",
)
def candidates(open_ones: Fact) -> str:
    """Say how much may be abandoned."""
    n = whole(open_ones)
    if not n:
        return "no open change is covered by the rule for abandoning now."
    return f"{many(open_ones, 'open changes')} {are(n)} covered by the rule for abandoning now."


@sentence("backlog.closure_ratio")
def balance(ratio: Fact) -> str:
    """Say how much came, and how much of it or of what was there before went in."""
    came, went = part(ratio, "opened"), part(ratio, "merged")
    if came is None or went is None:
        return ""
    said = f"during the cycle {none_or(came, 'changes')} {were(came)} opened"
    return f"{said}, and {count(went)} {were(went)} merged."


@sentence("backlog.clean_up.*", steady="<title>, from the day before to the day after: {*}.")
def clean_up(moved: Fact) -> str:
    """Say how the backlog stood before and after a clean-up day."""
    before, after = part(moved, "before"), part(moved, "after")
    if before is None or after is None:
        return ""
    later = "".join(f", and {one.label} {number(one.value)}" for one in moved.parts[2:])
    title = moved.title[:1].lower() + moved.title[1:]
    return f"{title}: {number(before)} the day before, {number(after)} the day after{later}."


PASSAGE = (
    verified,
    verified_now,
    looked_at,
    open_changes,
    by_state,
    starved,
    fate,
    balance,
    abandoned,
    reasons,
    clean_up,
    candidates,
    Listing("backlog.starved_fate", kind="table"),
)
