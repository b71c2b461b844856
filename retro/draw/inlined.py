"""What Matplotlib defines once and uses again, drawn where it stands."""

from decimal import Decimal
from xml.etree import ElementTree as Tree

from retro.draw.paths import moved, read

_QUARTERS = 8
"""Matplotlib draws a round marker as so many curves."""


def inlined(root: Tree.Element) -> None:
    """Put a shape in the place of each use of one, and drop the definitions.

    An id and a reference to it are longer than most shapes.
    """
    shapes = {shape.get("id", ""): shape for shape in root.iter() if shape.get("id")}
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "use":
                parent[place] = _placed(shapes[child.get("href", "")[1:]], child)
    _dropped(root)


def _placed(shape: Tree.Element, use: Tree.Element) -> Tree.Element:
    x, y = (Decimal(use.get(key, "0")) for key in "xy")
    looks = _looks(use) | _looks(shape)
    style = {"style": "; ".join(f"{key}: {value}" for key, value in looks.items())}
    steps = read(shape.get("d", ""))
    if [command for command, _ in steps].count("C") == _QUARTERS:
        r = max(abs(n) for n in steps[0][1])
        return Tree.Element("circle", {"cx": str(x), "cy": str(y), "r": str(r)} | style)
    path = " ".join(
        " ".join((command, *map(str, numbers))) for command, numbers in moved(steps, x, y)
    )
    return Tree.Element("path", {"d": path} | style)


def _looks(element: Tree.Element) -> dict[str, str]:
    """Return the style of an element by its properties."""
    parts = (part.partition(":") for part in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, _, value in parts if value}


def _dropped(root: Tree.Element) -> None:
    for parent in list(root.iter()):
        for defs in parent.findall("defs"):
            parent.remove(defs)


def merged(element: Tree.Element) -> None:
    """Make one path of those that look alike, if nothing but words stands between them."""
    last: Tree.Element | None = None
    for child in list(element):
        merged(child)
        if child.tag == "text":
            continue
        if last is not None and _alike(last, child):
            last.set("d", f"{last.get('d')} {child.get('d')}")
            element.remove(child)
        else:
            last = child


def _alike(one: Tree.Element, other: Tree.Element) -> bool:
    bare = one.tag == other.tag == "path" and not (len(one) or len(other))
    return bare and one.get("style") == other.get("style")
