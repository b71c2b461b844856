"""Pictures of a page share their looks and their data: each is said once, not at every stroke.

No element keeps a style of its own, which the page's policy would not let it have.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import count

_PICTURE = re.compile(r"<svg .*?</svg>", re.DOTALL)
# Inside of a tag alone: what a server called a feature is text, whatever it reads like.
_LOOK = re.compile(r'(<[a-z][^<>]*?) style="([^"<>]*)"', re.IGNORECASE)
_CLASS = re.compile(r'class="([^"<>]*)"')
_OFTEN = 2

_EFFECT = "; vector-effect: non-scaling-stroke"
"""A file has it in a style, a page as an attribute: nothing else is valid by its checker."""

_PLOT = re.compile(
    r'<g (transform="[^"<>]*"[^<>]*)>((?:<path [^<>]*(?:/>|><title>[^<>]*</title></path>))+)</g>'
)
_SHORT = 120
"""A plot of fewer letters is not worth a reference."""


def shared(page: str) -> str:
    """Return a page on which pictures that have looks or data in common say them once.

    A picture by itself keeps both, so that it can be taken away as a file.
    """
    valid = _PICTURE.sub(lambda picture: _LOOK.sub(_attributed, picture[0]), page)
    return _plotted_once(_classed(valid))


def _attributed(found: re.Match[str]) -> str:
    """Make an attribute of what no style sheet of a page may have."""
    tag, look = found.groups()
    if _EFFECT not in look:
        return found[0]
    return f'{tag} vector-effect="non-scaling-stroke" style="{look.replace(_EFFECT, "")}"'


def _classed(page: str) -> str:
    """Make classes of the looks of elements; those of words overrule the style sheet's."""
    drawn = dict.fromkeys(look for _, look in _LOOK.findall("".join(_PICTURE.findall(page))))
    names = {look: f"l{n}" for n, look in enumerate(drawn, 1)}
    said = dict.fromkeys(look for _, look in _LOOK.findall(_PICTURE.sub("", page)))
    placed = {look: f"k{n}" for n, look in enumerate(said, 1)}
    if not names and not placed:
        return page
    rules = [f".{name} {{ {look} }}" for look, name in names.items()]
    rules += [f".{name}.{name}.{name} {{ {look} }}" for look, name in placed.items()]
    made = _PICTURE.sub(lambda picture: _named(picture[0], names), page)
    style = "\n".join(rules)
    return _named(made, placed).replace("</head>", f"<style>\n{style}\n</style>\n</head>", 1)


def _named(page: str, names: Mapping[str, str]) -> str:
    """Give elements a class in the place of their look, beside the classes that they have."""

    def named(found: re.Match[str]) -> str:
        tag, name = found[1], names[found[2]]
        beside = _CLASS.search(tag)
        return (
            _CLASS.sub(rf'class="\1 {name}"', tag, count=1) if beside else f'{tag} class="{name}"'
        )

    return _LOOK.sub(named, page)


def _plotted_once(page: str) -> str:
    """Let a picture that shows the data of an earlier one, on other scales, point at them."""
    times = Counter(data for _, data in _PLOT.findall(page))
    numbers, ids = count(1), dict[str, str]()

    def once(found: re.Match[str]) -> str:
        drawn, data = found.groups()
        if len(data) < _SHORT or times[data] < _OFTEN:
            return found[0]
        if data in ids:
            return f'<use href="#{ids[data]}" {drawn}/>'
        ids[data] = f"plot_{next(numbers)}"
        return f'<g {drawn}><g id="{ids[data]}">{data}</g></g>'

    return _PICTURE.sub(lambda picture: _PLOT.sub(once, picture[0]), page)
