"""The letters of each target, written and never sent."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from retro.errors import ContentError, RetroError, UsageError
from retro.job.answers import Answers, open_record
from retro.job.letters import ATTACHED, Draft, Letters
from retro.job.order import Order, keep_apart
from retro.job.site import files
from retro.job.site.beside import Beside
from retro.job.site.comparison import opened
from retro.job.site.edition import Edition, edition, handed_over, read_chapters
from retro.job.site.warnings import hear
from retro.job.targets import targets
from retro.job.writers import of_output, sweep
from retro.model.facts import Gap
from retro.outline.gaps import names
from retro.progress import Say
from retro.record.moments import FINAL
from retro.record.target import Target

LIST_TAKES = 38 * 1024
"""So many bytes a mail to a list may have: most lists hold back what is above 40 KB."""


class Bundle(Struct, frozen=True):
    """The letters of one target, and where they go, below the output."""

    target: Target
    output: Path
    drafts: tuple[Draft, ...]

    @property
    def below(self) -> str:
        """Return their folder, seen from the output."""
        return f"mail/{self.target.path}"

    @property
    def folder(self) -> Path:
        """Return their folder."""
        return self.output / self.below

    @property
    def large(self) -> str:
        """Say what is too large for a list, or nothing."""
        for draft in self.drafts:
            if draft.reader == "list" and len(draft.data) > LIST_TAKES:
                size = f"{len(draft.data):,} bytes"
                limit = f"lists hold back what is above {LIST_TAKES:,}"
                return f"{self.folder / draft.name} has {size}, and {limit}"
        return ""


def mail(order: Order, attach: str, today: date, *, say: Say) -> None:
    """Write each target's letters; say where and how large.

    Args:
        order: Which edition: by default the hand-off, or where there is none the latest.
        attach: One of `retro.mail.FORMS`, or nothing for what is usual.
        today: The day on which letters are asked for.
        say: Told where they are, how large, and what their writer should know.

    Raises:
        ContentError: A letter is too large for a list, and the order is strict.
        UsageError: So it is by what was asked to be attached; or nothing here makes a PDF.
    """
    keep_apart(order)
    sweep(order)
    bundles = [_bundle(order, target, attach, today, say) for target in targets(order)]
    for large in filter(None, (bundle.large for bundle in bundles)):
        if order.strict:
            raise _refused(large, attach)
        say(f"warning: {large}")
    for bundle in bundles:
        with of_output(order, bundle.target.path, "mail", say):
            made = {draft.name: draft.data for draft in bundle.drafts}
            files.put(order.output, made, below=bundle.below)
        for draft in bundle.drafts:
            what = ATTACHED.get(draft.kind, "the letter as text")
            say(f"{bundle.folder / draft.name}: {len(draft.data):,} bytes, {what}")
    say("nothing was sent")


def _refused(large: str, attach: str) -> RetroError:
    """Return who can mend it: who chose what is attached, else who wrote so much."""
    if attach in ("full", "pdf"):
        return UsageError(large, hint="leave --attach out, or write --attach none")
    return ContentError(large, hint="say it in fewer words, or write --attach none")


def _bundle(order: Order, target: Target, attach: str, today: date, say: Say) -> Bundle:
    answers = open_record(order, target, say)
    name, day = handed_over(order, answers.moments)
    every = read_chapters(order, target)
    one = edition(order, answers, opened(order, answers, say), every, name, day, Beside(1))
    hear([one.words], say, strict=order.strict, whole=False)
    for remark in (*_later(order, answers, name, today), *_unwritten(one)):
        say(f"{target.path}: {remark}")
    drafts = tuple(Letters(order, target, one).drafts(attach))
    return Bundle(target, order.output, drafts)


def _later(order: Order, answers: Answers, name: str, today: date) -> tuple[str, ...]:
    """Tell of the final edition, where the cycle is over and another one is written."""
    if order.narrow or name == FINAL:
        return ()
    make = answers.target.command("mail", edition=FINAL)
    if FINAL in answers.moments.editions:
        return (f"the cycle is over; {make} writes the letter of its final edition",)
    release = answers.target.cycle.release
    if release >= today:
        return ()
    collect = answers.target.command("collect")
    return (f"the cycle ended on {release}, after the record: {collect}, then {make}",)


def _unwritten(one: Edition) -> tuple[str, ...]:
    """Tell what only a person can say and nobody noted, which the letter leaves out."""
    gaps = [gap for gap in one.report.facts.values() if isinstance(gap, Gap) and not gap.moot]
    lacking = names(gap for gap in gaps if gap.unwritten)
    return (f"not in the letter, since nobody wrote it down: {lacking}",) if lacking else ()
