"""What a snapshot says of itself: its parts, how far it agrees and reaches, and its holes."""

from collections.abc import Iterator
from datetime import date

from retro import snapshot
from retro.model.audit import Audit
from retro.model.collection import Collection
from retro.model.time import last_day_before
from retro.outline import words
from retro.outline.files import sorted_files
from retro.record.target import Target
from retro.snapshot import Agreement, Manifest
from retro.snapshot.gerrit import CHANGES


def proofs(target: Target, manifest: Manifest) -> tuple[str, ...]:
    """Say what the replay was held against, and how far it agreed."""
    return tuple(_proofs(manifest.labels, snapshot.last_audit(target.snapshot)))


def _proofs(labels: Agreement | None, audit: Audit | None) -> Iterator[str]:
    if labels and labels.total:
        share = words.share(labels.agree / labels.total)
        yield (
            "The votes replayed from messages are those that the server reported on the day of "
            f"collection for {words.number(labels.agree)} of "
            f"{words.counted(labels.total, 'changes')} ({share}); of the others the server's own "
            "word was taken for how the record ends."
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


def beyond(manifest: Manifest, as_of: date) -> tuple[str, ...]:
    """Warn of a day after those that were asked for: what began since was not collected."""
    last = last_day_before(manifest.window.end)
    if as_of <= last:
        return ()
    return (
        f"What began after {words.day(last)} was not collected: open changes and bugs as of "
        f"{words.day(as_of)} are told without it, and may be too few.",
    )


def short(manifest: Manifest) -> tuple[str, ...]:
    """Warn of changes that were there and could not be read: no number has them."""
    records = manifest.collection(CHANGES)
    if not (records and records.hidden):
        return ()
    what = words.counted(len(records.hidden), "changes")
    return (
        f"{what} could not be read at collection: what is counted of changes and of reviews may "
        "be too little.",
    )


def older(manifest: Manifest) -> tuple[str, ...]:
    """Warn of a snapshot that was packed before something was kept that numbers rest on."""
    what = snapshot.lacking(manifest)
    if not what:
        return ()
    return (
        f"The snapshot was packed by an older retro, which did not keep {words.listed(what)}: "
        "numbers that rest on it may be off until it is collected anew.",
    )


def holes(manifest: Manifest) -> tuple[str, ...]:
    """Say what the collections lack, each with its reason."""
    return tuple(f"{hole.collection}: {hole.why}" for hole in manifest.gaps)


def lacks(manifest: Manifest) -> dict[str, str]:
    """Return why a collection has nothing at all, by what it would hold: bugs, specs."""
    found: dict[str, list[str]] = {}
    for hole in manifest.gaps:
        collection = manifest.collection(hole.collection)
        if collection is None or not collection.counts:
            found.setdefault(hole.collection.rpartition("-")[2], []).append(hole.why)
    return {what: "; ".join(reasons) for what, reasons in found.items()}


def collections(manifest: Manifest) -> tuple[Collection, ...]:
    """Return the parts of the snapshot, as pages print them."""
    return tuple(
        Collection(
            name=part.name,
            origin=part.origin,
            server=part.server,
            version=part.version,
            collected=part.started,
            records=part.records,
            queries=part.queries,
            files=tuple(sorted_files(name, counts) for name, counts in part.files.items()),
        )
        for part in manifest.collections
    )


def simulated(manifest: Manifest) -> bool:
    """Tell whether any part of the snapshot is simulated."""
    return any(part.origin == "simulated" for part in manifest.collections)
