"""What links a change to a priority: names and bugs that both of them carry."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from retro.model.change import Change
from retro.model.feature import blueprints_in
from retro.model.team import Priority

_BUG = re.compile(r"^[\w-]*\bbugs?:(.*)")
_TOPIC = re.compile(r"^(?:bp|blueprint|bug)/(?=.)")
_ADDRESS = re.compile(
    r"""
      \+spec/ (?P<blueprint> [\w.-]+ )
    | (?: \+bug | /bugs ) / (?P<bug> \d+ )
    | \b (?: topic | hashtag ) : "? (?P<topic> [\w./-]+ )
    | /specs/ .* / (?P<spec> [\w.-]+? ) (?: \.html | \.rst )? $
    """,
    re.VERBOSE,
)


def of_change(change: Change) -> frozenset[str]:
    """Return the names and bugs that a change carries: by topic, hashtag and footer."""
    tags = (_TOPIC.sub("", tag.casefold()) for tag in (change.topic, *change.hashtags) if tag)
    return frozenset((*tags, *_footers(change.footers)))


def of_priority(priority: Priority) -> frozenset[str]:
    """Return the names and bugs that a priority's features and links say."""
    names = (name.casefold() for name in priority.features)
    return frozenset((*names, *_links(priority.links)))


def _footers(footers: Iterable[str]) -> Iterator[str]:
    for footer in map(str.casefold, footers):
        if bugs := _BUG.match(footer):
            yield from re.findall(r"\d+", bugs[1])
        else:
            yield from blueprints_in(footer)


def _links(links: Iterable[str]) -> Iterator[str]:
    for link in links:
        for found in _ADDRESS.finditer(unquote(link).casefold()):
            yield _TOPIC.sub("", next(part for part in found.groups() if part))
