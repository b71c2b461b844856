"""Pictures of a page share their looks: each is said once in its head, not at every stroke."""

import re
from collections import Counter

_PICTURE = re.compile(r"<svg .*?</svg>", re.DOTALL)
# Inside of a tag alone: what a server called a feature is text, whatever it reads like.
_LOOK = re.compile(r'(<[a-z][^<>]*?) style="([^"<>]*)"', re.IGNORECASE)
_OFTEN = 2


def shared(page: str) -> str:
    """Return a page on which looks that pictures have more than once are classes.

    A picture by itself keeps its looks, so that it can be taken away as a file.
    """
    looks = Counter(look for _, look in _LOOK.findall("".join(_PICTURE.findall(page))))
    often = [look for look, times in looks.items() if times >= _OFTEN]
    if not often:
        return page
    names = {look: f"l{n}" for n, look in enumerate(often, 1)}

    def classed(found: re.Match[str]) -> str:
        tag, look = found.groups()
        return f'{tag} class="{names[look]}"' if look in names else found[0]

    rules = "\n".join(f".{name} {{ {look} }}" for look, name in names.items())
    drawn = _PICTURE.sub(lambda picture: _LOOK.sub(classed, picture[0]), page)
    return drawn.replace("</head>", f"<style>\n{rules}\n</style>\n</head>", 1)
