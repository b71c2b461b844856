"""What people wrote: the site, its teams, their notes and their prose, read and checked."""

from retro.content.chapter import chapters, unanswered
from retro.content.claim import Claim, Comparison, claims
from retro.content.doubt import Doubt, doubts, needless
from retro.content.folder import check_name, cycles, snapshot_folder, teams
from retro.content.known import Elsewhere, Known, asked, place
from retro.content.node import nearest
from retro.content.slot import Slot, slots
from retro.content.verdict import Verdict, verdict
from retro.content.written import notes, site, team

__all__ = [
    "Claim",
    "Comparison",
    "Doubt",
    "Elsewhere",
    "Known",
    "Slot",
    "Verdict",
    "asked",
    "chapters",
    "check_name",
    "claims",
    "cycles",
    "doubts",
    "nearest",
    "needless",
    "notes",
    "place",
    "site",
    "slots",
    "snapshot_folder",
    "team",
    "teams",
    "unanswered",
    "verdict",
]
