"""Queries of cycle.yaml that the server refused, as the manifest keeps it."""

from retro.model.team import Notes
from retro.snapshot import Manifest
from retro.snapshot.gerrit import WATCH


def refusals(notes: Notes, manifest: Manifest) -> dict[str, str]:
    """Return what the server said against a watched piece of work's query, by its title."""
    said = [hole.why for hole in manifest.gaps if hole.collection == WATCH]
    return {
        one.title: why.removeprefix(f"{one.title}: ")
        for one in notes.watch or ()
        for why in said
        if why.startswith(f"{one.title}: ")
    }
