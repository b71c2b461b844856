"""The data of a picture in numbers of its own: days and things, not pixels.

So its path is short, and the same on a wide picture and on a narrow one: only the scales differ.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, log10
from xml.etree import ElementTree as Tree

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from msgspec import Struct

from retro.draw.canvas import PIXELS
from retro.draw.hints import is_hint, layer, taken
from retro.draw.paths import Steps, read, straight, written

_DATA = "data"
_FINE, _LARGE = 500, 10_000
"""So many steps to the highest number are enough not to be seen, and so many too long to say."""
_WHOLE = 1e-3


class Scale(Struct, frozen=True):
    """How a place in axes becomes a pixel of an SVG, counted from the left and from above.

    `finer` is how many units of a path's own make one of the data's.
    """

    right: float
    down: float
    left: float
    foot: float
    finer: float = 1

    @property
    def transform(self) -> str:
        """Return the scale as SVG says it."""
        heights = -self.down / self.finer
        return f"translate({self.left:.1f} {self.foot:.1f})scale({self.right:.5g}{heights:.5g})"

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the data at which a pixel is."""
        return (x - self.left) / self.right, (self.foot - y) / self.down

    def own(self, steps: Steps) -> Steps:
        """Return a path of pixels in units of its own."""
        return [(command, self._unit(numbers)) for command, numbers in steps]

    def _unit(self, numbers: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        if not numbers:
            return ()
        x, y = self.place(*map(float, numbers))
        return Decimal(f"{x:.1f}"), Decimal(f"{y * self.finer:.0f}")


def marked(figure: Figure) -> dict[str, Axes]:
    """Give what carries data in a figure an id, and return the axes of each."""
    artists = [
        (axes, artist)
        for axes in figure.axes
        for artist in (*axes.patches, *axes.collections, *axes.lines)
        if not is_hint(artist.get_gid())
    ]
    for n, (_, artist) in enumerate(artists):
        artist.set_gid(f"{_DATA}{n}")
    return {f"{_DATA}{n}": axes for n, (axes, _) in enumerate(artists)}


def plotted(root: Tree.Element, ids: dict[str, Axes], height: float) -> None:
    """Put the data of each axes into a group with a scale, in units of the data.

    What a pointer reads lies over all else: on the same scale over axes, else on pixels.
    """
    for axes in dict.fromkeys(ids.values()):
        groups = [g for g in root.iter("g") if ids.get(g.get("id", "")) is axes]
        if groups:
            _gather(root, groups, _scale(axes, height))
    if strips := taken(root):
        root.append(layer(strips))


def _gather(root: Tree.Element, groups: list[Tree.Element], scale: Scale) -> None:
    """Put the paths of groups into one, where the first stands; dots stay beside it."""
    parent = next(one for one in root.iter() if groups[0] in list(one))
    place = list(parent).index(groups[0])
    paths = [path for group in groups for path in group.iter("path")]
    dots = [dot for group in groups for dot in group.iter("circle")]
    strips = taken(parent)
    scale = _fine(scale, [read(path.get("d", "")) for path in paths])
    for path in paths:
        path.set("style", f"{path.get('style')}; vector-effect: non-scaling-stroke")
    for path in (*paths, *strips):
        path.set("d", written(straight(scale.own(read(path.get("d", ""))))))
    for group in groups:
        parent.remove(group)
    parent[place:place] = [_plot(paths, scale), *dots] if paths else dots
    if strips:
        root.append(layer(strips, transform=scale.transform))


def _plot(paths: list[Tree.Element], scale: Scale) -> Tree.Element:
    plot = Tree.Element("g", {"transform": scale.transform})
    plot.extend(paths)
    return plot


def _scale(axes: Axes, height: float) -> Scale:
    (left, right), (foot, head) = axes.get_xlim(), axes.get_ylim()
    corner, far = axes.transData.transform(((left, foot), (right, head)))
    across, up = (float(n) for n in far - corner)
    x, y = (float(n) for n in corner)
    return Scale(across / (right - left), up / (head - foot), x, height * PIXELS - y)


def _fine(scale: Scale, paths: list[Steps]) -> Scale:
    """Choose units in which every height is a whole number, as near as can be seen."""
    heights = [abs(y) for path in paths for y in _heights(scale, path)]
    top = max(heights, default=0)
    if top <= _LARGE and all(abs(y - round(y)) < _WHOLE for y in heights):
        return scale
    finer = 10.0 ** ceil(log10(_FINE / top)) if top else 1
    return Scale(scale.right, scale.down, scale.left, scale.foot, finer)


def _heights(scale: Scale, path: Steps) -> Iterator[float]:
    for _, numbers in path:
        if numbers:
            yield scale.place(*map(float, numbers))[1]
