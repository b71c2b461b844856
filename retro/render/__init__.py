"""Pages: what is known and what was written, turned into files that open anywhere."""

from retro.render.compact import compact
from retro.render.editions import side_by_side
from retro.render.frame import EDITIONS, Entry, Frame, framed
from retro.render.home import home
from retro.render.many_cycles import Volume
from retro.render.of_cycle import Together
from retro.render.site import around, first_page, pages, single_file

__all__ = [
    "EDITIONS",
    "Entry",
    "Frame",
    "Together",
    "Volume",
    "around",
    "compact",
    "first_page",
    "framed",
    "home",
    "pages",
    "side_by_side",
    "single_file",
]
