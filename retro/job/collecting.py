"""One collection: the snapshot of a target made, or topped up, and proved before it is kept."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from msgspec import Struct

from retro import content, disk, snapshot
from retro.collect import Ahead, Options, Request, Round, ask_trackers, of_trackers
from retro.collect import collect as from_servers
from retro.content import Names
from retro.errors import ContentError, SnapshotError
from retro.job.order import Order
from retro.job.refusals import refusals
from retro.job.writers import of_content
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record import branches
from retro.record.target import Target
from retro.record.vote_agreement import Heard, proved, votes_agree
from retro.snapshot import Agreement, Manifest, Snapshot


class Collecting(Struct, frozen=True, kw_only=True):
    """How the targets of one run are collected, and in which round."""

    order: Order
    options: Options
    round: Round
    now: Now
    sleep: Sleep

    def collect(self, target: Target, say: Say) -> tuple[ContentError, ...]:
        """Make a target's snapshot, or top it up; return the queries that the server refused.

        Raises:
            RetroError: It is as it was.
        """
        self._say_slips(target, say)
        with of_content(self.order, target.path, "collect", say):
            made = self._collect(target, say)
        if made is None:
            return ()
        said = refusals(target.notes, made)
        doubts = content.refused(self.order.content, target.team.key, target.folder, said)
        return tuple(ContentError(one.what, where=one.where, hint=one.hint) for one in doubts)

    def survey(self, target: Target, say: Say) -> list[Ahead]:
        """Ask for the index alone, which is kept, and return what is ahead.

        Raises:
            RetroError: A server is silent or refuses, or another process is at it.
        """
        found: list[Ahead] = []

        def note(ahead: Ahead) -> bool:
            found.append(ahead)
            return False

        with of_content(self.order, target.path, "collect", say):
            self._collect(target, say, note)
        held = None
        with suppress(SnapshotError):
            held = snapshot.read(target.snapshot).manifest
        return found + of_trackers(target.team, held, self.options.without)

    def collect_missing(self, target: Target, say: Say) -> tuple[ContentError, ...]:
        """Make a target's snapshot, unless somebody did meanwhile; a build tells the rest."""
        with of_content(self.order, target.path, "collect", say):
            if not snapshot.exists(target.snapshot):
                say(f"{target.path}: no snapshot yet, collecting one")
                self._collect(target, say)
        return ()

    def _say_slips(self, target: Target, say: Say) -> None:
        """Say what cycle.yaml names in vain, as far as that is known before anybody is asked."""
        names = Names(days=(target.cycle.start, target.cycle.release))
        for slip in content.unheeded(self.order.content, target.team.key, target.folder, names):
            say(f"warning: {slip.where}: {slip.what}; {slip.hint}")

    def _collect(
        self, target: Target, say: Say, go_on: Callable[[Ahead], bool] | None = None
    ) -> Manifest | None:
        disk.refuse_links(self.order.content, target.snapshot)
        request = Request(
            team=target.team,
            cycle=target.cycle,
            work=self.order.kept("specs"),
            round=self.round,
            now=self.now,
            sleep=self.sleep,
            say=say,
            options=self.options,
            clone=self.order.specs,
        )
        heard = Heard(target.team.gerrit)
        return from_servers(
            target.team,
            target.notes,
            target.cycle,
            target.snapshot,
            work=self.order.kept("collect", target.path),
            round=self.round,
            go_on=go_on,
            now=self.now,
            sleep=self.sleep,
            say=say,
            options=self.options,
            proof=partial(_proved, target, say, heard),
            listener=heard,
            others=partial(ask_trackers, request),
        )


def _proved(target: Target, say: Say, heard: Heard, made: Snapshot) -> Agreement:
    """Say what of the snapshot is counted; return how far the replay of its votes agrees.

    The same records by the same rules agree as they did.
    """
    gerrit = target.team.gerrit
    before = _proof_before(target)
    if before and before.proved == proved(gerrit, made.manifest):
        say("no change has moved since the last collection")
        return before
    places = branches.recorded(gerrit, target.cycle, made)
    say(f"branches: {branches.told(gerrit, places)}")
    return votes_agree(gerrit, say, made, heard)


def _proof_before(target: Target) -> Agreement | None:
    with suppress(SnapshotError):
        return snapshot.read(target.snapshot).manifest.labels
    return None
