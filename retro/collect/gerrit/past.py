"""Asking a Gerrit server how changes stood, right after one of their messages."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from retro.collect.gerrit.changes import decoded, numbers
from retro.collect.options import Options
from retro.collect.people import hashed
from retro.errors import SourceChangedError, SourceRefusedError
from retro.model.audit import Past, Question
from retro.model.time import Now, Sleep

if TYPE_CHECKING:
    from retro.collect.http import Asker

OPTIONS = ("DETAILED_LABELS", "DETAILED_ACCOUNTS", "CURRENT_REVISION", "SKIP_DIFFSTAT")

# `meta=` came with 3.4 (GetChange), and needs NoteDb: there a message's id is its commit.
_SINCE = (3, 4)


class Vote(Struct, frozen=True):
    """A vote as the server shows it, with all by which a team may call its voter."""

    _account_id: int
    value: int = 0
    name: str = ""
    username: str = ""


class Label(Struct, frozen=True):
    """A label's votes."""

    all: tuple[Vote, ...] = ()


class Revision(Struct, frozen=True):
    """A patch set."""

    _number: int


class Then(Struct, frozen=True):
    """A change as it was."""

    status: str
    current_revision: str
    revisions: dict[str, Revision]
    labels: dict[str, Label] = {}
    work_in_progress: bool = False


class Answers(Struct, frozen=True, kw_only=True):
    """What a server said: to each question an answer, or in its own words why there is none."""

    version: str
    given: tuple[Past | str, ...]


def pasts(
    server: str,
    questions: Sequence[Question],
    opt_out: Sequence[str],
    *,
    now: Now,
    sleep: Sleep,
    options: Options,
) -> Answers:
    """Ask a server about the past of some changes.

    A change that it does not show, or whose record was rewritten since, has no answer.

    Args:
        server: Its address.
        questions: The moments.
        opt_out: Accounts that count for nothing, by number, username or name.
        now: The clock.
        sleep: Waits so many seconds before a request is tried again.
        options: How to ask.

    Raises:
        SourceError: The server is silent, too old, or answers in another shape.
    """
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.http import Asker

    with closing(Asker(server, now=now, sleep=sleep, options=options)) as asker:
        version = _version(asker)
        given = tuple(_given(asker, question, opt_out) for question in questions)
    return Answers(version=version, given=given)


def _version(asker: "Asker") -> str:
    path = "/config/server/version"
    version = decoded(asker.ask(path).body, str, asker.server + path)
    known = numbers(version)
    if known is None or known < _SINCE:
        raise SourceRefusedError(
            f"Gerrit {version} does not tell how a change was",
            where=asker.server,
            hint="any Gerrit since 3.4 does",
        )
    return version


def _given(asker: "Asker", question: Question, opt_out: Sequence[str]) -> Past | str:
    # Not /detail, which answers 400 to `meta`. A commit that the record no longer holds is a 412.
    path = f"/changes/{question.number}"
    query = (("meta", question.message), *(("o", option) for option in OPTIONS))
    try:
        body = asker.ask(path, query).body
    except SourceRefusedError as error:
        return error.what
    then = decoded(body, Then, asker.server + path)
    current = then.revisions.get(then.current_revision)
    if current is None:
        raise SourceChangedError("the answer names no patch set", where=asker.server + path)
    return Past(
        status=then.status,
        patch_set=current._number,
        # Labels are those of today's configuration: one that was taken out is missing in the past
        # too.
        votes={
            (label, vote._account_id): vote.value for label, vote in _votes(then) if vote.value
        },
        wip=then.work_in_progress,
        others=frozenset(v._account_id for _, v in _votes(then) if _calls(v, opt_out)),
    )


def _votes(then: Then) -> Iterator[tuple[str, Vote]]:
    return ((name, vote) for name, label in then.labels.items() for vote in label.all)


def _calls(vote: Vote, names: Sequence[str]) -> bool:
    own = {str(vote._account_id), vote.username, vote.name} - {""}
    return not own.isdisjoint(names) or not {hashed(call) for call in own}.isdisjoint(names)
