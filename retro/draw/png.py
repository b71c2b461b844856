"""Figures as PNG, for slides, mails and wherever nobody shows SVG."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from retro.draw.canvas import PIXELS, write
from retro.draw.look import Look
from retro.draw.spacing import plain
from retro.draw.stage import styled

BREADTH = 1200
"""So many dots a picture is wide."""

_EDGE, _HEAD = 16, 52


def png(figure: Figure, look: Look, *, title: str, whose: str) -> bytes:
    """Return a figure as a PNG on the theme's light paper, with what it shows and whose it is.

    Nothing else tells so where a picture stands alone. The figure is not to be used again.

    Args:
        figure: As a form drew it.
        look: The look it was drawn in.
        title: What the picture shows, in a few words.
        whose: Whose numbers they are, of which day, and where they are from.
    """
    breadth, height = (float(side) * PIXELS for side in figure.get_size_inches())
    corners = ((-_EDGE, -_EDGE), (breadth + _EDGE, height + _HEAD))
    with styled(look):
        write(figure, 0, height + 30, plain(title), fontsize=14, weight="bold")
        write(figure, 0, height + 12, plain(whose), color=look.colour("muted"))
        return opaque(
            figure,
            {"Title": title, "Source": whose},
            dpi=BREADTH * PIXELS / (breadth + 2 * _EDGE),
            bbox_inches=Bbox([[side / PIXELS for side in corner] for corner in corners]),
            facecolor=look.colour("paper"),
        )


def opaque(figure: Figure, texts: Mapping[str, str], **drawn: Any) -> bytes:
    """Return a figure of `BREADTH` as PNG that nothing shows through: a third of the bytes.

    Args:
        figure: It has paper, or is drawn on a `facecolor`.
        texts: What the file says of itself. Matplotlib would write its version, too.
        drawn: How it is drawn, as Matplotlib's `savefig` knows it.
    """
    dots, file, known = BytesIO(), BytesIO(), PngInfo()
    figure.savefig(dots, format="rgba", **drawn)
    for name, text in texts.items():
        known.add_text(name, _latin(text))
    size = BREADTH, dots.tell() // (4 * BREADTH)
    Image.frombuffer("RGBA", size, dots.getvalue()).convert("RGB").save(file, "PNG", pnginfo=known)
    return file.getvalue()


def _latin(text: str) -> str:
    """Return what a text of a PNG can hold."""
    return plain(text).encode("latin-1", "replace").decode("latin-1")
