"""What people wrote: the site, its teams, their notes and their prose, read and checked."""

from retro.content.chapter import chapters
from retro.content.folder import check_name, cycles, snapshot_folder, teams
from retro.content.node import nearest
from retro.content.slot import Slot, slots
from retro.content.written import notes, site, team

__all__ = [
    "Slot",
    "chapters",
    "check_name",
    "cycles",
    "nearest",
    "notes",
    "site",
    "slots",
    "snapshot_folder",
    "team",
    "teams",
]
