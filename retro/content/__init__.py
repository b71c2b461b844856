"""What people wrote: the site, its teams, their notes and their prose, read and checked."""

from retro.content.chapter import chapters, unanswered
from retro.content.doubt import Doubt, doubts, needless
from retro.content.folder import check_name, cycles, loosely, snapshot_folder, teams
from retro.content.marks import BareBrace, Claim, Edit, LineEnd, Link, Slot, spliced
from retro.content.node import Node, nearest
from retro.content.prose import Answer, Chapter, Prose, read
from retro.content.unheeded import Names, refused, unheeded
from retro.content.verdict import Verdict, verdict
from retro.content.vocabulary import Elsewhere, Vocabulary, asked
from retro.content.yaml_files import notes, site, team

__all__ = [
    "Answer",
    "BareBrace",
    "Chapter",
    "Claim",
    "Doubt",
    "Edit",
    "Elsewhere",
    "LineEnd",
    "Link",
    "Names",
    "Node",
    "Prose",
    "Slot",
    "Verdict",
    "Vocabulary",
    "asked",
    "chapters",
    "check_name",
    "cycles",
    "doubts",
    "loosely",
    "nearest",
    "needless",
    "notes",
    "read",
    "refused",
    "site",
    "snapshot_folder",
    "spliced",
    "team",
    "teams",
    "unanswered",
    "unheeded",
    "verdict",
]
