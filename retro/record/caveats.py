"""How far a snapshot and its replay can be trusted, in sentences for the method page."""

from collections.abc import Iterator

from retro import snapshot
from retro.model.audit import Audit
from retro.outline import words
from retro.record.target import Target
from retro.snapshot import Agreement, Manifest

ENOUGH = 0.98
"""Under this share of changes that replay to today's votes, every page says so."""


def proofs(target: Target, manifest: Manifest) -> tuple[str, ...]:
    """Say what the replay was held against, and how far it agreed."""
    return tuple(_proofs(manifest.labels, snapshot.last_audit(target.snapshot)))


def _proofs(labels: Agreement | None, audit: Audit | None) -> Iterator[str]:
    if labels and labels.total:
        share = words.share(labels.agree / labels.total)
        yield (
            "The votes replayed from messages are those that the server reported on the day of "
            f"collection for {words.number(labels.agree)} of "
            f"{words.counted(labels.total, 'changes')} ({share})."
        )
    if audit:
        low, high = map(words.share, audit.interval)
        asked = words.counted(audit.compared, "changes")
        yield (
            f"On {words.day(audit.date.date())} the server was asked how {asked} stood in the "
            f"past: {audit.agree} stood as the replay says, which with 95 % confidence is {low} "
            f"to {high} of all."
            + (f" About {audit.silent} more it gave no answer." if audit.silent else "")
        )


def warnings(manifest: Manifest) -> tuple[str, ...]:
    """Say on every page what makes its numbers doubtful."""
    labels = manifest.labels
    if labels and labels.total and labels.agree < ENOUGH * labels.total:
        share = words.share(labels.agree / labels.total)
        return (f"Only {share} of the changes replay to the votes that the server reports.",)
    return ()


def holes(manifest: Manifest) -> tuple[str, ...]:
    """Say what the collections lack, each with its reason."""
    return tuple(f"{hole.collection}: {hole.why}" for hole in manifest.gaps)
