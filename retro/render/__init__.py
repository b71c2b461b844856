"""Pages: what is known and what was written, turned into files that open anywhere."""

from retro.render.editions import side_by_side
from retro.render.frame import EDITIONS, Entry
from retro.render.front import home
from retro.render.machine import facts_json, facts_list
from retro.render.site import pages, single_file
from retro.render.volume import Volume

__all__ = [
    "EDITIONS",
    "Entry",
    "Volume",
    "facts_json",
    "facts_list",
    "home",
    "pages",
    "side_by_side",
    "single_file",
]
