"""The spec records of a snapshot: where each spec file stood, and when it came there.

Nothing here names a person: a commit is its number and the moment at which it landed.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

SPECS = "specs"

Moment = Annotated[datetime, Meta(tz=True)]

APPROVED, IMPLEMENTED = "approved", "implemented"
SHELVED, DROPPED = "shelved", "dropped"
PAGE = "priorities"
"""Where a file may stand: approved, done, kept for later, given up; or a team's page."""

ENTERED, MOVED, EDITED, LINKED, REMOVED = "entered", "moved", "edited", "linked", "removed"
"""What may happen to a file. A link is a file that only tells where the text lies."""

SPEC, LINK = "specs", "links to specs"
NO_TEXT = "images and other files that are no text"
NO_SPEC = "templates, indexes and placeholders"
NO_CYCLE = "in folders of no cycle"
NO_TITLE = "without a title"
UNREADABLE = "unreadable"
"""What a file below the root may be, beside a spec and a link to one."""

LACKING = (NO_CYCLE, NO_TITLE, UNREADABLE)
"""Those that may be specs all the same, and are not counted."""


class SpecEventInfo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One thing that happened to a spec file, when its commit landed on the branch.

    `path` is where the file stood after it, for a removal before it; `source` is the path that it
    came from, or what a link points to. `state` and `cycle` are those of the path. A commit that
    landed without a merge tells only when it was made: `until` is then the latest day possible.
    `doubted` tells that its own date lies outside of what the branch allows, which these are.
    A `quiet` one is of a commit that reorganised the repository or imported: it tells where the
    file lies since then, and nothing that was decided that day. `blueprint`, the `project` that
    has it in Launchpad, or else the number of a `bug`, and `title` are what the file says, given
    where that changed.
    """

    at: Moment
    what: str
    path: str
    state: str
    cycle: str = ""
    source: str = ""
    commit: str
    until: Moment | None = None
    doubted: bool = False
    quiet: bool = False
    blueprint: str = ""
    project: str = ""
    bug: int = 0
    title: str = ""


class SpecInfo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One spec as one cycle's folder knew it; without a cycle where folders name none.

    Records with one `life` tell of one file, under whatever names it stood in whatever folders.
    """

    repository: str
    name: str
    cycle: str = ""
    life: str = ""
    events: tuple[SpecEventInfo, ...] = ()
