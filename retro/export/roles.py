"""What somebody was to a change, where enough people were the same; who it was is in no table."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from retro.measure import Case
from retro.measure.ground.reviewing import by_role
from retro.model.change import Change, Event

ROLES = ("owner", "core", "other", "person", "ci", "bot")
"""The owner of the change, a core reviewer of that instant, another person; or, where how much
core reviewers did stays untold, a person; the gating CI, or another account that is no person."""

Pseudonym = Callable[[int], str]
"""Names an account in one export alone."""


def told(case: Case) -> bool:
    """Tell whether core reviewers are told from others all through the window."""
    reviews = by_role(case)
    return not reviews.why and not reviews.hidden


def apart(case: Case, at: datetime) -> bool:
    """Tell whether core reviewers are told from others at a moment: where pages tell how much."""
    return not by_role(case).why and by_role(case).holds(at)


def role(case: Case, change: Change, event: Event) -> str | None:
    """Return what who did something was to the change, at that instant."""
    account = event.account
    if account is None:
        return None
    if not case.accounts.is_person(account):
        return "ci" if case.accounts.is_gating(account) else "bot"
    if account == change.owner:
        return "owner"
    if not apart(case, event.at):
        return "person"
    return "core" if case.cores.holds(account, event.at) else "other"


def keyed(key: bytes) -> Pseudonym:
    """Return pseudonyms that nobody can join with another export, nor lead back, without a key."""
    return lambda account: blake2b(str(account).encode(), key=key, digest_size=8).hexdigest()
