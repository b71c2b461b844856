"""What a spec file says of itself: its title and the blueprint that it belongs to."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from retro.collect.texts import without_addresses

_MARKDOWN = re.compile(r"#{1,6} +(?=\S)")
_RULE = re.compile(r"([=\-~#*^\"'`+])\1{2,}\s*")
_LINK = re.compile(
    r"blueprints\.(?:edge\.)?launchpad\.net/([\w.+-]+)/\+spec/([\w.+-]*[\w+])", re.IGNORECASE
)
_BUG = re.compile(
    r"(?:bugs\.)?launchpad\.net/(?:([\w.+-]+)/\+bug|bugs)/(\d{1,9})(?!\d)", re.IGNORECASE
)
# Left over from the templates of Nova and others.
_EXAMPLES = frozenset({"example", "awesome-thing", "your-blueprint-name"})
_LONGEST = 200


class SpecText(NamedTuple):
    """A file's title, blueprint and the project that has it, each empty where there is none.

    `bug` is the request that stands in the blueprint's place, 0 where there is none.
    """

    title: str = ""
    blueprint: str = ""
    project: str = ""
    bug: int = 0


def spec_text(text: str, projects: Iterable[str]) -> SpecText:
    """Return what a file says.

    The blueprint is linked above the first section; further down, and in other teams' projects,
    are blueprints that the text only speaks of. Where there is none, a bug may be linked there:
    neutron asks for features (RFE) in bugs.

    Args:
        text: reStructuredText or Markdown.
        projects: The team's names in Launchpad; none means that any will do.
    """
    lines = text.splitlines()
    headings = [place for place in range(len(lines)) if _is_heading(lines, place)]
    title = _MARKDOWN.sub("", lines[headings[0]].strip(), count=1) if headings else ""
    head = "\n".join(lines[: headings[1]] if len(headings) > 1 else lines)
    own = {_plain(name): name for name in projects}
    found = (
        (name.casefold(), own.get(_plain(project), project))
        for project, name in _LINK.findall(head)
        if name.casefold() not in _EXAMPLES and (not own or _plain(project) in own)
    )
    blueprint, project = next(found, ("", ""))
    bugs = (
        int(bug) for name, bug in _BUG.findall(head) if not (name and own) or _plain(name) in own
    )
    bug = 0 if blueprint else next(bugs, 0)
    return SpecText(without_addresses(title)[:_LONGEST], blueprint, project, bug)


def _is_heading(lines: list[str], place: int) -> bool:
    """Tell whether a line is a title: something that isn't a rule, with a rule below."""
    if _MARKDOWN.match(lines[place]):
        return True
    text = lines[place].strip()
    if not text or _RULE.fullmatch(text) or place + 1 == len(lines):
        return False
    below = lines[place + 1]
    return bool(_RULE.fullmatch(below)) and len(below.strip()) >= min(len(text), 4)


def _plain(project: str) -> str:
    """Return a project's name without what people confuse: glance_store, glance-store."""
    # The repository is glance_store, the project on Launchpad glance-store.
    return project.casefold().replace("_", "-")
