"""Pictures of a page share their looks and their data: each is said once, not at every stroke.

No element keeps a style of its own, which the page's policy would not let it have.
"""

import re
from collections import Counter
from itertools import count

_PICTURE = re.compile(r"(<svg .*?</svg>)", re.DOTALL)
# Inside of a tag alone: what a server called a feature is text, whatever it reads like.
_LOOK = re.compile(r'(<[a-zA-Z][^<>]*) style="([^"<>]*)"')
_DRAWN, _STYLED = "<svg ", ' style="'
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
    if _DRAWN not in page and _STYLED not in page:  # most have a list alone
        return page
    parts = _PICTURE.split(page)
    drawn, said = _Classes("l"), _Classes("k")
    parts[1::2] = _plotted_once([drawn.named(picture) for picture in parts[1::2]])
    parts[::2] = [said.named(words) for words in parts[::2]]
    rules = [f".{name} {{ {look} }}" for look, name in drawn.names.items()]
    # those of words overrule the style sheet's
    rules += [f".{name}.{name}.{name} {{ {look} }}" for look, name in said.names.items()]
    made = "".join(parts)
    if not rules:
        return made
    style = "\n".join(rules)
    return made.replace("</head>", f"<style>\n{style}\n</style>\n</head>", 1)


class _Classes:
    """Classes in the place of looks, by look."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self.names: dict[str, str] = {}

    def named(self, text: str) -> str:
        """Give elements a class in the place of their look, beside the classes that they have."""
        return _LOOK.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        tag, look = _attributed(*found.groups())
        name = self.names.setdefault(look, f"{self._letter}{len(self.names) + 1}")
        beside = _CLASS.search(tag)
        return (
            _CLASS.sub(rf'class="\1 {name}"', tag, count=1) if beside else f'{tag} class="{name}"'
        )


def _attributed(tag: str, look: str) -> tuple[str, str]:
    """Make an attribute of what no style sheet of a page may have."""
    if _EFFECT not in look:
        return tag, look
    return f'{tag} vector-effect="non-scaling-stroke"', look.replace(_EFFECT, "")


def _plotted_once(pictures: list[str]) -> list[str]:
    """Let a picture that shows the data of an earlier one, on other scales, point at them."""
    times = Counter(data for picture in pictures for _, data in _PLOT.findall(picture))
    numbers, ids = count(1), dict[str, str]()

    def once(found: re.Match[str]) -> str:
        drawn, data = found.groups()
        if len(data) < _SHORT or times[data] < _OFTEN:
            return found[0]
        if data in ids:
            return f'<use href="#{ids[data]}" {drawn}/>'
        ids[data] = f"plot_{next(numbers)}"
        return f'<g {drawn}><g id="{ids[data]}">{data}</g></g>'

    return [_PLOT.sub(once, picture) for picture in pictures]
