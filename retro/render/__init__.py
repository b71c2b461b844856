"""Pages: what is known and what was written, turned into files that open anywhere."""

from retro.render.frame import Entry
from retro.render.front import home
from retro.render.machine import facts_json, facts_list
from retro.render.prose import asked
from retro.render.site import pages, single_file

__all__ = ["Entry", "asked", "facts_json", "facts_list", "home", "pages", "single_file"]
