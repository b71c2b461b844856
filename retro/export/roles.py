"""What somebody was to a change, where enough people were the same; who it was is in no table."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from retro.measure import Case
from retro.measure.ground.few import Told
from retro.measure.ground.reviewing import by_role, elsewhere_by_role, of_specs_by_role
from retro.model.change import Change, Event

ROLES = ("owner", "core", "other", "person", "ci", "bot")
"""The owner of the change, a core reviewer of that instant, another person; or, where how much
core reviewers did stays untold, a person; the gating CI, or another account that is no person."""

Pseudonym = Callable[[int], str]
"""Names an account in one export alone."""


def told(case: Case) -> bool:
    """Tell whether core reviewers are told from others all through the window."""
    works = by_role(case), of_specs_by_role(case), elsewhere_by_role(case)
    return not any(work.why or work.hidden for work in works)


def apart(case: Case, at: datetime, *, spec: bool, counted: bool) -> bool:
    """Tell whether core reviewers are told from others at a moment: where pages tell how much.

    Args:
        case: The case.
        at: The moment.
        spec: Whether it is about a spec.
        counted: Whether it is about a branch that the team counts.
    """
    work = _work(case, spec=spec, counted=counted)
    return not work.why and work.holds(at)


def role(case: Case, change: Change, event: Event) -> str | None:
    """Return what who did something was to the change, at that instant."""
    account = event.account
    if account is None:
        return None
    if not case.accounts.is_person(account):
        return "ci" if case.accounts.is_gating(account) else "bot"
    if account == change.owner:
        return "owner"
    spec = case.team.gerrit.is_spec(change.project)
    if not apart(case, event.at, spec=spec, counted=case.covers(change.branch_at(event.at))):
        return "person"
    return "core" if case.cores.holds(account, event.at) else "other"


def _work(case: Case, *, spec: bool, counted: bool) -> Told:
    if spec:
        return of_specs_by_role(case)
    return by_role(case) if counted else elsewhere_by_role(case)


def keyed(key: bytes) -> Pseudonym:
    """Return pseudonyms that nobody can join with another export, nor lead back, without a key."""
    return lambda account: blake2b(str(account).encode(), key=key, digest_size=8).hexdigest()
