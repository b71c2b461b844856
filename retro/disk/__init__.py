"""Files put in place: each whole or not at all, what dead processes left swept, one writer."""

from retro.disk.draft import draft, place, scratch
from retro.disk.links import refuse_links
from retro.disk.lock import held, read_together
from retro.disk.part import sweep
from retro.disk.put import create, put
from retro.disk.seal import sealed, unsealed

__all__ = [
    "create",
    "draft",
    "held",
    "place",
    "put",
    "read_together",
    "refuse_links",
    "scratch",
    "sealed",
    "sweep",
    "unsealed",
]
