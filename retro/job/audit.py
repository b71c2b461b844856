"""The audit's order of work: draw, ask, replay, compare, say, keep."""

from retro import ledger, snapshot
from retro.audit import difference, differences, interval, questions, replayed
from retro.collect import Options, pasts
from retro.errors import SourceRefusedError, UsageError
from retro.job.order import Order
from retro.job.targets import targets
from retro.job.writers import of_content
from retro.model.audit import Audit, Difference, Past, Question
from retro.model.change import Change
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record import gerrit_parts
from retro.record.target import Target
from retro.snapshot import Collection, Snapshot
from retro.snapshot.gerrit import ACCOUNTS, CHANGES, ChangeInfo, RobotInfo


def audit(
    order: Order,
    sample: int,
    options: Options,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
) -> None:
    """Hold a sample of each target's replay against the server's own answers about the past."""
    for target in targets(order):
        with of_content(order, target.path, "audit", say):
            ask_the_server(target, sample, options, now=now, sleep=sleep, say=say)


def ask_the_server(
    target: Target,
    size: int,
    options: Options,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
) -> Audit:
    """Hold a sample of the replay against the server's own answers, and keep the outcome.

    Raises:
        UsageError: The snapshot was not collected from a server that can be asked.
        SourceError: The server is silent, too old, or answers in another shape.
    """
    found = snapshot.read(target.snapshot)
    held = _collected(target, found)
    records = list(found.records(CHANGES, ChangeInfo))
    asked = questions(records, size, found.manifest.digest)
    if not asked:
        raise UsageError(
            f"no message of {target.path} names a record that {held.server} could be asked for",
            hint="an audit needs changes that were collected from Gerrit 2.15 or newer",
        )
    say(f"{target.path}: asking {held.server} about {len(asked)} changes, one moment each")
    gerrit = target.team.gerrit
    answers = pasts(held.server, asked, gerrit.opt_out, now=now, sleep=sleep, options=options)
    pairs = list(zip(asked, answers.given, strict=True))
    differing = _differing(pairs, _changes(target, found, asked), say)
    silent = sum(isinstance(given, str) for _, given in pairs)
    compared = len(asked) - silent
    if not compared:
        raise SourceRefusedError(
            "the server answered about none of them",
            where=held.server,
            hint="an audit needs Gerrit 3.4 or newer, which remembers",
        )
    agree = compared - len(differing)
    outcome = Audit(
        date=now(),
        server=held.server,
        version=answers.version,
        digest=found.manifest.digest,
        sample=len(asked),
        silent=silent,
        agree=agree,
        interval=interval(agree, compared),
        differences=differing,
    )
    say(f"{target.path}: {_summary(outcome)}")
    say(f"{snapshot.keep_audit(target.snapshot, outcome)}")
    return outcome


def _collected(target: Target, stored: Snapshot) -> Collection:
    held = stored.manifest.collection(CHANGES)
    if held is None or held.origin != "live":
        raise UsageError(
            f"{target.path} was not collected from a live server, so none can be asked",
            hint=target.command("collect"),
        )
    return held


def _changes(
    target: Target, stored: Snapshot, questions: tuple[Question, ...]
) -> dict[int, Change]:
    """Replay the changes that were drawn, as a build does."""
    accounts = gerrit_parts.accounts(stored.records(ACCOUNTS, RobotInfo))
    learned = ledger.learn(stored.records(CHANGES, ChangeInfo))
    wanted = {question.number for question in questions}
    gerrit = target.team.gerrit
    return {
        record._number: ledger.replay(record, accounts, gerrit, learned)
        for record in stored.records(CHANGES, ChangeInfo)
        if record._number in wanted
    }


def _differing(
    pairs: list[tuple[Question, Past | str]], changes: dict[int, Change], say: Say
) -> tuple[Difference, ...]:
    """Compare, and say each difference in a line."""
    found = []
    for question, theirs in pairs:
        where = f"{question.number} after {question.at:%Y-%m-%d %H:%M:%S}"
        if isinstance(theirs, str):
            say(f"{where}: no answer, {theirs}")
            continue
        ours = replayed(changes[question.number], question)
        if lines := differences(ours, theirs):
            say(f"{where}: {'; '.join(lines)}")
            found.append(difference(question, lines))
    return tuple(found)


def _summary(outcome: Audit) -> str:
    low, high = (f"{100 * share:.1f}" for share in outcome.interval)
    return (
        f"{outcome.agree} of {outcome.compared} agree, which is {low} to {high} % of all changes"
        f" with 95 % confidence; {outcome.silent} without an answer"
    )
