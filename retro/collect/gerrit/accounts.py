"""Who is who in a collection: robots, those whom content names, and who opted out."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import chain

from msgspec import Struct

from retro.collect.people import Person, by_call, by_own_call, hidden_calls
from retro.collect.robots import GATING, Reason, Voices, judge
from retro.model.team import Gerrit
from retro.snapshot.gerrit import RobotInfo


class Who(Struct, frozen=True, kw_only=True):
    """What the collection's accounts are.

    `infos` are those that matter by name: robots, and accounts that the team's content names.
    `plain` are the robots that are some for certain: their words are kept, and their names.
    `near` are the calls that nobody answers to, each with who is called nearly so or with nothing:
    for the screen alone, since that may be anybody. The `unknown` among them are told in a hole.
    """

    plain: frozenset[int]
    dropped: frozenset[int]
    infos: tuple[RobotInfo, ...]
    unknown: tuple[str, ...]
    near: dict[str, str] = {}

    def number(self, account: int) -> int:
        """Return an account's number, or 0 for one that opted out."""
        return 0 if account in self.dropped else account

    @property
    def reasons(self) -> frozenset[tuple[int, str]]:
        """Return the robots, each with the reason."""
        return reasons(self.infos)


def reasons(infos: Iterable[RobotInfo]) -> frozenset[tuple[int, str]]:
    """Return the robots among some accounts, each with the reason."""
    return frozenset((info._account_id, info.why) for info in infos if info.why)


def recognise(
    people: Mapping[int, Person],
    gerrit: Gerrit,
    named: Iterable[str],
    held: Iterable[RobotInfo] = (),
    voices: Voices | None = None,
) -> Who:
    """Tell robots from persons, find the accounts that content names, and who opted out.

    Args:
        people: Everybody met.
        gerrit: The team's lists and its rule on names.
        named: Accounts that the team's content calls by number or username.
        held: Accounts that a snapshot to top up holds by name; not all were met again.
        voices: How everybody speaks.
    """
    before = {info._account_id: info for info in held if info._account_id not in people}
    everybody = {n: Person(n, info.name, username=info.username) for n, info in before.items()}
    everybody |= people
    own = by_own_call(everybody)
    dropped = _dropped(everybody, gerrit)
    robots = judge(everybody, gerrit, voices or Voices())
    # who is not met again is what it was, since nothing of it is new
    robots |= {n: _held(info) for n, info in before.items() if info.why}
    calls = tuple(dict.fromkeys((*named, *chain.from_iterable(gerrit.people))))
    infos = {
        number: _info(everybody[number], reason, calls)
        for number, reason in robots.items()
        if number not in dropped
    }
    gated = any(reason.why == GATING.why for reason in robots.values())
    # one gating account is enough: a team names those of all times
    missing = [] if gated else list(gerrit.ci.gating)
    for call in calls:
        # who is named by number needs no resolving, and no name in the snapshot
        found = {number for number in own.get(call, ()) if everybody[number].username == call}
        for number in found - dropped:
            infos.setdefault(number, RobotInfo(number, username=call))
        if not found and not call.isdecimal():
            missing.append(call)
    others = _strangers(everybody, gerrit, calls, topped_up=bool(before))
    return Who(
        plain=frozenset(number for number, reason in robots.items() if reason.certain),
        dropped=dropped,
        infos=tuple(infos[number] for number in sorted(infos)),
        unknown=tuple(missing),
        near=_near((*missing, *others), own),
    )


def _strangers(
    everybody: Mapping[int, Person], gerrit: Gerrit, calls: Iterable[str], *, topped_up: bool
) -> list[str]:
    """Return who else nobody is; a top-up meets too few to tell of those whom it does not hold."""
    called = by_call(everybody)
    called |= hidden_calls(called, gerrit.opt_out)
    lists = [*gerrit.bots, *gerrit.ci.accounts]
    if not topped_up:
        lists += [*gerrit.opt_out, *(call for call in calls if call.isdecimal())]
    return [call for call in lists if call not in called]


def _near(missing: Iterable[str], own: Mapping[str, object]) -> dict[str, str]:
    """Return who is called nearly so, or nothing, for each call that nobody answers to."""
    names = [name for name in own if not name.isdecimal()]
    return {call: "".join(get_close_matches(call, names, n=1)) for call in missing}


def _held(info: RobotInfo) -> Reason:
    return Reason(info.why, certain=bool(info.name or info.username))


def _info(robot: Person, reason: Reason, calls: Iterable[str]) -> RobotInfo:
    """Return a robot as it is packed: nameless where it may be a person all the same."""
    gating = reason.why == GATING.why
    if reason.certain:
        return RobotInfo(robot.number, robot.name, robot.username, reason.why, gating)
    username = robot.username if robot.username in calls else ""
    return RobotInfo(robot.number, username=username, why=reason.why)


def _dropped(people: Mapping[int, Person], gerrit: Gerrit) -> frozenset[int]:
    """Return who opted out: with one account of a person all of them."""
    called, own = by_call(people), by_own_call(people)
    called |= hidden_calls(called, gerrit.opt_out)
    dropped = {number for call in gerrit.opt_out for number in called.get(call, ())}
    for calls in gerrit.people:
        accounts = {number for call in calls for number in own.get(call, ())}
        if accounts & dropped:
            dropped |= accounts
    return frozenset(dropped)
