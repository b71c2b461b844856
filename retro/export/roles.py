"""What somebody was to a change, where enough people were the same; who it was is in no table."""

from collections.abc import Callable
from hashlib import blake2b

from retro.measure import Case
from retro.measure.ground.definition import FEW
from retro.model.change import Change, Event

ROLES = ("owner", "core", "other", "person", "ci", "bot")
"""The owner of the change, a core reviewer of that instant, another person; or, where one of the
last two are few, a person; the gating CI, or another account that is no person."""

Pseudonym = Callable[[int], str]
"""Names an account in one export alone."""


def told(case: Case) -> bool:
    """Tell whether core reviewers are told from others: where both are five people or more.

    Of fewer, their part of the work would be that of nearly one person.
    """
    acted = {(review.account, case.is_core(review)) for review in case.all_reviews}
    return all(sum(core is which for _, core in acted) >= FEW for which in (True, False))


def role(case: Case, change: Change, event: Event, *, apart: bool) -> str | None:
    """Return what who did something was to the change, at that instant.

    Args:
        case: The case.
        change: The change.
        event: What happened to it.
        apart: Whether core reviewers are told from others.
    """
    account = event.account
    if account is None:
        return None
    if not case.accounts.is_person(account):
        return "ci" if case.accounts.is_gating(account) else "bot"
    if account == change.owner:
        return "owner"
    if not apart:
        return "person"
    return "core" if case.cores.holds(account, event.at) else "other"


def keyed(key: bytes) -> Pseudonym:
    """Return pseudonyms that nobody can join with another export, nor lead back, without a key."""
    return lambda account: blake2b(str(account).encode(), key=key, digest_size=8).hexdigest()
