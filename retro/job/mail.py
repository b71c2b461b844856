"""The hand-off mail of each target, written and never sent."""

from retro.job.order import Order, keep_apart
from retro.job.site import files
from retro.job.site.edition import letter
from retro.job.targets import targets
from retro.progress import Say


def mail(order: Order, *, say: Say) -> None:
    """Write each target's hand-off mail; say where and how large."""
    keep_apart(order)
    for target in targets(order):
        folder = order.output / "mail" / target.path
        name = order.edition or "handoff"
        text, eml = letter(order, target, say)
        files.put(folder, {f"{name}.txt": text, f"{name}.eml": eml})
        say(f"{folder / name}.txt: {len(text):,} bytes of text")
        say(f"{folder / name}.eml: {len(eml):,} bytes, the page attached; nothing was sent")
