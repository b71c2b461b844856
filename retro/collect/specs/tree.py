"""What the files of the last commit are: specs, links to them, or no specs for some reason."""

from collections import Counter
from collections.abc import Mapping

from retro.collect.specs.git import Entry, Git
from retro.collect.specs.layout import Layout
from retro.collect.specs.links import pointed
from retro.collect.specs.text import spec_text
from retro.snapshot.specs import LINK, NO_TITLE, SPEC, UNREADABLE


def files_at(git: Git, layout: Layout) -> dict[str, int]:
    """Count the files below the root by what they are; together these are all.

    Args:
        git: The clone.
        layout: Which folders mean what, once it has learned.
    """
    there = [entry for entry in git.tree(*layout.folders) if layout.holds(entry.path)]
    specs = [entry.blob for entry in there if not entry.link and not layout.reason(entry.path)]
    kinds = {blob: _kind(text) for blob, text in git.blobs(specs)}
    found = Counter(_what(entry, layout, kinds) for entry in there)
    return dict(sorted(found.items()))


def _what(entry: Entry, layout: Layout, kinds: Mapping[str, str]) -> str:
    if why := layout.reason(entry.path):
        return why
    return LINK if entry.link else kinds.get(entry.blob, UNREADABLE)


def _kind(text: str) -> str:
    if pointed(text):
        return LINK
    return SPEC if spec_text(text, ()).title else NO_TITLE
